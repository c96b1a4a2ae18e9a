/**
 * May a variable be written by way of a pointer: by a function outside the workspace that got its address, by `*p = …`, through an alias?
 * Knows who gets addresses; nothing of what is written, which is therefore unknown.
 */
import type { Expr, SelectExpr, TypeRef, VarId } from '../go/facts';
import { pushTo } from '../base/pushTo';
import { remembered } from '../base/remembered';
import type { Span } from '../base/text';
import { walkLocals } from './bindIndex';
import type { Func, Global, Handed, Program } from './declarations';
import { pathOf } from './paths';

export interface PointerWrite {
  /** The part that is written: field names from the variable; empty for all of it. */
  readonly path: readonly string[];
  readonly owner: Func;
  readonly span: Span;
  readonly looped: boolean;
}

const nothing: readonly PointerWrite[] = [];
const known = new WeakMap<Program, Map<Func, Map<VarId, readonly PointerWrite[]>>>();

/** Every write through a pointer to a local variable of this function, whatever runs first. */
export function pointerWrites(program: Program, func: Func, id: VarId): readonly PointerWrite[] {
  let byFunc = known.get(program);
  if (!byFunc) known.set(program, (byFunc = new Map<Func, Map<VarId, readonly PointerWrite[]>>()));
  let memo = byFunc.get(func.outermost);
  if (!memo) byFunc.set(func.outermost, (memo = new Map<VarId, readonly PointerWrite[]>()));
  const before = memo.get(id);
  if (before) return before;
  memo.set(id, nothing);
  const index = program.index(func);
  const writes: PointerWrite[] = [];
  for (const { bind, owner } of index.through.get(id) ?? []) {
    if (bind.target.kind === 'deref') writes.push({ path: pathOf(bind.target.of), owner, span: bind.span, looped: bind.loop !== undefined });
  }
  for (const { path, to } of index.aliases.get(id) ?? []) {
    if (to !== id) writes.push(...[...pointerWrites(program, func, to), ...fieldStores(program, func, to)].map((write) => ({ ...write, path: [...path, ...write.path] })));
  }
  for (const handed of index.handed.get(id) ?? []) writes.push(...writesOf(program, handed));
  for (const kept of addressesKept(func.outermost).get(id) ?? []) if (isNoStruct(program, kept.of, kept.owner)) writes.push(kept);
  const found = writes.length === 0 ? nothing : writes;
  memo.set(id, found);
  return found;
}

export interface Kept extends PointerWrite {
  /** What the address is of. */
  readonly of: SelectExpr;
}

/** Parts of variables whose address is put into a list, a map or another object, or given back: who gets it from there may store by it. */
export const addressesKept: (outermost: Func) => ReadonlyMap<VarId, readonly Kept[]> = remembered((outermost) => {
  const found = new Map<VarId, Kept[]>();
  const visit = (owner: Func): void => {
    const { composites, returns, calls, binds } = owner.fact;
    const kept = [
      ...composites.flatMap(({ elements }) => elements.map(({ value }) => value)),
      ...returns.flatMap(({ values }) => values),
      ...calls.flatMap(({ fn, args }) => (fn.kind === 'name' && fn.name === 'append' ? args.slice(1) : [])),
      ...binds.flatMap(({ target, source }) => (target.kind !== 'var' && source.kind === 'expr' ? [source.expr] : [])),
    ];
    for (const expr of kept) {
      if (expr.kind !== 'unary' || expr.op !== '&' || expr.of.kind !== 'select') continue;
      const root = walkLocals(expr.of);
      if (root) pushTo(found, root.id, { of: expr.of, path: pathOf(expr.of), owner, span: expr.span, looped: false });
    }
    for (const closure of owner.closures) visit(closure);
  };
  visit(outermost);
  return found;
});

/** What is stored into the fields of a struct is followed with those. */
function isNoStruct(program: Program, expr: Expr, owner: Func): boolean {
  const type = program.typeOf(expr, owner);
  return type !== undefined && program.fields(type) === undefined;
}

