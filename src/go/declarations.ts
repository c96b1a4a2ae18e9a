/**
 * What does a file declare at package level? Imports, types, constants and variables, in two passes: names and types first, so that
 * bodies know them wherever they stand in the file.
 */
import { joinedText } from '../base/text';
import type { GlobalFact, ImportFact, TypeFact } from './facts';
import { spanOf, textOf, type Body } from './body';
import { bind, eachConstant, sourcesOf, specParts, specs, valuesOf } from './assignments';
import { embedded } from './embeds';
import { literalChunks } from './literals';
import { endOf, field, isEmpty, named, parts, type SyntaxNode } from './syntax';
import { specType, typeRef, typeSpecs } from './types';

const declarationNodes = new Set([
  'import_declaration', 'type_declaration', 'const_declaration', 'var_declaration', 'function_declaration', 'method_declaration', 'package_clause',
]);

/** The declarations of the file, in source order; those included that an error surrounds, if they start a line. */
export function topLevel(root: SyntaxNode, source: string): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const waiting = [...named(root)].reverse();
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (declarationNodes.has(node.type)) found.push(node);
    else if (node.type === 'ERROR') waiting.push(...named(node).filter((child) => startsLine(child, source)).reverse());
  }
  return found;
}

/** Inside an error, indentation is the only sign that tells a declaration of the file from one of a function. */
export function startsLine(node: SyntaxNode, source: string): boolean {
  return node.start === 0 || source[node.start - 1] === '\n';
}

export function importFacts(declaration: SyntaxNode, source: string): ImportFact[] {
  const listed = parts(declaration).flatMap((child) => (child.type === 'import_spec_list' ? parts(child) : [child]));
  return listed.flatMap((spec) => {
    const path = field(spec, 'path');
    if (spec.type !== 'import_spec' || !path) return [];
    const name = field(spec, 'name');
    return [{
      path: joinedText(literalChunks(source, path.start, endOf(path))),
      name: name ? source.slice(name.start, endOf(name)) : undefined,
      span: spanOf(spec),
    }];
  });
}

/** The name by which an import is used: the written one, else the last word of the path that isn't a version. */
export function localName(fact: ImportFact): string {
  if (fact.name !== undefined) return fact.name;
  const words = fact.path.split('/').filter((word) => !/^v\d+$/.test(word));
  return (words[words.length - 1] ?? '').replace(/\.v\d+$/, '');
}

/** The names that a declaration brings to package level. Methods bring none. */
export function declaredNames(declaration: SyntaxNode, source: string): string[] {
  const named = (node: SyntaxNode | undefined): string[] => (node ? [source.slice(node.start, endOf(node))] : []);
  switch (declaration.type) {
    case 'function_declaration':
      return named(field(declaration, 'name'));
    case 'type_declaration':
      return typeSpecs(declaration).flatMap((spec) => named(field(spec, 'name')));
    case 'const_declaration':
    case 'var_declaration':
      return specs(declaration).flatMap((spec) => specParts(spec).names.flatMap(named));
    default:
      return [];
  }
}

export function typeFacts(declaration: SyntaxNode, body: Body): TypeFact[] {
  return typeSpecs(declaration).flatMap((spec) => {
    const name = field(spec, 'name');
    return name ? [{ name: textOf(name, body), type: specType(spec, body), span: spanOf(name) }] : [];
  });
}

/** Package-level constants. What their values mention goes to `body`, the initialiser; a sum becomes one of its binds, as a variable's does: its literals aren't whole by themselves. */
export function constFacts(declaration: SyntaxNode, body: Body): GlobalFact[] {
  const found: GlobalFact[] = [];
  eachConstant(declaration, body, ({ name, type, value }) => {
    const facts = globalFact(name, { constant: true, type, value, result: undefined }, body);
    const [fact] = facts;
    if (fact && value.kind === 'binary' && value.op === '+') bind(body, { kind: 'global', name: fact.name }, { kind: 'expr', expr: value }, value.span);
    found.push(...facts);
  });
  return found;
}

/** Package-level variables; their initialisers become binds of `body`. */
export function varFacts(declaration: SyntaxNode, body: Body): GlobalFact[] {
  return specs(declaration).flatMap((spec) => {
    if (spec.type !== 'var_spec') return [];
    const { names, type: typeNode } = specParts(spec);
    const type = typeNode ? typeRef(typeNode, body) : undefined;
    const made = sourcesOf(valuesOf(spec, body), names.map((name) => textOf(name, body)), body);
    return names.flatMap((name, i) => {
      const source = made[i];
      const facts = globalFact(name, {
        constant: false,
        type,
        value: source ? (source.kind === 'expr' || source.kind === 'result' ? source.expr : undefined) : embedded(body.file.source, spec.start),
        result: source?.kind === 'result' ? source.index : undefined,
      }, body);
      const fact = facts[0];
      if (fact && source) bind(body, { kind: 'global', name: fact.name }, source, spanOf(spec));
      return facts;
    });
  });
}

function globalFact(node: SyntaxNode, rest: Omit<GlobalFact, 'name' | 'span'>, body: Body): GlobalFact[] {
  const name = textOf(node, body);
  return name === '_' || isEmpty(node) ? [] : [{ name, ...rest, span: spanOf(node) }];
}
