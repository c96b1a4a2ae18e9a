/** Document Highlight: the same image elsewhere in this file; where it is made counts as writing. */
import * as vscode from 'vscode';
import { toRange } from '../convert';
import { placesOf, pointedInText, type Pointed } from './pointed';
import { documents, type RegisterProvider } from './provider';

export const highlights: RegisterProvider = (analyses) =>
  vscode.languages.registerDocumentHighlightProvider(documents, {
    async provideDocumentHighlights(document, position, token) {
      const pointed = await pointedInText(analyses, document, position, token);
      if (!pointed) return undefined;
      return [...inThisFile(pointed, true, vscode.DocumentHighlightKind.Write), ...inThisFile(pointed, false, vscode.DocumentHighlightKind.Read)];
    },
  });

function inThisFile({ analysis, subject, uri }: Pointed, making: boolean, kind: vscode.DocumentHighlightKind): vscode.DocumentHighlight[] {
  const places = placesOf(analysis, subject, ({ site }) => (site.role === 'build' || site.role === 'tag' || site.role === 'pull') === making);
  return places.filter((place) => place.uri === uri).map(({ range }) => new vscode.DocumentHighlight(toRange(range), kind));
}
