/** What a position of a document points at, and where the sites of an image are, in the editor's words. Shared by the providers. */
import type * as vscode from 'vscode';
import { contains, placeKey, type Location, type Place } from '../../base/text';
import { inString } from '../../go/inString';
import type { Analysis } from '../../service/languageService';
import { sameUses, subjectAt, type Subject, type Use } from '../../service/imageSubject';
import { wholePlace } from '../../rules/places';
import type { Analyses } from '../analyses';
import { fromUri } from '../convert';

export interface Pointed {
  readonly analysis: Analysis;
  readonly subject: Subject;
  readonly uri: string;
}

/** Can an image's characters or a verb stand here? About Go's own names, Go's own extension answers, and must not wait for an analysis of ours. */
export function mayBeImageText(document: vscode.TextDocument, position: vscode.Position): boolean {
  return document.languageId !== 'go' || inString(document.getText(), document.offsetAt(position));
}

export async function pointedAt(analyses: Analyses, document: vscode.TextDocument, position: vscode.Position, token: vscode.CancellationToken): Promise<Pointed | undefined> {
  const analysis = await analyses.current(document, token);
  const uri = fromUri(document.uri);
  const offset = document.offsetAt(position);
  const subject = analysis && subjectAt(analysis.inventory, uri, offset);
  if (!analysis || !subject) return undefined;
  return { analysis, subject, uri };
}

/** The same, in the image's own characters or in a verb only. */
export async function pointedInText(analyses: Analyses, document: vscode.TextDocument, position: vscode.Position, token: vscode.CancellationToken): Promise<Pointed | undefined> {
  if (!mayBeImageText(document, position)) return undefined;
  const pointed = await pointedAt(analyses, document, position, token);
  if (!pointed) return undefined;
  const offset = document.offsetAt(position);
  const here = (place: Place | undefined): boolean => place?.uri === pointed.uri && contains(place, offset);
  return pointed.subject.uses.some(({ site, value }) => here(site.details.verb) || value.parts.some(({ source }) => here(source))) ? pointed : undefined;
}

/** Every place of the subject's image: its sites, and where its characters stand when that is elsewhere. Sorted, each once, without the quotes around it. */
export function placesOf(analysis: Analysis, subject: Subject, wanted: (use: Use) => boolean = () => true): Location[] {
  const found = new Map<string, Place>();
  for (const use of sameUses(analysis.inventory, subject).filter(wanted)) {
    for (const place of [...(use.source ? [] : [use.site.at]), wholePlace(use.value, use.site)]) found.set(placeKey(place), place);
  }
  const unquoted = [...found.values()].filter(({ uri, start, end }) => !found.has(`${uri}:${start + 1}:${end - 1}`));
  const all = unquoted.sort((a, b) => (a.uri < b.uri ? -1 : a.uri > b.uri ? 1 : a.start - b.start || b.end - a.end));
  return all.filter((place, i) => !all.some((other, j) => j !== i && other.uri === place.uri && other.start <= place.start && place.end <= other.end)).map((place) => analysis.locate(place));
}
