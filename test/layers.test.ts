/** The lint rules that hold the layers: what they let through and what they stop. */
import { ESLint } from 'eslint';
import { describe, expect, test } from 'vitest';

const eslint = new ESLint();

interface Configured {
  readonly rules: { readonly 'no-restricted-imports'?: readonly [number, { readonly patterns: readonly { readonly regex: string }[] }] };
}

async function mayImport(file: string, specifier: string): Promise<boolean> {
  const { rules } = (await eslint.calculateConfigForFile(file)) as Configured;
  const patterns = rules['no-restricted-imports']?.[1].patterns ?? [];
  expect(patterns).toHaveLength(1);
  return patterns.every(({ regex }) => !new RegExp(regex, 'u').test(specifier));
}

describe('allowed', () => {
  test.each([
    ['src/base/finding.ts', './text'],
    ['src/go/grammar.ts', 'web-tree-sitter'],
    ['src/go/facts.ts', '../base/text'],
    ['src/flow/evaluate.ts', '../go/facts'],
    ['src/images/idioms/podSpec.ts', '../site'],
    ['src/images/idioms/podSpec.ts', './idiom'],
    ['src/images/idioms/podSpec.ts', '../commandLine/tools'],
    ['src/images/idioms/podSpec.ts', '../../flow/value'],
    ['src/images/yaml/tree.ts', 'yaml'],
    ['src/standard/config.ts', 'yaml'],
    ['src/standard/judge.ts', '../images/reference'],
    ['src/rules/tagMismatch.ts', '../images/site'],
    ['src/service/rows.ts', '../report/format'],
    ['src/node/diskWorkspace.ts', 'node:fs'],
    ['src/node/diskWorkspace.ts', '../service/workspace'],
    ['src/cli/commands/check.ts', '../../report'],
    ['src/cli/commands/check.ts', '../exit'],
    ['src/cli/run.ts', '../../package.json'],
    ['src/vscode/commands/scan.ts', 'vscode'],
    ['src/vscode/commands/scan.ts', '../convert'],
  ])('%s: %s', async (file, specifier) => expect(await mayImport(file, specifier)).toBe(true));
});

describe('stopped', () => {
  test.each([
    ['src/base/finding.ts', '../go/facts'],
    ['src/base/finding.ts', 'node:path'],
    ['src/go/facts.ts', '../flow/value'],
    ['src/go/facts.ts', 'yaml'],
    ['src/flow/evaluate.ts', '../go/summarize'],
    ['src/flow/evaluate.ts', '../images/site'],
    ['src/images/site.ts', 'yaml'],
    ['src/images/idioms/podSpec.ts', '../../rules/rule'],
    ['src/images/idioms/podSpec.ts', '../../../src/rules/rule'],
    ['src/standard/judge.ts', '../images/site'],
    ['src/standard/judge.ts', 'yaml'],
    ['src/rules/tagMismatch.ts', '../flow/evaluate'],
    ['src/rules/tagMismatch.ts', '../service/settings'],
    ['src/report/text.ts', '../images/site'],
    ['src/report/text.ts', 'node:fs'],
    ['src/service/rows.ts', '../report/text'],
    ['src/service/rows.ts', '../node/diskWorkspace'],
    ['src/node/diskWorkspace.ts', '../service/languageService'],
    ['src/node/diskWorkspace.ts', '../cli/exit'],
    ['src/cli/commands/check.ts', '../../vscode/convert'],
    ['src/cli/commands/check.ts', 'vscode'],
    ['src/cli/run.ts', 'node:fs'],
    ['src/cli/run.ts', 'node:child_process'],
    ['src/vscode/extension.ts', '../cli/run'],
    ['src/vscode/extension.ts', 'node:child_process'],
    ['src/cluster/pods.ts', '../service/settings'],
  ])('%s: %s', async (file, specifier) => expect(await mayImport(file, specifier)).toBe(false));
});
