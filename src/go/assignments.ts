/**
 * Which variable, field or element receives which value? Every form of assignment and declaration in a body becomes binds here. Doesn't
 * know control flow: that a branch may not run is for the evaluator, which takes a variable's binds as a set.
 */
import { exact } from '../base/exact';
import type { Bind, Expr, Source, Target, TypeRef } from './facts';
import type { Span } from '../base/text';
import { declareVar, isMereValue, isUncertain, localVar, mention, spanOf, textOf, type Body } from './body';
import { expression, markCall, operatorBetween, other } from './expressions';
import { endOf, isEmpty, listed, parts, type SyntaxNode } from './syntax';
import { typeRef } from './types';

export function bind(body: Body, target: Target | undefined, source: Source, span: Span): void {
  if (!target) return;
  const made: Bind = { target, source, span, scope: body.around ?? body.block, loop: body.loop };
  body.binds.push(made);
  const flag = target.kind === 'var' && mayBeDecided(source) ? body.vars[target.id] : undefined;
  if (flag && target.kind === 'var' && !flag.flag) body.vars[target.id] = { ...flag, flag: true };
}

/** `true`, `false`, a comparison of the running system, or whether a map has a key. */
function mayBeDecided(source: Source): boolean {
  if (source.kind === 'result') return source.index === 1 && source.expr.kind === 'index';
  if (source.kind !== 'expr') return false;
  const { expr } = source;
  if (expr.kind === 'name') return expr.name === 'true' || expr.name === 'false';
  return expr.kind === 'binary' && [expr.left, expr.right].some((side) => side.kind === 'select' && (side.name === 'GOOS' || side.name === 'GOARCH'));
}

/** The expressions on the right of a statement or spec, each unknown when the parser had to guess at any part of the statement. */
export function valuesOf(node: SyntaxNode, body: Body): Expr[] {
  const lists = parts(node).filter((part) => part.type === 'expression_list');
  const values = listed(lists.at(-1)).map((value) => expression(value, body));
  const uncertain = isUncertain(node, body) || lists.some((list) => isUncertain(list, body)) || goesOn(node, body);
  return uncertain ? values.map((value) => other(value.span, 'syntax error')) : values;
}

/** `return "localhost/" +`: what follows on its line is none of it, says the parser, where an operand is missing. */
function goesOn(node: SyntaxNode, { file: { broken, source } }: Body): boolean {
  if (!broken) return false;
  const end = endOf(node);
  const line = source.indexOf('\n', end);
  return /^[ \t]*[^ \t\r});{:/,]/.test(source.slice(end, line < 0 ? undefined : line));
}

/** One source for each name: a value each, or the results of the one value that sets them all. */
export function sourcesOf(values: readonly Expr[], names: readonly string[], body: Body): Source[] {
  const only = values[0];
  if (values.length === 1 && only && names.length > 1) {
    body.half ||= isMereValue(only);
    markCall(only, { discards: exact(names.flatMap((name, i) => (name === '_' ? [i] : []))) });
    return names.map((_, index) => ({ kind: 'result', expr: only, index }));
  }
  values.forEach((value, i) => {
    if (names[i] !== '_') return;
    markCall(value, { discards: [0] });
    if (value.kind === 'local') body.blanked.push(value.id);
  });
  return values.map((expr) => ({ kind: 'expr', expr }));
}

/** `x, y := …`: a name of this very scope is assigned, any other is declared; only after the values have been looked at. */
export function shortDeclaration(node: SyntaxNode, body: Body): void {
  const left = listed(parts(node)[0]);
  const names = left.map((name) => textOf(name, body));
  const made = sourcesOf(valuesOf(node, body), names, body);
  left.forEach((name, i) => bind(body, declaredTarget(name, body), made[i] ?? unknownSource(name), spanOf(node)));
}

/** The variable that `name :=` sets, declared if this scope hasn't got it; nothing for `_`. */
export function declaredTarget(node: SyntaxNode, body: Body, type?: TypeRef): Target | undefined {
  const name = textOf(node, body);
  if (name === '_' || node.type !== 'identifier' || isEmpty(node)) return undefined;
  const known = body.scope.names?.get(name);
  return { kind: 'var', id: known?.kind === 'var' && !type ? known.id : declareVar(body, name, spanOf(node), type, 'local') };
}

function unknownSource(node: SyntaxNode): Source {
  return { kind: 'expr', expr: other(spanOf(node), 'syntax error') };
}

/** `a, b = …`, `a += …` and the like. */
export function assignment(node: SyntaxNode, body: Body): void {
  const [leftNode, rightNode] = parts(node);
  if (!leftNode || !rightNode) return;
  const operator = operatorBetween(body.file.source, endOf(leftNode), rightNode.start);
  const left = listed(leftNode);
  const targets = left.map((target) => targetOf(target, body));
  const names = left.map((target) => textOf(target, body));
  const values = valuesOf(node, body);
  const made = operator === '=' ? sourcesOf(values, names, body) : values.map((value) => compound(operator, value));
  left.forEach((target, i) => bind(body, targets[i], made[i] ?? unknownSource(target), spanOf(node)));
}

function compound(operator: string, expr: Expr): Source {
  return operator === '+=' ? { kind: 'add', expr } : { kind: 'expr', expr: other(expr.span, `changed by ${operator}`) };
}

/** `i++`, `i--` */
export function increment(node: SyntaxNode, body: Body): void {
  const operand = parts(node)[0];
  if (operand) bind(body, targetOf(operand, body), { kind: 'expr', expr: other(spanOf(node), 'counted') }, spanOf(node));
}

