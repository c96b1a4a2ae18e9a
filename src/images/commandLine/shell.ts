/**
 * Cuts a shell script (`sh -c "…"`) into simple commands of words, each with the place of its characters in the script. Knows quotes,
 * separators, redirections and comments; expands nothing: what a shell would expand is kept and marked.
 */
import { hole } from './command';

const shells: ReadonlySet<string> = new Set(['sh', 'bash', 'dash', 'zsh', 'ash']);

/** The program runs a script that is given to it. */
export function isShell(name: string): boolean {
  return shells.has(name);
}

/** `-c`, which may stand in a group (`-ec`): the script is the argument behind it. */
export function takesScript(flag: string): boolean {
  return /^-[a-z]*c$/.test(flag);
}

export interface ShellWord {
  /** The word's characters without quotes, every expansion as one hole. */
  readonly shape: string;
  /** Offset in the script of every character of `shape`, and one more for its end. */
  readonly offsets: readonly number[];
  /** Holds `$`, a backquote or a glob that a shell expands. */
  readonly expands: boolean;
}

export interface ShellCommand {
  readonly words: readonly ShellWord[];
  /** It reads what the command before it writes. */
  readonly piped: boolean;
  /** The folders that were entered before it, one after the other; undefined where nobody knows which. */
  readonly entered: readonly ShellWord[] | undefined;
}

/** The simple commands in the order they stand, whether or not they run. Assignments before a command stay in it as words. */
export function commandsIn(script: string): readonly ShellCommand[] {
  const commands: ShellCommand[] = [];
  let words: ShellWord[] = [];
  let redirected = false;
  let piped = false;
  let entered: ShellCommand['entered'] = [];
  const outside: ShellCommand['entered'][] = [];
  const endCommand = (separator: string) => {
    // A line may end behind a pipe.
    const more = words.length === 0 && separator === '\n';
    if (words.length) commands.push({ words, piped, entered });
    if (/^(?:cd|pushd|popd)$/.test(words[0]?.shape ?? '')) entered = isFolder(words) ? entered && [...entered, ...words.slice(1)] : undefined;
    if (!more) piped = separator === '|';
    words = [];
    redirected = false;
    // A subshell goes nowhere else.
    if (separator === '(') outside.push(entered);
    else if (separator === ')' && outside.length > 0) entered = outside.pop();
  };
  let i = 0;
  while (i < script.length) {
    const c = script[i] ?? '';
    if (c === '\\' && script[i + 1] === '\n') i += 2;
    else if (c === ' ' || c === '\t' || c === '\r') i++;
    else if (c === '#') i = endOfLine(script, i);
    else if ('\n;|&()'.includes(c)) {
      const two = c === '|' && script[i + 1] === '|';
      if (!(c === '&' && /[<>|]/.test(script[i - 1] ?? ''))) endCommand(two ? '||' : c);
      i += two ? 2 : 1;
    } else if (c === '<' || c === '>') {
      redirected = true;
      while (i < script.length && '<>&|'.includes(script[i] ?? '')) i++;
    } else {
      const { word, next } = readWord(script, i);
      const descriptor = /^\d+$/.test(word.shape) && /[<>]/.test(script[next] ?? '');
      if (redirected) redirected = false;
      else if (!descriptor && !(words.length === 0 && keywords.has(word.shape))) words.push(word);
      i = Math.max(next, i + 1);
    }
  }
  endCommand('');
  return commands;
}

/** `cd DIR`, and neither `cd`, `cd -` nor `popd`. */
function isFolder([program, folder, ...more]: readonly ShellWord[]): boolean {
  return program?.shape !== 'popd' && folder !== undefined && more.length === 0 && !folder.shape.startsWith('-') && !folder.shape.startsWith('~');
}

const keywords: ReadonlySet<string> = new Set(['if', 'then', 'else', 'elif', 'fi', 'do', 'done', 'while', 'until', '!', '{', '}']);

function endOfLine(script: string, from: number): number {
  const end = script.indexOf('\n', from);
  return end < 0 ? script.length : end;
}

function readWord(script: string, start: number): { readonly word: ShellWord; readonly next: number } {
  let shape = '';
  const offsets: number[] = [];
  let expands = false;
  let quote = '';
  let i = start;
  let end = start;
  const add = (text: string, at: number) => {
    shape += text;
    offsets.push(at);
    end = at + 1;
  };
  while (i < script.length) {
    const c = script[i] ?? '';
    if (!quote && ' \t\r\n;|&()<>'.includes(c)) break;
    if (c === quote) quote = '';
    else if (!quote && (c === '"' || c === "'")) quote = c;
    else if (c === '\\' && quote !== "'" && i + 1 < script.length) {
      i++;
      if (script[i] !== '\n') add(script[i] ?? '', i);
    } else if (quote !== "'" && (c === '$' || c === '`')) {
      expands = true;
      add(hole, i);
      i = endOfExpansion(script, i);
      end = i;
      continue;
    } else {
      if (!quote && (c === '*' || c === '?')) expands = true;
      add(c, i);
    }
    i++;
  }
  offsets.push(end);
  return { word: { shape, offsets, expands }, next: i };
}

/** The offset behind `$NAME`, `${…}`, `$(…)` or a backquoted command; the script's end where it isn't closed. */
function endOfExpansion(script: string, at: number): number {
  if (script[at] === '`') {
    const end = script.indexOf('`', at + 1);
    return end < 0 ? script.length : end + 1;
  }
  const open = script[at + 1];
  if (open !== '{' && open !== '(') return at + 1 + (/^(?:\w+|[@*#?$!-])/.exec(script.slice(at + 1, at + 256))?.[0].length ?? 0);
  const close = open === '{' ? '}' : ')';
  let depth = 0;
  for (let i = at + 1; i < script.length; i++) {
    if (script[i] === open) depth++;
    else if (script[i] === close && --depth === 0) return i + 1;
  }
  return script.length;
}
