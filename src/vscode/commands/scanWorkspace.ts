/** "Scan Workspace": analyses every folder now, with a progress that can be cancelled, and ends with counts and the Problems panel. */
import * as vscode from 'vscode';
import type { CheckedFolders } from '../checkedFolders';
import { showFailure } from './showFailure';

export async function scanWorkspace(folders: CheckedFolders): Promise<void> {
  const { t } = vscode.l10n;
  const finished = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: t('Checking image names'), cancellable: true },
    async (_progress, cancellation) => {
      const scanned = folders.all;
      cancellation.onCancellationRequested(() => scanned.forEach((folder) => folder.cancel()));
      return (await Promise.all(scanned.map((folder) => folder.scan()))).every((ranToItsEnd) => ranToItsEnd);
    },
  );
  if (!finished) return;

  const failed = folders.all.flatMap(({ state }) => (state.kind === 'failed' ? [state.message] : []))[0];
  if (failed !== undefined) return showFailure(failed);
  const summaries = folders.all.flatMap(({ state }) => (state.kind === 'checked' ? [state.analysis.summary] : []));
  if (summaries.length === 0) {
    void vscode.window.showWarningMessage(t('No file of this workspace matches the setting {0}, so nothing was checked.', 'kubernautImageTags.include'));
    return;
  }
  const sum = (count: (summary: (typeof summaries)[number]) => number): number => summaries.reduce((all, summary) => all + count(summary), 0);
  await vscode.commands.executeCommand('workbench.actions.view.problems');
  void vscode.window.showInformationMessage(
    t(
      // The editor cuts the end, so the result comes first.
      'Image names checked. Errors: {0}, warnings: {1}, others: {2}, at {3} image sites in {4} files.',
      sum(({ error }) => error),
      sum(({ warning }) => warning),
      sum(({ info, hint }) => info + hint),
      sum(({ sites }) => sites),
      sum(({ files }) => files),
    ),
  );
}
