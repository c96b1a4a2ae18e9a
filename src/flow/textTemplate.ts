/**
 * What does a `text/template` print? The actions of a template whose text is known become slots: what the fields of the data that it is
 * executed with can be. Knows the notation of Go's package (https://pkg.go.dev/text/template#hdr-Actions) as far as fields, comments,
 * space and conditions go; anything else in an action is openly unknown.
 */
import type { CallExpr, Expr, SelectExpr } from '../go/facts';
import type { Frame } from './frame';
import type { Evaluation } from './evaluation';
import { elementOf, fieldOf } from './members';
import { originsOf } from './origins';
import { unknownAnswer } from './parts';
import { slot, templatesOf, type Piece, type Template } from './template';
import { textsOf } from './texts';
import { cut, type Answer, type TextPart } from './value';

/** `t.Execute(w, data)`: of any `t`. */
export function isExecution(call: CallExpr): call is CallExpr & { readonly fn: SelectExpr } {
  return call.fn.kind === 'select' && call.fn.name === 'Execute' && call.args.length === 2;
}

/** What such a call can print; none where its template isn't known, or is put together from several. */
export function executedTemplates(e: Evaluation, call: CallExpr, frame: Frame, readFile: Parameters<typeof templatesOf>[3]): Template[] {
  const [, data] = call.args;
  if (!isExecution(call) || !data) return [];
  return parsed(e, call.fn.of, frame).flatMap(({ text, frame: inner, used }) =>
    templatesOf(e, text, inner, readFile).flatMap((one) => filledIn({ ...one, used: [...one.used, ...used] }, (path) => fieldTexts(e, data, path, frame)) ?? []),
  );
}

/** The call makes a template of a text, or executes one, and what it prints is known as far as its data is. */
export function isFollowedTemplate(e: Evaluation, call: CallExpr, frame: Frame): boolean {
  if (isExecution(call)) return executedTemplates(e, call, frame, () => undefined).length > 0;
  return call.fn.kind === 'select' && call.fn.name === 'Parse' && call.args.length === 1 && isNew(e, call.fn.of, frame);
}

interface Parsed {
  readonly text: Expr;
  readonly frame: Frame;
  readonly used: readonly Expr[];
}

const packages: ReadonlySet<string> = new Set(['text/template', 'html/template']);

/** The texts that a template may have been parsed from: `template.Must(template.New("x").Parse(text))`. */
function parsed(e: Evaluation, template: Expr, frame: Frame, depth = 0): Parsed[] {
  return originsOf(e, template, frame).list.flatMap((origin): Parsed[] => {
    if (origin.kind !== 'made' || origin.expr.kind !== 'call' || origin.expr.fn.kind !== 'select' || depth > 4) return [];
    const { fn, args: [text] } = origin.expr;
    if (!text) return [];
    if (fn.name === 'Must' && isOfPackage(e, origin.expr, origin.frame)) return parsed(e, text, origin.frame, depth + 1);
    return fn.name === 'Parse' && isNew(e, fn.of, origin.frame) ? [{ text, frame: origin.frame, used: [origin.expr] }] : [];
  });
}

function isOfPackage(e: Evaluation, call: CallExpr, frame: Frame): boolean {
  const callees = e.callees(call, frame);
  return callees.kind === 'library' && packages.has(callees.path);
}

/** `template.New("x")`, with functions and options perhaps, and with the usual marks of actions. */
function isNew(e: Evaluation, expr: Expr, frame: Frame): boolean {
  let at = expr;
  while (at.kind === 'call' && at.fn.kind === 'select' && (at.fn.name === 'Funcs' || at.fn.name === 'Option')) at = at.fn.of;
  const origins = originsOf(e, at, frame);
  const [only] = origins.list;
  return origins.list.length === 1 && only?.kind === 'made' && only.expr.kind === 'call' && only.expr.fn.kind === 'select' && only.expr.fn.name === 'New' && isOfPackage(e, only.expr, only.frame);
}

