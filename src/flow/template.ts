/**
 * Long texts with slots: a manifest as its pieces, before anyone asks what stands in the slots. A manifest with twelve verbs has
 * thousands of values but only a few images; slots are evaluated one by one, where somebody looks.
 */
import type { CallExpr, Expr } from '../go/facts';
import type { Frame } from './frame';
import type { Evaluation } from './evaluation';
import { literalsBehind } from './cutTexts';
import { placeOf, type Origin } from './origin';
import { originsOf } from './origins';
import { concatValues, emptyValue, textAnswer, uniteAnswers, unknownAnswer } from './parts';
import { replacementsOf } from './replacer';
import { mayHave, rewritten, type Rewriting } from './slotReplaced';
import { formatPieces } from './sprintf';
import { literalParts, termsOf, textsOf, withTrail } from './texts';
import type { Place } from '../base/text';
import { isRead, piecesWritten, type Written } from './writers';
import { cut, isText, type Answer, type Part, type Step, type TextPart, type Value } from './value';

export interface Slot {
  readonly kind: 'slot';
  /** Evaluates what stands here. */
  readonly answer: () => Answer;
  /** The verb, or the replaced text, in the template. */
  readonly at: Place | undefined;
  /** What fills it, where that is an expression. */
  readonly filler: { readonly expr: Expr; readonly frame: Frame } | undefined;
  /** The text that `strings.ReplaceAll` put this in the place of. */
  readonly replaced: string | undefined;
}
export interface Known {
  readonly kind: 'known';
  readonly part: TextPart;
  /** Under a condition: nobody knows whether it is there. */
  readonly unsure?: true;
}
export type Piece = Known | Slot;

/** A replacement that found nothing to replace. */
export interface Miss {
  /** The text that it looks for, always known. */
  readonly old: Value;
  readonly at: Place;
}

export interface Template {
  readonly pieces: readonly Piece[];
  readonly trail: readonly Step[];
  readonly complete: boolean;
  readonly misses: readonly Miss[];
  /** Where replacements are written that found something. */
  readonly hits: readonly Place[];
  /** A file that was read: its path, for the caller to supply the text. */
  readonly files: readonly { readonly path: Answer; readonly at: Place }[];
  /** The text literals and calls that went into it: they are no manifests of their own. */
  readonly used: readonly Expr[];
}

const maxTemplates = 16;

const nothing: Template = { pieces: [], trail: [], complete: true, misses: [], hits: [], files: [], used: [] };

/** A place in a text; `at` and `filler` as in Slot. */
export function slot(answer: () => Answer, at: Place | undefined, filler: Slot['filler']): Slot {
  return { kind: 'slot', answer, at, filler, replaced: undefined };
}

/** The templates that an expression can be. `readFile` supplies the text of a workspace file by path, if it has one. */
export function templatesOf(e: Evaluation, expr: Expr, frame: Frame, readFile: (path: Answer) => { uri: string; text: string } | undefined, depth = 0): Template[] {
  const origins = originsOf(e, expr, frame);
  const all = origins.list.slice(0, maxTemplates).map((origin) => {
    const made = originTemplates(e, origin, frame, expr, readFile, depth);
    return made.map((one) => ({ ...one, trail: [...origin.trail, ...one.trail], complete: one.complete && origins.complete && origins.list.length <= maxTemplates }));
  });
  return all.flat().slice(0, maxTemplates);
}

function opaque(answer: () => Answer, at: Place | undefined, filler: Slot['filler']): Template[] {
  return [{ ...nothing, pieces: [slot(answer, at, filler)] }];
}

