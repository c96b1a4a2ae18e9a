/** Where a body knows that an environment variable has no text. */
import { expect, test } from 'vitest';
import { summarize } from '../../src/go/summarize';
import { testGrammar } from '../support/grammar';

const grammar = await testGrammar();

/** `text of the branch: what was read`. */
function unsetIn(body: string): string[] {
  const source = `package p\nfunc f(key string, other bool) string {\n${body}\n}\n`;
  const [func] = summarize('a.go', source, grammar).funcs;
  const shown = ({ start, end }: { start: number; end: number }): string => source.slice(start, end).trim().replace(/\s+/g, ' ');
  return (func?.unset ?? []).map(({ span, read, passed }) => `${passed ? 'without ' : ''}${shown(span)}: ${read.args.map((arg) => shown(arg.span)).join()}`);
}

test.each<readonly [string, ...string[]]>([
  ['if os.Getenv("X") == "" { use() }', '{ use() }: "X"'],
  ['if "" == os.Getenv("X") { use() } else { other() }', '{ use() }: "X"'],
  ['if os.Getenv(key) != "" { use() } else { other() }', '{ other() }: key', 'without { use() }: key'],
  ['if v := os.Getenv("X"); v != "" { other = v }', 'without { other = v }: "X"'],
  ['if v := os.Getenv("X"); v != "" { return v }\nuse()', 'use() }: "X"'],
  ['v := os.Getenv("X")\nif v == "" { v = "a" }', '{ v = "a" }: "X"'],
  ['v := os.Getenv("X")\nif len(v) == 0 { v = "a" }', '{ v = "a" }: "X"'],
  ['if v := os.Getenv("X"); len(v) > 0 { return v }\nuse()', 'use() }: "X"'],
  ['v, ok := os.LookupEnv("X")\nif !ok { v = "a" }', '{ v = "a" }: "X"'],
  ['if v, ok := os.LookupEnv("X"); ok { return v }\nuse()', 'use() }: "X"'],
  ['if v, ok := os.LookupEnv("X"); ok && v != "" { return v }\nuse()', 'use() }: "X"'],
  ['v, ok := os.LookupEnv("X")\nif v == "" || !ok { v = "a" }', '{ v = "a" }: "X"'],
  ['if os.Getenv("X") == "" && os.Getenv("Y") == "" { use() }', '{ use() }: "X"', '{ use() }: "Y"'],
  ['if os.Getenv("X") == "" { use() } else if os.Getenv("Y") == "" { other() }', '{ use() }: "X"', '{ other() }: "Y"'],
  ['if a := os.Getenv("X"); a != "" { use() } else if os.Getenv("Y") == "" { other() }', 'if os.Getenv("Y") == "" { other() }: "X"', 'without { use() }: "X"', '{ other() }: "Y"'],
  // Nobody knows.
  ['if os.Getenv("X") == "" || os.Getenv("Y") == "" { use() }'],
  ['if os.Getenv("X") == "" || other { use() }'],
  ['if os.Getenv("X") == "a" { use() }'],
  ['if ok := check(os.Getenv("X")); ok { return "" }\nuse()'],
  ['v := os.Getenv("X")\nv = strings.TrimSpace(v)\nif v == "" { v = "a" }'],
  ['var v string\nif other { v = os.Getenv("X") }\nif v == "" { v = "a" }'],
  ['v := os.Getenv("X")\nfunc() { v = "b" }()\nif v == "" { v = "a" }'],
  ['v := os.Getenv("X")\nfill(&v)\nif v == "" { v = "a" }'],
  ['v := os.Getenv("X")\nfor { if v == "" { v = "a" }\nv = "" }'],
  ['if os.Getenv("X") != "" { goto end }\nuse()\nend:\nother()'],
])('%s', (body, ...expected) => {
  expect(unsetIn(body)).toEqual(expected);
});
