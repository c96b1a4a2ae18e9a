/**
 * The decoder of sigs.k8s.io/e2e-framework: which files does a call of it decode, what do its options change, and what do its handlers do
 * with an object? Source: klient/decoder/decoder.go there.
 */
import { isNil, type CallExpr, type Expr } from '../../go/facts';
import { folderOf, nameOf as fileName } from '../../base/path';
import type { Evaluation } from '../../flow/evaluation';
import type { Frame } from '../../flow/frame';
import { gathered } from '../../flow/lists';
import type { Origin } from '../../flow/origin';
import { originsOf } from '../../flow/origins';
import { textAnswer } from '../../flow/parts';
import { onlyText } from '../../flow/value';
import { nameOf } from '../expectations';
import type { ManifestFile, Surroundings } from '../idioms/idiom';
import { fateOf, type Fate, type Start } from './fate';
import { documentsIn, fileIn, pathIn, sourceOf, systemOf } from './sources';

const decoder = /(?:^|\/)e2e-framework\/klient\/decoder$/;
/** They set what is beside an object's containers. */
const harmlessOptions = /^(?:Mutate(?:Namespace|Labels|Annotations|OwnerAnnotations)|DefaultGVK)$/;

/** Where in the arguments of a function the manifest, what takes the object, and the options stand. */
interface Shape {
  readonly manifest: number;
  readonly pattern?: number;
  readonly folder?: number;
  readonly target?: number;
  readonly handler?: number;
  readonly result?: true;
  readonly options: number;
  /** It decodes the first document only. */
  readonly first?: true;
}

const shapes: ReadonlyMap<string, Shape> = new Map<string, Shape>([
  ['Decode', { manifest: 0, target: 1, options: 2, first: true }],
  ['DecodeAny', { manifest: 0, result: true, options: 1, first: true }],
  ['DecodeFile', { manifest: 0, pattern: 1, target: 2, options: 3, first: true }],
  ['DecodeAll', { manifest: 1, result: true, options: 2 }],
  ['DecodeAllFiles', { manifest: 1, pattern: 2, result: true, options: 3 }],
  ['DecodeEach', { manifest: 1, handler: 2, options: 3 }],
  ['DecodeEachFile', { manifest: 1, pattern: 2, handler: 3, options: 4 }],
  ['ApplyWithManifestDir', { manifest: 2, folder: 2, pattern: 3, options: 5 }],
  ['DeleteWithManifestDir', { manifest: 2, folder: 2, pattern: 3, options: 5 }],
]);

export function isOfFramework(e: Evaluation, call: CallExpr, frame: Frame): boolean {
  const callees = e.callees(call, frame);
  return callees.kind === 'library' && decoder.test(callees.path) && shapes.has(callees.name);
}

export function filesDecoded(around: Surroundings, call: CallExpr, frame: Frame): readonly ManifestFile[] {
  const shape = shapes.get(nameOf(call));
  const manifest = shape && call.args[shape.manifest];
  if (!shape || !manifest) return [];
  const pattern = shape.pattern === undefined ? undefined : call.args[shape.pattern];
  const whole = (file: ManifestFile | undefined): readonly ManifestFile[] => (file && (!shape.first || documentsIn(file.text) === 1) ? [file] : []);
  if (!pattern) {
    const source = sourceOf(around, manifest, frame);
    return source?.parted ? [source.file] : whole(source?.file);
  }
  if (shape.first) return whole(fileIn(around, manifest, pattern, frame));
  return filesAlike(around, shape.folder === undefined ? manifest : undefined, manifest, pattern, frame);
}

