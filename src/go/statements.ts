/**
 * Which statements does a body run, and which block does each name belong to? Walks control flow only to open Go's scopes; every path
 * is taken as possible.
 */
import type { Span } from '../base/text';
import { localTypeMark, type CallExpr, type Expr, type ReturnFact, type Source } from './facts';
import { declareVar, deepest, inBlock, isMereValue, isUncertain, spanOf, textOf, type Body } from './body';
import {
  assignment, bind, constStatement, declaredTarget, increment, poison, send, shortDeclaration, sourcesOf, targetOf, valuesOf, varStatement,
} from './assignments';
import { choice, comparisons, emptied, filledIn, filling, isLeft, never, noteAsked, noteBranch, noteGuard, noteNoError, rest, whole } from './branches';
import { noteEnd } from './ends';
import { expression, markCall, operatorBetween, other } from './expressions';
import { noteClause, noteSifts } from './sifts';
import { isSkip } from './skips';
import { unsetBy } from './unset';
import { prefixCompletion } from './prefixCompletion';
import { declare, innerScope, type Entity } from './scopes';
import { endOf, field, listed, named, parts, type SyntaxNode } from './syntax';
import { specType, typeRef, typeSpecs } from './types';

/** The statements of a `block`, a `statement_list` or a case, in the current scope. */
export function statements(node: SyntaxNode | undefined, body: Body): void {
  const children = node ? named(node) : [];
  children.forEach((child, i) => {
    statement(child, body);
    noteEnd(children, i, body);
  });
}

function statement(node: SyntaxNode | undefined, body: Body): void {
  if (!node || body.file.depth >= deepest) return;
  body.file.depth++;
  walks.get(node.type)?.(node, body);
  body.file.depth--;
}

/** How each kind of statement is walked; comments, jumps and empty statements say nothing. */
const walks = new Map<string, (node: SyntaxNode, body: Body) => void>([
  ['statement_list', statements],
  ['expression_statement', expressionStatement],
  ['short_var_declaration', shortDeclaration],
  ['assignment_statement', assignment],
  ['return_statement', returnStatement],
  ['if_statement', ifStatement],
  ['block', (node, body) => { inBlock(body, node, () => { statements(node, body); }); }],
  ['for_statement', forStatement],
  ['var_declaration', varStatement],
  ['const_declaration', constStatement],
  ['type_declaration', localTypes],
  ['go_statement', (node, body) => { detached(node, 'go', body); }],
  ['defer_statement', (node, body) => { detached(node, 'defer', body); }],
  ['expression_switch_statement', switchStatement],
  ['type_switch_statement', typeSwitch],
  ['select_statement', selectStatement],
  ['send_statement', send],
  ['receive_statement', receive],
  ['inc_statement', increment],
  ['dec_statement', increment],
  ['labeled_statement', (node, body) => { statement(parts(node)[1], body); }],
  ['goto_statement', (_, body) => { body.jumps = true; }],
  ['ERROR', poison],
]);

function detached(node: SyntaxNode, mode: 'go' | 'defer', body: Body): void {
  markCall(expression(parts(node)[0], body), { mode, discards: 'all' });
}

function expressionStatement(node: SyntaxNode, body: Body): void {
  const value = parts(node)[0];
  if (value?.type === 'func_literal' && isUncertain(value, body)) body.file.swallowed.push(value);
  else {
    const made = expression(value, body);
    markCall(made, { discards: 'all' });
    body.half ||= isMereValue(made);
    if (made.kind === 'call' && isSkip(made, body)) body.skips.push(made);
  }
}

function returnStatement(node: SyntaxNode, body: Body): void {
  const made: ReturnFact = { values: valuesOf(node, body), span: spanOf(node), scope: body.block };
  body.returns.push(made);
}

/** `else if` chains can be long, so they are a loop; each branch sees what the conditions before it declared. */
function ifStatement(node: SyntaxNode, body: Body): void {
  const outside = body.block;
  inBlock(body, node, () => {
    let branch: SyntaxNode | undefined = node;
    while (branch) {
      const children: readonly SyntaxNode[] = parts(branch);
      const block = children.findIndex((child) => child.type === 'block');
      const [condition, initializer] = children.slice(0, Math.max(block, 0)).reverse();
      body.around = branch === node ? outside : undefined;
      statement(initializer, body);
      body.around = undefined;
      const asked = condition && expression(condition, body);
      const before = body.binds.length;
      const unset = asked && body.whole ? [unsetBy(asked, true, spanOf(branch), body), unsetBy(asked, false, spanOf(branch), body)] : [];
      statement(children[block], body);
      const alternative: SyntaxNode | undefined = children[block + 1];
      if (asked && body.whole) ifBranches(asked, { node: branch, block: children[block], alternative, outside: branch === node ? outside : undefined, before, unset }, body);
      if (asked) noteSifts(body, asked, branch, children[block], alternative, branch === node ? outside : undefined);
      if (asked && branch === node && !alternative && !isUncertain(node, body)) completed(asked, before, children[block], outside, body);
      branch = alternative?.type === 'if_statement' ? alternative : undefined;
      if (branch) {
        body.scope = innerScope(body.scope);
        body.block = spanOf(branch);
      } else statement(alternative, body);
    }
  });
}

