/** Rename Symbol on an image's tag or repository: every site at once, or the reason why not. Go's own names are left to Go's extension. */
import * as vscode from 'vscode';
import { renameImage, renameTarget, type RenameRefusal, type RenameTarget } from '../../service/imageRename';
import type { Analysis } from '../../service/languageService';
import type { Analyses } from '../analyses';
import { fromUri, toRange, toUri } from '../convert';
import { mayBeImageText } from './pointed';
import { documents, type RegisterProvider } from './provider';

export const rename: RegisterProvider = (analyses) =>
  vscode.languages.registerRenameProvider(documents, {
    async prepareRename(document, position, token) {
      const { analysis, target } = (await targetAt(analyses, document, position, token)) ?? {};
      // Told nothing, the editor offers to rename any word, and then says that there is no result.
      if (!analysis || !target) throw new Error(vscode.l10n.t('No image name stands here.'));
      if (target.kind === 'refused') throw refusal(target);
      return { range: toRange(analysis.locate(target.at).range), placeholder: target.text };
    },
    async provideRenameEdits(document, position, newName, token) {
      const { analysis, target } = (await targetAt(analyses, document, position, token)) ?? {};
      if (!analysis || !target) return undefined;
      if (target.kind === 'refused') throw refusal(target);
      const edits = renameImage(analysis, target, newName);
      if ('kind' in edits) throw refusal(edits);
      const changes = new vscode.WorkspaceEdit();
      for (const { at, newText } of edits) changes.replace(toUri(at.uri), toRange(analysis.locate(at).range), newText);
      return changes;
    },
  });

async function targetAt(analyses: Analyses, document: vscode.TextDocument, position: vscode.Position, token: vscode.CancellationToken): Promise<{ analysis: Analysis; target: RenameTarget | RenameRefusal | undefined } | undefined> {
  if (!mayBeImageText(document, position)) return undefined;
  const analysis = await analyses.current(document, token);
  return analysis && { analysis, target: renameTarget(analysis, fromUri(document.uri), document.offsetAt(position)) };
}

/** VS Code shows the message beside the cursor as it is. */
function refusal({ why }: RenameRefusal): Error {
  return new Error(why.replaceAll('`', '"'));
}
