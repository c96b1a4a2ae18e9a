/**
 * What does a Go expression say? Turns syntax into the plain `Expr` of the facts and notes the calls, literals and names it meets on
 * the way. Doesn't evaluate anything.
 */
import type { BinaryExpr, CallExpr, Expr, TextExpr } from './facts';
import { joinedText, type Span } from '../base/text';
import { deepest, isUncertain, mention, mentionMember, spanOf, textOf, type Body } from './body';
import { noteAsked } from './branches';
import { composite } from './composites';
import { isRaw, literalChunks } from './literals';
import { lookup } from './scopes';
import { endOf, field, isEmpty, named, parts, type SyntaxNode } from './syntax';
import { isTypeNode, typeRef } from './types';

/** Shared, because most calls have nothing here and there are very many calls. */
const none: readonly never[] = [];

/** A fact while it is being made. */
type Draft<T> = { -readonly [K in keyof T]: T[K] };

export function other(span: Span, why: string): Expr {
  return { kind: 'other', span, why };
}

export function expression(node: SyntaxNode | undefined, body: Body): Expr {
  if (!node) return other({ start: 0, end: 0 }, 'syntax error');
  if (body.file.depth >= deepest) return other(spanOf(node), 'too deep');
  body.file.depth++;
  const made = isUncertain(node, body) ? damaged(node, body) : describe(node, body);
  body.file.depth--;
  return made;
}

/** Nothing is certain of the whole, but the calls inside still are calls. A text may have lost its own quotes. */
function damaged(node: SyntaxNode, body: Body): Expr {
  const manifests = body.manifests.length;
  for (const child of parts(node)) expression(child, body);
  body.manifests.length = manifests;
  return other(spanOf(node), 'syntax error');
}

function describe(node: SyntaxNode, body: Body): Expr {
  switch (node.type) {
    case 'identifier':
      return identifier(node, body);
    case 'selector_expression':
      return selector(node, body);
    case 'call_expression':
      return call(node, body);
    case 'interpreted_string_literal':
    case 'raw_string_literal':
      return text(node, body);
    case 'int_literal':
    case 'float_literal':
    case 'imaginary_literal':
    case 'rune_literal':
      return { kind: 'number', span: spanOf(node), text: textOf(node, body) };
    case 'composite_literal':
      return composite(node, body, expression);
    case 'unary_expression':
      return { kind: 'unary', span: spanOf(node), op: body.file.source.startsWith('<-', node.start) ? '<-' : (body.file.source[node.start] ?? ''), of: expression(parts(node)[0], body) };
    case 'binary_expression':
      return binary(node, body);
    case 'func_literal':
      return { kind: 'func', span: spanOf(node), index: body.file.closure(node, body) };
    case 'parenthesized_expression':
      return expression(unwrapped(node), body);
    case 'nil':
    case 'true':
    case 'false':
      return { kind: 'name', span: spanOf(node), name: node.type };
    case 'index_expression': {
      const [of, index] = parts(node);
      return { kind: 'index', span: spanOf(node), of: expression(of, body), index: expression(index, body) };
    }
    case 'slice_expression':
      return slice(node, body);
    case 'type_assertion_expression': {
      const [of, type] = parts(node);
      return { kind: 'assert', span: spanOf(node), of: expression(of, body), type: typeRef(type, body) };
    }
    case 'type_conversion_expression':
      return conversion(node, body);
    case 'type_instantiation_expression':
      return typeName(parts(node)[0], body);
    case 'iota':
      return other(spanOf(node), 'iota');
    case 'type_identifier':
    case 'qualified_type':
      return namesVariable(node, body) ? typeName(node, body) : { kind: 'type', span: spanOf(node), type: typeRef(node, body) };
    default:
      return isTypeNode(node.type) ? { kind: 'type', span: spanOf(node), type: typeRef(node, body) } : other(spanOf(node), 'syntax error');
  }
}

/** Parentheses may be nested by the thousand, so they are left by a loop. */
function unwrapped(node: SyntaxNode): SyntaxNode | undefined {
  let at: SyntaxNode | undefined = node;
  while (at?.type === 'parenthesized_expression') at = parts(at)[0];
  return at;
}

