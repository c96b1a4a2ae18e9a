/**
 * "Fix All in Workspace": every safe fix of every file in one edit, after asking: preview, where each change is ticked, or apply.
 * Other extensions and keybindings may say which: the argument `'apply'` or `'preview'` skips the question.
 */
import * as vscode from 'vscode';
import { gatherSafeFixes } from '../applicable';
import type { CheckedFolders } from '../checkedFolders';

export async function fixAllInWorkspace(folders: CheckedFolders, chosen?: unknown): Promise<void> {
  const { t } = vscode.l10n;
  await Promise.all(folders.all.map((folder) => folder.scan()));
  const findings = folders.all.flatMap((folder) => folder.findings);
  const plain = await gatherSafeFixes(findings);
  if (plain.findings === 0) {
    void vscode.window.showInformationMessage(t('No problem of this workspace has a fix that is safe to apply without asking.'));
    return;
  }
  const choice = chosen === 'apply' || chosen === 'preview' ? chosen : await ask(plain.findings, plain.files);
  if (choice === 'apply') await vscode.workspace.applyEdit(plain.edit);
  if (choice === 'preview') {
    const { edit } = await gatherSafeFixes(findings, (fix) => ({ needsConfirmation: true, label: fix.title }));
    await vscode.workspace.applyEdit(edit, { isRefactoring: true });
  }
}

async function ask(findings: number, files: number): Promise<'apply' | 'preview' | undefined> {
  const { t } = vscode.l10n;
  const preview = t('Preview');
  const apply = t('Apply');
  const answer = await vscode.window.showInformationMessage(
    t('Fix {0} problems in {1} files?', findings, files),
    { modal: true, detail: t('Only fixes with one right answer are applied. The files are changed in the editor and not saved.') },
    preview,
    apply,
  );
  return answer === preview ? 'preview' : answer === apply ? 'apply' : undefined;
}
