/**
 * Which file of the workspace does Go decode, as it is: read, opened or embedded, by way of readers and buffers? Knows Go's own functions;
 * whatever makes another text of it is no source.
 */
import type { CallExpr, Expr, VarId } from '../../go/facts';
import type { Evaluation } from '../../flow/evaluation';
import type { Frame } from '../../flow/frame';
import { eachIn, localsIn } from '../../flow/locals';
import { originsOf } from '../../flow/origins';
import { concatAnswers, textAnswer } from '../../flow/parts';
import type { Answer } from '../../flow/value';
import { nameOf } from '../expectations';
import { writtenText } from '../idioms/commandsRun';
import type { ManifestFile, Surroundings } from '../idioms/idiom';

export interface Source {
  readonly file: ManifestFile;
  /** What is decoded is one document after the other, each by itself. */
  readonly parted: boolean;
}

const deepest = 8;
/** They hand on what they are given, as a reader, a buffer or bytes. */
const passing = /^(?:strings|bytes)\.(?:NewReader|NewBuffer|NewBufferString|TrimSpace)$|^bufio\.NewReader(?:Size)?$|^io\.(?:ReadAll|NopCloser)$|^io\/ioutil\.(?:ReadAll|NopCloser)$|\/yaml\.(?:YAMLToJSON|ToJSON|NewYAMLReader|NewDocumentDecoder)$/;
const reading = /^(?:os|io\/ioutil|io\/fs)\.(?:ReadFile|Open)$/;
/** How go/embeds.ts calls what `//go:embed` fills. */
const embedded = 'an embedded file';
const separator = /^\n?---[ \t]*\n?$/;

/** Undefined where it isn't one file for certain. */
export function sourceOf(around: Surroundings, expr: Expr, frame: Frame): Source | undefined {
  const { evaluation: e, fileAt } = around;
  const follow = (at: Expr, here: Frame, depth: number, parted: boolean): Source | undefined => {
    if (depth > deepest) return undefined;
    const split = splitBy(e, at, here);
    if (split) return follow(split, here, depth + 1, true);
    const { list, complete } = originsOf(e, at, here);
    const [origin, ...others] = list;
    if (!origin || !complete || others.length > 0 || origin.kind !== 'made') return undefined;
    const { expr: made, frame: inner } = origin;
    if (made.kind === 'other' && made.file !== undefined) return found(fileAt(textAnswer(made.file), inner), parted);
    return made.kind === 'call' ? ofCall(made, inner, depth, parted) : undefined;
  };
  const ofCall = (call: CallExpr, here: Frame, depth: number, parted: boolean): Source | undefined => {
    const callees = e.callees(call, here);
    if (callees.kind !== 'library') return undefined;
    const { fn, args: [first, second] } = call;
    // A document reader's next one.
    if (callees.path === '' && callees.name === '.Read' && fn.kind === 'select' && !first) return follow(fn.of, here, depth + 1, true);
    if (!first) return undefined;
    const name = `${callees.path}.${callees.name}`;
    if (passing.test(name)) return follow(first, here, depth + 1, parted);
    if (reading.test(name)) return found(fileIn(around, second ? first : undefined, second ?? first, here), parted);
    if (callees.path === '' && /^\.(?:ReadFile|Open)$/.test(callees.name) && fn.kind === 'select') return found(fileIn(around, fn.of, first, here), parted);
    return undefined;
  };
  return follow(expr, frame, 0, false);
}

function found(file: ManifestFile | undefined, parted: boolean): Source | undefined {
  return file && { file, parted };
}

/** Where the paths of a file system begin: in a folder, or in that of the package that embeds it. */
export interface System {
  readonly folder: Answer | undefined;
  readonly frame: Frame;
}

/** `os.DirFS("testdata")`, or what `//go:embed` fills. */
export function systemOf(e: Evaluation, system: Expr, frame: Frame): System | undefined {
  const [origin, ...others] = originsOf(e, system, frame).list;
  if (origin?.kind !== 'made' || others.length > 0) return undefined;
  const { expr } = origin;
  if (expr.kind === 'other') return expr.why === embedded ? { folder: undefined, frame: origin.frame } : undefined;
  const [folder] = expr.kind === 'call' && nameOf(expr) === 'DirFS' ? expr.args : [];
  return folder && { folder: e.texts(folder, origin.frame), frame };
}

/** A path there; without a file system, as the program sees it. */
export function pathIn({ folder }: Pick<System, 'folder'>, below: Answer): Answer {
  return folder ? concatAnswers([folder, textAnswer('/'), below]) : below;
}

/** The file of a path, in a file system where one is given. */
export function fileIn({ evaluation: e, fileAt }: Surroundings, system: Expr | undefined, path: Expr, frame: Frame): ManifestFile | undefined {
  const below = e.texts(path, frame);
  const base = system ? systemOf(e, system, frame) : { folder: undefined, frame };
  return base && below.values.length === 1 && below.complete ? fileAt(pathIn(base, below), base.frame) : undefined;
}

/** What a loop takes apart at the lines between documents, where a variable is one of the pieces. */
function splitBy(e: Evaluation, expr: Expr, { func }: Frame): Expr | undefined {
  const at = expr.kind === 'call' && (expr.fn.kind === 'type' || (expr.fn.kind === 'name' && expr.fn.name === 'string')) ? expr.args[0] : expr;
  if (at?.kind !== 'local') return undefined;
  const [only, ...others] = e.program.index(func).vars.get(at.id) ?? [];
  const of = only && others.length === 0 && only.bind.source.kind === 'rangeValue' ? only.bind.source.of : undefined;
  if (of?.kind !== 'call' || nameOf(of) !== 'Split') return undefined;
  const [whole, by] = of.args;
  const mark = by && writtenText(by.kind === 'call' && by.args[0] ? by.args[0] : by);
  return mark !== undefined && separator.test(mark) && !func.fact.guards.some(({ when }) => asksOf(when, at.id)) ? whole : undefined;
}

/** `strings.Contains(document, "kind: Deployment")` */
function asksOf(when: Expr, id: VarId): boolean {
  const texts: Expr[] = [];
  eachIn(when, (at) => {
    if (at.kind === 'text' && at.chunks.length > 0) texts.push(at);
    return true;
  });
  return texts.length > 0 && localsIn(when).includes(id);
}

/** How many documents a file has, comments apart. */
export function documentsIn(manifest: string): number {
  return manifest.split(/^---(?:[ \t].*)?$/m).filter((one) => one.split('\n').some((line) => /^\s*[^#\s]/.test(line))).length;
}
