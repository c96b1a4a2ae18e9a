/**
 * `image: X` in YAML that Go code holds: raw strings, Sprintf templates, replaced texts and files that are read. Knows which texts are
 * manifests and which pieces of them are images; what an image may be is asked of the slots there.
 */
import type { BinaryExpr, CallExpr, Expr, FuncFact, TextExpr, VarId } from '../../go/facts';
import { joinedText, type Place, type Span } from '../../base/text';
import type { Frame } from '../../flow/frame';
import type { Evaluation } from '../../flow/evaluation';
import { mentionsOf } from '../../flow/locals';
import { placeOf } from '../../flow/origin';
import { originsOf } from '../../flow/origins';
import { termsOf } from '../../flow/texts';
import { mapAnswer, textAnswer, trimPrefixOf, trimSuffixOf, uniteAnswers, unknownAnswer } from '../../flow/parts';
import { executedTemplates, isExecution } from '../../flow/textTemplate';
import { answerBetween, maskedText, slotsBetween, templatesOf, writtenTemplates, type Slot, type Template } from '../../flow/template';
import { filler } from '../../flow/formatVerbs';
import { isRead, isWrite, piecesWritten, writtenBy, type Written } from '../../flow/writers';
import { isText, knownText, type Answer, type Value } from '../../flow/value';
import { comparedIn, isExpected, isNameCompared } from '../compared';
import { repositoryIn } from '../referenceSplit';
import type { Details, Role } from '../site';
import { imagesInYaml, type YamlImage } from '../yaml/imagesInYaml';
import { isTemplated } from '../yaml/prepare';
import type { Idiom, Sighting, Surroundings } from './idiom';

type Clue =
  | { readonly kind: 'text'; readonly text: TextExpr }
  | { readonly kind: 'call'; readonly call: CallExpr }
  /** `t.Execute(&buffer, data)` */
  | { readonly kind: 'execution'; readonly call: CallExpr }
  | Read
  /** A literal joined with others by `+`: what it lacks stands in its neighbours. */
  | { readonly kind: 'sum'; readonly sum: BinaryExpr }
  /** A package-level name: every function has many, and few of them hold a manifest. */
  | string;

/** A builder or buffer that is read, with what reads it: `b.String()`, `cmd.Stdin = &b`. */
interface Read {
  readonly kind: 'written';
  readonly of: Expr;
  readonly read: Expr;
}

