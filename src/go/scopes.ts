/**
 * Which declaration does a name inside a function mean? Go's block scopes as a chain: innermost wins, what the chain doesn't know is
 * package level. Knows variables, function-local types and type parameters; doesn't know when blocks open: the walk says so.
 */
import type { VarId } from './facts';

export type Entity =
  | { readonly kind: 'var'; readonly id: VarId }
  /** A function-local type by its file-wide name `Type@Func`. */
  | { readonly kind: 'type'; readonly name: string }
  | { readonly kind: 'typeParameter' };

export interface Scope {
  readonly outer: Scope | undefined;
  /** Made on the first declaration: most blocks declare nothing. */
  names: Map<string, Entity> | undefined;
}

export function innerScope(outer: Scope | undefined): Scope {
  return { outer, names: undefined };
}

export function declare(scope: Scope, name: string, entity: Entity): void {
  (scope.names ??= new Map<string, Entity>()).set(name, entity);
}

export function lookup(scope: Scope, name: string): Entity | undefined {
  for (let at: Scope | undefined = scope; at; at = at.outer) {
    const found = at.names?.get(name);
    if (found) return found;
  }
  return undefined;
}
