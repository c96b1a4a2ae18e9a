/** Find All References: every place of the same image, across Go and YAML. */
import * as vscode from 'vscode';
import { toLocation } from '../convert';
import { placesOf, pointedInText } from './pointed';
import { documents, type RegisterProvider } from './provider';

export const references: RegisterProvider = (analyses) =>
  vscode.languages.registerReferenceProvider(documents, {
    async provideReferences(document, position, { includeDeclaration }, token) {
      const pointed = await pointedInText(analyses, document, position, token);
      if (!pointed) return undefined;
      return placesOf(pointed.analysis, pointed.subject, ({ site }) => includeDeclaration || site.role !== 'build').map(toLocation);
    },
  });
