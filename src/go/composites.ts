/**
 * What does a composite literal hold, and of which type are the parts whose type Go lets you leave out? Follows types no further than
 * this file declares them.
 */
import type { CompositeExpr, ElementFact, Expr, TypeRef } from './facts';
import { deepest, isUncertain, spanOf, textOf, type Body } from './body';
import { lookup } from './scopes';
import { named, parts, type SyntaxNode } from './syntax';
import { typeRef, underlying } from './types';

type Describe = (node: SyntaxNode, body: Body) => Expr;

/** `T{…}`; `describe` summarises the expressions inside. */
export function composite(node: SyntaxNode, body: Body, describe: Describe): Expr {
  const [typeNode, value] = parts(node);
  const type = typeNode ? typeRef(typeNode, body) : undefined;
  return literal(node, value, type, body, describe);
}

function literal(node: SyntaxNode, value: SyntaxNode | undefined, type: TypeRef | undefined, body: Body, describe: Describe): Expr {
  const inside = underlying(type, body.file.types);
  const elements: ElementFact[] = [];
  for (const child of value ? named(value) : []) {
    const element = elementFact(child, inside, body, describe);
    if (element) elements.push(element);
  }
  if (isUncertain(value, body)) return { kind: 'other', span: spanOf(node), why: 'syntax error' };
  const made: CompositeExpr = { kind: 'composite', span: spanOf(node), type, elements: elements.slice() };
  body.composites.push(made);
  return made;
}

function elementFact(node: SyntaxNode, inside: TypeRef | undefined, body: Body, describe: Describe): ElementFact | undefined {
  const valueType = inside?.kind === 'slice' || inside?.kind === 'map' ? inside.of : undefined;
  if (node.type === 'literal_element') {
    return { field: undefined, key: undefined, value: element(node, valueType, body, describe) };
  }
  if (node.type !== 'keyed_element') return undefined;
  const [key, value] = parts(node);
  if (!key || !value) return undefined;
  const name = parts(key)[0];
  const field = name?.type === 'identifier' ? textOf(name, body) : undefined;
  return {
    field,
    key: field !== undefined && name ? fieldKey(name, field, inside, body, describe) : element(key, inside?.kind === 'map' ? inside.key : undefined, body, describe),
    value: element(value, valueType, body, describe),
  };
}

/** A struct's field name is no use of a package-level name, so it is kept from the mentions unless the type says it is an expression. */
function fieldKey(node: SyntaxNode, name: string, inside: TypeRef | undefined, body: Body, describe: Describe): Expr {
  const isExpression = inside?.kind === 'map' || inside?.kind === 'slice' || lookup(body.scope, name) !== undefined;
  return isExpression ? describe(node, body) : { kind: 'name', span: spanOf(node), name };
}

/** An expression, or `{…}` of the type that the literal around it gives. For `[]*T{{…}}` that is `&T{…}`. */
function element(node: SyntaxNode, type: TypeRef | undefined, body: Body, describe: Describe): Expr {
  const child = parts(node)[0];
  if (!child || isUncertain(node, body)) return { kind: 'other', span: spanOf(node), why: 'syntax error' };
  if (child.type !== 'literal_value') return describe(child, body);
  if (body.file.depth >= deepest) return { kind: 'other', span: spanOf(node), why: 'too deep' };
  body.file.depth++;
  const pointed = type?.kind === 'pointer' ? type.of : undefined;
  const made = literal(child, child, pointed ?? type, body, describe);
  body.file.depth--;
  return pointed && made.kind === 'composite' ? { kind: 'unary', span: made.span, op: '&', of: made } : made;
}
