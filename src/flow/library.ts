/**
 * What functions outside the workspace do to strings. One line a function in the table; everything else is an openly unknown result.
 * To add one: write its arithmetic in parts.ts if it is new, then add its `path.Name` here.
 */
import type { CallExpr, Expr } from '../go/facts';
import type { Frame } from './frame';
import type { Evaluation } from './evaluation';
import { isLeftAlone, isLoadedFromFile, isSetByTests, setBefore } from './environment';
import { listsOf } from './lists';
import { unknown, type Origins } from './origin';
import { originsOf } from './origins';
import { cleanPath, concatAnswers, concatValues, derived, firstPieces, holeAnswer, lastComponent, mapAnswer, mapText, replaceAllIn, shapedBy, splitValue, textAnswer, textValue, trimPrefixOf, trimSetOf, trimSpaceOf, trimSuffixOf, uniteAnswers, unknownAnswer, wordsOf } from './parts';
import { formatted, printed } from './sprintf';
import { textsOf } from './texts';
import { textsWhereUnset } from './unset';
import { writtenTexts } from './writers';
import { knownText, isText, withTwins, type Answer, type Value } from './value';

type Library = (e: Evaluation, call: CallExpr, frame: Frame) => Answer;

function arg(e: Evaluation, call: CallExpr, frame: Frame, index: number): Answer {
  const expr = call.args[index];
  return expr ? textsOf(e, expr, frame) : unknownAnswer('missing argument');
}

/** The one known text of an argument. */
function constant(e: Evaluation, call: CallExpr, frame: Frame, index: number): string | undefined {
  const expr = call.args[index];
  return expr && e.keyText(expr, frame);
}

function fresh(what: string): Library {
  return (_e, call, frame) => holeAnswer({ kind: 'fresh', what, path: [...frame.path, `${frame.func.file.uri}:${call.span.start}`], rooted: frame.rooted });
}

const same: Library = (e, call, frame) => arg(e, call, frame, 0);

function each(change: (value: Value) => Value | undefined, why: string): Library {
  return (e, call, frame) => mapAnswer(arg(e, call, frame, 0), change, why);
}

function withConstant(change: (value: Value, constant: string) => Value | undefined, why: string): Library {
  return (e, call, frame) => {
    const fixed = constant(e, call, frame, 1);
    return fixed === undefined ? unknownAnswer(why) : mapAnswer(arg(e, call, frame, 0), (value) => change(value, fixed), why);
  };
}

/** What `if !strings.HasPrefix(s, p) { s = p + s }` leaves in `s` (go/prefixCompletion): where nobody can tell, it may be either. */
const ensurePrefix: Library = (e, call, frame) => {
  const [text, prefix, fixed] = [arg(e, call, frame, 0), arg(e, call, frame, 1), constant(e, call, frame, 1)];
  const lacks = (value: Value): boolean | undefined => {
    const rest = fixed === undefined || fixed === '' ? undefined : trimPrefixOf(value, fixed);
    return rest && rest === value;
  };
  const those = (unwanted: boolean): Answer => ({ ...text, values: text.values.filter((value) => lacks(value) !== unwanted) });
  return uniteAnswers([those(true), concatAnswers([prefix, those(false)])]);
};

/** `strings.ReplaceAll(s, old, new)`; Replace has a count. */
const replace: Library = (e, call, frame) => {
  const old = constant(e, call, frame, 1);
  const count = call.args.length > 3 ? constant(e, call, frame, 3) : '-1';
  if (old === undefined || old === '' || count === undefined || !/^-?[0-9]+$/.test(count)) return unknownAnswer('a replacement that is not known');
  const replacement = arg(e, call, frame, 2);
  return uniteAnswers(replacement.values.map((by) => mapAnswer({ ...arg(e, call, frame, 0), complete: replacement.complete && arg(e, call, frame, 0).complete }, (value) => replaceAllIn(value, old, by, Number(count)), 'a replacement in something unknown')));
};

const join: Library = (e, call, frame) => {
  const separator = arg(e, call, frame, 1);
  const list = call.args[0] && listsOf(e, call.args[0], frame);
  if (!list || separator.values.length !== 1) return unknownAnswer('a join that is not known');
  return uniteAnswers(
    list.alternatives.map((items) => {
      if (items.some((item) => item.rest || item.optional || !item.expr)) return unknownAnswer('a join of an unknown list');
      return concatAnswers(items.flatMap((item, i) => [...(i > 0 ? [separator] : []), ...(item.expr ? [textsOf(e, item.expr, item.frame)] : [])]));
    }),
  );
};

