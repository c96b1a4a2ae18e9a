/**
 * What is an expression such as `x.a[i].b` a part of, and by which steps? Knows variables and the steps from them; evaluates nothing.
 */
import type { Expr, VarId } from '../go/facts';
import type { Evaluation } from './evaluation';
import type { Frame } from './frame';
import type { Origin } from './origin';
import type { Func, Global } from './declarations';

/** The package-level variable that an expression starts at. */
export function globalRoot(e: Evaluation, of: Expr, frame: Frame): Global | undefined {
  let at = of;
  for (;;) {
    if (at.kind === 'name') {
      const declared = e.program.resolve(at.name, frame.func.file);
      return declared.kind === 'global' && !declared.global.fact.constant ? declared.global : undefined;
    }
    if (at.kind === 'select' && at.of.kind === 'name') {
      const declared = e.program.member(at.of.name, at.name, frame.func.file);
      if (declared) return declared.kind === 'global' ? declared.global : undefined;
    }
    if (at.kind === 'select' || at.kind === 'unary' || at.kind === 'assert' || at.kind === 'index') at = at.of;
    else return undefined;
  }
}

/** The field names between a variable and an expression: `x.a.b` gives `a.b`. */
export function pathOf(of: Expr): string[] {
  const path: string[] = [];
  for (let at = of; ; ) {
    if (at.kind === 'select') {
      path.unshift(at.name);
      at = at.of;
    } else if (at.kind === 'unary' || at.kind === 'assert') at = at.of;
    else if (at.kind === 'index') {
      path.unshift('[]');
      at = at.of;
    } else return path;
  }
}

/** The field names between a package-level variable and an expression, as `owner`'s file writes it: `infra.Shared.image` gives `image`. */
export function globalPath(e: Evaluation, of: Expr, owner: Func): string[] {
  let at = of;
  while (at.kind === 'select' || at.kind === 'unary' || at.kind === 'assert' || at.kind === 'index') at = at.of;
  const path = pathOf(of);
  return at.kind === 'name' && e.program.resolve(at.name, owner.file).kind === 'import' ? path.slice(1) : path;
}

export function samePath(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((part, i) => part === b[i]);
}

/** The variable that a made value was first put in: whoever returns it has stored into it there. */
export function homeOf(e: Evaluation, maker: Origin): { readonly id: VarId; readonly frame: Frame } | undefined {
  if (maker.kind !== 'made') return undefined;
  const id = e.program.index(maker.frame.func).homes.get(maker.expr);
  return id === undefined ? undefined : { id, frame: maker.frame };
}
