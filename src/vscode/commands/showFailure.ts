/** Says that nothing was checked, and why, and leads to the log or to a new start. */
import * as vscode from 'vscode';

export async function showFailure(message: string): Promise<void> {
  const { t } = vscode.l10n;
  const showLog = t('Show Log');
  const restart = t('Restart');
  const answer = await vscode.window.showErrorMessage(t('The image names could not be checked: {0}', message), showLog, restart);
  if (answer === showLog) await vscode.commands.executeCommand('kubernautImageTags.showLog');
  if (answer === restart) await vscode.commands.executeCommand('kubernautImageTags.restart');
}
