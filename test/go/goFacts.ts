/**
 * Opens the Go grammar for the tests of this folder and gives them short ways to ask for facts.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { loadGrammar, type Grammar } from '../../src/go/grammar';
import { summarize } from '../../src/go/summarize';
import type { Expr, FileFacts, FuncFact, TypeRef } from '../../src/go/facts';

const resolve = createRequire(__filename).resolve;

export const grammar: Grammar = await loadGrammar({
  runtime: readFileSync(resolve('web-tree-sitter/web-tree-sitter.wasm')),
  go: readFileSync(resolve('tree-sitter-go/tree-sitter-go.wasm')),
});

export function factsOf(text: string): FileFacts {
  return summarize('file:///a.go', text, grammar);
}

/** The facts of the first function of a file with these lines after the package clause. */
export function funcOf(text: string): FuncFact {
  const [first] = factsOf(`package a\n${text}`).funcs;
  if (!first) throw new Error('the fixture declares no function');
  return first;
}

/** The facts of a function with this body. */
export function bodyOf(body: string): FuncFact {
  return funcOf(`func f() {\n${body}\n}`);
}

/** The one expression that `x := …` binds, in a function with these lines before it. */
export function exprOf(written: string, before = ''): Expr {
  const source = bodyOf(`${before}\nx := ${written}`).binds.at(-1)?.source;
  if (source?.kind !== 'expr') throw new Error('the fixture binds no expression');
  return source.expr;
}

/** An expression in short: what it is made of, without places. */
export function show(expr: Expr | undefined): string {
  switch (expr?.kind) {
    case undefined: return 'nothing';
    case 'text': return JSON.stringify(expr.chunks.map((chunk) => chunk.text).join(''));
    case 'number': return expr.text;
    case 'local': return `${expr.name}#${expr.id}`;
    case 'name': return expr.name;
    case 'select': return `${show(expr.of)}.${expr.name}`;
    case 'call': return `${show(expr.fn)}(${expr.args.map(show).join(', ')}${expr.spread ? '...' : ''})`;
    case 'composite': return `${showType(expr.type)}{${expr.elements.map((e) => (e.key ? `${e.field ?? show(e.key)}: ` : '') + show(e.value)).join(', ')}}`;
    case 'index': return `${show(expr.of)}[${show(expr.index)}]`;
    case 'slice': return `${show(expr.of)}[${expr.low ? show(expr.low) : ''}:${expr.high ? show(expr.high) : ''}]`;
    case 'unary': return `${expr.op}${show(expr.of)}`;
    case 'binary': return `(${show(expr.left)} ${expr.op} ${show(expr.right)})`;
    case 'func': return `func${expr.index}`;
    case 'assert': return `${show(expr.of)}.(${showType(expr.type)})`;
    case 'type': return `<${showType(expr.type)}>`;
    case 'other': return `?${expr.why}`;
  }
}

export function showType(type: TypeRef | undefined): string {
  switch (type?.kind) {
    case undefined: return 'untyped';
    case 'name': return type.pkg === undefined ? type.name : `${type.pkg}.${type.name}`;
    case 'pointer': return `*${showType(type.of)}`;
    case 'slice': return `[]${showType(type.of)}`;
    case 'chan': return `chan ${showType(type.of)}`;
    case 'map': return `map[${showType(type.key)}]${showType(type.of)}`;
    case 'struct': return `struct{${type.fields.map((field) => `${field.name} ${showType(field.type)}`).join('; ')}}`;
    case 'func': return `func(${type.results.map(showType).join(', ')})`;
    case 'other': return `?${type.text}`;
  }
}

/** The binds of a function in short, one line each. */
export function showBinds(func: FuncFact): string[] {
  return func.binds.map(({ target, source }) => {
    const left =
      target.kind === 'var' ? `#${target.id}` : target.kind === 'global' ? target.name : target.kind === 'field' ? `${show(target.of)}.${target.name}`
      : target.kind === 'index' ? `${show(target.of)}[${show(target.index)}]` : target.kind === 'deref' ? `*${show(target.of)}` : `${show(target.of)} <-`;
    const right =
      source.kind === 'expr' ? show(source.expr) : source.kind === 'result' ? `${show(source.expr)}/${source.index}`
      : source.kind === 'add' ? `+ ${show(source.expr)}` : source.kind === 'zero' ? 'zero' : `${source.kind} ${show(source.of)}`;
    return `${left} = ${right}`;
  });
}
