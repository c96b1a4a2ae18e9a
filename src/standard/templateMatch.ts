/**
 * Does a string with holes follow a template, and if not, where does it part from it? Compares characters by hand: no pattern is ever
 * built from a service's name, and the number of steps is bounded. Knows templates and service names; knows no standard.
 */
import { isWord } from '../images/reference';
import { isText, type Hole, type Part } from '../flow/value';
import { partMeanings, type PartName, type Template, type TemplatePiece } from './template';

/** One service with every name it goes by. */
export interface NamedService {
  readonly name: string;
  readonly aliases: readonly string[];
}

export type TemplateMatch =
  /** The text each part stands for; a generated value shows as `{fresh}`. */
  | { readonly kind: 'match'; readonly parts: ReadonlyMap<PartName, string> }
  /** `why` is a clause; `at` counts the characters that did follow the template. */
  | { readonly kind: 'mismatch'; readonly why: string; readonly at: number; /** A part names something else than it does before. */ readonly contradiction: boolean }
  | { readonly kind: 'unknown' };

type Symbol = string | Hole;

interface Search {
  readonly symbols: readonly Symbol[];
  readonly pieces: readonly TemplatePiece[];
  readonly services: readonly NamedService[];
  readonly bound: Map<PartName, string>;
  steps: number;
  /** The attempt that got through most pieces, and there furthest: what it lacked. */
  failure: { readonly piece: number; readonly at: number; /** Where that piece begins. */ readonly from: number; readonly expected: string; readonly contradiction: boolean };
}

const stepLimit = 20_000;
const lengthLimit = 512;

export function matchTemplate(template: Template, image: readonly Part[], services: readonly NamedService[]): TemplateMatch {
  const symbols: Symbol[] = image.flatMap((part): Symbol[] => (isText(part) ? part.text.split('') : [part.hole]));
  if (symbols.length > lengthLimit) return { kind: 'mismatch', why: 'it is too long', at: 0, contradiction: false };
  const search: Search = { symbols, pieces: template.pieces, services, bound: new Map(), steps: 0, failure: { piece: -1, at: 0, from: 0, expected: '', contradiction: false } };
  const outcome = step(search, 0, 0);
  if (outcome === 'match') return { kind: 'match', parts: search.bound };
  return outcome === 'unknown' ? { kind: 'unknown' } : { kind: 'mismatch', why: explain(search), at: search.failure.at, contradiction: search.failure.contradiction };
}

type Outcome = 'match' | 'mismatch' | 'unknown';

/** Can the pieces from `piece` on match the symbols from `at` on? `unknown` as soon as a hole that may be anything is reached. */
function step(search: Search, piece: number, at: number): Outcome {
  if (++search.steps > stepLimit) return 'unknown';
  const wanted = search.pieces[piece];
  if (wanted === undefined) {
    if (at === search.symbols.length) return 'match';
    return isOpaque(search.symbols[at]) ? 'unknown' : fail(search, piece, at, 'nothing more');
  }
  if ('text' in wanted) return literal(search, wanted.text, false, piece, at);
  const bound = search.bound.get(wanted.part);
  const names = bound === undefined ? undefined : namesOf(search.services, bound);
  if (names !== undefined) return firstOf(names.map((name) => () => literal(search, name, true, piece, at)));
  let unknown = false;
  for (const end of endsOf(search, wanted.part, at)) {
    search.bound.set(wanted.part, show(search.symbols.slice(at, end)));
    const outcome = step(search, piece + 1, end);
    if (outcome === 'match') return outcome;
    search.bound.delete(wanted.part);
    unknown ||= outcome === 'unknown';
  }
  if (unknown || isOpaqueFor(wanted.part, search.symbols[at])) return 'unknown';
  return fail(search, piece, at, `{${wanted.part}}, ${partMeanings[wanted.part]},`);
}

function firstOf(tries: readonly (() => Outcome)[]): Outcome {
  let unknown = false;
  for (const attempt of tries) {
    const outcome = attempt();
    if (outcome === 'match') return outcome;
    unknown ||= outcome === 'unknown';
  }
  return unknown ? 'unknown' : 'mismatch';
}

/** `again`: the text of a part that an earlier place has fixed. */
function literal(search: Search, text: string, again: boolean, piece: number, at: number): Outcome {
  for (let i = 0; i < text.length; i++) {
    const symbol = search.symbols[at + i];
    if (symbol === text[i]) continue;
    return isOpaque(symbol) ? 'unknown' : fail(search, piece, at + i, `\`${text}\``, at, again);
  }
  return step(search, piece + 1, at + text.length);
}

