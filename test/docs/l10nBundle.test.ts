/** What can be translated is listed; `npm run l10n` brings the list up to date. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { bundlePath, l10nBundle, messagesIn } from '../../scripts/l10nBundle.mjs';

test('the bundle lists the messages of the editor', () => {
  expect(readFileSync(bundlePath, 'utf8')).toBe(l10nBundle());
});

test('messages are found however the translator is called', () => {
  expect(messagesIn('a.ts', "const { t } = vscode.l10n; t('one {0}', x); vscode.l10n.t(`two`); other.t('three'); tt('four');")).toEqual(['one {0}', 'two']);
});

test('a message that is put together, and one with a missing argument, are refused', () => {
  expect(() => messagesIn('a.ts', "t('one ' + x)")).toThrow(/written out/);
  expect(() => messagesIn('a.ts', "t('{0} of {1}', x)")).toThrow(/2 arguments and gets 1/);
});
