/** What one function puts into the fields of a command that it makes: by the variables that hold it, or where it is written. Knows no program. */
import type { Bind, Expr, FuncFact, VarId } from '../../go/facts';
import { exprOf } from '../../flow/locals';
import type { Run } from './commandsRun';

/** The variables that hold a command. */
export function variablesOf(run: Run, { binds }: FuncFact): ReadonlySet<VarId> {
  return new Set(binds.flatMap(({ target, source }) => {
    const expr = exprOf(source);
    return target.kind === 'var' && (expr === run || (expr?.kind === 'unary' && expr.of === run)) ? [target.id] : [];
  }));
}

/** `cmd.Stdin = …` */
export function storesTo(run: Run, name: string, fact: FuncFact): readonly Bind[] {
  const commands = variablesOf(run, fact);
  return fact.binds.filter(({ target }) => target.kind === 'field' && target.name === name && target.of.kind === 'local' && commands.has(target.of.id));
}

/** The same, and `exec.Cmd{Dir: …}`. */
export function valuesOf(run: Run, name: string, fact: FuncFact): readonly Expr[] {
  const written = run.kind === 'composite' ? run.elements.flatMap(({ field, value }) => (field === name ? [value] : [])) : [];
  return [...written, ...storesTo(run, name, fact).flatMap(({ source }) => (source.kind === 'expr' ? [source.expr] : []))];
}
