/** Go to Definition: from an image's characters to where that image is built, or else tagged, pulled, loaded. */
import * as vscode from 'vscode';
import type { Role } from '../../images/site';
import { chaptersOf } from '../../service/imageStory';
import { sameUses } from '../../service/imageSubject';
import { toRange, toUri } from '../convert';
import { pointedInText } from './pointed';
import { documents, type RegisterProvider } from './provider';

/** The first of them that there is makes the image. */
const makers: readonly Role[] = ['build', 'tag', 'pull', 'load'];

export const definition: RegisterProvider = (analyses) =>
  vscode.languages.registerDefinitionProvider(documents, {
    async provideDefinition(document, position, token): Promise<vscode.LocationLink[] | undefined> {
      const pointed = await pointedInText(analyses, document, position, token);
      if (!pointed) return undefined;
      const { analysis, subject } = pointed;
      const chapters = chaptersOf(analysis, sameUses(analysis.inventory, subject));
      const made = makers.flatMap((role) => chapters.find((chapter) => chapter.role === role) ?? [])[0];
      const originSelectionRange = toRange(analysis.locate(subject.place).range);
      return made?.places.map(({ at }) => ({ originSelectionRange, targetUri: toUri(at.uri), targetRange: toRange(at.range) }));
    },
  });
