/**
 * What are a function's parameters, results, receiver and body? For declared functions, methods and function literals alike.
 */
import type { FuncFact, ParamFact, TypeRef, VarFact } from './facts';
import { declareVar, gathered, isUncertain, newBody, spanOf, textOf, type Body, type FileScope } from './body';
import { neverReturns } from './ends';
import { declare } from './scopes';
import { statements } from './statements';
import { endOf, field, isEmpty, named, parts, type SyntaxNode } from './syntax';
import { declareTypeParameters, typeRef } from './types';

/** A declared function or method; undefined when its name is missing. */
export function declaredFunction(node: SyntaxNode, file: FileScope): FuncFact | undefined {
  const nameNode = field(node, 'name') ?? swallowedName(node);
  if (!nameNode || isEmpty(nameNode)) return undefined;
  const name = file.source.slice(nameNode.start, endOf(nameNode));
  const body = newBody(file, name);
  body.whole = !file.broken || !node.parsed.hasError;
  declareTypeParameters(field(node, 'type_parameters'), body);
  const receiver = receiverOf(field(node, 'receiver'), body);
  return finish(node, body, receiver, spanOf(nameNode));
}

/** A function literal with a name is a function that a missing brace before it has swallowed. */
function swallowedName(node: SyntaxNode): SyntaxNode | undefined {
  const error = named(node).find((child) => child.type === 'ERROR');
  const [name, ...more] = error ? named(error) : [];
  return node.type === 'func_literal' && name?.type === 'identifier' && more.length === 0 ? name : undefined;
}

/** A function literal: summarised into the closures of the body it stands in; the result is its index there. */
export function closure(node: SyntaxNode, outer: Body): number {
  const index = outer.closures.length;
  const number = index + 1;
  const name = outer.name === '' ? `func${number}` : outer.isClosure ? `${outer.name}.${number}` : `${outer.name}.func${number}`;
  const body = newBody(outer.file, name, outer);
  outer.closures.push(finish(node, body, undefined, { start: node.start, end: node.start + 'func'.length }));
  return index;
}

function finish(node: SyntaxNode, body: Body, receiver: FuncFact['receiver'], nameSpan: FuncFact['nameSpan']): FuncFact {
  body.block = spanOf(node);
  const params = paramFacts(field(node, 'parameters'), 'param', body);
  const results = resultFacts(field(node, 'result'), body);
  const block = field(node, 'body');
  statements(block, body);
  return {
    name: body.name,
    receiver,
    params,
    results,
    vars: body.isClosure ? [] : body.vars,
    ...gathered(body),
    ...(neverReturns(block, body) ? { ends: true as const } : {}),
    span: spanOf(node),
    nameSpan,
  };
}

function resultFacts(result: SyntaxNode | undefined, body: Body): ParamFact[] {
  if (!result) return [];
  if (result.type === 'parameter_list') return paramFacts(result, 'result', body);
  return [{ var: undefined, name: '', type: typeRef(result, body), variadic: false }];
}

function paramFacts(list: SyntaxNode | undefined, role: VarFact['role'], body: Body): ParamFact[] {
  if (!list || isUncertain(list, body)) return [];
  return declaredParams(list).flatMap(({ names, type: typeNode, variadic }) => {
    const type = typeRef(typeNode, body);
    if (names.length === 0) return [{ var: undefined, name: '', type, variadic }];
    return names.map((name) => paramFact(name, type, variadic, role, body));
  });
}

interface DeclaredParams {
  readonly names: readonly SyntaxNode[];
  readonly type: SyntaxNode;
  readonly variadic: boolean;
}

/** In a list of more than nine names the grammar loses count and takes the first ones for types; Go never mixes the two. */
function declaredParams(list: SyntaxNode): DeclaredParams[] {
  const found = parts(list).flatMap((node): DeclaredParams[] => {
    const type = parts(node).at(-1);
    const variadic = node.type === 'variadic_parameter_declaration';
    if (!type || (!variadic && node.type !== 'parameter_declaration')) return [];
    return [{ names: parts(node).filter((part) => part.type === 'identifier' && part.start < type.start), type, variadic }];
  });
  if (!found.some(({ names }) => names.length > 0)) return found;
  const named: DeclaredParams[] = [];
  let misread: SyntaxNode[] = [];
  for (const each of found) {
    if (each.names.length === 0 && each.type.type === 'type_identifier') misread.push(each.type);
    else {
      named.push({ ...each, names: [...misread, ...each.names] });
      misread = [];
    }
  }
  return named;
}

function paramFact(node: SyntaxNode, type: TypeRef, variadic: boolean, role: VarFact['role'], body: Body): ParamFact {
  const name = textOf(node, body);
  const held: TypeRef = variadic ? { kind: 'slice', of: type } : type;
  return { var: name === '_' || name === '' ? undefined : declareVar(body, name, spanOf(node), held, role), name, type, variadic };
}

/** `(r *Repo[T])`: the type's name alone, its type parameters made known to the body. */
function receiverOf(list: SyntaxNode | undefined, body: Body): FuncFact['receiver'] {
  const declared = list ? parts(list)[0] : undefined;
  let typeNode = declared && field(declared, 'type');
  const pointer = typeNode?.type === 'pointer_type';
  if (typeNode && pointer) typeNode = parts(typeNode)[0];
  if (typeNode?.type === 'parenthesized_type') typeNode = parts(typeNode)[0];
  if (!list || !typeNode) return undefined;
  if (typeNode.type === 'generic_type') declareTypeArguments(field(typeNode, 'type_arguments'), body);
  const [fact] = paramFacts(list, 'receiver', body);
  const nameNode = typeNode.type === 'generic_type' ? field(typeNode, 'type') : typeNode;
  return { var: fact?.var, typeName: nameNode ? textOf(nameNode, body) : '', pointer };
}

function declareTypeArguments(list: SyntaxNode | undefined, body: Body): void {
  for (const argument of list ? parts(list) : []) declare(body.scope, textOf(argument, body), { kind: 'typeParameter' });
}
