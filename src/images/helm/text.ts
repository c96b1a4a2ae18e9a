/**
 * Texts of which some characters are known, each with the source it stands in, and others are holes: cut, joined, searched. A hole counts as
 * one character. Knows no template and no YAML.
 */
import type { Place } from '../../base/text';
import { filler } from '../../flow/formatVerbs';
import { joinTrails } from '../../flow/parts';
import { isText, type Hole, type Part, type Step, type Value } from '../../flow/value';
import type { Data } from './data';

/** Characters of one source, or one hole, whose text is one filler. */
export interface Run {
  readonly text: string;
  /** Characters map one to one where it is as long as the text. */
  readonly source?: Place;
  readonly hole?: Hole;
  /** As in TextPart. */
  readonly shaped?: string;
  readonly bare?: true;
  readonly unset?: readonly string[];
  /** How the value came here that it is a part of. */
  readonly trail?: readonly Step[];
  /** Nobody knows whether it is there. */
  readonly unsure?: true;
}

export interface Text {
  readonly runs: readonly Run[];
  /** All characters, holes as fillers. */
  readonly shape: string;
  /** What it is the YAML of. */
  readonly data?: Data;
}

export const emptyText: Text = { runs: [], shape: '' };

export function textOf(text: string): Text {
  return text === '' ? emptyText : { runs: [{ text }], shape: text };
}

export function textIn(text: string, uri: string): Text {
  return text === '' ? emptyText : { runs: [{ text, source: { uri, start: 0, end: text.length } }], shape: text };
}

export function holeText(why: string): Text {
  return { runs: [{ text: filler, hole: { kind: 'unknown', why } }], shape: filler };
}

export function ofRuns(runs: readonly Run[]): Text {
  return { runs, shape: runs.map(({ text }) => text).join('') };
}

/** What it takes to go through it. */
export function costOf({ runs, shape }: Text): number {
  return shape.length + 20 * runs.length;
}

/** Text beside nothing stays what it is. */
export function concat(texts: readonly Text[]): Text {
  const some = texts.filter(({ shape }) => shape !== '');
  const [only, ...others] = some;
  return only && others.length === 0 ? only : ofRuns(some.flatMap(({ runs }) => runs));
}

export function joined(texts: readonly Text[], separator: string): Text {
  const between = textOf(separator);
  return concat(texts.flatMap((text, i) => (i > 0 ? [between, text] : [text])));
}

export function slice(text: Text, start: number, end = text.shape.length): Text {
  if (start <= 0 && end >= text.shape.length) return text;
  const runs: Run[] = [];
  let at = 0;
  for (const run of text.runs) {
    if (at >= end) break;
    const from = Math.max(start - at, 0);
    const to = Math.min(end - at, run.text.length);
    if (from < to) runs.push(cut(run, from, to));
    at += run.text.length;
  }
  return ofRuns(runs);
}

function cut(run: Run, start: number, end: number): Run {
  if (start === 0 && end === run.text.length) return run;
  const { source } = run;
  const exact = source && source.end - source.start === run.text.length;
  return { ...run, text: run.text.slice(start, end), ...(exact ? { source: { uri: source.uri, start: source.start + start, end: source.start + end } } : {}) };
}

/** All of its characters, where they are known and certainly there. */
export function known({ runs, shape }: Text): string | undefined {
  return runs.some(({ hole, unsure }) => hole !== undefined || unsure === true) ? undefined : shape;
}

export function isUnsure({ runs }: Text): boolean {
  return runs.some(({ unsure }) => unsure === true);
}

/** Letters and digits of a generated value are no white space and no mark of punctuation. */
function mayHold(run: Run, characters: string): boolean {
  return run.hole !== undefined && (run.hole.kind !== 'fresh' || /^[A-Za-z0-9_.-]*$/.test(characters));
}

/** Whether what is looked for may stand in a hole. */
export function mayHide({ runs }: Text, characters: string): boolean {
  return runs.some((run) => mayHold(run, characters));
}

/** What stands between the occurrences of some characters, one piece more than there are of those. Holes have none of them. */
export function piecesBetween(text: Text, separator: string): Text[] {
  const pieces: Text[] = [];
  let from = 0;
  for (let at = text.shape.indexOf(separator); at >= 0 && separator !== ''; at = text.shape.indexOf(separator, from)) {
    pieces.push(slice(text, from, at));
    from = at + separator.length;
  }
  return [...pieces, slice(text, from)];
}

/** Every occurrence replaced; each hole that may hold one is unknown afterwards. */
export function replaced(text: Text, old: string, by: Text): Text {
  const pieces = piecesBetween(text, old);
  return clouded(pieces.length === 1 ? text : concat(pieces.flatMap((piece, i) => (i > 0 ? [by, piece] : [piece]))), old);
}

/** Holes that may hold any of these characters are nothing of which one knows more. */
export function clouded(text: Text, characters: string): Text {
  if (!mayHide(text, characters)) return text;
  return ofRuns(text.runs.map((run) => (mayHold(run, characters) ? { ...run, hole: { kind: 'unknown', why: 'changed by a chart' } } : run)));
}

/** A function of each character that keeps their number. */
export function mapped(text: Text, change: (text: string) => string): Text {
  return ofRuns(text.runs.map((run): Run => {
    if (run.hole) return run.hole.kind === 'fresh' ? run : { ...run, hole: { kind: 'unknown', why: 'changed by a chart' } };
    const after = change(run.text);
    return after === run.text ? run : { text: after, ...(run.unsure ? { unsure: true } : {}) };
  }));
}

export function asUnsure(text: Text): Text {
  return text.runs.every(({ unsure }) => unsure) ? text : ofRuns(text.runs.map((run) => ({ ...run, unsure: true })));
}

/** A value of the evaluation. One that is made of several places alike is edited in none of them. */
export function textOfValue({ parts, trail, twins }: Value): Text {
  return ofRuns(parts.map((part): Run => {
    const { source, unset } = part;
    const rest = { ...(source ? { source } : {}), ...(unset ? { unset } : {}), ...(trail.length > 0 ? { trail } : {}) };
    if (!isText(part)) return { text: filler, hole: part.hole, ...rest };
    const shaped = twins ? '' : part.shaped;
    return { text: part.text, ...rest, ...(shaped === undefined ? {} : { shaped }) };
  }));
}

/** Undefined where some of it may not be there. */
export function valueOf(text: Text): Value | undefined {
  if (isUnsure(text)) return undefined;
  const parts = text.runs.map(({ text: characters, source, hole, shaped, bare, unset }): Part => {
    const rest = { ...(source ? { source } : {}), ...(unset ? { unset } : {}) };
    return hole ? { hole, ...rest } : { text: characters, ...rest, ...(shaped === undefined ? {} : { shaped }), ...(bare ? { bare } : {}) };
  });
  return { parts, trail: joinTrails(...text.runs.map(({ trail = [] }) => trail)) };
}
