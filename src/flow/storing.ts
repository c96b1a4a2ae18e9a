/**
 * May a call store into what it is handed: into a field of that name, or an element? Told by looks alone, without a frame: where nobody
 * whom it is handed on to stores there, nothing needs to be followed.
 */
import type { VarId } from '../go/facts';
import type { Func, Handed, OwnedBind, Program } from './declarations';
import { storedOutOfSight } from './escapes';
import { pointerWrites } from './pointers';

type Use = Pick<Handed, 'call' | 'owner' | 'index'>;

/** A local variable, in the function whose index knows it. */
interface Variable {
  readonly func: Func;
  readonly id: VarId;
}

const known = new WeakMap<Program, Map<string, Map<Func, Map<VarId, boolean>>>>();

/** Elements, as no field is named. */
export const elements = '[]';

/** `into`: a field's name, or `elements`. */
export function mayStoreBy(program: Program, use: Use, into: string): boolean {
  const inside = variableInside(program, use);
  return inside === 'anything' || (inside !== undefined && mayStore(program, inside, into));
}

/** By which variable the function that is called gets it; undefined where it is no function of the workspace, or has no name for it. */
function variableInside(program: Program, { call, owner, index }: Use): Variable | 'anything' | undefined {
  const { fn } = call;
  const declared = fn.kind === 'name' || fn.kind === 'select' ? program.callee(call, owner) : undefined;
  if (declared?.kind === 'func') {
    const { func } = declared;
    const id = index < 0 ? func.fact.receiver?.var : func.fact.params[index]?.var;
    return id === undefined ? undefined : { func, id };
  }
  if (declared && declared.kind !== 'global') return undefined;
  if (fn.kind !== 'select' || declared) return 'anything';
  const type = program.typeOf(fn.of, owner);
  return type && program.fields(type)?.some(({ name }) => name === fn.name) ? 'anything' : undefined;
}

function mayStore(program: Program, start: Variable, into: string): boolean {
  let byName = known.get(program);
  if (!byName) known.set(program, (byName = new Map<string, Map<Func, Map<VarId, boolean>>>()));
  let memo = byName.get(into);
  if (!memo) byName.set(into, (memo = new Map<Func, Map<VarId, boolean>>()));
  const before = memo.get(start.func)?.get(start.id);
  if (before !== undefined) return before;
  const queue = [start];
  const met = new Map<Func, Map<VarId, boolean>>();
  let found = false;
  for (let at = queue.pop(); at && !found; at = queue.pop()) {
    const { func, id } = at;
    if (met.get(func)?.has(id) === true) continue;
    note(met, at, false);
    const one = memo.get(func)?.get(id);
    found = one ?? storesHere(program, at, into);
    if (found || one === false) continue;
    const { handed, copies } = program.index(func);
    for (const copy of copies.get(id) ?? []) queue.push({ func, id: copy });
    for (const use of handed.get(id) ?? []) {
      const inside = variableInside(program, use);
      if (inside === 'anything') found = true;
      else if (inside) queue.push(inside);
    }
  }
  // Where nothing was found, all that was met leads to nothing.
  if (found) note(memo, start, true);
  else for (const [func, ids] of met) for (const id of ids.keys()) note(memo, { func, id }, false);
  return found;
}

function note(marks: Map<Func, Map<VarId, boolean>>, { func, id }: Variable, stores: boolean): void {
  const ids = marks.get(func);
  if (ids) ids.set(id, stores);
  else marks.set(func, new Map([[id, stores]]));
}

function storesHere(program: Program, { func, id }: Variable, into: string): boolean {
  const { through, handed } = program.index(func);
  const binds = through.get(id) ?? [];
  if (into === elements) return binds.some(isElementStored);
  if (binds.some(({ bind: { target } }) => target.kind === 'field' && target.name === into)) return true;
  return (handed.get(id) ?? []).length > 0 && (pointerWrites(program, func, id).length > 0 || storedOutOfSight(program, func, id, into, undefined));
}

function isElementStored({ bind: { target } }: OwnedBind): boolean {
  return target.kind === 'index' || target.kind === 'send';
}