function identifier(node: SyntaxNode, body: Body): Expr {
  if (isEmpty(node)) return other(spanOf(node), 'syntax error');
  const name = textOf(node, body);
  const entity = lookup(body.scope, name);
  if (!entity) {
    mention(body, name);
    return { kind: 'name', span: spanOf(node), name };
  }
  return entity.kind === 'var'
    ? { kind: 'local', span: spanOf(node), id: entity.id, name }
    : { kind: 'type', span: spanOf(node), type: typeRef(node, body) };
}

function selector(node: SyntaxNode, body: Body): Expr {
  const [operand, field] = parts(node);
  if (!operand || !field) return other(spanOf(node), 'syntax error');
  const name = textOf(field, body);
  const of = operand.type === 'identifier' ? qualifier(operand, name, body) : expression(operand, body);
  return { kind: 'select', span: spanOf(node), of, name, nameSpan: spanOf(field) };
}

function qualifier(node: SyntaxNode, member: string, body: Body): Expr {
  const name = textOf(node, body);
  if (lookup(body.scope, name)) return identifier(node, body);
  mentionMember(body, name, member);
  return { kind: 'name', span: spanOf(node), name };
}

const imageLine = /image["']?[ \t]*:/;

function text(node: SyntaxNode, body: Body): TextExpr {
  const span = spanOf(node);
  const { source } = body.file;
  const made: TextExpr = { kind: 'text', span, chunks: literalChunks(source, span.start, span.end), raw: isRaw(source, span.start) };
  if (imageLine.test(joinedText(made.chunks))) body.manifests.push(made);
  return made;
}

function slice(node: SyntaxNode, body: Body): Expr {
  const of = expression(field(node, 'operand'), body);
  const [low, high] = ['start', 'end', 'capacity'].map((name) => {
    const bound = field(node, name);
    return bound && expression(bound, body);
  });
  return { kind: 'slice', span: spanOf(node), of, low, high };
}

function call(node: SyntaxNode, body: Body): Expr {
  const children = parts(node);
  const list = children[children.length - 1];
  const made: Draft<CallExpr> = {
    kind: 'call',
    span: spanOf(node),
    fn: callee(children[0], body),
    args: none,
    spread: false,
    mode: 'plain',
    discards: none,
    looped: body.looped,
    scope: body.around ?? body.block,
  };
  const args: Expr[] = [];
  const uncertain = isUncertain(list, body);
  for (const argument of list?.type === 'argument_list' ? named(list) : []) {
    const type = argument.type;
    if (type === 'comment' || type === 'ERROR') continue;
    made.spread = type === 'variadic_argument';
    const arg = expression(made.spread ? parts(argument)[0] : argument, body);
    args.push(uncertain ? other(arg.span, 'syntax error') : arg);
  }
  if (args.length > 0) made.args = args.slice();
  body.calls.push(made);
  return made;
}

/** The called function. The type arguments of `f[int](x)` are dropped; `handlers[i](x)` stays an index. */
function callee(node: SyntaxNode | undefined, body: Body): Expr {
  const inner = node && unwrapped(node);
  const made = expression(inner, body);
  return made.kind === 'index' && !isValue(made.of, body) && namesType(made.index) ? made.of : made;
}

function namesType(made: Expr): boolean {
  return made.kind === 'type' || made.kind === 'name' || (made.kind === 'select' && made.of.kind === 'name');
}

function conversion(node: SyntaxNode, body: Body): Expr {
  const [written, operand] = parts(node);
  const type = pointee(written);
  const fn: Expr =
    type?.type === 'generic_type' ? instantiated(type, body) : { kind: 'type', span: spanOf(type ?? node), type: typeRef(type, body) };
  const made: CallExpr = {
    kind: 'call',
    span: { start: type?.start ?? node.start, end: endOf(node) },
    fn,
    args: operand ? [expression(operand, body)] : [],
    spread: false,
    mode: 'plain',
    discards: none,
    looped: body.looped,
    scope: body.around ?? body.block,
  };
  body.calls.push(made);
  return dereferences(written, made);
}

/** `*(*T)(p)` is the target of a converted pointer, but the grammar reads it as a conversion to a pointer of a pointer. */
function pointee(type: SyntaxNode | undefined): SyntaxNode | undefined {
  let at = type;
  while (at?.type === 'pointer_type') at = parts(at)[0];
  return at;
}

function dereferences(type: SyntaxNode | undefined, made: CallExpr): Expr {
  let result: Expr = made;
  for (let at = type; at?.type === 'pointer_type'; at = parts(at)[0]) result = { kind: 'unary', span: made.span, op: '*', of: result };
  return result;
}

/** `f[int]` and `handlers[key]` before an argument list look alike, so the grammar reads both as generic types. */
function instantiated(node: SyntaxNode, body: Body): Expr {
  const [nameNode, list] = parts(node);
  const of = typeName(nameNode, body);
  const first = list && parts(list)[0];
  const index = first && parts(first)[0];
  if (isValue(of, body)) return { kind: 'index', span: spanOf(node), of, index: typeName(index, body) };
  for (const argument of list ? parts(list) : []) typeRef(parts(argument)[0], body);
  return of;
}

/** Surely a variable or its field, no generic function. */
function isValue(made: Expr, body: Body): boolean {
  if (made.kind === 'select') return made.of.kind !== 'name' || body.file.variables.has(made.of.name);
  return made.kind !== 'name' || body.file.variables.has(made.name);
}

/** `new(cfg.Image)`: the grammar expects a type there, but the name is a variable's. */
function namesVariable(node: SyntaxNode, body: Body): boolean {
  const name = node.type === 'qualified_type' ? parts(node)[0] : node;
  return name !== undefined && lookup(body.scope, textOf(name, body))?.kind === 'var';
}

/** An expression that the grammar has read as a type's name. */
function typeName(node: SyntaxNode | undefined, body: Body): Expr {
  if (node?.type === 'type_identifier') return identifier(node, body);
  if (node?.type !== 'qualified_type') return expression(node, body);
  const [pkg, name] = parts(node);
  if (!pkg || !name) return other(spanOf(node), 'syntax error');
  const member = textOf(name, body);
  return { kind: 'select', span: spanOf(node), of: qualifier(pkg, member, body), name: member, nameSpan: spanOf(name) };
}

/** Chains longer than this are balanced: `+` is associative, and nobody can recurse ten thousand terms deep. */
const longestChain = 32;

/** `a + b + c` leans to the left, term by term, so it is walked by a loop. */
function binary(node: SyntaxNode, body: Body): Expr {
  const rights: { readonly op: string; readonly node: SyntaxNode; readonly end: number }[] = [];
  let at = node;
  while (at.type === 'binary_expression') {
    const [left, right]: readonly (SyntaxNode | undefined)[] = parts(at);
    if (!left || !right || isUncertain(at, body)) return damaged(at, body);
    rights.push({ op: operatorBetween(body.file.source, endOf(left), right.start), node: right, end: endOf(right) });
    at = left;
  }
  const first = expression(at, body);
  const terms = [first];
  for (const term of rights.reverse()) terms.push(expression(term.node, body));
  if (rights.length > longestChain) {
    return rights.every((term) => term.op === '+') ? balanced(terms, 0, terms.length) : other(spanOf(node), 'too long');
  }
  const { start } = at;
  return rights.reduce<Expr>((left, term, i) => {
    const made: BinaryExpr = { kind: 'binary', span: { start, end: term.end }, op: term.op, left, right: terms[i + 1] ?? first };
    if (made.op === '==' || made.op === '!=') noteAsked(body.asked, made.left, made.right);
    return made;
  }, first);
}

function balanced(terms: readonly Expr[], from: number, to: number): Expr {
  const only = terms[from];
  if (to - from === 1 && only) return only;
  const middle = (from + to) >> 1;
  const left = balanced(terms, from, middle);
  const right = balanced(terms, middle, to);
  return { kind: 'binary', span: { start: left.span.start, end: right.span.end }, op: '+', left, right };
}

const comments = /\/\/[^\n]*|\/\*[^]*?\*\//g;

/** The punctuation between two neighbouring parts of a construct. */
export function operatorBetween(source: string, start: number, end: number): string {
  return source.slice(start, end).replace(comments, '').trim();
}

/** The same call, marked with how its statement runs it and what becomes of its results. */
export function markCall(made: Expr, how: Partial<Pick<CallExpr, 'mode' | 'discards'>>): void {
  if (made.kind === 'call') Object.assign(made, how);
}