/** Every write through a pointer to a package-level variable. */
export function globalWrites(program: Program, global: Global): readonly PointerWrite[] {
  return program.globalHanded(global).flatMap((handed) => {
    // The name that the path begins with: the variable itself, behind its package where that is another.
    const steps = handed.arg.kind === 'unary' && startsAtImport(program, handed) ? 1 : 0;
    return writesOf(program, handed).map((write) => ({ ...write, path: write.path.slice(steps) }));
  });
}

function startsAtImport(program: Program, { arg, owner }: Handed): boolean {
  let at = arg;
  while (at.kind === 'unary' || at.kind === 'select' || at.kind === 'index') at = at.of;
  return at.kind === 'name' && program.resolve(at.name, owner.file).kind === 'import';
}

/** One lies in the other. */
export function overlaps(a: readonly string[], b: readonly string[]): boolean {
  return a.slice(0, b.length).every((part, i) => part === b[i]);
}

/** Those that a read may see: not what surely runs after it, nor what a later assignment replaced. */
export function seenBy(writes: readonly PointerWrite[], read: Span | undefined, reader: Func, since = -1): readonly PointerWrite[] {
  if (!read || writes.length === 0) return writes;
  return writes.filter(({ owner, span, looped }) => owner !== reader || looped || (span.end <= read.start && span.start >= since));
}

/** What the function that gets an argument writes into it. */
export function writesOf(program: Program, handed: Handed): PointerWrite[] {
  const { call, owner, index, arg } = handed;
  if (call.mode === 'defer') return [];
  const taken = arg.kind === 'unary' && arg.op === '&';
  const path = pathOf(arg);
  const whole: PointerWrite = { path, owner, span: call.span, looped: call.looped };
  const declared = program.callee(call, owner);
  const func = declared?.kind === 'func' ? declared.func : closureOf(program, handed);
  if (func) {
    const variable = index < 0 ? func.fact.receiver?.var : func.fact.params[index]?.var;
    if (variable === undefined || !(index < 0 ? func.fact.receiver?.pointer === true : taken || isPointer(program, arg, owner))) return [];
    // What is stored into fields of a whole variable is followed with its values; in a part of one it is only known to happen.
    const stored = path.length > 0 ? fieldStores(program, func, variable) : nothing;
    const passedOn = path.length > 0 && (program.index(func).handed.get(variable) ?? []).some((one) => one.call.fn.kind === 'local' && !closureOf(program, one));
    if (passedOn) return [whole];
    return [...pointerWrites(program, func, variable), ...stored].map((write) => ({ ...whole, path: [...path, ...write.path] }));
  }
  if (index < 0) return [];
  const rearranged = declared?.kind === 'predeclared' ? (declared.name === 'copy' || declared.name === 'clear') && index === 0 : declared?.kind === 'library' && rearranging.test(declared.path) && !leaving.test(declared.name) && index === 0;
  if (rearranged && !taken) return [{ ...whole, path: [...path, '[]'] }];
  if (!(taken || isPointer(program, arg, owner))) return [];
  switch (declared?.kind) {
    case 'library':
      return isReader(declared.name) || looking.test(declared.path) ? [] : [whole];
    case 'type':
    case 'import':
      return [];
    case 'predeclared':
      return declared.name === 'copy' && index === 0 ? [whole] : [];
    default:
      // A function in a variable is the workspace's own: its stores into fields are followed where it is known.
      return path.length > 0 || (call.fn.kind === 'select' && !isReader(call.fn.name)) ? [whole] : [];
  }
}

/** They put a list's, or a map's, elements in other places, or take them out. */
const rearranging = /^(?:sort|slices|maps|golang\.org\/x\/exp\/(?:slices|maps))$/;

/** Their functions that leave the list as it is. */
const leaving = /^(?:Clone|Concat|Contains|Index|Equal|Max|Min|BinarySearch|Collect|Values|Keys|All|Backward|Chunk|IsSorted|Compare)/;

