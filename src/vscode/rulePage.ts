/** The address of a rule's page, which the code of a problem links to. */
import * as vscode from 'vscode';

export function rulePage(rule: string): vscode.Uri {
  return vscode.Uri.parse(`https://github.com/jordigilh/kubernaut-image-tags/blob/main/docs/rules.md#${encodeURIComponent(rule)}`, true);
}
