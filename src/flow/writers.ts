/**
 * Text written piece by piece: `strings.Builder` and `bytes.Buffer` variables. Known only where every write surely runs once, in order.
 */
import type { CallExpr, Expr, SelectExpr } from '../go/facts';
import { remembered } from '../base/remembered';
import { encloses, type Span } from '../base/text';
import type { Frame } from './frame';
import type { Evaluation } from './evaluation';
import { concatAnswers, textAnswer, unknownAnswer } from './parts';
import { formatted } from './sprintf';
import { textsOf } from './texts';
import type { Answer } from './value';

/** What one write adds. */
export type Written =
  | { readonly kind: 'text'; readonly expr: Expr }
  /** `fmt.Sprintf(format, …)`: what `fmt.Fprintf(&buffer, format, …)` writes. */
  | { readonly kind: 'format'; readonly call: CallExpr }
  /** Characters that the code needn't spell out as a text. */
  | { readonly kind: 'characters'; readonly text: string }
  | { readonly kind: 'unknown'; readonly span: Span };

/** What was written to a local builder before it is read; undefined when the expression is no builder. */
export function writtenTexts(e: Evaluation, of: Expr, frame: Frame): Answer | undefined {
  const pieces = piecesWritten(e, of, frame);
  if (!pieces) return undefined;
  return 'why' in pieces ? unknownAnswer(pieces.why) : concatAnswers(pieces.map((piece) => textOf(e, piece, frame)));
}

/** What was written to a local builder before it is read, in order, or why nobody knows; undefined when the expression is no builder. */
export function piecesWritten(e: Evaluation, of: Expr, frame: Frame): readonly Written[] | { readonly why: string } | undefined {
  const target = of.kind === 'unary' && of.op === '&' ? of.of : of;
  if (target.kind !== 'local') return undefined;
  const all = e.program.index(frame.func).uses.get(target.id) ?? [];
  const uses = all.filter(({ call }) => isWrite(call));
  if (uses.length === 0) return undefined;
  if (all.some(({ call, index }) => call.span.end <= of.span.start && !isWrite(call) && !looks(call, index))) return { why: 'text written or taken by others' };
  const sure = uses.every(({ call, owner }) => owner === frame.func && !call.looped && call.scope !== undefined && encloses(call.scope, of.span));
  if (!sure) return { why: 'text written under conditions' };
  return uses.flatMap(({ call }) => (call.span.end <= of.span.start ? writtenBy(call) : []));
}

/** A method that only looks. */
function looks({ fn }: CallExpr, index: number): boolean {
  return index === -1 && fn.kind === 'select' && /^(?:String|Bytes|Len|Cap|Available|Grow)$/.test(fn.name);
}

/** `builder.String()`, `buffer.Bytes()`: going by the name, the text that was written. */
export function isRead(call: CallExpr): call is CallExpr & { readonly fn: SelectExpr } {
  return call.fn.kind === 'select' && call.args.length === 0 && (call.fn.name === 'String' || call.fn.name === 'Bytes');
}

const writing = /^(?:Write(?:String|Byte|Rune)?|Fprint(?:f|ln)?)$/;

/** Going by its name. */
export function isWrite({ fn }: CallExpr): boolean {
  return fn.kind === 'select' && writing.test(fn.name);
}

/** What a write adds, piece by piece; the same objects every time. */
export const writtenBy: (write: CallExpr) => readonly Written[] = remembered((write) => {
  const { fn, args: [first, second, ...others], span } = write;
  const only = others.length === 0 && !write.spread ? second : undefined;
  switch (fn.kind === 'select' ? fn.name : '') {
    case 'Fprintf':
      return [{ kind: 'format', call: { ...write, args: write.args.slice(1) } }];
    case 'Fprint':
      return [only ? { kind: 'text', expr: only } : { kind: 'unknown', span }];
    case 'Fprintln':
      return [...(only ? [{ kind: 'text', expr: only } as const] : second ? [{ kind: 'unknown', span } as const] : []), { kind: 'characters', text: '\n' }];
    case 'WriteString':
      // `io.WriteString(&buffer, text)`
      if (write.args.length === 2) return [only ? { kind: 'text', expr: only } : { kind: 'unknown', span }];
      return [first ? { kind: 'text', expr: first } : { kind: 'unknown', span }];
    case 'Write':
      return [first ? { kind: 'text', expr: first } : { kind: 'unknown', span }];
    default: {
      const text = first?.kind === 'number' ? characterIn(first.text) : undefined;
      return [text === undefined ? { kind: 'unknown', span } : { kind: 'characters', text }];
    }
  }
});

/** `'x'`, `'\n'` and `'\t'`; undefined for any other number. */
function characterIn(literal: string): string | undefined {
  const inner = /^'(\\[nt]|[^\\'])'$/u.exec(literal)?.[1];
  return inner === '\\n' ? '\n' : inner === '\\t' ? '\t' : inner;
}

function textOf(e: Evaluation, piece: Written, frame: Frame): Answer {
  switch (piece.kind) {
    case 'text':
      return textsOf(e, piece.expr, frame);
    case 'format':
      return formatted(e, piece.call, frame);
    case 'characters':
      return textAnswer(piece.text);
    case 'unknown':
      return unknownAnswer('what is written here');
  }
}
