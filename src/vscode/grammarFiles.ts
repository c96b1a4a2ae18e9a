/**
 * Where the parser's two wasm files come from in the editor: beside the bundle, read through the editor's own file system, so that the
 * same code works on a desktop, on a remote host and in a browser. Knows no Go.
 */
import * as vscode from 'vscode';
import { loadGrammar, type Grammar } from '../go/grammar';

/** Rejects with an error that names the file when one is missing, cut short or of another version. */
export async function loadShippedGrammar(extensionUri: vscode.Uri): Promise<Grammar> {
  const [runtime, go] = await Promise.all([readShipped(extensionUri, 'web-tree-sitter.wasm'), readShipped(extensionUri, 'tree-sitter-go.wasm')]);
  return loadGrammar({ runtime, go });
}

async function readShipped(extensionUri: vscode.Uri, name: string): Promise<Uint8Array> {
  const uri = vscode.Uri.joinPath(extensionUri, 'dist', name);
  try {
    return await vscode.workspace.fs.readFile(uri);
  } catch (error) {
    throw new Error(`dist/${name} of the extension can't be read. Reinstalling the extension mends this.`, { cause: error });
  }
}
