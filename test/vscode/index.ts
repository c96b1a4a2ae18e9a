/**
 * What VS Code loads as its test suite (`extensionTestsPath`): runs every case in the extension host and writes the outcome as a file, for a
 * hosted VS Code has no exit code.
 */
import { writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { afterEach, runCases } from './support/runner';
import { rememberSample, restoreSample } from './support/workspace';
import './problems.test';
import './freshness.test';
import './fixes.test';
import './settings.test';
import './commands.test';
import './refresher.test';
import './triage.test';
import './providers.test';
import './view.test';
import './diagram.test';
import './text.test';
import './log.test';
import './timeBudget.test';
import './configuration.test';
import './task.test';
import './namingTable.test';
import './faults.test';

/** The file for the outcome, said by whoever started VS Code. */
const resultFile = process.env['IMAGE_TAGS_TEST_RESULT'];
/** A regular expression of the cases that are wanted, while working on them. */
const wanted = new RegExp(process.env['CASES'] ?? '');

export async function run(): Promise<void> {
  await rememberSample();
  afterEach(restoreSample);
  const outcomes = await runCases(wanted, ({ name, error, milliseconds }) => console.log(`[case] ${error === undefined ? 'passed' : 'FAILED'} ${name} (${milliseconds} ms)${error === undefined ? '' : `\n${error}`}`));
  if (resultFile) await writeFile(resultFile, JSON.stringify({ vscode: vscode.version, outcomes }));
  const failed = outcomes.filter(({ error }) => error !== undefined).length;
  if (failed > 0) throw new Error(`${failed} of ${outcomes.length} cases failed in VS Code ${vscode.version}`);
}