/** A jump may lead past the condition. */
const jumps = /\bgoto\b/;

interface IfParts {
  readonly node: SyntaxNode;
  readonly block: SyntaxNode | undefined;
  readonly alternative: SyntaxNode | undefined;
  /** The block that the whole statement stands in; undefined for what follows an `else`. */
  readonly outside: Span | undefined;
  /** How many assignments there were before the block. */
  readonly before: number;
  /** What was read from the environment and is empty where the condition holds, and where it doesn't. */
  readonly unset: readonly (readonly CallExpr[])[];
}

/** What is known of the condition in an `if`'s block, in its alternative, and behind it where its block is left. */
function ifBranches(condition: Expr, { node, block, alternative, outside, before, unset: [unset = [], unsetElse = []] }: IfParts, body: Body): void {
  const inside = block && spanOf(block);
  if (inside) noteGuard(body.guards, inside, condition);
  if (inside && outside && !alternative) noteNoError(body.guards, inside, outside, condition, body.file.source);
  // One of two ways, or a way of its own out of the function: most other blocks only fill something in, or complain.
  const apart = alternative !== undefined || isLeft(block);
  const around = outside ?? spanOf(node);
  if (inside) noteBranch(body, inside, [...comparisons(condition, true, body.vars), ...(apart ? emptied(condition, true) : filledIn(condition, body.binds.slice(before)))], whole(condition, true, body.vars, around), unset);
  const failed = comparisons(condition, false, body.vars);
  if (alternative) noteBranch(body, spanOf(alternative), [...failed, ...emptied(condition, false)], whole(condition, false, body.vars, around), unsetElse);
  // Jumps are looked for last: most blocks compare no texts, and the file is long.
  if (!outside || failed.length + unsetElse.length === 0 || jumps.test(body.file.source)) return;
  if (!alternative && isLeft(block)) noteBranch(body, rest(node, outside), failed, undefined, unsetElse);
  else if (inside) for (const read of unsetElse) body.unset.push({ span: inside, read, passed: outside });
}

/** `if !strings.HasPrefix(x, p) { x = p + x }` is one assignment that surely runs; `if x == "" { x = d }` one that says what x no longer is. */
function completed(condition: Expr, before: number, block: SyntaxNode | undefined, outside: Span | undefined, body: Body): void {
  const fill = block && filling(condition, body.binds.slice(before), spanOf(block));
  if (fill) body.binds[body.binds.indexOf(fill, before)] = { ...fill, fills: outside };
  const found = block && prefixCompletion(condition, body.binds.slice(before), spanOf(block));
  if (found) body.binds[body.binds.indexOf(found.bind, before)] = { ...found.bind, source: { kind: 'expr', expr: found.whole }, scope: outside };
}

function forStatement(node: SyntaxNode, body: Body): void {
  const { looped, loop, turn } = body;
  body.loop ??= spanOf(node);
  body.turn = spanOf(node);
  inBlock(body, node, () => {
    const head = parts(node)[0];
    if (head?.type === 'range_clause') rangeClause(head, body);
    else if (head?.type === 'for_clause') statement(field(head, 'initializer'), body);
    body.looped = true;
    const asked = head?.type === 'for_clause' ? field(head, 'condition') : head?.type === 'range_clause' || head?.type === 'block' ? undefined : head;
    const condition = asked && expression(asked, body);
    const block = field(node, 'body');
    if (condition && block && body.whole) noteBranch(body, spanOf(block), comparisons(condition, true, body.vars));
    statement(block, body);
    if (head?.type === 'for_clause') statement(field(head, 'update'), body);
  });
  body.looped = looped;
  body.loop = loop;
  body.turn = turn;
}

function rangeClause(node: SyntaxNode, body: Body): void {
  const { left, right } = sides(node);
  const declares = left && right && declaring(left, right, body);
  const names = listed(left);
  const targets = declares ? [] : names.map((name) => targetOf(name, body));
  const value = expression(right, body);
  const of = isUncertain(node, body) || isUncertain(left, body) ? other(value.span, 'syntax error') : value;
  if (isNothing(of, body) && body.block && body.whole) noteBranch(body, rest(node, body.block), [never(of.span)]);
  names.forEach((name, i) => {
    bind(body, declares ? declaredTarget(name, body) : targets[i], { kind: i === 0 ? 'rangeKey' : 'rangeValue', of }, spanOf(node));
  });
}