function originTemplates(e: Evaluation, origin: Origin, frame: Frame, asked: Expr, readFile: Parameters<typeof templatesOf>[3], depth: number): Template[] {
  if (origin.kind === 'value') return [{ ...nothing, pieces: pieces(origin.value.parts), trail: origin.trail, used: literalsBehind(e.program, origin.value) }];
  if (origin.kind === 'zero') return [nothing];
  const here = { expr: asked, frame };
  if (origin.kind !== 'made' || depth > 8) return opaque(() => textsOf(e, asked, frame), placeOf(frame, asked.span), here);
  const { expr, frame: inner } = origin;
  const plain = (): Template[] => opaque(() => textsOf(e, expr, inner), placeOf(inner, expr.span), { expr, frame: inner });
  switch (expr.kind) {
    case 'text':
      return [{ ...nothing, pieces: pieces(literalParts(expr, inner.func.file.uri)), used: [expr] }];
    case 'binary':
      return expr.op === '+' ? sums(e, expr, inner, readFile, depth) : plain();
    case 'call':
      return callTemplates(e, expr, inner, readFile, depth) ?? plain();
    case 'other':
      return (expr.file === undefined ? undefined : fileTemplate(textAnswer(expr.file), placeOf(inner, expr.span), readFile, expr)) ?? plain();
    default:
      return plain();
  }
}

function pieces(parts: readonly Part[]): Piece[] {
  return parts.map((part) => (isText(part) ? { kind: 'known', part } : slot(() => ({ values: [{ parts: [part], trail: [] }], complete: true }), part.source, undefined)));
}

function sums(e: Evaluation, expr: Expr, frame: Frame, readFile: Parameters<typeof templatesOf>[3], depth: number): Template[] {
  return joined(termsOf(expr).map((term) => () => templatesOf(e, term, frame, readFile, depth + 1)), [expr]);
}

/** What was written piece by piece to a local builder before it is read at `of`; undefined where nobody knows what, or it is no builder. */
export function writtenTemplates(e: Evaluation, of: Expr, frame: Frame, readFile: Parameters<typeof templatesOf>[3], depth = 0): Template[] | undefined {
  const written = piecesWritten(e, of, frame);
  return !written || 'why' in written ? undefined : joined(written.map((piece) => () => pieceTemplates(e, piece, frame, readFile, depth + 1)), []);
}

function pieceTemplates(e: Evaluation, piece: Written, frame: Frame, readFile: Parameters<typeof templatesOf>[3], depth: number): Template[] {
  switch (piece.kind) {
    case 'text':
      return templatesOf(e, piece.expr, frame, readFile, depth);
    case 'format':
      return callTemplates(e, piece.call, frame, readFile, depth) ?? opaque(() => textsOf(e, piece.call, frame), placeOf(frame, piece.call.span), undefined);
    case 'characters':
      return [{ ...nothing, pieces: [{ kind: 'known', part: { text: piece.text } }] }];
    case 'unknown':
      return opaque(() => unknownAnswer('what is written here'), placeOf(frame, piece.span), undefined);
  }
}

/** One after the other, each in every way that it may be. */
function joined(lists: readonly (() => Template[])[], used: readonly Expr[]): Template[] {
  return lists.reduce<Template[]>((rows, list) => {
    const next = list();
    return rows.flatMap((row) => next.map((one) => both(row, one))).slice(0, maxTemplates);
  }, [{ ...nothing, used }]);
}

function both(a: Template, b: Template): Template {
  return { pieces: [...a.pieces, ...b.pieces], trail: [...a.trail, ...b.trail], complete: a.complete && b.complete, misses: [...a.misses, ...b.misses], hits: [...a.hits, ...b.hits], files: [...a.files, ...b.files], used: [...a.used, ...b.used] };
}

