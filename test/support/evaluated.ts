/** Expressions as the evaluator sees them, without images and rules around them. */
import { summarize } from '../../src/go/summarize';
import type { Expr, FuncFact, Source } from '../../src/go/facts';
import { createEvaluation, type Evaluation } from '../../src/flow/evaluation';
import type { Func, Program } from '../../src/flow/declarations';
import { link } from '../../src/flow/program';
import { isText, type Answer } from '../../src/flow/value';
import { testGrammar } from './grammar';

export async function programOf(files: ReadonlyMap<string, string>): Promise<Program> {
  const grammar = await testGrammar();
  return link([...files].filter(([path]) => path.endsWith('.go')).map(([path, text]) => summarize(path, text, grammar)));
}

export function evaluationOf(program: Program): Evaluation {
  return createEvaluation(program, () => false);
}

/** Every expression of a body's facts, those inside others included. */
export function expressionsOf(fact: FuncFact, more: readonly (Expr | undefined)[] = []): Set<Expr> {
  const found = new Set<Expr>();
  const queue: (Expr | undefined)[] = [
    ...more,
    ...fact.calls,
    ...fact.composites,
    ...fact.binds.flatMap(({ target, source }) => [...inSource(source), 'of' in target ? target.of : undefined, target.kind === 'index' ? target.index : undefined]),
    ...fact.returns.flatMap((one) => one.values),
  ];
  while (queue.length > 0) {
    const expr = queue.pop();
    if (!expr || found.has(expr)) continue;
    found.add(expr);
    queue.push(...partsOf(expr));
  }
  return found;
}

function inSource(source: Source): (Expr | undefined)[] {
  return 'expr' in source ? [source.expr] : 'of' in source ? [source.of] : [];
}

function partsOf(expr: Expr): (Expr | undefined)[] {
  switch (expr.kind) {
    case 'select':
    case 'unary':
    case 'assert':
      return [expr.of];
    case 'index':
      return [expr.of, expr.index];
    case 'slice':
      return [expr.of, expr.low, expr.high];
    case 'binary':
      return [expr.left, expr.right];
    case 'call':
      return [expr.fn, ...expr.args];
    case 'composite':
      return expr.elements.flatMap((element) => [element.key, element.value]);
    default:
      return [];
  }
}

/** An answer in short: every value sorted, holes in braces, and `…` where it is not complete. */
export function shown(answer: Answer): string[] {
  const values = answer.values.map((value) => value.parts.map((part) => (isText(part) ? part.text : `{${part.hole.kind}${part.hole.kind === 'unknown' ? `: ${part.hole.why}` : ''}}`)).join(''));
  return [...new Set(values), ...(answer.complete ? [] : ['…'])].sort();
}

/** What the first argument of every call of `sink` can be, over all the places where it is called. */
export function sunk(program: Program, evaluation: Evaluation, name = 'sink'): Answer[] {
  return program.funcs.flatMap((func: Func) =>
    func.fact.calls.flatMap((call) => {
      const [arg] = call.args;
      if (call.fn.kind !== 'name' || call.fn.name !== name || !arg) return [];
      return evaluation.framesOf(func).map((frame) => evaluation.texts(arg, frame));
    }),
  );
}
