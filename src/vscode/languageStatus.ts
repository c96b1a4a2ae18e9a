/**
 * The language status item of Go and YAML files: clean, so many problems, scanning, failed, or nothing to check. Never "clean" unless
 * an analysis ran to its end.
 */
import * as vscode from 'vscode';
import type { CheckedFolder } from './checkedFolder';
import type { CheckedFolders } from './checkedFolders';

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
  return vscode.Disposable.from(item, folders.onState(update));
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
  const detail = t('{0} files, {1} image sites', total(analyses, 'files'), total(analyses, 'sites'));
  if (problems === 0) return { text: t('Image tags: clean'), detail, severity: fine, command: scan };
  const text = problems === 1 ? t('Image tags: 1 problem') : t('Image tags: {0} problems', problems);
  return { text, detail, severity: vscode.LanguageStatusSeverity.Warning, command: { command: 'workbench.actions.view.problems', title: t('Show Problems') } };
}

function total(analyses: readonly { summary: { files: number; sites: number } }[], what: 'files' | 'sites'): number {
  return analyses.reduce((sum, { summary }) => sum + summary[what], 0);
}
