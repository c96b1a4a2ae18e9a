/**
 * Where does a command find the kustomization that it builds or edits, and what does it set there? Knows paths and how Go says where a command
 * runs; what a kustomization means is images/kustomize's knowledge.
 */
import type { Place } from '../../base/text';
import { framesAround, type Frame } from '../../flow/frame';
import { concatAnswers, partsBetween, textAnswer, unknownAnswer } from '../../flow/parts';
import { isText, onlyText, type Answer } from '../../flow/value';
import { entryOf, type ImageEntry } from '../kustomize/imageEntry';
import type { Run } from './commandsRun';
import type { KustomizationEdit, Ran, Sighting, Surroundings } from './idiom';
import { valuesOf } from './commandFields';

/** `folder`: as seen from where the command runs. `entered`: folders that a shell enters before, one after the other; undefined where that isn't known. */
export interface Where {
  readonly folder: Answer | undefined;
  readonly entered: readonly Answer[] | undefined;
}

/** The uri of the folder. */
export function folderOf({ folder, entered }: Where, run: Run, frame: Frame, around: Surroundings): string | undefined {
  if (!entered) return undefined;
  const steps = [...directoriesOf(run, frame, around), ...entered, ...(folder ? [folder] : [])];
  // What is absolute, or begins with something that isn't known, leads there by itself.
  const from = steps.findLastIndex(({ values }) => values.length === 0 || values.some(({ parts: [head] }) => !head || !isText(head) || head.text.startsWith('/')));
  const path = steps.slice(Math.max(from, 0)).flatMap((step, i) => (i > 0 ? [slash, step] : [step]));
  return around.treeAt(path.length > 0 ? concatAnswers(path) : here, frame)?.folder;
}

const slash: Answer = textAnswer('/');
const here: Answer = textAnswer('.');

/** `cmd.Dir = dir`; `exec.Cmd{Dir: dir}` */
function directoriesOf(run: Run, frame: Frame, { evaluation }: Surroundings): readonly Answer[] {
  const [only, ...others] = valuesOf(run, 'Dir', frame.func.fact);
  if (!only) return [];
  return [others.length === 0 ? evaluation.texts(only, frame) : unknownAnswer('one of several folders')];
}

/** `image`: the reference, or `NAME:TAG` where there is no `name`. */
export function entrySet(name: Answer | undefined, image: Answer, at: Place): ImageEntry | undefined {
  const own = name ? onlyText(name) : nameIn(image);
  if (own === undefined) return undefined;
  if (!image.complete) return { name: own, unknown: true, at };
  const [value] = image.values;
  if (name || !value) return entryOf(own, image.values, at);
  const rest = partsBetween(value, own.length + 1);
  const isDigest = partsBetween(value, own.length, own.length + 1).some((part) => isText(part) && part.text === '@');
  return { name: own, ...(isDigest ? { digest: rest } : { newTag: rest }), at };
}

/** What stands before the tag or digest of the one text. */
function nameIn({ values }: Answer): string | undefined {
  const [only, ...others] = values;
  const [head] = only && others.length === 0 ? only.parts : [];
  const text = head && isText(head) ? only?.parts.map((part) => (isText(part) ? part.text : '0')).join('') : undefined;
  const name = text && /^([^@*]*?)(?:@|:(?=[^:/]*$))/.exec(text)?.[1];
  return name && head && isText(head) && head.text.startsWith(name) ? name : undefined;
}

export function ranAt(run: Run): Ran | undefined {
  return run.kind === 'call' && run.mode === 'plain' && !run.looped ? { span: run.span, scope: run.scope } : undefined;
}

interface Step {
  readonly frame: Frame;
  readonly ran: Ran | undefined;
}

/** The calls that lead to a sighting, its own first. */
function wayTo({ frame, ran }: Sighting): Step[] {
  const steps: Step[] = frame ? [{ frame, ran }] : [];
  let inner = frame;
  for (const outer of frame ? framesAround(frame) : []) {
    // A closure that is written there runs whenever somebody calls it.
    steps.push({ frame: outer.frame, ran: inner?.call && ranAt(inner.call.expr) });
    inner = outer.frame;
  }
  return steps;
}

function isSameFrame(a: Frame, b: Frame): boolean {
  return a.func === b.func && a.pins === b.pins && a.path.join('>') === b.path.join('>');
}

/** Whether what `a` does was surely done when `b` is; `later`: it surely wasn't. In one shell line they are in its order. */
function order(a: Sighting, b: Sighting, isFirst: boolean): 'before' | 'later' | 'unknown' {
  const [ways, others] = [wayTo(a), wayTo(b)];
  const at = ways.findIndex(({ frame }) => others.some((other) => isSameFrame(frame, other.frame)));
  const [own, other] = [ways[at], others.find(({ frame }) => ways[at] && isSameFrame(ways[at].frame, frame))];
  if (!own?.ran || !other?.ran) return 'unknown';
  const isSure = ways.slice(0, at).every(({ ran }) => ran?.scope === undefined && ran !== undefined);
  if (own.ran.span === other.ran.span) return !isSure ? 'unknown' : isFirst ? 'before' : 'later';
  if (own.ran.span.start >= other.ran.span.end) return 'later';
  const encloses = own.ran.scope === undefined || (own.ran.scope.start <= other.ran.span.start && other.ran.span.end <= own.ran.scope.end);
  return isSure && encloses ? 'before' : 'unknown';
}

/** Every kustomization that is applied, with the edits of the flow that come before. */
export function withEditsBefore(sightings: readonly Sighting[]): readonly Sighting[] {
  const editing = sightings.flatMap((one, i) => (one.edits && !one.idle ? [{ one, i, edit: one.edits }] : []));
  if (editing.length === 0) return sightings;
  return sightings.map((one, at) => {
    if (!one.kustomizes) return one;
    const edits: KustomizationEdit[] = [];
    const unsure: KustomizationEdit[] = [];
    for (const { one: other, i, edit } of editing) {
      const when = order(other, one, i < at);
      if (when === 'before') edits.push(edit);
      else if (when === 'unknown') unsure.push(edit);
    }
    return { ...one, kustomizes: { ...one.kustomizes, edits, unsure } };
  });
}