/** The text form of bytes: known to be generated where a random source filled them. */
const encoded: Library = (e, call, frame) => (call.args[0] && randomBytes(e, call.args[0], frame)) ?? unknownAnswer('encoded bytes');

/** Bytes that `rand.Read` filled, as the generated value they are. */
export function randomBytes(e: Evaluation, expr: Expr, frame: Frame): Answer | undefined {
  const of = expr.kind === 'slice' ? expr.of : expr;
  if (of.kind !== 'local') return undefined;
  for (const { call, owner } of e.program.index(frame.func).uses.get(of.id) ?? []) {
    const callees = owner === frame.func ? e.callees(call, frame) : undefined;
    const read = callees?.kind === 'library' && (callees.name === 'Read' || callees.name === 'ReadFull') && (/(^|\/)rand$/.test(callees.path) || callees.path === 'io');
    if (read) return fresh('random')(e, call, frame);
  }
  return undefined;
}

/** `cmp.Or(a, b, …)`: the first that is not empty. What comes behind a variable of the environment is there only where that is empty. */
const firstOf: Library = (e, call, frame) => {
  if (call.spread) return unknownAnswer('the first of an unknown list');
  const found: Answer[] = [];
  let unset: readonly string[] = [];
  for (const one of call.args) {
    const answer = textsWhereUnset(textsOf(e, one, frame), unset);
    const values = answer.values.filter(({ parts }) => parts.length > 0);
    found.push({ ...answer, values });
    if (values.length === answer.values.length && values.every(({ parts }) => parts.some((part) => isText(part) || part.hole.kind === 'fresh'))) return uniteAnswers(found);
    const [only] = values;
    const [part, ...more] = only && values.length === 1 ? only.parts : [];
    if (part && more.length === 0 && !isText(part) && part.hole.kind === 'env' && isLeftAlone(e, part.hole.name)) unset = [...unset, part.hole.name];
  }
  return uniteAnswers([...found, { values: [{ parts: [], trail: [] }], complete: true }]);
};

/** Slash-joined, elements that are empty left out. */
const joinPath: Library = (e, call, frame) => {
  if (call.spread) return unknownAnswer('a path of an unknown list');
  const slash: Answer = textAnswer('/');
  const some = ({ values, complete }: Answer): Answer => ({ values: values.filter(({ parts }) => parts.length > 0), complete });
  const none = ({ values, complete }: Answer): Answer => ({ values: values.filter(({ parts }) => parts.length === 0), complete });
  const [first, ...others] = call.args.map((one) => textsOf(e, one, frame));
  if (!first) return unknownAnswer('a path of nothing');
  const joined = others.reduce((left, right) => uniteAnswers([concatAnswers([some(left), slash, some(right)]), concatAnswers([some(left), none(right)]), concatAnswers([none(left), right])]), first);
  return uniteAnswers([mapAnswer(some(joined), cleanPath, ''), none(joined)]);
};

const base: Library = (e, call, frame) => mapAnswer(arg(e, call, frame, 0), (value) => shapedBy(lastComponent(value), '/'), 'the end of an unknown path');

/** A generated number stays a generated value in another base. */
const inBase: Library = (e, call, frame) => {
  const radix = constant(e, call, frame, 1);
  if (radix === '10') return same(e, call, frame);
  const change = ({ parts: [only, ...others], trail }: Value): Value | undefined =>
    only && others.length === 0 && !isText(only) && only.hole.kind === 'fresh' && radix !== undefined ? { parts: [{ ...only, hole: { ...only.hole, path: [...only.hole.path, `%base ${radix}`] } }], trail } : undefined;
  return mapAnswer(arg(e, call, frame, 0), change, 'a number in another base');
};

/** A relative path's own characters, behind a folder that nobody knows. */
function absolutePath(value: Value): Value {
  const [first] = value.parts;
  if (first && isText(first) && first.text.startsWith('/')) return cleanPath(value);
  return concatValues([{ parts: [{ hole: { kind: 'unknown', why: 'the folder that a path begins in' } }, { text: '/' }], trail: [] }, value]);
}

const letters = 'abcdefghijklmnopqrstuvwxyz';

