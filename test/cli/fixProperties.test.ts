import fc from 'fast-check';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../node/temporaryFolder';
import { suiteFile, suites } from '../support/suites';
import { runReal } from './runReal';

test('row 55: a fixed tree has no finding that --fix would mend, and fixing it again changes nothing', async () => {
  let mended = 0;
  await fc.assert(fc.asyncProperty(suites, async (wanted) => {
    const folder = temporaryFolder(Object.fromEntries(wanted.map((suite, i) => [`test/e2e/s${i}/suite.go`, suiteFile(suite, i)])));
    const texts = (): string[] => wanted.map((_, i) => readFileSync(join(folder, `test/e2e/s${i}/suite.go`), 'utf8'));
    const before = texts();
    const first = await runReal(folder, ['--fix', '--format', 'json']);
    const fixed = texts();
    if (fixed.join() !== before.join()) mended++;
    expect(await runReal(folder, ['--dry-run'])).toMatchObject({ out: '' });
    expect(await runReal(folder, ['--fix', '--format', 'json'])).toMatchObject({ status: first.status });
    expect(texts()).toEqual(fixed);
    // Only tags change: the same text with every tag taken out.
    const bare = (text: string): string => text.replace(/\b(e2e-test(-\w+)?|latest|v1)\b/g, '');
    expect(fixed.map(bare)).toEqual(before.map(bare));
  }), { numRuns: 40 });
  expect(mended).toBeGreaterThan(3);
}, 120_000);

test('a file that changes between check and write is left alone', async () => {
  const folder = temporaryFolder({ 'test/e2e/s0/suite.go': suiteFile({ service: 'gateway', built: ['v1'], deployed: 'latest', how: 'literal' }, 0) });
  const path = join(folder, 'test/e2e/s0/suite.go');
  const edited = `// edited meanwhile\n${readFileSync(path, 'utf8')}`;
  const { fixInMemory, writeFixes } = await import('../../src/cli/fixes');
  const { openProject } = await import('../../src/cli/openProject');
  const project = await openProject({ folder, codeFolder: import.meta.dirname, meant: () => '' })({ path: '.', config: undefined, severities: new Map(), onRead: () => undefined, debug: () => undefined });
  const { files } = await fixInMemory(project, await project.service.analyze());
  expect(files).toHaveLength(1);
  writeFileSync(path, edited);
  expect(writeFixes(project, files)).toEqual({ fixed: [], problems: ['test/e2e/s0/suite.go: changed while it was checked; not fixed, run again'] });
  expect(readFileSync(path, 'utf8')).toBe(edited);
});
