/**
 * The language status item of Go and YAML files: clean, so many problems, scanning, failed, or nothing to check. Never "clean" unless
 * an analysis ran to its end. An analysis that takes longer than its budget is said aloud.
 */
import * as vscode from 'vscode';
import type { CheckedFolder } from './checkedFolder';
import type { CheckedFolders } from './checkedFolders';
import { readTimeBudget, settingsSection, type TimeBudget } from './readSettings';

/** What the item shows for the folders together: the worst state wins. */
interface Shown {
  readonly text: string;
  readonly detail?: string;
  readonly severity: vscode.LanguageStatusSeverity;
  readonly busy?: boolean;
  readonly command: vscode.Command;
}

export function showLanguageStatus(folders: CheckedFolders): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem('kubernautImageTags', [{ language: 'go' }, { language: 'yaml' }]);
  item.name = 'Kubernaut Image Tags';
  const update = (): void => {
    const { text, detail, severity, busy, command } = describe(folders.all);
    item.text = text;
    item.detail = detail;
    item.severity = severity;
    item.busy = busy ?? false;
    item.command = command;
    item.accessibilityInformation = { label: `Kubernaut Image Tags: ${text}${detail ? `, ${detail}` : ''}` };
  };
  update();
  return vscode.Disposable.from(item, folders.onState(update), vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(settingsSection)) update();
  }));
}

function describe(folders: readonly CheckedFolder[]): Shown {
  const { t } = vscode.l10n;
  const showLog = { command: 'kubernautImageTags.showLog', title: t('Show Log') };
  const scan = { command: 'kubernautImageTags.scanWorkspace', title: t('Scan Workspace') };
  const fine = vscode.LanguageStatusSeverity.Information;
  const states = folders.map(({ state }) => state);

  const failed = states.find((state) => state.kind === 'failed');
  if (failed) return { text: t('Image tags: not checked'), detail: failed.message, severity: vscode.LanguageStatusSeverity.Error, command: showLog };
  if (states.some((state) => state.kind === 'scanning')) return { text: t('Image tags: scanning'), severity: fine, busy: true, command: showLog };

  const analyses = states.flatMap((state) => (state.kind === 'checked' ? [state.analysis] : []));
  if (analyses.length === 0) return { text: t('Image tags: nothing to check'), detail: t('no file matches the settings'), severity: fine, command: scan };

  const problems = analyses.reduce((sum, { summary }) => sum + summary.error + summary.warning, 0);
  const read = t('{0} files, {1} image sites', total(analyses, 'files'), total(analyses, 'sites'));
  const slow = slowest(folders);
  const detail = slow ? `${read}, ${slow.said}` : read;
  if (problems === 0) return { text: t('Image tags: clean'), detail, severity: slow?.severity ?? fine, command: slow ? showLog : scan };
  const text = problems === 1 ? t('Image tags: 1 problem') : t('Image tags: {0} problems', problems);
  const severity = slow?.severity ?? vscode.LanguageStatusSeverity.Warning;
  return { text, detail, severity, command: { command: 'workbench.actions.view.problems', title: t('Show Problems') } };
}

/** The analysis that is furthest over its folder's budget, in words. */
function slowest(folders: readonly CheckedFolder[]): { readonly said: string; readonly severity: vscode.LanguageStatusSeverity } | undefined {
  const { t } = vscode.l10n;
  const { Warning, Error } = vscode.LanguageStatusSeverity;
  const over = folders.flatMap(({ folder, state }) => {
    if (state.kind !== 'checked' || state.first) return [];
    const { milliseconds } = state.analysis.summary;
    const level = exceeded(milliseconds, readTimeBudget(folder.uri));
    return level ? [{ milliseconds, level }] : [];
  });
  const worst = over.sort((a, b) => b.milliseconds - a.milliseconds)[0];
  if (!worst) return undefined;
  const said = t('slow: the last analysis took {0} s', (worst.milliseconds / 1000).toFixed(1));
  return { said, severity: over.some(({ level }) => level === 'error') ? Error : Warning };
}

/** A limit of 0 is none. */
export function exceeded(milliseconds: number, { warn, error }: TimeBudget): 'warn' | 'error' | undefined {
  if (error > 0 && milliseconds >= error) return 'error';
  return warn > 0 && milliseconds >= warn ? 'warn' : undefined;
}

function total(analyses: readonly { summary: { files: number; sites: number } }[], what: 'files' | 'sites'): number {
  return analyses.reduce((sum, { summary }) => sum + summary[what], 0);
}
