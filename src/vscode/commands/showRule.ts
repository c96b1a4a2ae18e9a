/** "Show Rule Documentation": the rule's page as shipped with the extension, so that it opens without a network. */
import * as vscode from 'vscode';

export async function showRule(extensionUri: vscode.Uri, rule: unknown): Promise<void> {
  const page = vscode.Uri.joinPath(extensionUri, 'docs', 'rules.md');
  const fragment = typeof rule === 'string' ? rule : '';
  try {
    await vscode.commands.executeCommand('markdown.showPreview', page.with({ fragment }));
  } catch {
    await vscode.window.showTextDocument(page);
  }
}
