/**
 * Which declarations does a Go file have, where does each begin and end, and which names does it mention? One pass over the characters,
 * an order of magnitude faster than a parse; knows strings, comments and brackets and no grammar beyond them.
 */
import type { ImportFact } from './facts';
import { literalChunks } from './literals';
import { blank, classOf, digit, endBehind, endOfQuoted, hashOf, letter, newline, nextHash } from './scan';

/** A mention of a name: its hash, and in the lowest bit whether a dot stands before it. Two names may share one, which only says too much. */
export type Mention = number;

/** `name` as it is mentioned by itself. */
export function plainMention(name: string): Mention {
  return hashOf(name) << 1;
}

/** `name` as it is mentioned behind a dot. */
export function memberMention(name: string): Mention {
  return (hashOf(name) << 1) | 1;
}

export interface Declaration {
  /** `file`: a whole file that could not be told apart. */
  readonly kind: 'func' | 'var' | 'const' | 'type' | 'file';
  /** What it declares at package level; a method its own name. */
  readonly names: readonly string[];
  /** The receiver's type, for methods. */
  readonly receiver: string | undefined;
  /** Half-open; from the keyword to the end of the last token. */
  readonly start: number;
  readonly end: number;
  /** Everything that it names, itself included, sorted; a name may be listed twice. */
  readonly mentions: Int32Array;
  /** What may be assigned to here: names left of `=`, `op=`, `<-` and `++`. */
  readonly assigns: Int32Array;
  /** A string literal of it has an image line. */
  readonly image: boolean;
  /** It formats, or replaces in, a text that isn't written down at the call. */
  readonly formats: boolean;
  /** It holds function literals. */
  readonly closures: boolean;
}

export interface Outline {
  readonly packageName: string;
  /** Where the package clause begins. */
  readonly start: number;
  /** Where the imports end. */
  readonly headEnd: number;
  readonly imports: readonly ImportFact[];
  readonly declarations: readonly Declaration[];
}

const keywords = new Set(['package', 'import', 'func', 'var', 'const', 'type']);
const funcHash = hashOf('func');
const formatters = new Set(['Sprintf', 'ReplaceAll', 'Replace'].map(hashOf));
const imageLine = /image(\\?["'])?[ \t]*:/;
const functionHead = /func\s*(\((?:[^()]|\([^()]*\))*\))?\s*([\p{L}_][\p{L}\p{N}_]*)/uy;
const receiverType = /([\p{L}_][\p{L}\p{N}_]*)\s*(?:\[[^\]]*\])?\s*\)*$/u;
const importSpec = /\/\/[^\n]*|\/\*[^]*?\*\/|(?:([\p{L}_][\p{L}\p{N}_]*|\.)\s*)?("[^"\n]*"|`[^`]*`)/gu;

interface Mentions {
  add(mention: Mention): void;
  /** All since the last time. */
  take(): Int32Array;
}

/** A list without most of its repetitions: a small table knows the last mention that fell on each of its places. */
function mentionList(): Mentions {
  const recent = new Int32Array(1024).fill(-1);
  let list = new Int32Array(256);
  let count = 0;
  return {
    add(mention) {
      const place = (mention ^ (mention >>> 10)) & 1023;
      if (recent[place] === mention) return;
      recent[place] = mention;
      if (count === list.length) {
        const grown = new Int32Array(count * 2);
        grown.set(list);
        list = grown;
      }
      list[count++] = mention;
    },
    take() {
      const taken = list.slice(0, count);
      if (count > 0) recent.fill(-1);
      count = 0;
      return taken;
    },
  };
}

interface Open {
  kind: string;
  start: number;
  names: string[];
  image: boolean;
  formats: boolean;
  closures: boolean;
}

const mentions = mentionList();
const assigns = mentionList();

/** The outline of a Go file. Text that isn't a row of declarations with balanced brackets is one declaration of kind `file`. Never throws. */
export function outline(text: string): Outline {
  return declarationsOf(text) ?? wholeFile(text);
}

const anyName = /[\p{L}_][\p{L}\p{N}_]*/gu;
const declaring = /^(?:(func)\b\s*(?:\((?:[^()]|\([^()]*\))*\))?|(?:type|var|const|\t)\b)\s*([\p{L}_][\p{L}\p{N}_]*)/gmu;

