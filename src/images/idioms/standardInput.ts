/**
 * What is written to a command's standard input, where one function makes both commands: a pipe, a buffer, the other one's output. Goes
 * by the names that are assigned there; knows no program.
 */
import type { CallExpr, FuncFact, VarId } from '../../go/facts';
import { exprOf, localsIn } from '../../flow/locals';
import type { Run } from './commandsRun';

/** The variables that hold a command. */
export function variablesOf(run: Run, { binds }: FuncFact): ReadonlySet<VarId> {
  return new Set(binds.flatMap(({ target, source }) => {
    const expr = exprOf(source);
    return target.kind === 'var' && (expr === run || (expr?.kind === 'unary' && expr.of === run)) ? [target.id] : [];
  }));
}

/** The calls whose results may reach the `Stdin` of a command; empty where that is never set, or not once only. */
export function feedersOf(run: Run, fact: FuncFact): readonly CallExpr[] {
  const { binds } = fact;
  const commands = variablesOf(run, fact);
  const [input, ...others] = binds.filter(({ target }) => target.kind === 'field' && target.name === 'Stdin' && target.of.kind === 'local' && commands.has(target.of.id));
  const from = input && exprOf(input.source);
  if (!from || others.length > 0) return [];
  const seen = new Set<VarId>(commands);
  const found = new Set<CallExpr>();
  const queue = [...localsIn(from)];
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    for (const { target, source } of binds) {
      const expr = exprOf(source);
      if (!expr) continue;
      if (target.kind === 'var' && target.id === at) {
        if (expr.kind === 'call') found.add(expr);
        queue.push(...localsIn(expr));
        // `r, w := io.Pipe()`: what is written to the one is read from the other.
        for (const twin of binds) if (twin.target.kind === 'var' && exprOf(twin.source) === expr) queue.push(twin.target.id);
      }
      if (target.kind === 'field' && target.name === 'Stdout' && target.of.kind === 'local' && localsIn(expr).includes(at)) queue.push(target.of.id);
    }
  }
  return [...found];
}