const table: ReadonlyMap<string, Library> = new Map<string, Library>([
  ['fmt.Sprintf', formatted],
  ['fmt.Errorf', formatted],
  ['fmt.Sprint', (e, call, frame) => (call.args.length === 1 && call.args[0] ? printed(e, call.args[0], frame) : unknownAnswer('unsupported: Sprint of several values'))],
  ['strings.ReplaceAll', replace],
  ['strings.Replace', replace],
  ['bytes.Replace', replace],
  ['bytes.ReplaceAll', replace],
  ['strings.EnsurePrefix', ensurePrefix],
  ['strings.TrimPrefix', withConstant(trimPrefixOf, 'a prefix of something unknown')],
  ['strings.TrimSuffix', withConstant(trimSuffixOf, 'a suffix of something unknown')],
  ['strings.Trim', withConstant((value, set) => shapedBy(trimSetOf(value, set, true, true), set), 'the ends of something unknown')],
  ['strings.TrimLeft', withConstant((value, set) => shapedBy(trimSetOf(value, set, true, false), set), 'the start of something unknown')],
  ['strings.TrimRight', withConstant((value, set) => shapedBy(trimSetOf(value, set, false, true), set), 'the end of something unknown')],
  ['strings.Cut', withConstant((value, separator) => shapedBy(splitValue(value, separator)?.[0], separator), 'a cut of something unknown')],
  ['strings.TrimSpace', each(trimSpaceOf, 'the ends of something unknown')],
  ['bytes.TrimSpace', each(trimSpaceOf, 'the ends of something unknown')],
  ['strings.ToLower', each((value) => shapedBy(mapText(value, (text) => text.toLowerCase()), letters.toUpperCase()), 'the lower case of something unknown')],
  ['strings.ToUpper', each((value) => (value.parts.every(isText) ? shapedBy(mapText(value, (text) => text.toUpperCase()), letters) : undefined), 'the upper case of something unknown')],
  ['strings.Join', join],
  ['cmp.Or', firstOf],
  ['strings.Clone', same],
  ['strings.NewReader', same],
  ['bytes.NewReader', same],
  ['bytes.NewBufferString', same],
  ['bytes.NewBuffer', same],
  ['path/filepath.Join', joinPath],
  ['path.Join', joinPath],
  ['path/filepath.Clean', each(cleanPath, '')],
  ['path/filepath.Abs', each(absolutePath, '')],
  ['path.Clean', each(cleanPath, '')],
  ['path/filepath.Base', base],
  ['path.Base', base],
  ['encoding/hex.EncodeToString', encoded],
  ['strconv.Itoa', same],
  ['strconv.FormatInt', inBase],
  ['strconv.FormatUint', inBase],
  // A conversion to a type of another package.
  ['k8s.io/api/core/v1.PullPolicy', same],
  ['os.Getenv', env],
  ['os.LookupEnv', env],
  ['os.ExpandEnv', each((value) => (knownText(value)?.includes('$') === false ? value : undefined), 'an environment expansion')],
  ['time.Now', fresh('time')],
  ['os.Getpid', fresh('process')],
  ['os.Hostname', fresh('host')],
  ['os/user.Current', fresh('user')],
  ['os.MkdirTemp', fresh('temporary folder')],
  ['os.CreateTemp', fresh('temporary file')],
  ['os.Getwd', fresh('host folder')],
]);

const freshPackages: readonly (readonly [RegExp, string])[] = [
  [/(^|\/)(google\/)?uuid$/, 'uuid'],
  [/^math\/rand(\/v2)?$/, 'random'],
  [/^crypto\/rand$/, 'random'],
  [/(^|\/)(ksuid|xid|ulid|nanoid|petname)$/, 'random'],
  [/^k8s\.io\/apimachinery\/pkg\/util\/(rand|uuid)$/, 'random'],
];

/** Constants of other packages that stand for a string. */
const constants: ReadonlyMap<string, string> = new Map([
  ['k8s.io/api/core/v1.PullAlways', 'Always'],
  ['k8s.io/api/core/v1.PullNever', 'Never'],
  ['k8s.io/api/core/v1.PullIfNotPresent', 'IfNotPresent'],
]);

/** The text of a library's constant; undefined when it isn't in the table. */
export function libraryConstant(path: string, name: string): string | undefined {
  return constants.get(`${path}.${name}`);
}

const pointers = /(^|\/)(ptr|pointer|to)$/;

