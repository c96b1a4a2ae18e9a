/**
 * Where is the text made that a reader is given: through variables and helpers, conversions, buffers and templates? Knows Go's own
 * functions that hand a text on as it is; no images.
 */
import type { CallExpr, Expr } from '../go/facts';
import type { Evaluation } from '../flow/evaluation';
import { framesAround, type Frame } from '../flow/frame';
import { originsOf } from '../flow/origins';
import { isExecution } from '../flow/textTemplate';
import { isRead } from '../flow/writers';
import type { Sighting } from './idioms/idiom';

/** They hand on what they are given. */
const passing = /^(?:strings|bytes)\.(?:NewReader|NewBuffer|NewBufferString|TrimSpace)$|^bufio\.NewReader(?:Size)?$|^io\.(?:ReadAll|NopCloser)$|\/yaml\.(?:YAMLToJSON|ToJSON|NewYAMLReader|NewDocumentDecoder)$/;
const furthest = 8;

/** A text where it is made, in its frame; a package variable's is the same everywhere. */
export interface Text {
  readonly expr: Expr;
  readonly frame: Frame;
}

/** What a manifest in Go deploys. */
export function isOfText({ role, source, frame }: Sighting): boolean {
  return role === 'deploy' && source !== undefined && frame !== undefined;
}

/** It stands in one of the texts, which are read in the frame `reader`. */
export function standsIn({ source, frame }: Sighting, texts: readonly Text[], reader: Frame): boolean {
  const at = frame && wholeFrame(frame);
  return texts.some((text) => text.expr === source && (wholeFrame(text.frame) === at || (isInitial(text.frame) && [reader, ...Array.from(framesAround(reader), (outer) => outer.frame)].some((one) => wholeFrame(one) === at))));
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

export function textsBehind(e: Evaluation, expr: Expr, frame: Frame, depth = 0): readonly Text[] {
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