const action = /\{\{(-(?=\s))?\s*((?:"(?:[^"\\]|\\.)*"|`[^`]*`|[^"`])*?)\s*((?<=\s)-)?\}\}/g;

/** Undefined where the template uses others, or an action that isn't closed. */
function filledIn(template: Template, fieldTextsOf: (path: readonly string[]) => Answer): Template | undefined {
  const filled: Piece[] = [];
  /** The actions that are open: what stands in them may not be printed, and in some of them the dot is something else. */
  const open: ('if' | 'other')[] = [];
  let trims = false;
  const keep = (part: TextPart): void => {
    const text = trims ? part.text.trimStart() : part.text;
    if (text === '') return;
    trims = false;
    filled.push({ kind: 'known', part: cut(part, part.text.length - text.length, part.text.length), ...(open.length > 0 ? { unsure: true } : {}) });
  };
  const trimEnd = (): void => {
    for (let last = filled.at(-1); last?.kind === 'known'; last = filled.at(-1)) {
      const text = last.part.text.trimEnd();
      filled.pop();
      if (text === '') continue;
      filled.push({ ...last, part: cut(last.part, 0, text.length) });
      return;
    }
  };
  for (const piece of template.pieces) {
    if (piece.kind === 'slot') {
      filled.push(piece);
      trims = false;
      continue;
    }
    const { part } = piece;
    let from = 0;
    for (const found of part.text.matchAll(action)) {
      const [whole, left, body = '', right] = found;
      keep(cut(part, from, found.index));
      if (left) trimEnd();
      from = found.index + whole.length;
      const read = readAction(body);
      if (read.kind === 'refused') return undefined;
      if (read.kind === 'open') open.push(read.of);
      else if (read.kind === 'end') open.pop();
      else if (read.kind !== 'quiet') {
        const path = read.kind === 'field' && (read.root || !open.includes('other')) ? read.path : undefined;
        const sure = open.length === 0;
        filled.push(slot(() => onlyIf(sure, path ? fieldTextsOf(path) : unknownAnswer('an action of a template')), cut(part, found.index, from).source, undefined));
        trims = false;
      }
      if (right) trims = true;
    }
    const rest = cut(part, from, part.text.length);
    if (rest.text.includes('{{')) return undefined;
    keep(rest);
  }
  return { ...template, pieces: filled };
}

function onlyIf(sure: boolean, { values, complete }: Answer): Answer {
  return { values, complete: complete && sure };
}

type Action =
  /** `root`: it begins at `$`, which is the data wherever it stands. */
  | { readonly kind: 'field'; readonly path: readonly string[]; readonly root: boolean }
  | { readonly kind: 'open'; readonly of: 'if' | 'other' }
  /** `quiet`: it prints nothing. */
  | { readonly kind: 'end' | 'quiet' | 'unknown' | 'refused' };

function readAction(body: string): Action {
  if (body.startsWith('/*')) return { kind: 'quiet' };
  const [word = ''] = body.split(/\s/);
  if (word === 'if') return { kind: 'open', of: 'if' };
  if (word === 'range' || word === 'with') return { kind: 'open', of: 'other' };
  if (word === 'end') return { kind: 'end' };
  if (word === 'else') return { kind: 'quiet' };
  if (word === 'define' || word === 'template' || word === 'block' || word === 'break' || word === 'continue') return { kind: 'refused' };
  if (/^\$\w+\s*:?=/.test(body)) return { kind: 'quiet' };
  const path = /^(\$?)((?:\.\w+)+|\.)$/.exec(body);
  return path ? { kind: 'field', path: (path[2] ?? '').split('.').filter((name) => name !== ''), root: path[1] === '$' } : { kind: 'unknown' };
}

/** What a field of the data can be; of a map, what it has under that key. */
function fieldTexts(e: Evaluation, data: Expr, path: readonly string[], frame: Frame): Answer {
  const expr = path.reduce((of, name) => (isMap(e, of, frame) ? elementOf(of, name) : fieldOf(of, name)), data);
  return textsOf(e, expr, frame);
}

/** A literal of a map, or of a type that has no fields, or what `make` makes. */
function isMap(e: Evaluation, of: Expr, frame: Frame): boolean {
  return originsOf(e, of, frame).list.some((origin) => {
    if (origin.kind !== 'made') return false;
    const { expr } = origin;
    if (expr.kind === 'call') return expr.args[0]?.kind === 'type' && expr.args[0].type.kind === 'map';
    if (expr.kind !== 'composite' || !expr.type) return false;
    return expr.type.kind === 'map' || expr.elements.some(({ key, field }) => key?.kind === 'text' && field === undefined);
  });
}
