/**
 * Which functions call what a variable, a field or an element holds, so that nobody sees by the name what runs there? `load := loader.load`,
 * `step.run(image)`, `loaders["kind"](image)`. Knows calls; follows nothing.
 */
import type { CallExpr, Expr, VarId } from '../go/facts';
import type { Func, Program } from './declarations';

/** It hands a text, perhaps, to such a call. */
export function callsHeld(program: Program, func: Func): boolean {
  return func.fact.calls.some((call) => call.args.some((arg) => mayHoldText(program, arg, func)) && isHeld(program, call, func));
}

function isHeld(program: Program, { fn }: CallExpr, func: Func): boolean {
  switch (fn.kind) {
    case 'local':
      return !(program.index(func).vars.get(fn.id) ?? []).some(({ bind: { source } }) => source.kind === 'expr' && source.expr.kind === 'func');
    case 'index':
    case 'call':
    case 'assert':
    case 'unary':
      return true;
    case 'select': {
      if (fn.of.kind !== 'local' && fn.of.kind !== 'select') return false;
      const type = program.typeOf(fn.of, func);
      return type !== undefined && program.fields(type)?.some(({ name }) => name === fn.name) === true;
    }
    default:
      return false;
  }
}

const noText = /^(?:err|t|b|w|i|n|writer|logger)$|ctx$|context$|client$/i;

function mayHoldText(program: Program, arg: Expr, func: Func): boolean {
  if (arg.kind === 'local') return !noText.test(arg.name) || isText(program, arg.id, func);
  return arg.kind !== 'func' && arg.kind !== 'number' && arg.kind !== 'type';
}

/** Whatever it is called: its type is written down, or it is an element of something. */
function isText(program: Program, id: VarId, func: Func): boolean {
  const type = func.outermost.fact.vars[id]?.type;
  if (type) return type.kind === 'name' && type.pkg === undefined && type.name === 'string';
  return (program.index(func).vars.get(id) ?? []).some(({ bind: { source } }) => source.kind === 'rangeValue');
}