/** A list or a map without elements, as it is written; an array has some. */
function isNothing(of: Expr, { file }: Body): boolean {
  return of.kind === 'composite' && of.elements.length === 0 && /^(?:\[\]|map\[)/.test(file.source.slice(of.span.start, of.span.end));
}

/** The optional left and the right side of a range or receive. */
function sides(node: SyntaxNode): { left: SyntaxNode | undefined; right: SyntaxNode | undefined } {
  const children = parts(node);
  return { left: children.length > 1 ? children[0] : undefined, right: children.at(-1) };
}

function declaring(left: SyntaxNode, right: SyntaxNode, body: Body): boolean {
  return operatorBetween(body.file.source, endOf(left), right.start).startsWith(':=');
}

function switchStatement(node: SyntaxNode, body: Body): void {
  const outside = body.block;
  inBlock(body, node, () => {
    statement(field(node, 'initializer'), body);
    const value = field(node, 'value');
    const of = value && expression(value, body);
    const clauses = parts(node).filter((clause) => clause.type === 'expression_case' || clause.type === 'default_case');
    // Where one clause falls through to the next, a clause runs for other choices than its own.
    const apart = body.whole && !body.file.source.slice(node.start, endOf(node)).includes('fallthrough');
    const all: Expr[] = [];
    for (const clause of clauses) {
      const choices = listed(field(clause, 'value')).map((each) => expression(each, body));
      all.push(...choices);
      const [only, ...others] = choices;
      if (apart && clause.type === 'expression_case') noteBranch(body, spanOf(clause), of ? choice(of, choices, true) : only && others.length === 0 ? comparisons(only, true, body.vars) : [], of && outside);
      if (clause.type === 'expression_case') noteClause(body, clause, of, choices, true);
      clauseBody(clause, body);
    }
    if (of) noteAsked(body.asked, of, ...all);
    const otherwise = clauses.find((clause) => clause.type === 'default_case');
    if (otherwise) noteClause(body, otherwise, of, all, false);
    if (apart && otherwise) noteBranch(body, spanOf(otherwise), of ? choice(of, all, false) : all.flatMap((each) => comparisons(each, false, body.vars)), of && outside);
  });
}

function clauseBody(clause: SyntaxNode, body: Body): void {
  const { turn } = body;
  body.turn = undefined;
  inBlock(body, clause, () => {
    for (const child of named(clause)) if (child.type === 'statement_list' || child.type === 'ERROR') statement(child, body);
  });
  body.turn = turn;
}

/** `switch v := x.(type)`: v is another variable in each clause, of the clause's type where it has one. */
function typeSwitch(node: SyntaxNode, body: Body): void {
  inBlock(body, node, () => {
    statement(field(node, 'initializer'), body);
    const alias = listed(field(node, 'alias'))[0];
    const value = expression(field(node, 'value'), body);
    for (const clause of parts(node)) {
      if (clause.type === 'type_case' || clause.type === 'default_case') typeClause(clause, alias, value, body);
    }
  });
}

function typeClause(clause: SyntaxNode, alias: SyntaxNode | undefined, value: Expr, body: Body): void {
  inBlock(body, clause, () => {
    const types = parts(clause).filter((child) => child.type !== 'statement_list').map((type) => typeRef(type, body));
    const name = alias ? textOf(alias, body) : '_';
    if (alias && name !== '_') {
      const id = declareVar(body, name, spanOf(alias), types.length === 1 ? types[0] : undefined, 'local');
      bind(body, { kind: 'var', id }, { kind: 'expr', expr: value }, spanOf(alias));
    }
    clauseBody(clause, body);
  });
}

function selectStatement(node: SyntaxNode, body: Body): void {
  for (const clause of parts(node)) {
    inBlock(body, clause, () => {
      if (clause.type === 'communication_case') statement(field(clause, 'communication'), body);
      if (clause.type === 'communication_case' || clause.type === 'default_case') clauseBody(clause, body);
    });
  }
}

/** `case v, ok := <-ch:` */
function receive(node: SyntaxNode, body: Body): void {
  const { left, right } = sides(node);
  const declares = left && right && declaring(left, right, body);
  const names = listed(left);
  const targets = declares ? [] : names.map((name) => targetOf(name, body));
  const value = expression(right, body);
  const sure = isUncertain(node, body) || isUncertain(left, body) ? other(value.span, 'syntax error') : value;
  const made: Source[] = sourcesOf([sure], names.map((name) => textOf(name, body)), body);
  names.forEach((name, i) => {
    const source = made[i];
    if (source) bind(body, declares ? declaredTarget(name, body) : targets[i], source, spanOf(node));
  });
}

/** Function-local types get a name of their own in the whole file: `Type@Func`. */
function localTypes(node: SyntaxNode, body: Body): void {
  const { types, localTypes: found } = body.file;
  for (const spec of typeSpecs(node)) {
    const nameNode = field(spec, 'name');
    if (!nameNode) continue;
    const written = textOf(nameNode, body);
    let name = `${written}${localTypeMark}${body.outermost}`;
    for (let n = 2; types.has(name); n++) name = `${written}${localTypeMark}${body.outermost}#${n}`;
    const entity: Entity = { kind: 'type', name };
    declare(body.scope, written, entity);
    types.set(name, { kind: 'other', text: '' });
    const type = specType(spec, body);
    types.set(name, type);
    found.push({ name, type, span: spanOf(nameNode) });
  }
}
