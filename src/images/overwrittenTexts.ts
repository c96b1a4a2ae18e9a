/**
 * Which images of a manifest in Go never reach a cluster, because it is decoded and its containers get other images before they are
 * created? Knows the ways of a text to what decodes it; what becomes of the object is decoded's knowledge.
 */
import type { CallExpr, Expr } from '../go/facts';
import type { Steps } from '../base/steps';
import type { Evaluation } from '../flow/evaluation';
import { framesAround, type Frame } from '../flow/frame';
import { originsOf } from '../flow/origins';
import { isExecution } from '../flow/textTemplate';
import type { Walk } from '../flow/walk';
import { isRead } from '../flow/writers';
import type { Overwritten } from './decoded/overwrites';
import { decodedAndOverwritten } from './idioms/decodedManifests';
import type { Sighting } from './idioms/idiom';

/** They hand on what they are given. */
const passing = /^(?:strings|bytes)\.(?:NewReader|NewBuffer|NewBufferString|TrimSpace)$|^bufio\.NewReader(?:Size)?$|^io\.(?:ReadAll|NopCloser)$|\/yaml\.(?:YAMLToJSON|ToJSON|NewYAMLReader|NewDocumentDecoder)$/;
const furthest = 8;

/** A text where it is made, in its frame; a package variable's is the same everywhere. */
interface Text {
  readonly expr: Expr;
  readonly frame: Frame;
}

interface Change {
  readonly texts: readonly Text[];
  /** Where it is decoded. */
  readonly frame: Frame;
  readonly containers: Overwritten;
}

/** Marks what is overwritten: what is put there is judged by itself. */
export function* withOverwritten({ frames, idle, evaluation }: Walk, sightings: readonly Sighting[]): Steps<readonly Sighting[]> {
  if (!sightings.some(isOfText)) return sightings;
  const changes: Change[] = [];
  for (const frame of frames) {
    if (idle.has(frame)) continue;
    yield;
    for (const { source, containers } of decodedAndOverwritten(evaluation, frame)) changes.push({ texts: textsBehind(evaluation, source, frame), frame, containers });
  }
  if (changes.length === 0) return sightings;
  return sightings.map((one) => (isOfText(one) && changes.some((change) => isChanged(one, change)) ? { ...one, details: { ...one.details, spared: true as const } } : one));
}

function isOfText({ role, source, frame }: Sighting): boolean {
  return role === 'deploy' && source !== undefined && frame !== undefined;
}

function isChanged({ source, frame, details: { container } }: Sighting, { texts, frame: decodes, containers }: Change): boolean {
  if (containers !== 'any' && !(container !== undefined && containers.has(container))) return false;
  const at = frame && wholeFrame(frame);
  return texts.some((text) => text.expr === source && (wholeFrame(text.frame) === at || (isInitial(text.frame) && [decodes, ...Array.from(framesAround(decodes), (outer) => outer.frame)].some((one) => wholeFrame(one) === at))));
}

/** Without the turns of loops. */
function wholeFrame(frame: Frame): Frame {
  let at = frame;
  while (at.turn) at = at.turn.of;
  return at;
}

/** Where package variables are made. */
function isInitial({ func }: Frame): boolean {
  return func.fact === func.file.initializer;
}

function textsBehind(e: Evaluation, expr: Expr, frame: Frame, depth = 0): readonly Text[] {
  if (depth > furthest) return [];
  return originsOf(e, expr, frame).list.flatMap((origin): readonly Text[] => {
    if (origin.kind !== 'made') return [];
    const { expr: made, frame: inner } = origin;
    if (made.kind === 'unary' && made.op === '&') return executionsInto(made.of, inner);
    if (made.kind !== 'call') return [{ expr: made, frame: inner }];
    const [first] = made.args;
    if (first && passes(e, made, inner)) return textsBehind(e, first, inner, depth + 1);
    return [{ expr: made, frame: inner }, ...(isRead(made) ? executionsInto(made.fn.of, inner) : [])];
  });
}

/** `[]byte(text)`, `strings.NewReader(text)` */
function passes(e: Evaluation, call: CallExpr, frame: Frame): boolean {
  const callees = e.callees(call, frame);
  return callees.kind === 'conversion' || (callees.kind === 'library' && passing.test(`${callees.path}.${callees.name}`));
}

/** What `t.Execute(&buffer, data)` prints there. */
function executionsInto(buffer: Expr, frame: Frame): readonly Text[] {
  if (buffer.kind !== 'local') return [];
  return frame.func.fact.calls.flatMap((call) => {
    const [into] = call.args;
    const of = into?.kind === 'unary' ? into.of : into;
    return isExecution(call) && of?.kind === 'local' && of.id === buffer.id ? [{ expr: call, frame }] : [];
  });
}