function fail(search: Search, piece: number, at: number, expected: string, from = at, contradiction = false): Outcome {
  const { failure } = search;
  if (piece > failure.piece || (piece === failure.piece && at > failure.at)) search.failure = { piece, at, from, expected, contradiction };
  return 'mismatch';
}

/** A hole that may be any text. */
function isOpaque(symbol: Symbol | undefined): boolean {
  return symbol !== undefined && typeof symbol !== 'string' && !isWord(symbol);
}

/** `$USER` and its kin stand for a user name and nothing else. */
function isUserName(symbol: Symbol | undefined): boolean {
  return typeof symbol === 'object' && symbol.kind === 'env' && ['USER', 'USERNAME', 'LOGNAME'].includes(symbol.name);
}

function isOpaqueFor(part: PartName, symbol: Symbol | undefined): boolean {
  return isOpaque(symbol) && !(part === 'user' && isUserName(symbol));
}

/** Where a part that starts at `at` may end, best guess first: a known service's longest name, then the longest run. */
function endsOf(search: Search, part: PartName, at: number): number[] {
  const { symbols } = search;
  if (part === 'service' || part === 'consumer' || part === 'infrastructure') {
    const known = search.services.flatMap((service) => [service.name, ...service.aliases]).filter((name) => startsWith(symbols, at, name));
    const ends = known.map((name) => at + name.length).toSorted((a, b) => b - a);
    const run = runOf(symbols, at, (symbol) => typeof symbol === 'string' && (/[a-z0-9._-]/.test(symbol) || (part === 'infrastructure' && symbol === '/')));
    const words = run.filter((end) => isWordCharacter(symbols[at]) && isWordCharacter(symbols[end - 1]));
    return [...new Set([...ends, ...words])];
  }
  if (part === 'user' || part === 'name') {
    return runOf(symbols, at, (symbol) => (typeof symbol === 'string' ? /[A-Za-z0-9._-]/.test(symbol) : isWord(symbol) || (part === 'user' && isUserName(symbol))));
  }
  const first = symbols[at];
  if (typeof first === 'object') return isWord(first) ? [at + 1] : [];
  if (part === 'git-hash' && startsWith(symbols, at, 'unknown')) return [at + 'unknown'.length];
  const digits = part === 'timestamp' ? /[0-9]/ : /[0-9a-f]/;
  const most = part === 'timestamp' ? 20 : 40;
  return runOf(symbols, at, (symbol) => typeof symbol === 'string' && digits.test(symbol)).filter((end) => end - at >= 6 && end - at <= most);
}

function isWordCharacter(symbol: Symbol | undefined): boolean {
  return typeof symbol === 'string' && /[a-z0-9]/.test(symbol);
}

function startsWith(symbols: readonly Symbol[], at: number, text: string): boolean {
  for (let i = 0; i < text.length; i++) if (symbols[at + i] !== text[i]) return false;
  return text !== '';
}

/** Every end of a non-empty run from `at` on, the longest first. */
function runOf(symbols: readonly Symbol[], at: number, accepts: (symbol: Symbol) => boolean): number[] {
  const ends: number[] = [];
  for (let i = at; i < symbols.length; i++) {
    const symbol = symbols[i];
    if (symbol === undefined || !accepts(symbol)) break;
    ends.push(i + 1);
  }
  return ends.toReversed();
}

/** Every name that means the same service as `name`, itself first. */
function namesOf(services: readonly NamedService[], name: string): string[] {
  const service = services.find((candidate) => candidate.name === name || candidate.aliases.includes(name));
  return service === undefined ? [name] : [...new Set([name, service.name, ...service.aliases])];
}

function show(symbols: readonly Symbol[]): string {
  return symbols.map((symbol) => (typeof symbol === 'string' ? symbol : symbol.kind === 'env' ? `{env:${symbol.name}}` : '{fresh}')).join('');
}

function explain({ symbols, failure }: Search): string {
  const rest = show(symbols.slice(failure.from, failure.from + 40));
  if (failure.at === symbols.length) return `${failure.expected} is missing at its end`;
  return `${failure.expected} is expected ${failure.contradiction ? 'again ' : ''}where \`${rest}\` stands`;
}
