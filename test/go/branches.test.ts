/** Which comparisons are noted, and around what. */
import { expect, test } from 'vitest';
import { joinedText } from '../../src/base/text';
import type { Expr } from '../../src/go/facts';
import { summarize } from '../../src/go/summarize';
import { testGrammar } from '../support/grammar';

const grammar = await testGrammar();

function shown(expr: Expr): string {
  if (expr.kind === 'text') return JSON.stringify(joinedText(expr.chunks));
  if (expr.kind === 'local' || expr.kind === 'name') return expr.name;
  return expr.kind === 'select' ? `${shown(expr.of)}.${expr.name}` : expr.kind;
}

/** `text of the branch: name is one of …`. */
function branchesOf(body: string): string[] {
  const source = `package p\nfunc f(name, other string, err error, n int, dry bool) string {\n${body}\n}\n`;
  const [func] = summarize('a.go', source, grammar).funcs;
  return (func?.branches ?? []).map(({ span, when }) => `${source.slice(span.start, span.end).trim().replace(/\s+/g, ' ')}: ${when.map(({ of, among, holds }) => `${shown(of)} ${holds ? '=' : '≠'} ${among.map(shown).join('|')}`).join(' & ')}`);
}

test.each<readonly [string, ...string[]]>([
  ['if name == "a" { use() }', '{ use() }: name = "a"'],
  ['if name != "a" { use() }', '{ use() }: name ≠ "a"'],
  ['if !(name == "a") { use() }', '{ use() }: name ≠ "a"'],
  ['if name == "a" { use() } else { other() }', '{ use() }: name = "a"', '{ other() }: name ≠ "a"'],
  ['if name == "a" { use() } else if other == "b" { other() }', '{ use() }: name = "a"', 'if other == "b" { other() }: name ≠ "a"', '{ other() }: other = "b"'],
  ['if name == "a" && other == name { use() } else { other() }', '{ use() }: name = "a" & other = name'],
  ['if name == "a" || other == "b" { use() } else { other() }', '{ other() }: name ≠ "a" & other ≠ "b"'],
  ['if name == "a" { return "" }\nuse()', '{ return "" }: name = "a"', 'use() }: name ≠ "a"'],
  ['for { if name == "a" { continue }; use() }\nafter()', '{ continue }: name = "a"', '; use() }: name ≠ "a"'],
  ['if name == "a" { use(); return "" } else { other() }\nafter()', '{ use(); return "" }: name = "a"', '{ other() }: name ≠ "a"'],
  ['switch name { case "a", "b": use()\ndefault: other() }', 'case "a", "b": use(): name = "a"|"b"', 'default: other(): name ≠ "a"|"b"'],
  ['switch { case name == "a": use()\ncase name == "b", other == "c": other() }', 'case name == "a": use(): name = "a"'],
  ['switch { case name == "a": use()\ndefault: other() }', 'case name == "a": use(): name = "a"', 'default: other(): name ≠ "a"'],
  ['switch c.kind { case kinds.A: use() }', 'case kinds.A: use(): c.kind = kinds.A'],
  ['if name == "" { return "" }\nuse()', '{ return "" }: name = ""'],
  ['if !(name != "" || dry) { return "" }\nuse()', '{ return "" }: dry ≠ true & name = ""'],
  ['if name != "" { use() } else { other() }', '{ other() }: name = ""'],
  ['if name == "" && other == "" { use() } else { other() }', '{ use() }: name = "" & other = ""'],
  ['if name == "" || other == "" { use() } else { other() }'],
  ['if name != "" { use() }'],
  ['if name == "" { name = "a" }', '{ name = "a" }: name = ""'],
  ['if name == "" { other = "a" }'],
  ['if c.name == "" { use(); c.name = "a" }'],
  ['c := config{}\nif c.name == "" { use(); c.name = "a" }', '{ use(); c.name = "a" }: c.name = ""'],
  ['if c := load(); c.name == "" { c.other = "a" }'],
  ['switch name { case "": use()\ndefault: other() }'],
  ['switch name { case "", "a": use() }', 'case "", "a": use(): name = ""|"a"'],
  ['func() { if name == "a" { use() } }()'],
  ['if err != nil { return "" }\nuse()'],
  ['if n == 1 { use() } else if err == nil { use() }', '{ use() }: binary = true', 'if err == nil { use() }: binary ≠ true'],
  ['if found == true { use() }'],
  ['if dry { use() } else { other() }', '{ use() }: dry = true', '{ other() }: dry ≠ true'],
  ['if !dry { return "" }\nuse()', '{ return "" }: dry ≠ true', 'use() }: dry = true'],
  ['if gpus && name == "a" { use() }', '{ use() }: gpus = true & name = "a"'],
  ['ok := true\nif ok { use() }', '{ use() }: ok = true'],
  ['ok := maybe(name)\nif ok { use() }'],
  ['if name > "a" { use() }'],
  ['switch n { case 1: use() }'],
  ['switch name { case "a": fallthrough\ncase "b": use() }'],
  ['if name == "a" { break }\nuse()', '{ break }: name = "a"'],
  ['if name == "a" { goto end }\nuse()\nend:', '{ goto end }: name = "a"'],
  ['if other == "x" { goto end }\nif name == "a" { return "" }\nend:\nuse()', '{ goto end }: other = "x"', '{ return "" }: name = "a"'],
])('%s', (body, ...expected) => {
  expect(branchesOf(body)).toEqual(expected);
});

test('nothing is known of a function that could not be parsed whole; of others it is', () => {
  const source = 'package p\nfunc f(name string) {\n\tif name == "a" { use() }\n}\nfunc g(name string) {\n\tif name == "b" { use( }\n\tafter()\n}\n';
  expect(summarize('a.go', source, grammar).funcs.map(({ name, branches }) => [name, branches.length])).toEqual([['f', 1], ['g', 0]]);
});
