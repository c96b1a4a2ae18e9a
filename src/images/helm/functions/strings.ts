/** What templates do to texts. Each gives what is exact, and unknown where a hole may decide. */
import { dataIn } from '../yamlData';
import { yamlOf } from '../printYaml';
import { asJson, bool, copied, knownText, list, printed, text, unknown, type Data } from '../data';
import { clouded, concat, emptyText, isUnsure, joined, known, mapped, mayHide, piecesBetween, replaced, slice, textOf, type Text } from '../text';
import type { TemplateFunction } from './function';

/** Longer than any manifest. */
const longest = 2_000_000;

export const strings: ReadonlyMap<string, TemplateFunction> = new Map<string, TemplateFunction>([
  ['quote', (args) => quoted(args, '"')],
  ['squote', (args) => quoted(args, "'")],
  ['print', (args) => onTexts(args, (...texts) => concat(texts.flatMap((one, i) => (i > 0 && args[i]?.kind !== 'text' && args[i - 1]?.kind !== 'text' ? [textOf(' '), one] : [one]))))],
  ['println', (args) => onTexts(args, (...texts) => concat([joined(texts, ' '), textOf('\n')]))],
  ['cat', (args) => onTexts(args.filter(({ kind }) => kind !== 'nil'), (...texts) => joined(texts, ' '))],
  ['printf', ([format, ...args]) => (format?.kind === 'text' && knownOf(format) !== undefined ? formatted(format.text, args) : unknown)],
  ['trim', (args) => onText(args, (of) => trimmedOf(of, (c) => blank.test(c)))],
  ['trimPrefix', (args) => onText(args, (of, [prefix]) => withoutPrefix(of, prefix))],
  ['trimSuffix', (args) => onText(args, (of, [suffix]) => withoutSuffix(of, suffix))],
  ['trimAll', (args) => onText(args, (of, [set = '']) => (known(of) === undefined ? undefined : trimmedOf(of, (c) => set.includes(c))))],
  ['trunc', ([length, of]) => truncated(length, of)],
  ['lower', (args) => onText(args, (of) => isAscii(of) ? mapped(of, (one) => one.toLowerCase()) : undefined)],
  ['upper', (args) => onText(args, (of) => (known(of) === undefined || !isAscii(of) ? undefined : mapped(of, (one) => one.toUpperCase())))],
  ['nospace', (args) => onText(args, (of) => (isAscii(of) ? [' ', '\t', '\n', '\v', '\f', '\r'].reduce((rest, one) => replaced(rest, one, emptyText), of) : undefined))],
  ['replace', ([old, by, of]) => (of?.kind === 'text' && by?.kind === 'text' && knownOf(old) && of.text.shape.length * (1 + by.text.shape.length) < longest ? text(replaced(of.text, knownOf(old) ?? '', by.text)) : unknown)],
  ['repeat', ([count, of]) => (count?.kind === 'number' && of?.kind === 'text' && count.number * of.text.shape.length < 10_000 ? text(concat(Array.from({ length: Math.max(0, count.number) }, () => of.text))) : unknown)],
  ['contains', ([part, of]) => found(part, of, (whole, piece) => whole.includes(piece))],
  ['hasPrefix', ([part, of]) => begins(part, of)],
  ['hasSuffix', ([part, of]) => found(part, of, (whole, piece) => whole.endsWith(piece))],
  ['indent', ([width, of]) => indented(width, of, false)],
  ['nindent', ([width, of]) => indented(width, of, true)],
  ['join', ([separator, of]) => joinedList(separator, of)],
  ['splitList', ([separator, of]) => split(separator, of)],
  ['toYaml', ([of]) => (of ? text(yamlOf(of)) : unknown)],
  ['fromYaml', ([of]) => fromYaml(of, 'dict')],
  ['fromYamlArray', ([of]) => fromYaml(of, 'list')],
  ['fromJson', ([of]) => (of?.kind === 'text' && (of.text.data ?? isJson(of.text)) ? fromYaml(of, 'dict') : unknown)],
  ['include', ([name, dot = unknown], caller) => optional(knownOf(name) === undefined ? undefined : caller.include(knownOf(name) ?? '', dot))],
  ['tpl', ([of, dot = unknown], caller) => (of?.kind === 'text' ? optional(of.text.shape.includes('{{') ? caller.print(of.text, dot) : of.text) : unknown)],
]);

