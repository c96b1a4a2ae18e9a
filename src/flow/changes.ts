/** Which calls take elements out of a list or map, or put others in their place? Knows Go's own functions and the packages `slices`, `maps` and `sort`. */
import type { CallExpr, Expr } from '../go/facts';
import { walkLocals } from './bindIndex';
import type { Frame } from './frame';
import { insideOf } from './inside';
import type { Func } from './declarations';
import type { Evaluation } from './evaluation';
import type { Origins } from './origin';
import { homeOf, pathOf, samePath } from './paths';

export interface Change {
  readonly call: CallExpr;
  /** `order`: the same elements in other places; `drop`: some may be gone; `other`: others may have come. */
  readonly kind: 'delete' | 'clear' | 'copy' | 'order' | 'drop' | 'other';
  readonly owner: Func;
  readonly frame: Frame;
  /** It is handed a part of the list. */
  readonly part: boolean;
}

const own: ReadonlyMap<string, Change['kind']> = new Map([['delete', 'delete'], ['clear', 'clear'], ['copy', 'copy']]);
const ofPackages = /^(?:Copy|Insert|Replace|Delete|DeleteFunc|Compact|CompactFunc|Reverse|Sort\w*|Stable|Slice|SliceStable|Strings)$/;

function kindOf(e: Evaluation, { fn }: CallExpr, owner: Func): Change['kind'] | undefined {
  if (fn.kind === 'name') {
    const kind = own.get(fn.name);
    return kind && e.program.resolve(fn.name, owner.file).kind === 'predeclared' ? kind : undefined;
  }
  if (fn.kind !== 'select' || fn.of.kind !== 'name' || !ofPackages.test(fn.name)) return undefined;
  const member = e.program.member(fn.of.name, fn.name, owner.file);
  if (member?.kind !== 'library' || !/(?:^|\/)(?:slices|maps|sort)$/.test(member.path)) return undefined;
  if (fn.name === 'Copy') return 'copy';
  if (/^(?:Reverse|S)/.test(fn.name)) return 'order';
  return /^(?:Delete|Compact)/.test(fn.name) ? 'drop' : 'other';
}

/** By whichever name: where the list is asked for, where it is made, and in functions that get it. */
export function changesOf(e: Evaluation, of: Expr, frame: Frame, makers: Origins): readonly Change[] {
  const found = new Map<CallExpr, Change>();
  const root = walkLocals(of);
  if (root) collect(e, root.id, pathOf(of), frame, found, 0);
  for (const maker of makers.list) {
    const home = homeOf(e, maker);
    if (home) collect(e, home.id, [], home.frame, found, 0);
  }
  return [...found.values()];
}

function collect(e: Evaluation, id: number, path: readonly string[], frame: Frame, found: Map<CallExpr, Change>, depth: number): void {
  for (const { call, arg, index, owner } of e.program.index(frame.func).handed.get(id) ?? []) {
    if (found.has(call) || !samePath(pathOf(bare(arg)), path)) continue;
    const kind = kindOf(e, call, owner);
    if (kind && index > 0) continue;
    const at = kind ?? isHandedOn(e, call, owner, depth) ? e.ownerFrames(owner, frame)[0] : undefined;
    if (!at || e.spend()) continue;
    if (kind) {
      found.set(call, { call, kind, owner, frame: at, part: arg.kind === 'slice' });
      continue;
    }
    for (const inside of insideOf(e, call, index, at)) collect(e, inside.id, [], inside.frame, found, depth + 1);
  }
}

/** Functions of the workspace get it, and may change it. */
function isHandedOn(e: Evaluation, call: CallExpr, owner: Func, depth: number): boolean {
  return depth < 3 && e.program.callee(call, owner)?.kind === 'func';
}

function bare(arg: Expr): Expr {
  return arg.kind === 'slice' ? arg.of : arg;
}
