/**
 * May a flow write a certain file by other means than saving an image: by moving, copying or downloading, in a script, or in a function that
 * nobody looks into? Goes by the paths and names at its calls; in doubt it may.
 */
import type { Steps } from '../base/steps';
import type { CallExpr, Expr } from '../go/facts';
import type { Evaluation } from '../flow/evaluation';
import { callFrame, type Frame } from '../flow/frame';
import type { Func } from '../flow/declarations';
import type { Walk } from '../flow/walk';
import { isText, valueKey, type Answer } from '../flow/value';
import { areTwoArchives, baseOf } from './archivePath';
import { isShell } from './commandLine/shell';
import { baseName } from './commandLine/wrappers';
import { isGosOwn } from './foreign';
import { onlyLooks } from './onlyLooks';
import { runners, withoutContext, writtenText } from './idioms/commandsRun';

/** Functions of Go's own that write a file, and which argument names it. */
const writers: ReadonlyMap<string, number> = new Map([['Create', 0], ['OpenFile', 0], ['WriteFile', 0], ['Rename', 1], ['Link', 1], ['Symlink', 1], ['CopyFS', 0]]);
/** They make texts, look, or take files away. */
const harmlessPackages = /^(?:fmt|strings|strconv|path|path\/filepath|errors|log|log\/slog|bytes|regexp|time|testing)$/;
const harmless = /^(?:append|Remove(?:All)?|Chmod)$/;
const placing: ReadonlySet<string> = new Set(['cp', 'mv', 'ln', 'install', 'rsync']);
/** Programs that write files of which their arguments don't speak. */
const writing: ReadonlySet<string> = new Set(['tar', 'gzip', 'gunzip', 'bzip2', 'xz', 'unxz', 'zstd', 'unzstd', 'pigz', 'zip', 'unzip', 'curl', 'wget', 'scp', 'gh', 'aws', 'gcloud', 'gsutil', 'az', 'rclone', 'git', 'dd', 'tee', 'split', 'cat', 'img', 'kaniko']);
/** Such a program, or a redirection into a file, in a shell's line. */
const inShell = /\b(?:cp|mv|ln|install|rsync|tar|gzip|gunzip|bzip2|xz|zstd|pigz|unzip|curl|wget|scp|gh|aws|gcloud|gsutil|az|rclone|git|dd|tee)\b|(?<![0-9&])>(?!&|\s*\/dev\/null)/;
/** Words of the commands that save and load the very archives that are compared. */
const handling: ReadonlySet<string> = new Set(['save', 'load', 'import', 'rm', 'ls', 'stat', 'du', 'chmod']);

/** What the argument is called that names another kind of file: its path needn't be known. */
const otherFile = /kube|config|manifest|log|report|cert|key|ya?ml|json|cover|token|migration/i;
/** Frames that are looked into beyond those of the walk; where they don't do, it may write anything. */
const most = 3000;

interface Wanted {
  readonly e: Evaluation;
  readonly walked: ReadonlySet<Func>;
  readonly archive: Answer;
  /** The last components of its paths. */
  readonly names: readonly string[];
  /** The same, and those of the archives that are saved: whoever is handed one may load it. */
  readonly all: readonly string[];
  /** Frames of functions that the walk left out. */
  readonly seen: Set<Frame>;
}

/** `saved`: the archives that the flow saves in its place; false only where none of them goes out of sight, either. */
export function* mayBeWritten({ frames, evaluation, idle }: Walk, archive: Answer, saved: readonly Answer[]): Steps<boolean> {
  const namesOf = (answers: readonly Answer[]): string[] => answers.flatMap(({ values }) => values.map((value) => valueKey({ parts: baseOf(value) })));
  const names = namesOf([archive]);
  const wanted: Wanted = { e: evaluation, walked: new Set(frames.map(({ func }) => func)), archive, names, all: [...names, ...namesOf(saved)], seen: new Set() };
  for (const frame of frames) {
    if (idle.has(frame)) continue;
    yield;
    if (frame.func.fact.calls.some((call) => isWriting(call, frame, wanted))) return true;
  }
  return false;
}

function isWriting(call: CallExpr, frame: Frame, wanted: Wanted): boolean {
  const { e, walked, archive, names, all, seen } = wanted;
  const callees = e.callees(call, frame);
  const mentions = (those: readonly string[]): boolean => call.args.some((arg) => arg.kind !== 'func' && e.texts(arg, frame).values.some((value) => those.some((one) => valueKey(value).includes(one))));
  if (callees.kind === 'conversion') return false;
  if (callees.kind === 'funcs') {
    const unseen = callees.list.filter(({ func }) => !walked.has(func));
    return (!callees.complete && mentions(all)) || unseen.some((callee) => {
      const inner = callFrame(call, frame, callee);
      if (!inner || seen.has(inner)) return false;
      seen.add(inner);
      return seen.size > most || callee.func.fact.calls.some((one) => isWriting(one, inner, wanted));
    });
  }
  const name = call.fn.kind === 'select' || call.fn.kind === 'name' ? call.fn.name : '';
  const path = callees.kind === 'library' ? callees.path : '';
  const target = /^(?:os|io\/ioutil)$/.test(path) ? call.args[writers.get(name) ?? -1] : undefined;
  if (target) return !otherFile.test(nameOf(target)) && !areTwoArchives(e.texts(target, frame), archive);
  if (onlyLooks.test(name) || harmless.test(name) || harmlessPackages.test(path)) return false;
  if (/(^|\/)exec$/.test(path) && runners.has(name)) return isWritingCommand(withoutContext(name, call.args), frame, e, archive) ?? mentions(all);
  return mentions(path !== '' && isGosOwn(path) ? names : all);
}

function nameOf(expr: Expr): string {
  return expr.kind === 'local' || expr.kind === 'name' || expr.kind === 'select' ? expr.name : '';
}

/** Undefined where it depends on whether the command speaks of the file. */
function isWritingCommand(args: CallExpr['args'], frame: Frame, e: Evaluation, archive: Answer): boolean | undefined {
  const [program, ...rest] = args;
  const known = program && (writtenText(program) ?? e.keyText(program, frame));
  const name = known === undefined ? '' : baseName(known);
  if (writing.has(name)) return true;
  if (isShell(name)) return rest.some((arg) => e.texts(arg, frame).values.some(({ parts: [head, ...more] }) => head === undefined || !isText(head) || inShell.test([head, ...more].map((part) => (isText(part) ? part.text : '')).join('')))) || undefined;
  const target = placing.has(name) ? rest.at(-1) : undefined;
  if (target && !areTwoArchives(e.texts(target, frame), archive)) return true;
  return handling.has(name) || rest.some((arg) => handling.has(writtenText(arg) ?? '')) ? false : undefined;
}