const formatters = new Set(['Sprintf', 'ReplaceAll', 'Replace']);
const looksLikeManifest = /(^|\n)[\t ]*(- )?["']?(image|containers|kind)["']?[\t ]*:/;

/** A text of several lines with an image line: one-line texts such as log messages are nobody's manifest. */
export function isManifest(text: string): boolean {
  return text.includes('\n') && /image["']?\s*:/.test(text) && looksLikeManifest.test(text);
}

function spot(func: FuncFact): readonly Clue[] {
  const clues: Clue[] = [];
  const compared = comparedIn(func);
  for (const text of func.manifests) if (!compared.has(text) && isManifest(joinedText(text.chunks))) clues.push({ kind: 'text', text });
  for (const call of func.calls) {
    if (isExecution(call)) clues.push({ kind: 'execution', call });
    const name = call.fn.kind === 'select' ? call.fn.name : '';
    const writes = name === 'Fprintf' && call.args[0]?.kind === 'unary' && call.args[0].op === '&';
    if (!writes && !formatters.has(name)) continue;
    const made = writes ? formatIn(call) : call;
    const first = made.args[0];
    if (first?.kind === 'text' ? isManifest(joinedText(first.chunks)) : first !== undefined) clues.push({ kind: 'call', call: made });
  }
  if (func.manifests.length > 0) for (const sum of sumsOf(func)) clues.push({ kind: 'sum', sum });
  if (func.manifests.length > 0) for (const read of readsOf(func)) if (!compared.has(read.read)) clues.push(read);
  return clues.length === 0 ? func.mentions : [...clues, ...func.mentions];
}

/** What `fmt.Fprintf(&buffer, format, …)` writes, as a call of its own. */
function formatIn(call: CallExpr): CallExpr {
  const [written] = writtenBy(call);
  return written?.kind === 'format' ? written.call : call;
}

/** Where a builder or buffer is read that a literal with an image line is written to, by itself or as the format. */
function readsOf({ binds, calls, manifests }: FuncFact): Read[] {
  const texts = new Set<Expr>(manifests);
  const filled = new Set(calls.flatMap((call) => (isWrite(call) && call.args.some((arg) => isMadeOf(arg, texts)) ? writtenTo(call) : [])));
  if (filled.size === 0) return [];
  const isFilled = (expr: Expr): boolean => expr.kind === 'local' && filled.has(expr.id);
  return [
    ...calls.flatMap((call): Read[] => (isRead(call) && isFilled(call.fn.of) ? [{ kind: 'written', of: call.fn.of, read: call }] : [])),
    ...binds.flatMap(({ source }): Read[] => (source.kind === 'expr' && source.expr.kind === 'unary' && source.expr.op === '&' && isFilled(source.expr.of) ? [{ kind: 'written', of: source.expr, read: source.expr }] : [])),
  ];
}

/** The local that such a call writes to: `b.WriteString(…)`, `fmt.Fprintf(&b, …)`. */
function writtenTo({ fn, args: [first] }: CallExpr): readonly VarId[] {
  const target = fn.kind === 'select' && fn.of.kind === 'local' ? fn.of : first?.kind === 'unary' ? first.of : first;
  return target?.kind === 'local' ? [target.id] : [];
}

/** It is one of the texts, or a sum of which one is a term. */
function isMadeOf(expr: Expr | undefined, texts: ReadonlySet<Expr>): boolean {
  return expr !== undefined && termsOf(expr).some((term) => texts.has(term));
}

/** Sums that one of the body's literals with an image line is a term of. */
function sumsOf(func: FuncFact): BinaryExpr[] {
  const texts = new Set<Expr>(func.manifests);
  const written = [
    ...func.binds.flatMap(({ source }) => ('expr' in source ? [source.expr] : [])),
    ...func.calls.flatMap((call) => call.args),
    ...func.returns.flatMap((one) => one.values),
    ...func.composites.flatMap((composite) => composite.elements.map((element) => element.value)),
  ];
  return written.flatMap((expr) => (expr.kind === 'binary' && expr.op === '+' && isMadeOf(expr, texts) ? [expr] : []));
}

function resolve(clue: Clue, frame: Frame, around: Surroundings): readonly Sighting[] {
  const { evaluation } = around;
  if (typeof clue === 'string') {
    const global = around.manifestGlobal(clue, frame);
    if (global && isNameCompared(clue, frame, evaluation)) return [{ role: 'mention', idiom: 'yaml-manifest', at: placeOf(frame, global.text.span), image: { values: [], complete: true }, engine: '', details: {}, frame, source: global.text }];
    return global ? sightings(templatesOf(evaluation, global.text, global.frame, (path) => around.fileAt(path, frame)), global.text, frame) : [];
  }
  if (clue.kind === 'text' && isExpected(clue.text, frame, evaluation)) return [];
  if (clue.kind === 'text') return sightings(templatesOf(evaluation, clue.text, frame, (path) => around.fileAt(path, frame)), clue.text, frame);
  if (clue.kind === 'sum') return sightings(templatesOf(evaluation, clue.sum, frame, (path) => around.fileAt(path, frame)), clue.sum, frame);
  if (clue.kind === 'written' && isExpected(clue.read, frame, evaluation)) return [];
  if (clue.kind === 'written') return sightings(writtenTemplates(evaluation, clue.of, frame, (path) => around.fileAt(path, frame)) ?? [], clue.read, frame);
  const { call } = clue;
  if (clue.kind === 'execution') {
    return evaluation.alternatives(frame, call.args).flatMap((at) => sightings(executedTemplates(evaluation, call, at, (path) => around.fileAt(path, at)), call, at)).map((one) => (one.details.verb ? { ...one, details: { ...one.details, action: true } } : one));
  }
  const first = call.args[0];
  if (!first || evaluation.callees(call, frame).kind !== 'library') return [];
  if (first.kind !== 'text' && !holdsManifest(evaluation, first, frame, around)) return [];
  return evaluation.alternatives(frame, call.args).flatMap((at) => sightings(templatesOf(evaluation, call, at, (path) => around.fileAt(path, at)), call, at));
}

function placesOf(clue: Clue, func: FuncFact): readonly Span[] {
  if (typeof clue === 'string') return mentionsOf(func, clue);
  switch (clue.kind) {
    case 'text':
      return [clue.text.span];
    case 'call':
    case 'execution':
      return [clue.call.span];
    case 'sum':
      return [clue.sum.span];
    case 'written':
      return [clue.read.span];
  }
}

/** Whether an expression can be a text with an image line, or a file that is read: cheap, before templates are made. */
function holdsManifest(evaluation: Evaluation, expr: Expr, frame: Frame, around: Surroundings, depth = 0, seen = new Map<Frame, Set<Expr>>()): boolean {
  // What is replaced again and again is made of itself.
  const met = seen.get(frame) ?? new Set<Expr>();
  if (depth > 6 || met.has(expr)) return false;
  seen.set(frame, met.add(expr));
  return originsOf(evaluation, expr, frame).list.some((origin) => {
    if (origin.kind === 'value') return origin.value.parts.some((part) => isText(part) && isManifest(part.text));
    if (origin.kind !== 'made') return false;
    if (origin.expr.kind === 'text') return isManifest(joinedText(origin.expr.chunks));
    if (origin.expr.kind === 'other') return origin.expr.file !== undefined && around.fileAt(textAnswer(origin.expr.file), origin.frame) !== undefined;
    if (origin.expr.kind === 'binary') return holdsManifest(evaluation, origin.expr.left, origin.frame, around, depth + 1, seen) || holdsManifest(evaluation, origin.expr.right, origin.frame, around, depth + 1, seen);
    if (origin.expr.kind !== 'call') return false;
    if (isRead(origin.expr)) return writesManifest(evaluation, origin.expr.fn.of, origin.frame);
    const first = origin.expr.args[0];
    const name = origin.expr.fn.kind === 'select' ? origin.expr.fn.name : '';
    if (name === 'ReadFile' && first) return around.fileAt(evaluation.texts(first, origin.frame), origin.frame) !== undefined;
    return first !== undefined && (formatters.has(name) || name === 'TrimSpace') && holdsManifest(evaluation, first, origin.frame, around, depth + 1, seen);
  });
}

/** Whether a literal with an image line is written to a builder that is read. */
function writesManifest(evaluation: Evaluation, of: Expr, frame: Frame): boolean {
  const written = piecesWritten(evaluation, of, frame);
  const texts = new Set<Expr>(frame.func.fact.manifests);
  const ofPiece = (piece: Written): Expr | undefined => (piece.kind === 'text' ? piece.expr : piece.kind === 'format' ? piece.call.args[0] : undefined);
  return written !== undefined && !('why' in written) && written.some((piece) => isMadeOf(ofPiece(piece), texts));
}

/** The same few manifests are met in every flow that reaches them, and after every keystroke. */
const readBefore = new Map<string, readonly YamlImage[]>();
const mostRemembered = 2000;

function imagesIn(text: string): readonly YamlImage[] {
  const known = readBefore.get(text);
  if (known) return known;
  if (readBefore.size >= mostRemembered) readBefore.clear();
  const images = imagesInYaml(text);
  readBefore.set(text, images);
  return images;
}

function sightings(templates: readonly Template[], source: Expr, frame: Frame): Sighting[] {
  const found: Sighting[] = [];
  for (const template of templates) {
    const masked = maskedText(template, (slot) => maskOf(slot));
    const uses = template.used.filter((one) => one !== source);
    const context = { frame, uses, source, ...(template.hits.length > 0 ? { replaces: template.hits } : {}) };
    const deployed: Sighting[] = [];
    if (isManifest(masked.text)) {
      for (const image of imagesIn(masked.text)) {
        const sighting = sightingOf(template, masked, image, frame);
        if (!sighting) continue;
        deployed.push(sighting);
        found.push({ ...sighting, ...context });
      }
    }
    for (const miss of template.misses) {
      const old = knownText(miss.old) ?? '';
      if (namesImage(old)) found.push({ role: 'mention', idiom: 'replacement', at: miss.at, image: { values: [miss.old], complete: true }, engine: '', details: { missing: insteadOf(old, deployed), ...manifestOf(template) }, ...context });
    }
    if (deployed.length === 0 && uses.length > 0) found.push({ role: 'mention', idiom: 'yaml-manifest', at: placeOf(frame, source.span), image: { values: [], complete: true }, engine: '', details: {}, ...context });
  }
  return found;
}

/** Whether a text that is looked for is an image line or a reference, and not some other setting. */
function namesImage(text: string): boolean {
  const line = /^(?:- )?image:\s*["']?([^\s"']+)["']?$/.exec(text.trim());
  if (line) return true;
  return /^[a-z0-9][a-z0-9._/-]*(:[0-9]+\/[a-z0-9._/-]+)?:[A-Za-z0-9_][A-Za-z0-9._-]*$/.test(text.trim()) && !/^[a-z0-9.-]+:[0-9]+$/.test(text.trim());
}

/** The one image of the same repository that the manifest has in its own characters. */
function insteadOf(old: string, deployed: readonly Sighting[]): NonNullable<Details['missing']> {
  const repository = repositoryIn(referenceIn(old));
  const alike = deployed.flatMap(({ at, image: { values: [only, ...others] } }) => {
    const text = only && others.length === 0 ? knownText(only) : undefined;
    return text !== undefined && repositoryIn(text) === repository && at.end - at.start === text.length ? [{ text, at }] : [];
  });
  const [instead, ...more] = alike;
  return instead && more.length === 0 ? { instead: { ...instead, for: referenceIn(old) } } : {};
}

/** Of `image: NAME`, or of a name alone. */
function referenceIn(text: string): string {
  return text.trim().replace(/^(?:- )?image:\s*/, '').replace(/^["']|["']$/g, '');
}

/** The file that a template was read from, if it was. */
function manifestOf({ pieces }: Template): Pick<Details, 'manifest'> {
  const file = pieces.find((piece) => piece.kind === 'known' && /\.ya?ml$/.test(piece.part.source?.uri ?? ''));
  return file?.kind === 'known' && file.part.source ? { manifest: file.part.source.uri } : {};
}

/** A slot as long as what it replaced, so that a YAML reader sees one word. */
function maskOf(slot: Slot): string {
  return filler.repeat(slot.at ? Math.min(Math.max(slot.at.end - slot.at.start, 1), 12) : 4);
}

const rolesInYaml: ReadonlyMap<string, Role> = new Map([['deploy', 'deploy'], ['run', 'run'], ['build', 'build'], ['mention', 'mention']]);

function sightingOf(template: Template, masked: ReturnType<typeof maskedText>, image: YamlImage, frame: Frame): Sighting | undefined {
  const answer = image.templated ? unknownAnswer('a template of another language') : written(answerBetween(template, masked, image.at.start, image.at.end));
  const at = sourcePlace(template, masked, image.at.start, image.at.end);
  if (!at) return undefined;
  const slots = slotsBetween(template, masked, image.at.start, image.at.end);
  const policyAt = image.pullPolicy && sourcePlace(template, masked, image.pullPolicy.at.start, image.pullPolicy.at.end);
  const [container, workload] = [nameIn(image.container, image.containerAt, template, masked), nameIn(image.workload, image.workloadAt, template, masked)];
  const details: Details = {
    pullPolicy: image.pullPolicy ? written(answerBetween(template, masked, image.pullPolicy.at.start, image.pullPolicy.at.end)) : replacesPolicy(template) ? unknownAnswer('a policy that is replaced') : 'default',
    ...(policyAt ? { pullPolicyAt: policyAt } : {}),
    ...(container === undefined ? {} : { container }),
    ...(workload === undefined ? {} : { workload }),
    ...(slots[0]?.at ? { verb: slots[0].at } : {}),
    ...(slots[0]?.replaced === undefined ? {} : { replaced: slots[0].replaced }),
  };
  return { role: rolesInYaml.get(image.role) ?? 'mention', idiom: image.role === 'run' || image.role === 'build' ? 'compose' : 'yaml-manifest', at, image: answer, engine: '', details, frame };
}

/** A name whose characters at some place are filled in, perhaps; undefined where it isn't known, or may be one of several. */
function nameIn(name: string | undefined, at: Span | undefined, template: Template, masked: ReturnType<typeof maskedText>): string | undefined {
  if (name?.includes(filler) !== true) return name;
  const { values: [only, ...others], complete } = at ? answerBetween(template, masked, at.start, at.end) : unknownAnswer('no name');
  const filled = only && others.length === 0 && complete ? knownText(only) : undefined;
  const unfilled = at && masked.text.slice(at.start, at.end);
  return filled === undefined || unfilled === undefined || filled === '' || !/^[\w.-]+$/.test(filled) ? undefined : name.replace(unfilled, () => filled);
}

/** `strings.ReplaceAll(m, "imagePullPolicy: Always", …)` takes the key along. */
function replacesPolicy({ pieces }: Template): boolean {
  return pieces.some((piece) => piece.kind === 'slot' && piece.replaced?.includes('imagePullPolicy') === true);
}

/** What a slot was filled with, as YAML reads it. */
function written(answer: Answer): Answer {
  return mapAnswer(mapAnswer(withoutVerbs(answer), unquoted, 'a quoted text'), plain, 'a template of another language');
}

/** A word for other hands, as it is where it stands in the manifest itself: `{{IMAGE}}`, `ko://example.com/app`. */
function plain(value: Value): Value | undefined {
  const text = knownText(value);
  return text !== undefined && !text.includes('\n') && isTemplated(text) ? undefined : value;
}

/** `%q` fills in the quotes, too. */
function unquoted(value: Value): Value | undefined {
  const [first] = value.parts;
  const last = value.parts.at(-1);
  const quoted = first && last && first !== last && isText(first) && isText(last) && first.text.startsWith('"') && last.text.endsWith('"');
  const opened = quoted ? trimPrefixOf(value, '"') : undefined;
  return quoted ? opened && trimSuffixOf(opened, '"') : value;
}

/** A template that nobody fills in says nothing about its images. */
function withoutVerbs(answer: Answer): Answer {
  const unfilled = answer.values.some((value) => value.parts.some((part) => isText(part) && /%(\[[0-9]+\])?[svdq]/.test(part.text)));
  return unfilled ? uniteAnswers([unknownAnswer('a verb that is filled in elsewhere')]) : answer;
}

/** Where the characters between two offsets stand in the source: from the first to the last, of one file. */
function sourcePlace(template: Template, masked: ReturnType<typeof maskedText>, start: number, end: number): Place | undefined {
  let first: Place | undefined;
  let last: Place | undefined;
  template.pieces.forEach((piece, i) => {
    const from = masked.starts[i] ?? 0;
    const to = masked.starts[i + 1] ?? masked.text.length;
    if (from >= end || to <= start) return;
    const whole = piece.kind === 'known' ? piece.part.source : piece.at;
    if (!whole) return;
    const exact = piece.kind === 'known' && whole.end - whole.start === piece.part.text.length;
    const place = exact ? { uri: whole.uri, start: whole.start + Math.max(start - from, 0), end: whole.start + Math.min(end, to) - from } : whole;
    first ??= place;
    last = place;
  });
  return first && last && first.uri === last.uri && last.end >= first.start ? { uri: first.uri, start: first.start, end: last.end } : first;
}

export const yamlManifest: Idiom<Clue> = { id: 'yaml-manifest', summary: '`image:` in YAML raw strings, Sprintf templates, replaced texts and files that the code reads.', spot, resolve, placesOf };
