/**
 * May a closure run more than once, so that it sees what it left in a variable of its surroundings the time before? Knows who calls it, and
 * which functions of test frameworks run what they are handed once.
 */
import { encloses, type Span } from '../base/text';
import type { Expr, VarId } from '../go/facts';
import type { Func, OwnedBind, Program } from './declarations';
import { withClosures } from './locals';

const runsOnce = /^(?:By|Describe\w*|Context|When|It|Specify|Entry|(?:Synchronized)?(?:Before|After)\w+|DeferCleanup|Cleanup|Run|Do|Go|Once\w*)$/;

const known = new WeakMap<Func, boolean>();

/** This very closure assigns it behind the read, and it may not be the first time that it runs. */
export function isLeftBefore(program: Program, binds: readonly OwnedBind[], read: Span, reader: Func, declared: Func | undefined): boolean {
  if (!reader.parent || (declared === reader || (declared === undefined && binds.every(({ owner }) => owner === reader)))) return false;
  return binds.some(({ bind, owner }) => owner === reader && bind.span.end > read.start && !(bind.loop && encloses(bind.loop, read))) && mayRunAgain(program, reader);
}

function mayRunAgain(program: Program, closure: Func): boolean {
  let again = known.get(closure);
  if (again === undefined) known.set(closure, (again = runsAgain(program, closure)));
  return again;
}

function runsAgain(program: Program, closure: Func): boolean {
  const variable = program.index(closure).closureVars.get(closure);
  if (variable !== undefined) return isCalledAgain(program, closure, variable);
  const { parent } = closure;
  const isIt = (expr: Expr): boolean => expr.kind === 'func' && parent?.closures[expr.index] === closure;
  for (const { fn, args, looped } of parent?.fact.calls ?? []) {
    if (isIt(fn)) return looped;
    if (args.some(isIt)) return looped || !((fn.kind === 'name' || fn.kind === 'select') && runsOnce.test(fn.name));
  }
  return true;
}

function isCalledAgain(program: Program, closure: Func, variable: VarId): boolean {
  const calls = withClosures(closure.outermost.fact).flatMap((one) => one.calls).filter(({ fn }) => fn.kind === 'local' && fn.id === variable);
  return calls.length > 1 || calls.some(({ looped }) => looped) || (program.index(closure).uses.get(variable) ?? []).length > 0;
}
