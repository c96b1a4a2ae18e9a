/**
 * The one door to the core: `check` demands exactly the findings that a fixture's `want` comments name, `checkSilent` none at all,
 * `checkFix` that a fix turns one fixture into another and that its finding is gone.
 */
import { expect } from 'vitest';
import type { Finding } from '../../src/base/finding';
import { createLanguageService, type Analysis } from '../../src/service/languageService';
import { defaultSettings, type Settings } from '../../src/service/settings';
import { applied } from './applied';
import { filesOf, wantsOf } from './fixture';
import { testGrammar } from './grammar';
import { memoryRoot, memoryWorkspace } from './memoryWorkspace';

export { applied } from './applied';

/** Rules that most fixtures aren't about: they speak only where a `want` names one of them. */
const quiet = new Set(['unused-build', 'nonstandard-tag', 'loaded-not-deployed']);

/** `listed`: which paths the globs include. */
export async function analyze(files: ReadonlyMap<string, string>, settings: Settings = defaultSettings, listed?: (path: string) => boolean): Promise<Analysis> {
  const errors: string[] = [];
  const log = { debug() {}, info() {}, warn() {}, error: (message: string) => void errors.push(message) };
  const service = createLanguageService({ workspace: memoryWorkspace(files, listed), grammar: await testGrammar(), settings, log });
  const analysis = await service.analyze();
  service.dispose();
  expect(errors).toEqual([]);
  return analysis;
}

function described(finding: Finding): string {
  return `${finding.at.uri.slice(memoryRoot.length + 1)}:${finding.at.range.start.line + 1} ${finding.rule}: ${finding.message}`;
}

/** Demands exactly the wanted findings, none missing and none extra; gives the analysis for more questions. */
export async function check(fixture: string, listed?: (path: string) => boolean): Promise<Analysis> {
  const files = filesOf(fixture);
  const wants = wantsOf(files);
  const analysis = await analyze(files, defaultSettings, listed);
  const wanted = new Set(wants.map((want) => want.rule));
  const left = analysis.findings.filter((finding) => !quiet.has(finding.rule) || wanted.has(finding.rule));
  for (const want of wants) {
    const at = left.findIndex((finding) => finding.rule === want.rule && finding.at.uri === `${memoryRoot}/${want.path}` && finding.at.range.start.line === want.line && (want.pattern?.test(finding.message) ?? true));
    expect(at, `${want.path}:${want.line + 1} should have ${want.rule} ${want.pattern?.source ?? ''}; there is:\n${analysis.findings.map(described).join('\n')}`).toBeGreaterThanOrEqual(0);
    left.splice(at, 1);
  }
  expect(left.map(described)).toEqual([]);
  return analysis;
}

/** Demands that nothing at all is found, hints included only where `hints` says so. */
export async function checkSilent(fixture: string, listed?: (path: string) => boolean): Promise<Analysis> {
  const analysis = await analyze(filesOf(fixture), defaultSettings, listed);
  expect(analysis.findings.filter((finding) => !quiet.has(finding.rule)).map(described)).toEqual([]);
  return analysis;
}

/** Applies the fix of the fixture's only wanted finding whose title matches, and demands the other fixture, without that finding. */
export async function checkFix(before: string, title: RegExp, after: string): Promise<void> {
  const analysis = await check(before);
  const files = filesOf(before);
  const want = wantsOf(files)[0];
  const finding = analysis.findings.find((one) => one.rule === want?.rule);
  const fix = finding?.fixes.find((one) => title.test(one.title));
  expect(fix, `no fix ${title.source} in ${finding?.fixes.map((one) => one.title).join(' | ') ?? 'nothing'}`).toBeDefined();
  if (!fix || !finding) return;
  const changed = applied(files, fix);
  expect(Object.fromEntries(changed)).toEqual(Object.fromEntries(filesOf(after)));
  const again = await analyze(changed);
  expect(again.findings.filter((one) => one.rule === finding.rule && one.at.uri === finding.at.uri && one.at.range.start.line === finding.at.range.start.line).map(described)).toEqual([]);
}