function env(e: Evaluation, call: CallExpr, frame: Frame): Answer {
  const name = constant(e, call, frame, 0);
  if (name === undefined) return unknownAnswer('an environment variable of unknown name');
  const set = setBefore(e, name, call.span, frame);
  return set ?? (isSetByTests(e, name) || isLoadedFromFile(e, frame) ? unknownAnswer('an environment variable that the tests, or a file, set') : holeAnswer({ kind: 'env', name }));
}

/** The strings that a library call gives (its first result). */
export function libraryTexts(e: Evaluation, call: CallExpr, frame: Frame): Answer {
  const callees = e.callees(call, frame);
  if (callees.kind === 'unknown') return methodTexts(e, call, frame) ?? unknownAnswer(callees.why);
  if (callees.kind !== 'library') return unknownAnswer('a call');
  if (callees.mixed) return unknownAnswer('the result of one of several functions');
  if (callees.path === '') return methodTexts(e, call, frame) ?? unknownAnswer(`result of ${callees.name.replace(/^\./, '')}`);
  const known = table.get(`${callees.path}.${callees.name}`);
  if (known) return known(e, call, frame);
  if (/^(?:MustParse|Parse\w*|FromBytes|NewSHA1|NewMD5|NewHash|New|NewSource|NewPCG|NewChaCha8|Seed|Validate|SetRand|NewV[35])$/.test(callees.name) && (callees.name !== 'New' || callees.path.includes('rand')) && freshPackages.some(([path]) => path.test(callees.path))) return unknownAnswer('a text that may be the same every time');
  const generated = freshPackages.find(([path]) => path.test(callees.path));
  if (generated) return fresh(generated[1])(e, call, frame);
  if (pointers.test(callees.path) && call.args.length === 1) return same(e, call, frame);
  return unknownAnswer(`result of ${callees.path.split('/').pop() ?? ''}.${callees.name}`);
}

/** Methods of values that libraries made: formatting a time keeps its identity, a builder gives what was written to it. */
function methodTexts(e: Evaluation, call: CallExpr, frame: Frame): Answer | undefined {
  if (call.fn.kind !== 'select') return undefined;
  const { of, name } = call.fn;
  const makers = originsOf(e, of, frame);
  const only = makers.list.length === 1 ? makers.list[0] : undefined;
  if (name === 'String' || name === 'Bytes') {
    const written = writtenTexts(e, of, frame);
    if (written) return written;
  }
  if (only?.kind === 'made' && only.expr.kind === 'call') {
    const inner = e.callees(only.expr, only.frame);
    if (inner.kind === 'library') {
      if (inner.path === 'os/exec') return command(e, only.expr, only.frame, inner.name === 'CommandContext' ? 1 : 0, name);
      if (inner.path === 'strings' && inner.name === 'NewReplacer' && name === 'Replace') return replaced(e, only.expr, only.frame, call, frame);
    }
  }
  const receiver = textsOf(e, of, frame);
  const value = receiver.values[0];
  const part = value?.parts[0];
  if (receiver.values.length !== 1 || value?.parts.length !== 1 || !part) return undefined;
  if (isText(part)) return name === 'String' ? receiver : undefined;
  if (part.hole.kind !== 'fresh') return undefined;
  // Two layouts of one time are two values; one layout of it is one.
  const layout = call.args.map((one) => e.keyText(one, frame) ?? `?${frame.func.file.uri}:${call.span.start}`).join(',');
  return { values: [{ parts: [{ ...part, hole: { ...part.hole, path: name === 'String' ? part.hole.path : [...part.hole.path, `.${name}(${layout})`] } }], trail: value.trail }], complete: receiver.complete };
}

/** What a command prints. Only git's answers are words that may stand in a tag; anything else may be anything. */
function command(e: Evaluation, call: CallExpr, frame: Frame, skip: number, method: string): Answer | undefined {
  if (method !== 'Output' && method !== 'CombinedOutput') return undefined;
  const program = constant(e, call, frame, skip);
  return program === 'git' || program === 'whoami' || program === 'hostname' ? fresh(program === 'git' ? 'git' : 'user')(e, call, frame) : unknownAnswer('the output of a command');
}

