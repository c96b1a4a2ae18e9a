/** What `--fix` keeps and what it takes back: a fix has to mend its finding and to harm nothing. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Finding } from '../../src/base/finding';
import { isBetter } from '../../src/cli/betterment';
import type { Analysis } from '../../src/service/languageService';
import { temporaryFolder } from '../node/temporaryFolder';
import { mismatch } from '../support/incident';
import { runFake } from './runFake';
import { runReal } from './runReal';

const path = 'test/e2e/a.go';
const fixed = async (text: string) => {
  const folder = temporaryFolder({ [path]: text });
  const ran = await runFake(folder, ['--fix']);
  return { ...ran, text: readFileSync(join(folder, path), 'utf8') };
};

test('a fix that brings another error is taken back, the others of its round are kept', async () => {
  const { text, out, status } = await fixed('taboo y:1\nbuild x:1\nbuild y:1\ndeploy x:2\ndeploy y:2\n');
  expect(text).toBe('taboo y:1\nbuild x:1\nbuild y:1\ndeploy x:1\ndeploy y:2\n');
  expect(out).toContain('y:2 is deployed but y:1 is built');
  expect(out).toContain('fix: Use 1\n');
  expect(out).not.toContain('--fix does it');
  expect(status).toBe(1);
});

test('a fix that does not mend its finding is taken back', async () => {
  const { text } = await fixed('stubborn\nbuild x:1\ndeploy x:2\n');
  expect(text).toBe('stubborn\nbuild x:1\ndeploy x:2\n');
});

test('what comes into sight behind a fix is mended with it', async () => {
  const source = (tag: string, policy: string): string => `package e2e

import (
	"os/exec"

	corev1 "k8s.io/api/core/v1"
)

func SetupApp() {
	exec.Command("podman", "build", "-t", "localhost/app:v1", ".").Run()
	_ = corev1.Container{Image: "localhost/app:${tag}", ImagePullPolicy: "${policy}"}
}
`;
  const folder = temporaryFolder({ [path]: source('v2', 'Always') });
  expect((await runReal(folder, ['--fix'])).status).toBe(0);
  expect(readFileSync(join(folder, path), 'utf8')).toBe(source('v1', 'IfNotPresent'));
});

const analysis = (...findings: Finding[]): Analysis => ({ findings, notices: [] }) as unknown as Analysis;

test('moved lines are the same finding, one more of the same is not', () => {
  const moved: Finding = { ...mismatch, at: { ...mismatch.at, range: { start: { line: 900, character: 0 }, end: { line: 900, character: 1 } } } };
  const other: Finding = { ...mismatch, message: 'another' };
  expect(isBetter(analysis(mismatch, other), analysis(moved), [other])).toBe(true);
  expect(isBetter(analysis(mismatch, other), analysis(mismatch, moved), [other])).toBe(false);
  expect(isBetter(analysis(other), analysis({ ...mismatch, severity: 'info' }), [other])).toBe(true);
  expect(isBetter(analysis(mismatch, mismatch), analysis(moved), [mismatch, mismatch])).toBe(false);
});
