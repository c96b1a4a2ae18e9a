/**
 * Another tag or another repository for one image, everywhere at once: which characters change, or why they can't. All or nothing: a
 * name that is put together, generated or shared with another image is refused with the reason. Knows no editor.
 */
import { contains, type Place } from '../base/text';
import { parseReference, textOf } from '../images/reference';
import { fileName, imageName } from '../rules/names';
import { edit, isNoTextInYaml, runOf, sitesThrough, splitParts } from '../rules/places';
import type { DraftEdit } from '../rules/rule';
import { sameRepositoryUses, sameUses, subjectAt, type Subject, type Use } from './imageSubject';
import { namesOf } from './imageStory';
import type { Analysis } from './languageService';

export type RenamePart = 'tag' | 'repository';

/** What would be renamed at a position. */
export interface RenameTarget {
  readonly kind: 'target';
  readonly part: RenamePart;
  /** The characters that are renamed, at the position. */
  readonly at: Place;
  readonly text: string;
  readonly subject: Subject;
}

/** `why` is a sentence for the user. */
export interface RenameRefusal {
  readonly kind: 'refused';
  readonly why: string;
}

const refused = (why: string): RenameRefusal => ({ kind: 'refused', why });

/** Undefined where no image's characters are. */
export function renameTarget(analysis: Analysis, uri: string, offset: number): RenameTarget | RenameRefusal | undefined {
  const subject = subjectAt(analysis.inventory, uri, offset);
  const touched = subject?.uses.filter(({ value }) => value.parts.some((part) => part.source?.uri === uri && contains(part.source, offset)));
  const use = touched?.[0];
  if (!subject) return undefined;
  if (!use) return refusedAtVerb(subject, uri, offset);
  const split = splitParts(use.value);
  if (!split) return refused('It can’t be told for certain where the repository and the tag of this image are.');
  for (const part of ['tag', 'repository'] as const) {
    const run = split[part] && runOf(split[part]);
    const text = split[part] && textOf(split[part]);
    if (run && text !== undefined && run.uri === uri && contains(run, offset)) return { kind: 'target', part, at: run, text, subject: { ...subject, uses: touched } };
  }
  return refused(`The name \`${imageName(use.value)}\` is put together from several pieces, or generated, so there is no one place to rename.`);
}

/** At a verb stands no name: what is put in there is renamed where it is written. */
function refusedAtVerb({ uses }: Subject, uri: string, offset: number): RenameRefusal | undefined {
  const here = uses.filter(({ site: { details } }) => details.verb?.uri === uri && contains(details.verb, offset));
  if (here.length === 0) return undefined;
  const [name, ...others] = namesOf({ uses: here });
  if (name === undefined) return refused('The name that is put in here from elsewhere isn’t known.');
  if (others.length > 0) return refused(`${others.length + 1} names are put in here from elsewhere, and can be renamed only where they are written.`);
  return refused(`The name \`${name}\` is put in here from elsewhere, and can be renamed only where it is written.`);
}

/** The edits of a rename, one for each place, sorted. */
export function renameImage(analysis: Analysis, target: RenameTarget, text: string): readonly DraftEdit[] | RenameRefusal {
  const { inventory } = analysis;
  const uses = target.part === 'tag' ? sameUses(inventory, target.subject) : sameRepositoryUses(inventory, target.subject);
  const edits = new Map<string, DraftEdit>();
  for (const use of uses) {
    const parts = splitParts(use.value)?.[target.part];
    const place = placeName(analysis, use);
    if (!parts) return refused(`At ${place} the image has no ${target.part} of its own.`);
    if (textOf(parts) !== target.text) return refused(`At ${place} the ${target.part} is written in another way.`);
    const replacement = edit(parts, text);
    if (!replacement) return refused(`At ${place} the ${target.part} is put together from several pieces or generated.`);
    edits.set(`${replacement.at.uri}:${replacement.at.start}`, replacement);
  }
  const invalid = faultOf(target, text);
  if (invalid !== undefined) return refused(invalid);
  const bare = uses.find(({ site: { idiom }, value }) => idiom === 'yaml-file' && target.part === 'repository' && textOf(value.parts) === target.text);
  if (bare && isNoTextInYaml(text)) return refused(`At ${placeName(analysis, bare)} \`${text}\` by itself would be a number, or no text at all, in YAML. Give the image a tag first.`);
  return shared(analysis, uses, [...edits.values()]) ?? [...edits.values()].sort((a, b) => (a.at.uri < b.at.uri ? -1 : a.at.uri > b.at.uri ? 1 : a.at.start - b.at.start));
}

/** Renaming must not change an image that nobody asked to rename: a constant may be a piece of several names. */
function shared({ inventory }: Analysis, uses: readonly Use[], edits: readonly DraftEdit[]): RenameRefusal | undefined {
  const renamed = new Set(uses.flatMap(({ value }) => imageName(value)));
  for (const { at } of edits) {
    const touches = (use: Pick<Use, 'value'>): boolean => use.value.parts.some(({ source }) => source?.uri === at.uri && source.start < at.end && at.start < source.end);
    for (const site of sitesThrough(inventory, at)) {
      const other = [...site.image.values, ...(site.from?.values ?? [])].find((value) => touches({ value }) && !renamed.has(imageName(value)));
      if (other) return refused(`The same characters in ${fileName(at.uri)} are part of \`${imageName(other)}\`, which would be renamed, too.`);
    }
  }
  return undefined;
}

function faultOf(target: RenameTarget, text: string): string | undefined {
  const parsed = parseReference(target.part === 'tag' ? `image:${text}` : `${text}:tag`);
  if (parsed.kind === 'malformed') return `\`${text}\` can’t be a ${target.part}: ${parsed.reason}.`;
  const whole = target.part === 'tag' ? parsed.tag === text : parsed.name === text;
  return whole && parsed.digest === undefined ? undefined : `\`${text}\` is more than a ${target.part}.`;
}

function placeName(analysis: Analysis, { site }: Use): string {
  return `${fileName(site.at.uri)}:${analysis.locate(site.at).range.start.line + 1}`;
}