function wholeFile(text: string): Outline {
  const found = new Set<Mention>();
  for (const [name] of text.matchAll(anyName)) found.add(plainMention(name)).add(memberMention(name));
  const all = Int32Array.from(found);
  const names = [...text.matchAll(declaring)].flatMap((match) => match[2] ?? []);
  const clause = /^package[ \t]+([\p{L}_][\p{L}\p{N}_]*)/mu.exec(text);
  const declaration: Declaration = { kind: 'file', names, receiver: undefined, start: 0, end: text.length, mentions: all, assigns: all, image: true, formats: true, closures: true };
  return { packageName: clause?.[1] ?? '', start: clause?.index ?? 0, headEnd: 0, imports: importsOfBroken(text), declarations: [declaration] };
}

function declarationsOf(text: string): Outline | undefined {
  mentions.take();
  assigns.take();
  const imports: ImportFact[] = [];
  const declarations: Declaration[] = [];
  let packageName = '';
  let start = -1;
  let headEnd = 0;
  let open: Open | undefined;
  /** Whether a line's end would end a statement here, as Go inserts semicolons. */
  let ender = false;
  let firstOfLine = true;
  let end = 0;
  let dot = false;
  const brackets: number[] = [];
  /** Depth of parentheses inside the innermost braces, and those outside. */
  let inside = 0;
  const outside: number[] = [];
  /** Mentions of the current statement; `bases`: where the statements around it begin. */
  const pending: Mention[] = [];
  const bases: number[] = [];
  let base = 0;
  let grouped = false;
  let expectName = false;
  let listing = false;

  const close = (): boolean => {
    if (!open) return true;
    const { kind } = open;
    if (kind === 'package') packageName = open.names[0] ?? '';
    else if (kind === 'import') imports.push(...importsIn(text, open.start + 'import'.length, end));
    else if (!declare(open)) return false;
    if (kind === 'package' || kind === 'import') {
      if (declarations.length > 0) return false;
      headEnd = end;
    }
    mentions.take();
    assigns.take();
    open = undefined;
    pending.length = base = 0;
    return true;
  };

  const declare = (one: Open): boolean => {
    const kind = one.kind as Declaration['kind'];
    let receiver: string | undefined;
    if (kind === 'func') {
      functionHead.lastIndex = one.start;
      const head = functionHead.exec(text);
      if (!head?.[2]) return false;
      one.names.push(head[2]);
      if (head[1] !== undefined) receiver = receiverType.exec(head[1])?.[1] ?? '';
    }
    declarations.push({ kind, names: one.names, receiver, start: one.start, end, mentions: mentions.take(), assigns: assigns.take(), image: one.image, formats: one.formats, closures: one.closures });
    return true;
  };

  const { length } = text;
  for (let i = 0; i < length; ) {
    const code = text.charCodeAt(i);
    const kind = classOf(code);
    if (kind === blank) {
      i++;
      continue;
    }
    const comment = code === 47 ? text.charCodeAt(i + 1) : 0;
    if (comment === 47) {
      i = text.indexOf('\n', i);
      if (i < 0) i = length;
      continue;
    }
    let lineEnd = kind === newline;
    if (comment === 42) {
      const next = endBehind(text, '*/', i + 2);
      if (next < 0) return undefined;
      lineEnd = text.slice(i, next).includes('\n');
      i = next;
      if (!lineEnd) continue;
    } else if (lineEnd || code === 59) i++;
    firstOfLine ||= lineEnd;
    if (lineEnd || code === 59) {
      if (!ender && code !== 59) continue;
      ender = false;
      dot = false;
      if (inside === 0) pending.length = base;
      if (grouped && brackets.length === 1) expectName = true;
      if (brackets.length === 0 && !close()) return undefined;
      continue;
    }
    if (kind === letter) {
      const from = i;
      let hash = nextHash(0, code);
      for (i++; i < length; i++) {
        const next = text.charCodeAt(i);
        const nextKind = classOf(next);
        if (nextKind !== letter && nextKind !== digit) break;
        hash = nextHash(hash, next);
      }
      end = i;
      ender = true;
      if (!open) {
        const word = text.slice(from, i);
        if (!keywords.has(word) || (start < 0) !== (word === 'package') || !firstOfLine) return undefined;
        firstOfLine = false;
        if (word === 'package') start = from;
        open = { kind: word, start: from, names: [], image: false, formats: false, closures: false };
        grouped = false;
        expectName = word !== 'func' && word !== 'import';
        listing = false;
        ender = false;
        continue;
      }
      if (expectName && brackets.length === (grouped ? 1 : 0)) {
        open.names.push(text.slice(from, i));
        expectName = false;
        listing = open.kind === 'var' || open.kind === 'const';
      } else listing = false;
      const mention = (hash << 1) | (dot ? 1 : 0);
      if (hash === funcHash && !dot && from > open.start) open.closures = true;
      if (dot && formatters.has(hash) && !writtenArgument(text, i)) open.formats = true;
      mentions.add(mention);
      pending.push(mention);
      dot = false;
      continue;
    }
    if (!open) return undefined;
    if (code === 34 || code === 96 || code === 39) {
      const next = code === 96 ? endBehind(text, '`', i + 1) : endOfQuoted(text, i);
      if (next < 0) return undefined;
      if (code !== 39 && !open.image && next - i > 7 && hasImageLine(text.slice(i, next), code === 34)) open.image = true;
      i = end = next;
      ender = true;
      dot = listing = false;
      continue;
    }
    if (kind === digit) {
      for (i++; i < length; i++) {
        const next = text.charCodeAt(i);
        if (next !== 46 && classOf(next) !== digit && classOf(next) !== letter) break;
      }
      end = i;
      ender = true;
      dot = listing = false;
      continue;
    }
    i++;
    end = i;
    ender = false;
    dot = code === 46;
    switch (code) {
      case 40: // (
        if (brackets.length === 0 && expectName && open.names.length === 0) grouped = true;
        brackets.push(41);
        inside++;
        break;
      case 91: // [
        brackets.push(93);
        inside++;
        break;
      case 123: // {
        brackets.push(125);
        outside.push(inside);
        bases.push(base);
        inside = 0;
        base = pending.length;
        break;
      case 41: // )
      case 93: // ]
      case 125: // }
        if (brackets.pop() !== code) return undefined;
        ender = true;
        if (code === 125) {
          inside = outside.pop() ?? 0;
          base = bases.pop() ?? 0;
        } else inside--;
        if (brackets.length === 0 && grouped) expectName = false;
        break;
      case 44: // ,
        if (listing && brackets.length === (grouped ? 1 : 0)) expectName = true;
        break;
      case 61: // =
        if (isAssignment(text, i - 1)) for (let at = base; at < pending.length; at++) assigns.add(pending[at] ?? 0);
        break;
      case 45: // <- and --
      case 43: // ++
        if (text.charCodeAt(i - 2) === (code === 43 ? 43 : 60) || (code === 45 && text.charCodeAt(i - 2) === 45)) {
          for (let at = base; at < pending.length; at++) assigns.add(pending[at] ?? 0);
          ender = text.charCodeAt(i - 2) === code;
        }
        break;
      default:
        break;
    }
    if (code !== 44) listing = false;
  }
  if (brackets.length > 0 || !close() || start < 0) return undefined;
  return { packageName, start, headEnd, imports, declarations };
}

