/** Which calls of a body never come back, going by what they call? Knows declared functions; what the language and libraries end is a fact of the body. */
import { isSameSpan, type Span } from '../base/text';
import type { CallExpr } from '../go/facts';
import type { Func, Program } from './declarations';

interface Known {
  /** What stands behind such calls, each to the end of its block. */
  readonly behind: Map<Func, readonly Span[]>;
  /** Whether a function never comes back; one that calls itself is taken to come back until that is found out. */
  readonly ends: Map<Func, boolean>;
}

const known = new WeakMap<Program, Known>();

function knownIn(program: Program): Known {
  let found = known.get(program);
  if (!found) known.set(program, (found = { behind: new Map(), ends: new Map() }));
  return found;
}

/** What nobody comes to, because a function is called before that ends the test or the process. */
export function behindEnds(program: Program, func: Func): readonly Span[] {
  const { behind } = knownIn(program);
  let spans = behind.get(func);
  if (!spans) {
    spans = endingCalls(program, func).flatMap(({ span, scope }) => (scope && span.end < scope.end ? [{ start: span.end, end: scope.end }] : []));
    behind.set(func, spans);
  }
  return spans;
}

/** Whoever calls it never comes back: it ends by itself, or calls what does, before it can return. What is deferred may recover. */
export function neverReturns(program: Program, func: Func): boolean {
  const { ends: answers } = knownIn(program);
  const answer = answers.get(func);
  if (answer !== undefined) return answer;
  answers.set(func, false);
  const { ends = false, calls, returns, span: whole } = func.fact;
  const found = ends || (calls.every(({ mode }) => mode !== 'defer') && endingCalls(program, func).some(({ span, scope }) => scope && isSameSpan(scope, whole) && returns.every((one) => one.span.start >= span.end)));
  answers.set(func, found);
  return found;
}

/** Statements that call such a function; none where a jump may lead past them. */
function endingCalls(program: Program, func: Func): readonly CallExpr[] {
  if (func.fact.jumps) return [];
  return func.fact.calls.filter((call) => {
    const callee = call.mode === 'plain' && call.discards === 'all' ? program.callee(call, func) : undefined;
    return callee?.kind === 'func' && neverReturns(program, callee.func);
  });
}