/** The files of a folder, or of a folder below it, whose names a pattern has. */
function filesAlike({ evaluation: e, filesIn }: Surroundings, system: Expr | undefined, folder: Expr, pattern: Expr, frame: Frame): readonly ManifestFile[] {
  const base = system ? systemOf(e, system, frame) : { folder: e.texts(folder, frame), frame };
  const glob = onlyText(e.texts(pattern, frame));
  if (!base || glob === undefined) return [];
  const below = glob.includes('/') ? folderOf(glob) : '.';
  if (/[*?[\\]/.test(below)) return [];
  const alike = patternOf(fileName(glob));
  return alike ? filesIn(pathIn(base, textAnswer(below)), base.frame).filter(({ uri }) => alike.test(decodeURIComponent(fileName(uri)))) : [];
}

/** As `path.Match` reads it; undefined where it says more than `*` and `?`. */
function patternOf(glob: string): RegExp | undefined {
  if (/[[\\]/.test(glob)) return undefined;
  return new RegExp(`^${glob.replace(/[.+^${}()|\]]/g, '\\$&').replace(/\*/g, '[^/]*').replace(/\?/g, '[^/]')}$`);
}

/** None of the options that the call is given touches an image. */
export function isUnchanged(e: Evaluation, call: CallExpr, frame: Frame): boolean {
  const shape = shapes.get(nameOf(call));
  const options = call.args.slice(shape?.options);
  if (options.length === 0) return true;
  return gathered(e, options, call.spread, frame).alternatives.every((items) => items.every((item) => item.expr !== undefined && isHarmlessOption(e, item.expr, item.frame)));
}

function isHarmlessOption(e: Evaluation, option: Expr, frame: Frame): boolean {
  return everyOrigin(e, option, frame, (origin) => {
    if (origin.kind !== 'made' || origin.expr.kind !== 'call') return false;
    const callees = e.callees(origin.expr, origin.frame);
    if (callees.kind !== 'library' || !decoder.test(callees.path)) return false;
    const [change] = callees.name === 'MutateOption' ? origin.expr.args : [];
    return harmlessOptions.test(callees.name) || (change !== undefined && everyOrigin(e, change, origin.frame, (one) => one.kind === 'func' && fateOf(e, [{ kind: 'parameter', func: one.func, lexical: one.lexical, index: 0 }]).sure));
  });
}

function everyOrigin(e: Evaluation, expr: Expr, frame: Frame, which: (origin: Origin) => boolean): boolean {
  const { list, complete } = originsOf(e, expr, frame);
  return complete && list.length > 0 && list.every(which);
}

/** What becomes of the objects; undefined where nobody knows. */
export function handledBy(e: Evaluation, call: CallExpr, frame: Frame): Fate | undefined {
  const name = nameOf(call);
  const shape = shapes.get(name);
  if (!shape) return undefined;
  if (shape.folder !== undefined) return isEmptyList(call.args[shape.options - 1]) ? asked(name.startsWith('Apply'), call, frame) : undefined;
  const handler = shape.handler === undefined ? undefined : call.args[shape.handler];
  if (handler) return fateBy(e, handler, call, frame);
  const target = shape.target === undefined ? undefined : call.args[shape.target];
  const start: Start | undefined = target ? { kind: 'target', expr: target, call, frame } : shape.result ? { kind: 'result', call, frame } : undefined;
  return start && fateOf(e, [start]);
}

/** `nil`, or `[]resources.CreateOption{}`. */
function isEmptyList(expr: Expr | undefined): boolean {
  return isNil(expr) || (expr?.kind === 'composite' && expr.elements.length === 0);
}

/** A library does it. */
export function asked(creates: boolean, call: CallExpr, frame: Frame): Fate {
  const request = [{ call, frame }];
  return { creates: creates ? request : [], deletes: creates ? [] : request, sure: true, narrowed: false, lost: false, overwritten: new Set() };
}

function fateBy(e: Evaluation, handler: Expr, call: CallExpr, frame: Frame): Fate | undefined {
  const { list: [only, ...others], complete } = originsOf(e, handler, frame);
  if (!only || others.length > 0 || !complete) return undefined;
  if (only.kind === 'func') return fateOf(e, [{ kind: 'parameter', func: only.func, lexical: only.lexical, index: 1 }]);
  if (only.kind !== 'made' || only.expr.kind !== 'call') return undefined;
  const callees = e.callees(only.expr, only.frame);
  const [first, ...options] = only.expr.args;
  if (callees.kind !== 'library' || !decoder.test(callees.path) || !first) return undefined;
  if (callees.name === 'IgnoreErrorHandler') return fateBy(e, first, call, frame);
  if (/^Delete(?:Handler|IgnoreNotFound)$/.test(callees.name)) return asked(false, call, frame);
  return /^(?:(?:Create|Update)Handler|CreateIgnoreAlreadyExists)$/.test(callees.name) && options.length === 0 ? asked(true, call, frame) : undefined;
}
