/** Completion inside image strings: what is built, names of the standard's form first. Offered while typing, so from whatever is known. */
import * as vscode from 'vscode';
import { codeSpan, prose } from '../../report/markdownText';
import { suggestImages, type ImageSuggestion } from '../../service/imageSuggestions';
import { documents, type RegisterProvider } from './provider';
import { shortened } from './shortened';

export const completion: RegisterProvider = (analyses) =>
  vscode.languages.registerCompletionItemProvider(
    documents,
    {
      provideCompletionItems(document, position) {
        const range = imageRange(document.lineAt(position.line).text, position);
        const analysis = range && analyses.latest(document);
        if (!range || !analysis) return undefined;
        return suggestImages(analysis).map((suggestion, i) => itemOf(suggestion, i, range));
      },
    },
    '"', '/', ':', '-', ' ',
  );

/** What may stand in a reference. */
const characters = /[A-Za-z0-9._:/@-]/;

/** All of the image string around the position, for a name before the rest of another one is no name: behind `image:`, or a Go string that begins like a registry or stands on a line about images. */
export function imageRange(line: string, position: vscode.Position): vscode.Range | undefined {
  let start = position.character;
  let end = position.character;
  while (start > 0 && characters.test(line[start - 1] ?? '')) start--;
  while (end < line.length && characters.test(line[end] ?? '')) end++;
  const before = line.slice(0, start);
  const typed = line.slice(start, position.character);
  const inManifest = /^\s*(-\s+)?image:\s*["']?$/.test(before);
  const inGoString = /["`]$/.test(before) && (/image|"-t"|"--tag"/i.test(before) || /^(localhost|[\w-]+(\.[\w-]+)+)(:\d+)?\//.test(typed));
  if (!inManifest && !inGoString) return undefined;
  return new vscode.Range(position.with({ character: start }), position.with({ character: end }));
}

function itemOf({ image, standard, builtIn }: ImageSuggestion, rank: number, range: vscode.Range): vscode.CompletionItem {
  const { t } = vscode.l10n;
  // No detail: it would take the room of the label, and the label ends in the tag.
  const item = new vscode.CompletionItem(shortened(image), vscode.CompletionItemKind.Value);
  item.insertText = image;
  item.range = range;
  item.filterText = image;
  item.sortText = String(rank).padStart(4, '0');
  const built = builtIn === undefined ? t('Nothing builds it yet.') : t('Built in {0}.', builtIn);
  const follows = standard ? t('Follows the naming standard.') : t('Does not follow the naming standard.');
  item.documentation = new vscode.MarkdownString([codeSpan(image), prose(built), follows].join('\n\n'));
  return item;
}
