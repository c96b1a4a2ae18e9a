/** A language service over files in memory, for fuzzers: every logged error is a fault, and what it says can be compared. */
import * as assert from 'node:assert/strict';
import type { Finding, Fix } from '../../src/base/finding';
import { createLanguageService, type Analysis, type LanguageService } from '../../src/service/languageService';
import { defaultSettings } from '../../src/service/settings';
import { testGrammar } from '../support/grammar';
import { memoryRoot, memoryWorkspace, type MemoryWorkspace } from '../support/memoryWorkspace';
import type { Files } from './sources';

export interface Opened {
  readonly workspace: MemoryWorkspace;
  readonly service: LanguageService;
  /** Of the files as they are now; fails where anything was logged as an error. */
  analyze(): Promise<Analysis>;
}

/** `inOrder`: what the workspace makes of its list of uris. */
export async function open(files: Files, inOrder: (uris: readonly string[]) => readonly string[] = (uris) => uris): Promise<Opened> {
  const errors: string[] = [];
  const log = { debug() {}, info() {}, warn() {}, error: (message: string) => void errors.push(message) };
  const workspace = memoryWorkspace(files);
  const listed = { ...workspace, list: async () => inOrder(await workspace.list()) };
  const service = createLanguageService({ workspace: listed, grammar: await testGrammar(), settings: defaultSettings, log });
  return {
    workspace,
    service,
    analyze: async () => {
      const analysis = await service.analyze();
      assert.deepEqual(errors, []);
      return analysis;
    },
  };
}

export async function analyzed(files: Files): Promise<Analysis> {
  const { service, analyze } = await open(files);
  try {
    return await analyze();
  } finally {
    service.dispose();
  }
}

/** All that a host shows, the time it took left out. */
export function said({ findings, suppressed, rows, notices, files, summary }: Analysis): unknown {
  return { findings, suppressed, rows, notices, files, summary: { ...summary, milliseconds: 0 } };
}

export const pathOf = (uri: string): string => uri.slice(memoryRoot.length + 1);

/** The fixes that `--fix` and "Fix All" take. */
export function safeFixes({ findings }: Analysis): { readonly finding: Finding; readonly fix: Fix }[] {
  return findings.flatMap((finding) => finding.fixes.filter((fix) => fix.preferred && fix.safe).map((fix) => ({ finding, fix })));
}
