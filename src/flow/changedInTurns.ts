/**
 * Does a comparison ask for an element of a list that the same loop changes? Then what it finds there depends on which turns came before, and nobody
 * counts those. Knows loops over variables, and stores into elements of them; a turn that changes its own element changes no other's.
 */
import { encloses } from '../base/text';
import type { Bind, Comparison, Expr, VarId } from '../go/facts';
import { walkLocals } from './bindIndex';
import type { BindIndex, Program } from './declarations';
import type { Frame } from './frame';
import { localsIn } from './locals';

export function asksChanged(program: Program, { of, among }: Comparison, { func }: Frame): boolean {
  const index = program.index(func);
  return [of, ...among].some((expr) => Array.from(localsIn(expr)).some((id) => {
    const [only, ...others] = index.vars.get(id) ?? [];
    return only !== undefined && others.length === 0 && isChangedInLoop(only.bind, index);
  }));
}

/** The variable is an element of what its loop goes through, and stores into. */
function isChangedInLoop({ source, scope }: Bind, index: BindIndex): boolean {
  const list = source.kind === 'rangeValue' ? walkLocals(source.of) : undefined;
  if (!list || source.kind !== 'rangeValue' || !scope) return false;
  return [...namesOf(list.id, index)].some((id) => (index.through.get(id) ?? []).some(({ bind }) => {
    const at = storedAt(bind);
    return at !== undefined && encloses(scope, bind.span) && !isOwnKey(at, source.of, index);
  }));
}

/** Variables of the same list: what it was made of, and what it was given to. */
function namesOf(id: VarId, { vars, aliases, copies }: BindIndex): ReadonlySet<VarId> {
  const made = (vars.get(id) ?? []).flatMap(({ bind: { source } }) => (source.kind === 'expr' ? (walkLocals(source.expr)?.id ?? []) : []));
  return new Set([id, ...made].flatMap((one) => [one, ...(aliases.get(one) ?? []).map(({ to }) => to), ...(copies.get(one) ?? [])]));
}

/** The index of the element that is changed, as a whole or in a part. */
function storedAt({ target }: Bind): Expr | undefined {
  if (target.kind === 'index') return target.index;
  return target.kind === 'field' && target.of.kind === 'index' ? target.of.index : undefined;
}

/** It is the key that goes with the element of the turn. */
function isOwnKey(at: Expr, of: Expr, { vars }: BindIndex): boolean {
  const source = at.kind === 'local' ? vars.get(at.id)?.[0]?.bind.source : undefined;
  return source?.kind === 'rangeKey' && source.of === of;
}