/** Imports stand before everything else, broken or not. */
function importsOfBroken(text: string): ImportFact[] {
  const end = /^(?:func|var|const|type)\b/m.exec(text)?.index ?? text.length;
  return [...text.slice(0, end).matchAll(/^import\b(?:[ \t]*\([^)]*\)?|[^\n]*)/gm)].flatMap((match) => importsIn(text, match.index + 'import'.length, match.index + match[0].length));
}

function importsIn(text: string, from: number, end: number): ImportFact[] {
  return [...text.slice(from, end).matchAll(importSpec)].flatMap(([whole, name, path], i, all) => {
    if (path === undefined) return [];
    const at = from + (all[i]?.index ?? 0);
    const pathStart = at + whole.length - path.length;
    return [{ path: literalChunks(text, pathStart, at + whole.length).map((chunk) => chunk.text).join(''), name, span: { start: at, end: at + whole.length } }];
  });
}

/** Whether the `=` at `at` assigns: `=` and `op=`, but neither `==`, `!=`, `<=`, `>=` nor `:=`. */
function isAssignment(text: string, at: number): boolean {
  if (text.charCodeAt(at + 1) === 61) return false;
  const before = text.charCodeAt(at - 1);
  if (before === 60 || before === 62) return text.charCodeAt(at - 2) === before;
  return before !== 61 && before !== 33 && before !== 58;
}

/** Whether the first argument of the call that may begin at `at` is a literal. */
function writtenArgument(text: string, at: number): boolean {
  for (let i = at, opened = false; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (classOf(code) === blank || classOf(code) === newline) continue;
    if (!opened && code === 40) opened = true;
    else return !opened || code === 34 || code === 96;
  }
  return true;
}

/** Every image line of a literal as the summary sees it, and perhaps more: an escape other than those of every day may stand for anything. */
function hasImageLine(literal: string, quoted: boolean): boolean {
  return imageLine.test(literal) || (quoted && /\\[^nrt"\\']/.test(literal));
}
