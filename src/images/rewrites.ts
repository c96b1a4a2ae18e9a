/**
 * Where is the text of a manifest changed in ways that aren't followed: taken apart line by line, filtered or edited by a program, decoded
 * and stored into? Knows Go's own functions and the programs by name; what it finds may be applied with another image.
 */
import { remembered } from '../base/remembered';
import type { CallExpr, Expr, FuncFact } from '../go/facts';
import type { Evaluation } from '../flow/evaluation';
import type { Frame } from '../flow/frame';
import type { Item } from '../flow/lists';
import { isText, valueKey } from '../flow/value';
import { writtenText } from './idioms/commandsRun';
import { storesTo } from './idioms/commandFields';

/** `strings.ReplaceAll(manifest, "localhost/app:dev", …)`: whatever text it is applied to, that name goes. */
function replacesReference({ fn, args }: CallExpr): boolean {
  if (fn.kind !== 'select' || !/^Replace(?:All)?$/.test(fn.name)) return false;
  const [old] = args.slice(1).map((arg) => (arg.kind === 'call' && arg.args.length === 1 ? arg.args[0] : arg));
  const text = old && writtenText(old);
  return text !== undefined && /^[\w./-]+:[\w.-]+$/.test(text);
}

export const editors = /\b(?:sed|yq|jq|envsubst|perl|awk|patch)\b/;

/** `unstructured.SetNestedField(object, image, "image")` */
export function isSetting({ fn }: CallExpr): boolean {
  return fn.kind === 'select' && /^SetNested/.test(fn.name);
}

/** The texts that a command reads as its standard input: `strings.NewReader(manifest)`. */
export function inputsOf(run: Expr, fact: FuncFact): readonly Expr[] {
  const stores = run.kind === 'call' || run.kind === 'composite' ? storesTo(run, 'Stdin', fact) : [];
  return stores.flatMap(({ source }) => (source.kind === 'expr' && source.expr.kind === 'call' ? source.expr.args : []));
}

/** Functions that may put an image into a text or an object that they are given, without anything else to see in them. */
export function changesImages(fact: FuncFact): boolean {
  const { binds, calls, manifests } = fact;
  const feeds = binds.some(({ target }) => target.kind === 'field' && target.name === 'Stdin');
  return (
    storesInTree(fact) ||
    binds.some(({ target }) => target.kind === 'index' && writtenText(target.index) === 'image') ||
    calls.some((call) => replacesReference(call) || isSetting(call) || (manifests.length > 0 && takenApart(call).length > 0) || (feeds && call.args.some((arg) => editors.test(writtenText(arg) ?? ''))))
  );
}

/** It calls itself for what is inside of a decoded document, and stores under whatever keys it meets. */
export const storesInTree: (fact: FuncFact) => boolean = remembered(
  ({ name, binds, calls }) => calls.some(({ fn }) => fn.kind === 'name' && fn.name === name) && binds.some(({ target }) => target.kind === 'index' && target.index.kind === 'local'),
);

/** The text that a call decodes. */
export function decoded({ fn, args }: CallExpr): readonly Expr[] {
  return fn.kind === 'select' && /^Unmarshal/.test(fn.name) ? args.slice(0, 1) : [];
}

/** The text that a call takes apart line by line, or at some place: it is put together again with other lines, perhaps. */
export function takenApart({ fn, args }: CallExpr): readonly Expr[] {
  const [text, at] = args;
  if (!text || fn.kind !== 'select' || fn.of.kind !== 'name') return [];
  if (fn.of.name === 'bufio') return /^New(?:Scanner|Reader)$/.test(fn.name) && text.kind === 'call' ? text.args.slice(0, 1) : [];
  if (fn.of.name !== 'strings' && fn.of.name !== 'bytes') return [];
  if (/^Split/.test(fn.name)) return at && writtenText(at) === '\n' ? [text] : [];
  return /^(?:Cut|Lines)$/.test(fn.name) ? [text] : [];
}

/** Keys of the texts of several lines, those with an image line, that an expression may be. */
export function manifestsIn(e: Evaluation, expr: Expr, frame: Frame): readonly string[] {
  // `[]byte(manifest)` is the same text.
  const [inner] = expr.kind === 'call' && e.callees(expr, frame).kind === 'conversion' ? expr.args : [];
  // A line's end that is written as an escape is a part of its own.
  const values = e.texts(inner ?? expr, frame).values.filter(({ parts }) => isLinesWithImage(parts.map((part) => (isText(part) ? part.text : '')).join('')));
  return values.map(valueKey);
}

function isLinesWithImage(text: string): boolean {
  return text.includes('image:') && text.includes('\n');
}

/** `os.WriteFile(path, text, mode)` */
export interface FileWritten {
  readonly call: CallExpr;
  readonly frame: Frame;
}

export function isFileWritten({ fn, args }: CallExpr): boolean {
  return fn.kind === 'select' && fn.name === 'WriteFile' && args.length > 2;
}

/** What a command of an editor, or of kustomize, is told: files of these names are changed, or what is made of them is. */
export function editedBy(e: Evaluation, items: readonly Item[]): readonly string[] {
  const words = items.flatMap(({ expr, frame }) => (expr ? [{ expr, text: writtenText(expr), frame }] : []));
  if (!words.some(({ text }) => text !== undefined && (editors.test(text) || /^(?:-k|--kustomize|kustomize)$/.test(text)))) return [];
  return words.slice(1).flatMap(({ expr, frame }) => e.texts(expr, frame).values.map(valueKey));
}

/** Keys of the manifests that are written to such a file, or into such a folder. */
export function manifestsEdited(e: Evaluation, written: readonly FileWritten[], edited: readonly string[]): readonly string[] {
  return written.flatMap(({ call: { args: [path, text] }, frame }) => {
    if (!path || !text) return [];
    const keys = e.texts(path, frame).values.map(valueKey);
    const folders = path.kind === 'call' ? path.args.slice(0, 1).flatMap((folder) => e.texts(folder, frame).values.map(valueKey)) : [];
    return edited.some((word) => keys.some((key) => word.includes(key)) || folders.includes(word)) ? manifestsIn(e, text, frame) : [];
  });
}
