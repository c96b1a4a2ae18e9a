/** A template of Go's text/template as plain data. Knows no functions and no values. */
import type { Text } from './text';

export type Node =
  | { readonly kind: 'text'; readonly text: Text }
  | { readonly kind: 'action'; readonly pipe: Pipe }
  | { readonly kind: 'if' | 'with' | 'range'; readonly pipe: Pipe; readonly then: readonly Node[]; readonly otherwise: readonly Node[] }
  | { readonly kind: 'template'; readonly name: string; readonly pipe: Pipe | undefined }
  | { readonly kind: 'break' | 'continue' };

export interface Pipe {
  /** Variables, with their dollar; of `range` the key first where there are two. */
  readonly variables: readonly string[];
  /** They are there already. */
  readonly assigns: boolean;
  readonly commands: readonly Command[];
}

/** A function or a value, and its arguments. */
export type Command = readonly [Operand, ...Operand[]];

export type Operand =
  | { readonly kind: 'dot' }
  /** `.A.B` */
  | { readonly kind: 'field'; readonly path: readonly string[] }
  /** `$`, `$x.A.B` */
  | { readonly kind: 'variable'; readonly name: string; readonly path: readonly string[] }
  | { readonly kind: 'function'; readonly name: string; readonly path: readonly string[] }
  | { readonly kind: 'text'; readonly text: Text }
  | { readonly kind: 'number'; readonly number: number; readonly whole: boolean }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'nil' }
  /** `( … ).A.B` */
  | { readonly kind: 'group'; readonly pipe: Pipe; readonly path: readonly string[] };

export interface Template {
  readonly body: readonly Node[];
  /** Those that it defines, in order; a later one of the same name counts. */
  readonly defined: ReadonlyMap<string, readonly Node[]>;
}