/** Go's, not JavaScript's. */
const blank = /[\t-\r \u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]/;

/** Of others, Go counts bytes, and changes the case of fewer. */
function isAscii({ shape }: Text): boolean {
  return !/[^\0-\x7F\uE000]/.test(shape);
}

function optional(of: Text | undefined): Data {
  return of ? text(of) : unknown;
}

function knownOf(data: Data | undefined): string | undefined {
  return knownText(data);
}

function isPrintable({ kind }: Data): boolean {
  return kind === 'text' || kind === 'number' || kind === 'bool';
}

function onTexts(args: readonly Data[], make: (...texts: readonly Text[]) => Text): Data {
  return args.every(isPrintable) ? text(make(...args.map(printed))) : unknown;
}

/** The last argument is the text, as pipelines hand it on; the others are known. */
function onText(args: readonly Data[], make: (of: Text, given: readonly string[]) => Text | undefined): Data {
  const of = args.at(-1);
  const given = args.slice(0, -1).map(knownOf);
  if (of?.kind !== 'text' || given.some((one) => one === undefined)) return unknown;
  return optional(make(of.text, given.flatMap((one) => one ?? [])));
}

/** Those that are nothing are left out. */
function quoted(args: readonly Data[], mark: '"' | "'"): Data {
  const given = args.filter(({ kind }) => kind !== 'nil');
  if (!given.every(isPrintable)) return unknown;
  const texts = given.map(printed).map((of) => {
    if (mark === '"' && /["\\\n\t]/.test(of.shape)) return known(of) === undefined ? undefined : textOf(JSON.stringify(of.shape));
    return concat([textOf(mark), of, textOf(mark)]);
  });
  return texts.includes(undefined) ? unknown : text(joined(texts.flatMap((of) => of ?? []), ' '));
}

function formatted(format: Text, args: readonly Data[]): Data {
  const pieces: Text[] = [];
  let from = 0;
  let next = 0;
  for (const match of format.shape.matchAll(/%(.?)/gs)) {
    pieces.push(slice(format, from, match.index));
    from = match.index + match[0].length;
    if (match[1] === '%') {
      pieces.push(textOf('%'));
      continue;
    }
    const arg = args[next++];
    const piece = arg && verb(match[1] ?? '', arg);
    if (!piece) return unknown;
    pieces.push(piece);
  }
  return next === args.length ? text(concat([...pieces, slice(format, from)])) : unknown;
}

function verb(letter: string, arg: Data): Text | undefined {
  switch (letter) {
    case 's':
      return arg.kind === 'text' ? arg.text : arg.kind === 'unknown' ? printed(arg) : undefined;
    case 'v':
      return isPrintable(arg) || arg.kind === 'unknown' ? printed(arg) : undefined;
    case 'd':
      return arg.kind === 'number' && arg.whole ? arg.text : arg.kind === 'unknown' ? printed(arg) : undefined;
    case 't':
      return arg.kind === 'bool' || arg.kind === 'unknown' ? printed(arg) : undefined;
    case 'q': {
      const one = arg.kind === 'text' ? quoted([arg], '"') : unknown;
      return one.kind === 'text' ? one.text : undefined;
    }
    default:
      return undefined;
  }
}

function withoutPrefix(of: Text, prefix = ''): Text | undefined {
  if (of.shape.startsWith(prefix)) return slice(of, prefix.length);
  return mayHide(slice(of, 0, prefix.length), prefix) ? undefined : of;
}

function withoutSuffix(of: Text, suffix = ''): Text {
  if (suffix !== '' && of.shape.endsWith(suffix)) return slice(of, 0, of.shape.length - suffix.length);
  return mayHide(slice(of, of.shape.length - suffix.length), suffix) ? clouded(of, suffix) : of;
}

function trimmedOf(of: Text, goes: (character: string) => boolean): Text {
  let from = 0;
  let to = of.shape.length;
  while (from < to && goes(of.shape[from] ?? '')) from++;
  while (to > from && goes(of.shape[to - 1] ?? '')) to--;
  return slice(of, from, to);
}

/** Longer than what is cut off by most charts, where a hole is a generated value of few letters. */
function truncated(length: Data | undefined, of: Data | undefined): Data {
  if (length?.kind !== 'number' || of?.kind !== 'text') return unknown;
  const whole = known(of.text);
  if (whole === undefined || (!isAscii(of.text) && whole.length * 3 > Math.abs(length.number))) return unknown;
  return text(length.number >= 0 ? slice(of.text, 0, Math.min(length.number, whole.length)) : slice(of.text, Math.max(0, whole.length + length.number)));
}

function found(part: Data | undefined, of: Data | undefined, is: (whole: string, piece: string) => boolean): Data {
  const piece = knownOf(part);
  if (piece === undefined || of?.kind !== 'text') return unknown;
  const whole = known(of.text);
  return whole === undefined ? unknown : bool(is(whole, piece));
}

function begins(part: Data | undefined, of: Data | undefined): Data {
  const piece = knownOf(part);
  if (piece === undefined || of?.kind !== 'text') return unknown;
  const head = slice(of.text, 0, piece.length);
  if (known(head) !== undefined && (head.shape.length === piece.length || known(of.text) !== undefined)) return bool(head.shape === piece);
  return unknown;
}

function indented(width: Data | undefined, of: Data | undefined, onNewLine: boolean): Data {
  if (width?.kind !== 'number' || of === undefined) return unknown;
  const body = of.kind === 'text' || of.kind === 'number' || of.kind === 'bool' || of.kind === 'unknown' ? printed(of) : undefined;
  if (!body || width.number < 0 || width.number > 200 || body.shape.length > longest) return unknown;
  const lines = piecesBetween(body, '\n');
  if (lines.length * width.number > longest) return unknown;
  const pad = textOf(' '.repeat(width.number));
  return text(concat([...(onNewLine ? [textOf('\n')] : []), ...lines.flatMap((line, i) => [...(i > 0 ? [textOf('\n')] : []), pad, line])]));
}

function joinedList(separator: Data | undefined, of: Data | undefined): Data {
  const between = knownOf(separator);
  if (between === undefined || of?.kind !== 'list' || !of.items.every(isPrintable)) return unknown;
  return text(joined(of.items.map(printed), between));
}

function split(separator: Data | undefined, of: Data | undefined): Data {
  const between = knownOf(separator);
  if (!between || of?.kind !== 'text' || isUnsure(of.text) || mayHide(of.text, between)) return unknown;
  return list(piecesBetween(of.text, between).map(text));
}

/** Anything else is an error, which Helm gives as a map. */
function isJson(of: Text): boolean {
  try {
    JSON.parse(known(of) ?? '');
    return true;
  } catch {
    return false;
  }
}

function fromYaml(of: Data | undefined, kind: 'dict' | 'list'): Data {
  if (of?.kind !== 'text') return unknown;
  const data = of.text.data ? asJson(of.text.data) : dataIn(of.text);
  if (data?.kind === kind) return copied(data);
  // A tab is an error to Helm's reader.
  const isNothing = data?.kind === 'nil' ? !of.text.shape.includes('\t') : /^[ \n]*$/.test(of.text.shape);
  return isNothing ? (kind === 'dict' ? { kind: 'dict', entries: new Map() } : list([])) : unknown;
}