/** All at once, as Go does it: what one pair puts in is not looked at by the others. */
function replaced(e: Evaluation, replacer: CallExpr, replacerFrame: Frame, call: CallExpr, frame: Frame): Answer {
  const pairs: { old: string; by: Value; mark: string }[] = [];
  for (let i = 0; i < replacer.args.length; i += 2) {
    const old = constant(e, replacer, replacerFrame, i);
    const by = arg(e, replacer, replacerFrame, i + 1);
    const only = by.values.length === 1 ? by.values[0] : undefined;
    if (!old || !only || replacer.spread || pairs.some((earlier) => startsInside(earlier.old, old))) return unknownAnswer('a replacement that is not known');
    pairs.push({ old, by: only, mark: String.fromCharCode(0xf000 + i) });
  }
  const marked = pairs.reduce((answer, { old, mark }) => mapAnswer(answer, (value) => replaceAllIn(value, old, textValue(mark)), 'a replacement in something unknown'), arg(e, call, frame, 0));
  return pairs.reduce((answer, { by, mark }) => mapAnswer(answer, (value) => replaceAllIn(value, mark, by), 'a replacement in something unknown'), marked);
}

/** Whether `inner` can begin within an occurrence of `outer`, behind its first character: which of the two is replaced then depends on where one looks first. */
function startsInside(inner: string, outer: string): boolean {
  for (let at = 1; at < outer.length; at++) if (outer.startsWith(inner, at) || inner.startsWith(outer.slice(at))) return true;
  return false;
}

/** Later results of a library call: an environment look-up's flag, a cut's second half. */
export function libraryResult(e: Evaluation, call: CallExpr, frame: Frame, index: number): Origins {
  const callees = e.callees(call, frame);
  if (callees.kind === 'library' && callees.path === 'strings' && callees.name === 'Cut' && index === 1) {
    const separator = constant(e, call, frame, 1);
    const answer = separator ? mapAnswer(arg(e, call, frame, 0), (value) => afterFirst(value, separator), 'a cut of something unknown') : unknownAnswer('a cut at something unknown');
    return valuesAsOrigins(answer);
  }
  return unknown(callees.kind === 'library' ? `result ${index + 1} of ${callees.name}` : 'a result');
}

function afterFirst(value: Value, separator: string): Value | undefined {
  const pieces = splitValue(value, separator);
  if (!pieces) return undefined;
  return joined(pieces.slice(1), separator, value);
}

/** Pieces of `of`, put together again. */
function joined(pieces: readonly Value[], separator: string, of: Value): Value {
  return { parts: pieces.flatMap(({ parts }, i) => [...(i > 0 ? [{ text: separator }] : []), ...parts]), trail: of.trail };
}

function valuesAsOrigins(answer: Answer): Origins {
  return { list: answer.values.map((value) => ({ kind: 'value', value, trail: [] })), complete: answer.complete };
}

/** Elements of a list that a library made: `strings.Split(s, ":")[1]`. A negative index counts from the end. */
export function libraryElements(e: Evaluation, expr: Expr, frame: Frame, wanted: string | undefined): Origins {
  if (expr.kind !== 'call') return unknown('elements of something unknown');
  const callees = e.callees(expr, frame);
  if (callees.kind !== 'library' || callees.path !== 'strings') return unknown('elements of something unknown');
  if (callees.name !== 'Split' && callees.name !== 'SplitN' && callees.name !== 'Fields') return unknown('elements of something unknown');
  const separator = callees.name === 'Fields' ? '' : constant(e, expr, frame, 1);
  const limit = callees.name === 'SplitN' ? constant(e, expr, frame, 2) : undefined;
  if (separator === undefined || (callees.name === 'SplitN' && (limit === undefined || limit === '0'))) return unknown('a split at something unknown');
  const text = arg(e, expr, frame, 0);
  const list: Value[] = [];
  const most = limit === undefined || Number(limit) < 0 ? Infinity : Number(limit);
  for (const value of text.values.flatMap(withTwins)) {
    const pieces = callees.name === 'Fields' ? wordsOf(value) : splitValue(value, separator);
    if (!pieces) {
      const early = wanted === undefined || Number(wanted) >= most - 1 ? undefined : firstPieces(value, separator)[Number(wanted)];
      list.push(early ?? derived(value, `part ${wanted ?? '?'} by '${separator}'`, 'a split of something unknown'));
      continue;
    }
    const limited = pieces.length > most ? [...pieces.slice(0, most - 1), joined(pieces.slice(most - 1), separator, value)] : pieces;
    if (wanted === undefined) list.push(...limited);
    else {
      const piece = limited.at(Number(wanted));
      if (piece) list.push(piece);
    }
  }
  return { list: list.map((value) => ({ kind: 'value', value: shapedBy(value, separator === '' ? ' ' : separator), trail: [] })), complete: text.complete };
}
