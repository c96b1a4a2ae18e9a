/**
 * What `--set` and its like put into a chart's values, by the rules of Helm's pkg/strvals: `a.b=c,d[0].e=f,g={h,i}`. Knows texts with holes; no
 * command line.
 */
import { filler } from '../../flow/formatVerbs';
import { endOfPiece, type SettingKind } from '../commandLine/helmWords';
import { bool, dict, list, nil, number, text, unknown, type Data, type Dict } from './data';
import { concat, known, slice, textOf, type Text } from './text';

/** In this order, whatever the order on the command line. */
export const kindsInOrder: readonly SettingKind[] = ['json', 'set', 'string', 'file', 'literal'];

export interface Setting {
  readonly kind: SettingKind;
  /** All of the flag's value. */
  readonly text: Text;
  /** It may not be given. */
  readonly optional?: true;
}

/** False where nobody knows which keys it sets. */
export function applySetting(values: Dict, { kind, text: written, optional }: Setting): boolean {
  return (kind === 'literal' ? [written] : splitAt(written, ',')).every((one) => {
    const equals = endOfPiece(one.shape, 0, '=');
    if (equals >= one.shape.length) return kind !== 'literal' && one.shape === '';
    const key = one.shape.slice(0, equals);
    const opened = key.indexOf(filler);
    const path = pathOf(kind, opened < 0 ? key : key.slice(0, Math.max(0, key.lastIndexOf('.', opened), key.lastIndexOf('[', opened))));
    if (!path) return false;
    // Of a key that is partly known, any that begins so may be set.
    if (opened >= 0) put(values, path, unknown, true);
    else put(values, path, optional || kind === 'file' || kind === 'json' ? unknown : valueOf(slice(one, equals + 1), kind), optional === true);
    return true;
  });
}

type Step = string | number;

const mostItems = 100;

/** `a.b\.c[0].d`; undefined where it is no path. */
function pathOf(kind: SettingKind, key: string): Step[] | undefined {
  const steps: Step[] = [];
  let name = '';
  let named = false;
  for (let i = 0; i < key.length; i++) {
    const c = key[i] ?? '';
    if (c === '\\' && kind !== 'literal') name += key[++i] ?? '';
    else if (c === '.') {
      if (name !== '' || !named) steps.push(name);
      name = '';
      named = false;
    } else if (c === '[') {
      const index = /^\[([0-9]+)\]/.exec(key.slice(i));
      if (!index || Number(index[1]) > mostItems) return undefined;
      if (name !== '') steps.push(name);
      name = '';
      named = true;
      steps.push(Number(index[1]));
      i += index[0].length - 1;
    } else name += c;
  }
  if (name !== '') steps.push(name);
  return steps.length > 0 && typeof steps[0] === 'string' && !steps.includes('') ? steps : undefined;
}

function put(values: Dict, path: readonly Step[], value: Data, keeps: boolean): void {
  const [first, ...rest] = path;
  if (typeof first === 'string') values.entries.set(first, placed(values.entries.get(first), rest, value, keeps));
}

/** What is at a key when the rest of the path is set below it. `keeps`: it may not be set, so that what isn't there yet is unknown. */
function placed(there: Data | undefined, path: readonly Step[], value: Data, keeps: boolean): Data {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (there?.kind === 'unknown') return unknown;
  if (typeof step === 'number') {
    if (keeps && there?.kind !== 'list') return unknown;
    const items = there?.kind === 'list' ? [...there.items] : [];
    if (keeps && step >= items.length) return unknown;
    while (items.length <= step) items.push(nil);
    items[step] = placed(items[step], rest, value, keeps);
    return list(items);
  }
  if (keeps && there && there.kind !== 'dict') return unknown;
  const map = there?.kind === 'dict' ? there : dict();
  put(map, [step, ...rest], value, keeps);
  return map;
}

function valueOf(written: Text, kind: SettingKind): Data {
  if (kind === 'literal') return text(written);
  if (written.shape.startsWith('{')) return written.shape.endsWith('}') ? listOf(slice(written, 1, written.shape.length - 1), kind) : unknown;
  return typed(unescaped(written), kind);
}

function listOf(inside: Text, kind: SettingKind): Data {
  return list(splitAt(inside, ',').map((one) => typed(unescaped(one), kind)));
}

function unescaped(written: Text): Text {
  const pieces: Text[] = [];
  let from = 0;
  for (let at = written.shape.indexOf('\\'); at >= 0; at = written.shape.indexOf('\\', from + 1)) {
    pieces.push(slice(written, from, at));
    from = at + 1;
  }
  return from === 0 ? written : concat([...pieces, slice(written, from)]);
}

function typed(value: Text, kind: SettingKind): Data {
  const whole = kind === 'set' ? known(value) : undefined;
  if (whole === undefined) return text(value);
  if (/^true$/i.test(whole) || /^false$/i.test(whole)) return bool(/^true$/i.test(whole));
  if (/^null$/i.test(whole)) return nil;
  if (/^(?:0|[-+1-9][0-9]*)$/.test(whole) && /[0-9]$/.test(whole) && Number.isSafeInteger(Number(whole))) return number(Number(whole), true, value);
  return text(value);
}

/** At separators that no backslash stands before, outside of braces. */
function splitAt(written: Text, separator: string): Text[] {
  const pieces: Text[] = [];
  let from = 0;
  for (;;) {
    const end = endOfPiece(written.shape, from, separator);
    pieces.push(concat([slice(written, from, end)]));
    if (end >= written.shape.length) return pieces;
    from = end + 1;
  }
}

/** What all of these set, up to the equals sign: the same one key, and nothing else; undefined where it isn't. */
export function commonKey(texts: readonly Text[]): string | undefined {
  const keys = new Set(texts.map(({ shape }) => (splitAt(textOf(shape.replaceAll(filler, 'x')), ',').length === 1 ? shape.slice(0, endOfPiece(shape, 0, '=')) : undefined)));
  const [only, ...others] = keys;
  return only === undefined || others.length > 0 || only.includes(filler) || texts.some(({ shape }) => !shape.startsWith(`${only}=`)) ? undefined : only;
}