function callTemplates(e: Evaluation, call: CallExpr, frame: Frame, readFile: Parameters<typeof templatesOf>[3], depth: number): Template[] | undefined {
  const callees = e.callees(call, frame);
  if (callees.kind !== 'library') return undefined;
  if (isRead(call)) return writtenTemplates(e, call.fn.of, frame, readFile, depth)?.map((one) => ({ ...one, used: [...one.used, call] }));
  const first = call.args[0];
  if (!first) return undefined;
  const pairs = replacementsOf(e, call, frame)?.map(({ old, written, by, frame: at }): Pair => ({ old, by: putIn(e, by, at), text: () => textsOf(e, by, at), limited: false, written, frame: at }));
  if (pairs) return templatesOf(e, first, frame, readFile, depth + 1).map((one) => replacedIn(e, { ...one, used: [...one.used, call] }, pairs));
  switch (`${callees.path}.${callees.name}`) {
    case 'fmt.Sprintf':
    case 'fmt.Fprintf':
      return templatesOf(e, first, frame, readFile, depth + 1).map((format) => filled(e, format, call, frame));
    case 'strings.TrimSpace':
    case 'bytes.TrimSpace':
    case 'strings.NewReader':
    case 'bytes.NewReader':
    case 'bytes.NewBufferString':
    case 'bytes.NewBuffer':
      return templatesOf(e, first, frame, readFile, depth + 1).map((one) => ({ ...one, used: [...one.used, call] }));
    case 'strings.ReplaceAll':
    case 'strings.Replace':
    case 'bytes.Replace':
    case 'bytes.ReplaceAll': {
      const [, written, by, count] = call.args;
      const old = written && e.keyText(written, frame);
      const base = templatesOf(e, first, frame, readFile, depth + 1).map((one) => (isFedBack(e, call, frame) ? { ...one, complete: false, hits: [...one.hits, placeOf(frame, (written ?? call).span)] } : one));
      if (!written || old === undefined || old === '' || !by) return base.map((one) => ({ ...one, complete: false, used: [...one.used, call] }));
      const limited = count !== undefined && e.keyText(count, frame) !== '-1';
      const pair: Pair = { old, by: putIn(e, by, frame), text: () => textsOf(e, by, frame), limited, written, frame };
      return base.map((one) => replacedIn(e, { ...one, used: [...one.used, call] }, [pair]));
    }
    case 'os.ReadFile':
    case 'io/ioutil.ReadFile': {
      return fileTemplate(textsOf(e, first, frame), placeOf(frame, first.span), readFile, call);
    }
    default:
      return undefined;
  }
}

/** `s = strings.ReplaceAll(s, …)` in a loop: other turns have replaced other texts. */
function isFedBack(e: Evaluation, call: CallExpr, frame: Frame): boolean {
  const [first] = call.args;
  const binds = first?.kind === 'local' ? e.program.index(frame.func).vars.get(first.id) : undefined;
  return binds?.some(({ bind }) => bind.loop !== undefined && bind.source.kind === 'expr' && bind.source.expr === call) === true;
}

/** The text of a workspace file that the code reads or embeds. */
function fileTemplate(path: Answer, at: Place, readFile: Parameters<typeof templatesOf>[3], used: Expr): Template[] | undefined {
  const file = readFile(path);
  if (!file) return undefined;
  const part: TextPart = { text: file.text, source: { uri: file.uri, start: 0, end: file.text.length } };
  return [{ ...nothing, pieces: [{ kind: 'known', part }], files: [{ path, at }], used: [used] }];
}

