/**
 * Where the parser's two wasm files come from in the editor: beside the bundle, read through the editor's own file system, so that the
 * same code works on a desktop, on a remote host and in a browser. Knows no Go.
 */
import * as vscode from 'vscode';
import { loadGrammar, type Grammar } from '../go/grammar';

const files = { runtime: 'web-tree-sitter.wasm', go: 'tree-sitter-go.wasm' };

/** Rejects with an error for the user's eyes when a file is missing, cut short or of another version. */
export async function loadShippedGrammar(extensionUri: vscode.Uri): Promise<Grammar> {
  const read = (name: string): Thenable<Uint8Array> => vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, 'dist', name));
  try {
    const [runtime, go] = await Promise.all([read(files.runtime), read(files.go)]);
    return await loadGrammar({ runtime, go });
  } catch (cause) {
    const message = vscode.l10n.t('The Go parser of the extension ({0}, {1}) could not be started. Reinstalling the extension mends this.', files.runtime, files.go);
    throw new Error(message, { cause });
  }
}