/** Packages whose functions take what they are told from options that they leave as they are. */
const looking = /(?:^|\/)terratest\/modules\/(?:helm|k8s)(?:\/v[0-9]+)?$/;

/** Functions that are handed pointers and only look at what is there, or send it somewhere as it is. */
function isReader(name: string): boolean {
  return /^(?:[SF]?[Pp]rint|Log|Info|Warn|Debug|Error|Fatal|Panic|Skip|Marshal|Encode|New|With|To$|Ptr|Pointer|Equal|DeepEqual|Expect|Eventually|Consistently|By$|Create|Update|Delete|Patch|Apply|Add|Done|Wait|Lock|Unlock)/.test(name);
}

/** Calls that a map is handed down. */
const mostCalls = 4;

/** Whether whoever gets a map may fill it, or take something out, where nobody sees what: some package's function, or a method of whatever type. */
export function mayFill(program: Program, handed: Handed, depth = 0): boolean {
  const { call, owner, index } = handed;
  const declared = program.callee(call, owner);
  const func = declared?.kind === 'func' ? declared.func : closureOf(program, handed);
  if (func) {
    const variable = index < 0 ? undefined : func.fact.params[index]?.var;
    return variable !== undefined && (program.index(func).handed.get(variable) ?? []).some((one) => one.arg.kind === 'local' && (depth >= mostCalls || mayFill(program, one, depth + 1)));
  }
  if (index < 0) return false;
  switch (declared?.kind) {
    case 'library':
      return !isReader(declared.name) && !looking.test(declared.path) && !(rearranging.test(declared.path) && leaving.test(declared.name));
    case 'predeclared':
      return declared.name === 'delete' || declared.name === 'clear';
    case 'type':
      return false;
    default:
      return !(call.fn.kind === 'select' && (isReader(call.fn.name) || /^Run(?:WithContext)?$/.test(call.fn.name)));
  }
}

function closureOf(program: Program, { call, owner }: Handed): Func | undefined {
  const { fn } = call;
  if (fn.kind === 'func') return owner.closures[fn.index];
  if (fn.kind !== 'local') return undefined;
  for (const [closure, id] of program.index(owner).closureVars) if (id === fn.id) return closure;
  return undefined;
}

/** `p.f = …` through a pointer. */
function fieldStores(program: Program, func: Func, id: VarId): PointerWrite[] {
  return (program.index(func).through.get(id) ?? []).flatMap(({ bind, owner }) => {
    const { target } = bind;
    const step = target.kind === 'field' ? target.name : target.kind === 'index' ? '[]' : undefined;
    return step === undefined || !('of' in target) ? [] : [{ path: [...pathOf(target.of), step], owner, span: bind.span, looped: bind.loop !== undefined }];
  });
}

/** Whether an argument that isn't `&x` may hold a pointer all the same. */
export function isPointer(program: Program, expr: Expr, func: Func, depth = 0): boolean {
  if (expr.kind !== 'local') return program.typeOf(expr, func)?.ref.kind === 'pointer' && expr.kind === 'select';
  const type = func.outermost.fact.vars[expr.id]?.type;
  if (type) return type.kind === 'pointer' || isInterface(type);
  return (program.index(func).vars.get(expr.id) ?? []).some(({ bind, owner }) => {
    const source = bind.source;
    if (source.kind !== 'expr' && source.kind !== 'result') return false;
    const from = source.expr;
    if (from.kind === 'unary') return from.op === '&';
    if (from.kind === 'local') return depth < 4 && isPointer(program, from, owner, depth + 1);
    const declared = from.kind === 'call' ? program.callee(from, owner) : undefined;
    if (declared?.kind === 'predeclared') return declared.name === 'new';
    return declared?.kind === 'func' && declared.func.fact.results[source.kind === 'result' ? source.index : 0]?.type.kind === 'pointer';
  });
}

function isInterface(type: TypeRef): boolean {
  return (type.kind === 'name' && type.name === 'any') || (type.kind === 'other' && type.text.startsWith('interface'));
}