/** A template of known text with the verbs filled in by the call's arguments. */
function filled(e: Evaluation, format: Template, call: CallExpr, frame: Frame): Template {
  const slots: Slot[] = [];
  const parts = format.pieces.map((piece): TextPart => {
    if (piece.kind === 'known') return piece.part;
    slots.push(piece);
    return { text: slotMark };
  });
  // A text that is spliced into the format may bring verbs along, and shift those behind it.
  const safe = slots.every(bringsNoVerb) || !/%[^%[]*?[a-zA-Z]/.test(parts.map((part) => part.text).join('').replace(/%%|%\[[0-9]+\]/g, ''));
  const pieces = formatPieces(e, parts, call, frame).flatMap((piece): Piece[] => {
    if (piece.kind === 'slot') return [slot(safe ? piece.answer : () => unknownAnswer('a verb behind a spliced text'), piece.at, piece.filler)];
    if (!piece.part.text.includes(slotMark)) return [piece];
    const own = slots.shift();
    return own ? [own] : [];
  });
  return { ...format, used: [...format.used, call], pieces };
}

/** Stands in a format for a text that is spliced in: a private-use character that no verb is made of. */
const slotMark = '\uE001';

function bringsNoVerb(slot: Slot): boolean {
  const { values, complete } = slot.answer();
  return complete && values.every((value) => value.parts.every((part) => (isText(part) ? !part.text.includes('%') : part.hole.kind === 'fresh')));
}

/** A text of several lines, going by what is written there. */
function spansLines(expr: Expr): boolean {
  if (expr.kind === 'call') return expr.args.some(spansLines);
  return termsOf(expr).some((term) => term.kind === 'text' && term.chunks.some(({ text }) => text.includes('\n')));
}

/** What such a text brings into the template line by line: it says more than what stands in one place. */
function splicedLines(e: Evaluation, by: Expr, frame: Frame): Piece[] {
  const answer = textsOf(e, by, frame);
  const [only, ...others] = answer.values;
  if (!answer.complete || !only || others.length > 0) return [slot(() => unknownAnswer('one of several texts of several lines'), placeOf(frame, by.span), { expr: by, frame })];
  return only.parts.map((part): Piece => (isText(part) ? { kind: 'known', part } : slot(() => ({ values: [{ parts: [part], trail: only.trail }], complete: true }), placeOf(frame, by.span), { expr: by, frame })));
}

/** What comes in the place of a text. */
function putIn(e: Evaluation, by: Expr, frame: Frame): Piece[] {
  return spansLines(by) ? splicedLines(e, by, frame) : [slot(() => textsOf(e, by, frame), placeOf(frame, by.span), { expr: by, frame })];
}

interface Pair {
  readonly old: string;
  readonly by: readonly Piece[];
  /** The same as one text, for what stands in a slot. */
  readonly text: () => Answer;
  /** `strings.Replace(…, 1)` */
  readonly limited: boolean;
  /** Where `old` is written. */
  readonly written: Expr;
  readonly frame: Frame;
}

/** The first occurrence of any, of two at one place the one that is named first. */
function nextHit(text: string, pairs: readonly Pair[], from: number): { readonly hit: number; readonly pair: Pair } | undefined {
  let first: { readonly hit: number; readonly pair: Pair } | undefined;
  for (const pair of pairs) {
    const hit = text.indexOf(pair.old, from);
    if (hit >= 0 && (!first || hit < first.hit)) first = { hit, pair };
  }
  return first;
}

/** The known text next to a piece: what may belong to a text that begins or ends in a slot. */
function knownBeside(pieces: readonly Piece[], at: number, step: 1 | -1): string {
  let text = '';
  for (let piece = pieces[(at += step)]; piece?.kind === 'known'; piece = pieces[(at += step)]) text = step > 0 ? text + piece.part.text : piece.part.text + text;
  return text;
}

/** `strings.Contains(text, old)`: who asks whether it is there knows that it may not be. */
function isAskedAfter(e: Evaluation, { old, written, frame }: Pair): boolean {
  return frame.func.fact.calls.some(({ fn, args: [, asked], span }) => span.start < written.span.start && fn.kind === 'select' && /^(?:Contains|Index|Count)$/.test(fn.name) && asked !== undefined && e.keyText(asked, frame) === old);
}

/** Every occurrence becomes what is given in its place; that is not looked through again. In slots, when somebody looks there. */
function replacedIn(e: Evaluation, template: Template, pairs: readonly Pair[]): Template {
  const next: Piece[] = [];
  const found = new Set<Pair>();
  const rewritings = pairs.map(({ old, text, limited }): Rewriting => ({ old, by: text, limited }));
  for (const [i, piece] of template.pieces.entries()) {
    if (piece.kind === 'slot') {
      next.push({ ...piece, answer: () => rewritten(piece.answer(), rewritings, knownBeside(template.pieces, i, -1), knownBeside(template.pieces, i, 1)) });
      continue;
    }
    let from = 0;
    for (;;) {
      const at = nextHit(piece.part.text, pairs, from);
      const end = at ? at.hit : piece.part.text.length;
      if (end > from) next.push({ kind: 'known', part: cut(piece.part, from, end) });
      if (!at) break;
      const { hit, pair: { old, by } } = at;
      found.add(at.pair);
      const source = cut(piece.part, hit, hit + old.length).source;
      next.push(...by.map((one): Piece => (one.kind === 'slot' ? { ...one, at: source, replaced: old } : one)));
      from = hit + old.length;
    }
  }
  const opaqueSlots = template.pieces.some((piece) => piece.kind === 'slot' && piece.replaced === undefined);
  const atOf = ({ written, frame }: Pair): Place => placeOf(frame, written.span);
  const isPutIn = ({ old }: Pair): boolean => template.pieces.some((piece, i) => piece.kind === 'slot' && mayHave(piece.answer(), old, knownBeside(template.pieces, i, -1), knownBeside(template.pieces, i, 1)));
  const missed = opaqueSlots ? [] : pairs.filter((pair) => !found.has(pair) && !isAskedAfter(e, pair) && !isPutIn(pair)).flatMap((pair) => textsOf(e, pair.written, pair.frame).values.map((old): Miss => ({ old, at: atOf(pair) })));
  // Lines that are looked for are no manifest of their own.
  return { ...template, pieces: next, used: [...template.used, ...pairs.map(({ written }) => written)], hits: [...template.hits, ...[...found].map(atOf)], misses: [...template.misses, ...missed] };
}

/** The text with every slot replaced by as many fillers as `width` says, and where each piece begins in it. */
export function maskedText(template: Template, filler: (slot: Slot) => string): { readonly text: string; readonly starts: readonly number[] } {
  const starts: number[] = [];
  let text = '';
  for (const piece of template.pieces) {
    starts.push(text.length);
    text += piece.kind === 'known' ? piece.part.text : filler(piece);
  }
  return { text, starts };
}

/** What stands between two offsets of the masked text: known text cut to size, slots evaluated. A slot that is cut in two is unknown. */
export function answerBetween(template: Template, masked: ReturnType<typeof maskedText>, start: number, end: number): Answer {
  let rows: Answer = { values: [emptyValue], complete: template.complete };
  template.pieces.forEach((piece, i) => {
    const from = masked.starts[i] ?? 0;
    const to = masked.starts[i + 1] ?? masked.text.length;
    if (to <= start || from >= end || from === to) return;
    let next: Answer;
    if (piece.kind === 'known') next = { values: [{ parts: [cut(piece.part, Math.max(start, from) - from, Math.min(end, to) - from)], trail: [] }], complete: piece.unsure !== true };
    else next = from < start || to > end ? unknownAnswer('a part of a slot') : piece.answer();
    rows = product(rows, next);
  });
  return withTrail(rows, template.trail);
}

function product(a: Answer, b: Answer): Answer {
  const values = a.values.flatMap((left) => b.values.map((right) => concatValues([left, right])));
  const complete = a.complete && b.complete;
  return values.length > 256 ? { values: values.slice(0, 256), complete: false } : uniteAnswers([{ values, complete }]);
}

/** Slots between two offsets of the masked text. */
export function slotsBetween(template: Template, masked: ReturnType<typeof maskedText>, start: number, end: number): Slot[] {
  const found: Slot[] = [];
  template.pieces.forEach((piece, i) => {
    const from = masked.starts[i] ?? 0;
    const to = masked.starts[i + 1] ?? masked.text.length;
    if (piece.kind === 'slot' && from < end && to > start) found.push(piece);
  });
  return found;
}
