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
