/**
 * What type does a piece of Go syntax write down? Resolves function-local names and nothing else: which package a qualifier means, and
 * what a named type is made of, is for others to find out.
 */
import { localTypeMark, type FieldFact, type TypeRef } from './facts';
import { deepest, inBlock, mention, textOf, type Body } from './body';
import { declare, lookup } from './scopes';
import { field, parts, type SyntaxNode } from './syntax';

const typeNodes = new Set([
  'type_identifier', 'qualified_type', 'pointer_type', 'slice_type', 'array_type', 'implicit_length_array_type', 'map_type',
  'channel_type', 'function_type', 'struct_type', 'interface_type', 'generic_type', 'parenthesized_type', 'negated_type',
]);

export function isTypeNode(type: string): boolean {
  return typeNodes.has(type);
}

export function typeRef(node: SyntaxNode | undefined, body: Body): TypeRef {
  if (!node) return { kind: 'other', text: '' };
  if (body.file.depth >= deepest) return { kind: 'other', text: 'too deep' };
  body.file.depth++;
  const type = describe(node, body);
  body.file.depth--;
  return type;
}

function describe(node: SyntaxNode, body: Body): TypeRef {
  switch (node.type) {
    case 'type_identifier':
    case 'identifier':
      return namedType(textOf(node, body), body);
    case 'qualified_type': {
      const [pkg, name] = parts(node);
      if (!pkg || !name) break;
      const qualifier = textOf(pkg, body);
      body.mentions.add(`${qualifier}.${textOf(name, body)}`);
      return { kind: 'name', pkg: qualifier, name: textOf(name, body) };
    }
    case 'pointer_type':
      return { kind: 'pointer', of: typeRef(parts(node)[0], body) };
    case 'slice_type':
    case 'array_type':
    case 'implicit_length_array_type':
      return { kind: 'slice', of: typeRef(parts(node).at(-1), body) };
    case 'map_type':
      return { kind: 'map', key: typeRef(field(node, 'key'), body), of: typeRef(field(node, 'value'), body) };
    case 'channel_type':
      return { kind: 'chan', of: typeRef(field(node, 'value'), body) };
    case 'function_type':
      return { kind: 'func', results: resultTypes(field(node, 'result'), body) };
    case 'struct_type':
      return { kind: 'struct', fields: structFields(node, body) };
    case 'generic_type':
      return typeRef(field(node, 'type'), body);
    case 'parenthesized_type':
      return typeRef(parts(node)[0], body);
  }
  return { kind: 'other', text: textOf(node, body).slice(0, 80) };
}

function namedType(name: string, body: Body): TypeRef {
  const entity = lookup(body.scope, name);
  if (entity?.kind === 'type') return { kind: 'name', name: entity.name };
  if (entity) return { kind: 'other', text: name };
  mention(body, name);
  return { kind: 'name', name };
}

/** The types of a result clause: `error`, `(string, error)` or `(image string, err error)`. */
export function resultTypes(result: SyntaxNode | undefined, body: Body): TypeRef[] {
  if (!result) return [];
  if (result.type !== 'parameter_list') return [typeRef(result, body)];
  return parts(result).flatMap((parameter) => {
    const type = typeRef(field(parameter, 'type'), body);
    return Array.from({ length: Math.max(1, parts(parameter).length - 1) }, () => type);
  });
}

function structFields(node: SyntaxNode, body: Body): FieldFact[] {
  const list = parts(node).find((child) => child.type === 'field_declaration_list');
  return list ? parts(list).flatMap((child) => fieldFacts(child, body)) : [];
}

function fieldFacts(node: SyntaxNode, body: Body): FieldFact[] {
  if (node.type !== 'field_declaration') return [];
  const written = typeRef(field(node, 'type'), body);
  const names = parts(node).filter((child) => child.type === 'field_identifier');
  if (names.length > 0) return names.map((name) => ({ name: textOf(name, body), type: written, embedded: false }));
  const pointer = body.file.source[node.start] === '*';
  const name = written.kind === 'name' ? (written.name.split(localTypeMark)[0] ?? '') : '';
  return [{ name, type: pointer ? { kind: 'pointer', of: written } : written, embedded: true }];
}

/** Makes `[T any]` known in the current scope, so that T isn't taken for a package-level type. */
export function declareTypeParameters(list: SyntaxNode | undefined, body: Body): void {
  if (!list) return;
  for (const parameter of parts(list)) {
    for (const name of parts(parameter)) {
      if (name.type === 'identifier') declare(body.scope, textOf(name, body), { kind: 'typeParameter' });
    }
  }
}

/** The type that a `type_spec` or `type_alias` stands for. */
export function specType(spec: SyntaxNode, body: Body): TypeRef {
  let type: TypeRef = { kind: 'other', text: '' };
  inBlock(body, spec, () => {
    declareTypeParameters(field(spec, 'type_parameters'), body);
    type = typeRef(field(spec, 'type'), body);
  });
  return type;
}

/** The specs of a `type` declaration, grouped or not. */
export function typeSpecs(declaration: SyntaxNode): readonly SyntaxNode[] {
  return parts(declaration).filter((child) => child.type === 'type_spec' || child.type === 'type_alias');
}

/** What a type is made of, as far as this file says: names followed to their declaration here. */
export function underlying(type: TypeRef | undefined, types: ReadonlyMap<string, TypeRef>): TypeRef | undefined {
  let at = type;
  for (let hops = 0; hops < 16; hops++) {
    if (at?.kind !== 'name') return at;
    at = at.pkg === undefined ? types.get(at.name) : undefined;
  }
  return undefined;
}
