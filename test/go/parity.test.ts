/** Both parsers, the wasm one that ships and the native one, give the same facts. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { grammarOf } from '../../src/go/grammar';
import { summarize } from '../../src/go/summarize';
import { testGrammar } from '../support/grammar';
import { nativeParser } from '../support/nativeParser';

const sample = join(__dirname, '../../sample/test/infrastructure');
const texts: readonly (readonly [string, string])[] = [
  ...readdirSync(sample).filter((name) => name.endsWith('.go')).map((name) => [name, readFileSync(join(sample, name), 'utf8')] as const),
  ['wide characters', 'package a\n\nvar été = "größe 🎉" + `日本\n語` // ➕\n\nfunc f() string { return été + "x" }\n'],
  ['broken', 'package a\n\nfunc f( {\n\tx := "a\n\tgo func() { exec.Command("podman", "build", "-t", x) }()\n'],
  ['closures, channels and generics', 'package a\n\nfunc F[T any](xs ...T) (out chan T) {\n\tfor _, x := range xs {\n\t\tgo func(y T) { out <- y }(x)\n\t}\n\treturn\n}\n'],
  ['large', `package a\n\n${Array.from({ length: 2000 }, (_, i) => `const c${i} = "localhost/app:v${i}"`).join('\n')}\n`],
];

describe('the native parser gives the facts of the wasm parser', () => {
  test.each(texts)('%s', async (name, text) => {
    const wasm = summarize(`file:///${name}`, text, await testGrammar());
    const native = summarize(`file:///${name}`, text, grammarOf(nativeParser()));
    expect(native).toEqual(wasm);
    expect(wasm.length).toBe(text.length);
  });
});
