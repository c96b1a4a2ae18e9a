/**
 * Which object is the zero value of a struct? Each variable, and each part of an object, that nothing sets has one of its own, as if a
 * literal without fields had made it there: who stores into it is found by that. The same one every time; evaluates nothing.
 */
import { remembered } from '../base/remembered';
import type { CompositeExpr, Expr, GlobalFact, TypeRef, VarFact } from '../go/facts';
import type { Program, ResolvedType } from './declarations';

const ofVariables = remembered(({ type, span }: VarFact | GlobalFact): CompositeExpr => zero(type, span));
const parts = remembered((_of: Expr) => new Map<string, CompositeExpr>());
const wholes = new WeakMap<CompositeExpr, { readonly of: Expr; readonly name: string }>();

function zero(type: TypeRef | undefined, span: CompositeExpr['span']): CompositeExpr {
  return { kind: 'composite', type, elements: [], span };
}

/** What a variable is before anything is assigned to it. */
export function zeroOf(variable: VarFact | GlobalFact): CompositeExpr {
  return ofVariables(variable);
}

/** What field `name` is in what `of` made, as nothing was given to it there. Its type is for `wholeOf` to tell. */
export function zeroPart(of: Expr, name: string): CompositeExpr {
  const known = parts(of);
  let part = known.get(name);
  if (!part) {
    part = zero(undefined, of.span);
    known.set(name, part);
    wholes.set(part, { of, name });
  }
  return part;
}

/** What a zero value is a part of, and as which field; undefined for any other literal. */
export function wholeOf(part: CompositeExpr): { readonly of: Expr; readonly name: string } | undefined {
  return wholes.get(part);
}

/** Whether it is a struct of the workspace, and no pointer to one. */
export function isStruct(program: Program, type: ResolvedType | undefined): boolean {
  return type !== undefined && type.ref.kind !== 'pointer' && program.fields(type) !== undefined;
}
