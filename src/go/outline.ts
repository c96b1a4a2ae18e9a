/**
 * Which declarations does a Go file have, where does each begin and end, and which names does it mention? One pass over the characters,
 * an order of magnitude faster than a parse; knows strings, comments and brackets and no grammar beyond them.
 */
import { exact } from '../base/exact';
import { anyVariable, setenv, unsetenv, type ImportFact } from './facts';
import type { Mention } from './mentions';
import { importsIn, roughDeclaration, roughOutline } from './roughOutline';
import { blank, classOf, digit, endBehind, endOfQuoted, hashOf, letter, newline, nextHash } from './scan';
import { stretches, type Stretch } from './stretches';
import { writtenArguments } from './writtenArguments';

export interface Declaration extends Stretch {
  /** `file`: a piece that could not be told apart, or the whole file. */
  readonly kind: 'func' | 'var' | 'const' | 'type' | 'file';
  /** What it declares at package level; a method its own name. */
  readonly names: readonly string[];
  /** The receiver's type, for methods. */
  readonly receiver: string | undefined;
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
const writers = new Set(['Write', 'WriteString', 'WriteByte', 'WriteRune'].map(hashOf));
/** Words behind which a brace opens a type, not a body. */
const typeWords = new Set(['struct', 'interface'].map(hashOf));
const runners: ReadonlyMap<number, string> = new Map(['Command', 'CommandContext', 'StartProcess'].map((name) => [hashOf(name), name]));
const setters = new Set([setenv, unsetenv].map(hashOf));
const formatters = new Set(['Sprintf', 'ReplaceAll', 'Replace'].map(hashOf));
const imageLine = /image(\\?["'])?[ \t]*:/;
/** A key of a workload in Go's own maps. */
const containersKey = /(["`])(?:containers|initContainers)\1\s*:/y;
/** What a test says that waits for a failure of the kubelet's, or of a rollout. */
const telling = /Pull|BackOff|InvalidImageName|InspectFailed|DeadlineExceeded|^.(?:wait|rollout).$/;
const functionHead = /func\s*(\((?:[^()]|\([^()]*\))*\))?\s*([\p{L}_][\p{L}\p{N}_]*)/uy;
const receiverType = /([\p{L}_][\p{L}\p{N}_]*)\s*(?:\[[^\]]*\])?\s*\)*$/u;

interface Open {
  kind: string;
  start: number;
  names: string[];
  closures: boolean;
}

const passed = stretches();

/** Longer rows of pieces that can't be told apart aren't worth it. */
const mostUnclear = 8;

/**
 * The outline of a Go file. What isn't a row of declarations with balanced brackets is a declaration of kind `file`: from the declaration
 * in which that shows to the next line that begins one; the whole text where not even its package clause and imports are clear. Never throws.
 */
export function outline(text: string): Outline {
  const found: Found = { packageName: '', start: -1, headEnd: 0, imports: [], declarations: [] };
  for (let from = 0, unclear = 0; ; unclear++) {
    const failed = addDeclarations(text, from, found);
    if (failed === undefined) return { ...found, imports: exact(found.imports), declarations: exact(found.declarations) };
    if (failed < 0 || unclear === mostUnclear) return roughOutline(text);
    const end = nextHead(text, failed);
    found.declarations.push(roughDeclaration(text, failed, end));
    if (end === text.length) return found;
    from = end;
  }
}

type Found = { -readonly [K in keyof Outline]: Outline[K] extends readonly (infer T)[] ? T[] : Outline[K] };

/** Adds the declarations from `from` on; the offset of the first that can't be told apart, -1 where that is the package clause or an import. */
function addDeclarations(text: string, from: number, found: Found): number | undefined {
  const { imports, declarations } = found;
  let { start } = found;
  let open: Open | undefined;
  /** Whether a line's end would end a statement here, as Go inserts semicolons. */
  let ender = false;
  let firstOfLine = true;
  let end = from;
  let dot = false;
  /** An address is being taken of what is named here. */
  let addressed = false;
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
  /** The last token: its first character, and its hash where it is a word. */
  let lastCode = 0;
  let lastHash = 0;
  let lastPlain: Mention = 0;
  /** A function literal (or type) has begun at this depth of brackets, and its body hasn't. */
  let literal = -1;
  let literalStart = 0;
  /** Where its names begin among the pending ones. */
  let literalNames = 0;
  /** It is handed to a call. */
  let handed = false;
  let current = passed.begin(0);

  const unclear = (at: number): number => (start < 0 || open?.kind === 'package' || open?.kind === 'import' ? -1 : (open?.start ?? at));
  const close = (): boolean => {
    if (!open) return true;
    const { kind } = open;
    if (kind === 'package') found.packageName = open.names[0] ?? '';
    else if (kind === 'import') imports.push(...importsIn(text, open.start + 'import'.length, end));
    else if (!declare(open)) return false;
    if (kind === 'package' || kind === 'import') {
      if (declarations.length > 0) return false;
      found.headEnd = end;
    }
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
    declarations.push({ kind, names: exact(one.names), receiver, closures: one.closures, ...passed.end(end) });
    return true;
  };

  const { length } = text;
  for (let i = from; i < length; ) {
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
      if (next < 0) return unclear(i);
      lineEnd = text.slice(i, next).includes('\n');
      i = next;
      if (!lineEnd) continue;
    } else if (lineEnd || code === 59) i++;
    firstOfLine ||= lineEnd;
    if (lineEnd || code === 59) {
      if (!ender && code !== 59) continue;
      ender = false;
      dot = false;
      if (inside === 0) {
        pending.length = base;
        literal = -1;
      }
      if (grouped && brackets.length === 1) expectName = true;
      if (brackets.length === 0 && !close()) return unclear(i);
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
        if (!keywords.has(word) || (start < 0) !== (word === 'package') || !firstOfLine) return unclear(from);
        firstOfLine = false;
        if (word === 'package') found.start = start = from;
        open = { kind: word, start: from, names: [], closures: false };
        current = passed.begin(from);
        literal = -1;
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
      if (!dot && hash === funcHash && from > open.start) {
        open.closures = true;
        literal = brackets.length;
        literalStart = from;
        literalNames = pending.length;
        handed = lastCode === 40 || lastCode === 44;
        if (!handed) for (let at = base; at < pending.length; at++) current.bound.push(pending[at] ?? 0);
      } else if (dot && formatters.has(hash) && !writtenArgument(text, i)) current.formats = true;
      else if (dot && writers.has(hash)) current.assigns.add(lastPlain);
      const runner = runners.get(hash);
      if (runner !== undefined) current.runs.push({ name: runner, args: writtenArguments(text, i) });
      if (dot && setters.has(hash)) current.sets.push(writtenArguments(text, i)?.[0] ?? anyVariable);
      current.mentions.add(mention);
      pending.push(mention);
      if (addressed) current.assigns.add(mention);
      if (!dot) lastPlain = mention;
      lastCode = code;
      lastHash = hash;
      dot = false;
      continue;
    }
    if (!open) return unclear(i);
    const wordBefore = lastHash;
    lastCode = code;
    lastHash = 0;
    if (code === 34 || code === 96 || code === 39) {
      const next = code === 96 ? endBehind(text, '`', i + 1) : endOfQuoted(text, i);
      if (next < 0) return unclear(i);
      if (code !== 39 && !(current.image && current.tells) && next - i > 5) {
        const literal = text.slice(i, next);
        current.image ||= next - i > 7 && (hasImageLine(literal, code === 34) || matchesAt(containersKey, text, i));
        current.tells ||= telling.test(literal);
      }
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
    // `&x.y`, `&(x)`; that `a & b` takes none only says too much.
    addressed = code === 38 || (addressed && (dot || code === 40));
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
        if (brackets.length === literal && !typeWords.has(wordBefore)) {
          current = passed.open(i, brackets.length, handed && !hasResults(text.slice(literalStart, i - 1)));
          // A parameter may be a function, or hold some.
          for (let at = literalNames; at < pending.length; at++) current.bound.push(pending[at] ?? 0);
          literal = -1;
        } else if (open.kind === 'func' && brackets.length === 0) current.bound.push(...pending);
        brackets.push(125);
        outside.push(inside);
        bases.push(base);
        inside = 0;
        base = pending.length;
        break;
      case 41: // )
      case 93: // ]
      case 125: // }
        if (brackets.pop() !== code) return unclear(i);
        ender = true;
        if (code === 125) {
          inside = outside.pop() ?? 0;
          base = bases.pop() ?? 0;
          if (current.depth === brackets.length) current = passed.close(i - 1);
        } else inside--;
        if (brackets.length < literal) literal = -1;
        if (brackets.length === 0 && grouped) expectName = false;
        break;
      case 44: // ,
        if (listing && brackets.length === (grouped ? 1 : 0)) expectName = true;
        break;
      case 58: // : of a case
        if (brackets.length === literal) literal = -1;
        break;
      case 61: // =
        if (isAssignment(text, i - 1)) for (let at = base; at < pending.length; at++) current.assigns.add(pending[at] ?? 0);
        break;
      case 45: // <- and --
      case 43: // ++
        if (text.charCodeAt(i - 2) === (code === 43 ? 43 : 60) || (code === 45 && text.charCodeAt(i - 2) === 45)) {
          for (let at = base; at < pending.length; at++) current.assigns.add(pending[at] ?? 0);
          ender = text.charCodeAt(i - 2) === code;
        }
        break;
      default:
        break;
    }
    if (code !== 44) listing = false;
  }
  return brackets.length > 0 || !close() || start < 0 ? unclear(length) : undefined;
}

const headPattern = String.raw`^(?:func\s*[\p{L}_(]|(?:var|const|type)\s+[\p{L}_(])`;
const head = new RegExp(headPattern, 'gmu');
const piece = new RegExp(String.raw`//[^\n]*|/\*[^]*?\*/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|` + '`[^`]*(`?)|(' + headPattern + ')', 'gmu');

/** Where a line behind `at` begins a declaration, outside comments and literals, or anywhere when a raw string never ends; else the end of the text. */
function nextHead(text: string, at: number): number {
  let next: number | undefined;
  piece.lastIndex = head.lastIndex = at + 1;
  for (let found = piece.exec(text); found; found = piece.exec(text)) {
    if (found[2] !== undefined) next ??= found.index;
    if (found[1] === '') return head.exec(text)?.index ?? text.length;
  }
  return next ?? text.length;
}

/** Whether the `=` at `at` assigns: `=` and `op=`, but neither `==`, `!=`, `<=`, `>=` nor `:=`. */
function isAssignment(text: string, at: number): boolean {
  if (text.charCodeAt(at + 1) === 61) return false;
  const before = text.charCodeAt(at - 1);
  if (before === 60 || before === 62) return text.charCodeAt(at - 2) === before;
  return before !== 61 && before !== 33 && before !== 58;
}

/** Whether a function literal's head, up to its body, has results: then what stands in the body may be a value of the call around it. */
function hasResults(head: string): boolean {
  return !/^func\s*\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)\s*$/.test(head);
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

function matchesAt(sticky: RegExp, text: string, at: number): boolean {
  sticky.lastIndex = at;
  return sticky.test(text);
}

/** Every image line of a literal as the summary sees it, and perhaps more: an escape other than those of every day may stand for anything. */
function hasImageLine(literal: string, quoted: boolean): boolean {
  return imageLine.test(literal) || (quoted && /\\[^nrt"\\']/.test(literal));
}
