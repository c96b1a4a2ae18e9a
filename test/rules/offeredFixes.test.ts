/** Which fixes are offered, which of them are preferred, and which are safe: a fix must mend the run, not only silence the finding. */
import { describe, expect, test } from 'vitest';
import type { Fix } from '../../src/base/finding';
import { check, checkFix } from '../support/check';
import { alone, only } from './goFile';

/** Title, preferred, safe of the fixes that aren't ignores. */
async function fixesOf(fixture: string, rule: string): Promise<unknown[]> {
  return shown(only(await check(fixture), rule).fixes);
}

function shown(fixes: readonly Fix[]): unknown[] {
  return fixes.filter(({ title }) => !title.startsWith('Ignore')).map(({ title, preferred, safe }) => [title, preferred, safe]);
}

describe('numbers', () => {
  const numbered = (tag: string): string => alone(`\texec.Command("podman", "build", "-t", "localhost/app:${tag}", ".").Run()
\t_ = corev1.Container{Image: fmt.Sprintf("localhost/app:%d", 7)} // want tag-mismatch`);
  test('a word is not written in the place of a number', async () => expect(await fixesOf(numbered('v8'), 'tag-mismatch')).toEqual([]));
  test('nor a number that Go reads in another way', async () => expect(await fixesOf(numbered('08'), 'tag-mismatch')).toEqual([]));
  test('a number is', () => checkFix(numbered('8'), /Use the built tag 8/, numbered('8').replace('", 7)', '", 8)')));
});

describe('texts that are cut or changed on the way', () => {
  const cut = (expression: string, tag = 'v1-x'): string => alone(`\tlong := "v2-dev-gone"
\texec.Command("podman", "build", "-t", "localhost/app:${tag}", ".").Run()
\t_ = corev1.Container{Image: "localhost/app:" + ${expression}} // want tag-mismatch`).replace(' // want tag-mismatch', '').replace('"v2-dev-gone"', '"v2-dev-gone" // want tag-mismatch');
  test.each(['long[:2]', 'strings.Split(long, "-")[0]', 'strings.TrimRight(long, "-x")', 'strings.Trim(long, "x")', 'strings.TrimLeft(long, "-v")'])('%s would cut the new text, too', async (expression) => {
    expect(await fixesOf(cut(expression), 'tag-mismatch')).toEqual([]);
  });
  test('a lower case of an upper case', async () => expect(await fixesOf(cut('strings.ToLower(long)', 'V1'), 'tag-mismatch')).toEqual([]));
  test.each(['strings.Split(long, "+")[0]', 'strings.TrimRight(long, "+")', 'strings.ToLower(long)', 'strings.TrimSpace(long)'])('%s leaves it as it is', async (expression) => {
    expect(await fixesOf(cut(expression), 'tag-mismatch')).toEqual([['Use the built tag v1-x', true, true]]);
  });
});
