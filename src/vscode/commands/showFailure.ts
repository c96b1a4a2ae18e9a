/** Says that nothing was checked, and why, and leads to the log or to a new start. */
import * as vscode from 'vscode';

const hidden = 'failure.hidden';

/** `memory`: nobody asked for it, so that it can be told not to come again; the language status says it all the same. */
export async function showFailure(message: string, memory?: vscode.Memento): Promise<void> {
  const { t } = vscode.l10n;
  if (memory?.get<unknown>(hidden) === true) return;
  const showLog = t('Show Log');
  const restart = t('Restart');
  const never = t("Don't Show Again");
  const answer = await vscode.window.showErrorMessage(t('The image names could not be checked: {0}', message), showLog, restart, ...(memory ? [never] : []));
  if (answer === showLog) await vscode.commands.executeCommand('kubernautImageTags.showLog');
  if (answer === restart) await vscode.commands.executeCommand('kubernautImageTags.restart');
  if (answer === never) await memory?.update(hidden, true);
}