/** What an expression on the left of `=` names; nothing for `_` and for what can't be assigned to. */
export function targetOf(node: SyntaxNode, body: Body): Target | undefined {
  if (node.type === 'identifier') {
    const name = textOf(node, body);
    if (name === '_' || isEmpty(node)) return undefined;
    const id = localVar(body, name);
    if (id !== undefined) return { kind: 'var', id };
    mention(body, name);
    return { kind: 'global', name };
  }
  const made = expression(node, body);
  switch (made.kind) {
    case 'local':
      return { kind: 'var', id: made.id };
    case 'name':
      return { kind: 'global', name: made.name };
    case 'select':
      return { kind: 'field', of: made.of, name: made.name };
    case 'index':
      return { kind: 'index', of: made.of, index: made.index };
    case 'unary':
      return made.op === '*' ? { kind: 'deref', of: made.of } : undefined;
    default:
      return undefined;
  }
}

/** `ch <- value` */
export function send(node: SyntaxNode, body: Body): void {
  const [channel, value] = parts(node);
  const of = expression(channel, body);
  const expr = expression(value, body);
  bind(body, { kind: 'send', of }, { kind: 'expr', expr }, spanOf(node));
}

/** The names and the written type of a `var` or `const` spec, and whether it has values. */
export function specParts(spec: SyntaxNode): { names: SyntaxNode[]; type: SyntaxNode | undefined; hasValues: boolean } {
  const names: SyntaxNode[] = [];
  let type: SyntaxNode | undefined;
  let hasValues = false;
  for (const part of parts(spec)) {
    if (part.type === 'expression_list') hasValues = true;
    else if (part.type === 'identifier' && !type) names.push(part);
    else type = part;
  }
  return { names, type, hasValues };
}

/** The specs of a `var` or `const` declaration, grouped or not. */
export function specs(declaration: SyntaxNode): readonly SyntaxNode[] {
  return parts(declaration).flatMap((child) => (child.type === 'var_spec_list' ? parts(child) : [child]));
}

/** A `var` statement in a function. */
export function varStatement(node: SyntaxNode, body: Body): void {
  for (const spec of specs(node)) {
    if (spec.type !== 'var_spec') continue;
    const { names, type: typeNode, hasValues } = specParts(spec);
    const type = typeNode ? typeRef(typeNode, body) : undefined;
    const made = sourcesOf(valuesOf(spec, body), names.map((name) => textOf(name, body)), body);
    const zero = !hasValues && !isUncertain(spec, body);
    names.forEach((name, i) => declareSpec(name, type, zero ? { kind: 'zero' } : (made[i] ?? unknownSource(name)), spec, body));
  }
}

interface Constant {
  readonly name: SyntaxNode;
  readonly spec: SyntaxNode;
  readonly type: TypeRef | undefined;
  readonly value: Expr;
}

/** The constants of a `const` declaration, handed to `use` one by one. A spec without values repeats the last one that has some. */
export function eachConstant(declaration: SyntaxNode, body: Body, use: (constant: Constant) => void): void {
  let type: TypeRef | undefined;
  let values: readonly Expr[] = [];
  for (const spec of specs(declaration)) {
    if (spec.type !== 'const_spec') continue;
    const written = specParts(spec);
    if (written.hasValues || isUncertain(spec, body)) {
      type = written.type ? typeRef(written.type, body) : undefined;
      values = valuesOf(spec, body);
    }
    written.names.forEach((name, i) => use({ name, spec, type, value: values[i] ?? other(spanOf(name), 'syntax error') }));
  }
}

/** A `const` statement in a function: constants are variables that are bound once. */
export function constStatement(node: SyntaxNode, body: Body): void {
  eachConstant(node, body, ({ name, spec, type, value }) => declareSpec(name, type, { kind: 'expr', expr: value }, spec, body));
}

function declareSpec(node: SyntaxNode, type: TypeRef | undefined, source: Source, spec: SyntaxNode, body: Body): void {
  const name = textOf(node, body);
  if (name === '_' || isEmpty(node)) return;
  bind(body, { kind: 'var', id: declareVar(body, name, spanOf(node), type, 'local') }, source, spanOf(spec));
}

/**
 * Text that could not be parsed may assign to anything that its lines name: its variables become unknown, and a name it seems to declare hides the
 * package-level one.
 */
export function poison(node: SyntaxNode, body: Body): void {
  const span = wholeLines(spanOf(node), body.file.source);
  const source: Source = { kind: 'expr', expr: other(span, 'syntax error') };
  const seen = new Set<string>();
  for (const match of body.file.source.slice(span.start, span.end).matchAll(/(?<![\p{L}\p{N}_.])[\p{L}_][\p{L}\p{N}_]*(?=((?:\s*,\s*[\p{L}_][\p{L}\p{N}_]*)*\s*:=)?)/gu)) {
    const name = match[0];
    if (seen.has(name)) continue;
    const id = localVar(body, name);
    if (id === undefined && match[1] === undefined) continue;
    seen.add(name);
    if (name === '_') continue;
    bind(body, { kind: 'var', id: id ?? declareVar(body, name, span, undefined, 'local') }, source, span);
  }
}

function wholeLines(span: Span, source: string): Span {
  const end = source.indexOf('\n', span.end);
  return { start: source.lastIndexOf('\n', Math.max(span.start - 1, 0)) + 1, end: end < 0 ? source.length : end };
}
