/** The workspace files that a command reads from its standard input as they are: opened, or read and handed over unchanged. */
import type { CallExpr, Expr } from '../../go/facts';
import { exprOf } from '../../flow/locals';
import { originsOf } from '../../flow/origins';
import type { Frame } from '../../flow/frame';
import { textAnswer } from '../../flow/parts';
import { storesTo } from './commandFields';
import type { Run } from './commandsRun';
import type { ManifestFile, Surroundings } from './idiom';

/** What hands on the text that it is given. */
const readers: ReadonlySet<string> = new Set(['strings.NewReader', 'bytes.NewReader', 'bytes.NewBuffer', 'bytes.NewBufferString', 'bufio.NewReader', 'io.NopCloser']);
const sources: ReadonlySet<string> = new Set(['os.ReadFile', 'io/ioutil.ReadFile', 'os.Open']);
const mostSteps = 12;

/** None where the input is set several times, or may be anything else. */
export function inputFiles(run: Run, frame: Frame, around: Surroundings): readonly ManifestFile[] {
  const [input, ...others] = storesTo(run, 'Stdin', frame.func.fact);
  const from = input && exprOf(input.source);
  return (from && others.length === 0 && filesOf(from, frame, around, mostSteps)) || [];
}

/** Undefined where anything but such a file may be meant. */
function filesOf(expr: Expr, frame: Frame, around: Surroundings, steps: number): readonly ManifestFile[] | undefined {
  const { list, complete } = originsOf(around.evaluation, expr, frame);
  if (!complete || steps === 0) return undefined;
  const found: ManifestFile[] = [];
  for (const origin of list) {
    const files = origin.kind === 'made' ? filesMade(origin.expr, origin.frame, around, steps) : undefined;
    if (!files) return undefined;
    found.push(...files);
  }
  return found;
}

function filesMade(expr: Expr, frame: Frame, around: Surroundings, steps: number): readonly ManifestFile[] | undefined {
  if (expr.kind === 'other') return expr.file === undefined ? undefined : one(around.fileAt(textAnswer(expr.file), frame));
  if (expr.kind !== 'call') return undefined;
  const [first] = expr.args;
  if (!first) return undefined;
  const callees = around.evaluation.callees(expr, frame);
  if (callees.kind === 'conversion' || isReader(expr, callees)) return filesOf(first, frame, around, steps - 1);
  return callees.kind === 'library' && sources.has(`${callees.path}.${callees.name}`) ? one(around.fileAt(around.evaluation.texts(first, frame), frame)) : undefined;
}

function isReader({ args }: CallExpr, callees: ReturnType<Surroundings['evaluation']['callees']>): boolean {
  return callees.kind === 'library' && args.length === 1 && readers.has(`${callees.path}.${callees.name}`);
}

function one(file: ManifestFile | undefined): readonly ManifestFile[] | undefined {
  return file && [file];
}
