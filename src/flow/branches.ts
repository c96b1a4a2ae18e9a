/**
 * May what stands at a place run in a frame, going by the comparisons of texts around it, and by what is constantly true or false? Certain
 * answers only: a text that isn't known may be any.
 */
import type { Branch, Comparison, Expr } from '../go/facts';
import { encloses, isSameSpan, type Span } from '../base/text';
import { conditionTruth } from './conditions';
import { behindEnds } from './ends';
import type { Func } from './declarations';
import type { Evaluation } from './evaluation';
import { framesAround, type Frame } from './frame';
import { originsOf } from './origins';

/** Frames in which a branch runs: all that there are, or those of a loop's elements that pass. */
type Running = 'always' | readonly Frame[];

/** Many places stand in one branch. */
const known = new WeakMap<Frame, Map<Branch, Running>>();

/**
 * The frames in which the place may run: the frame itself, or, where comparisons tell elements of a loop apart, the frame once for every
 * element that passes them. None where a comparison fails for certain. `read`: a place in the same body that runs, so that what is around
 * both holds.
 */
export function runningAt(e: Evaluation, at: Span, frame: Frame, read?: Span): readonly Frame[] {
  const isAround = (span: Span): boolean => encloses(span, at) && !(read && encloses(span, read));
  if (behindEnds(e.program, frame.func).some(isAround)) return [];
  let frames: readonly Frame[] = [frame];
  for (const branch of frame.func.fact.branches) {
    if (!isAround(branch.span)) continue;
    frames = frames.flatMap((one) => {
      const running = runningIn(e, branch, one);
      return running === 'always' ? [one] : running;
    });
  }
  return frames;
}

/** Something decides whether places of a body run at all. */
export function isDecided({ program }: Evaluation, func: Func): boolean {
  return func.fact.branches.length > 0 || behindEnds(program, func).length > 0;
}

/** Some comparison is such without which a run comes to none of these places: around them in the frame's function, or around the way that leads there. */
export function isAskedAround(places: readonly Span[], frame: Frame, isSuch: (comparison: Comparison, frame: Frame) => boolean): boolean {
  const steps = [{ at: frame, spans: places }, ...Array.from(framesAround(frame), (outer) => ({ at: outer.frame, spans: [outer.at] }))];
  return steps.some(({ at, spans }) => spans.length > 0 && spans.every((span) => at.func.fact.branches.some((branch) => encloses(branch.span, span) && branch.when.some((one) => isSuch(one, at)))));
}

/** The block around a branch that runs whenever that one does: all its comparisons hold for certain, and nothing else is asked there. Otherwise undefined. */
export function surelyWithin(e: Evaluation, block: Span, frame: Frame): Span | undefined {
  const branches = frame.func.fact.branches.filter(({ span }) => isSameSpan(span, block));
  const isSure = branches.every(({ when, around }) => around !== undefined && when.every((one) => verdict(e, one, frame) === true && isWritten(e, one.of, frame)));
  return isSure ? branches[0]?.around : undefined;
}

/** All that it comes from is written down as such: what others are put together from may be something else. */
function isWritten(e: Evaluation, expr: Expr, frame: Frame): boolean {
  return originsOf(e, expr, frame).list.every((origin) => origin.kind === 'made' && (origin.expr.kind === 'text' || origin.expr.kind === 'name'));
}

function runningIn(e: Evaluation, branch: Branch, frame: Frame): Running {
  let byBranch = known.get(frame);
  if (!byBranch) known.set(frame, (byBranch = new Map<Branch, Running>()));
  let running = byBranch.get(branch);
  if (running === undefined) byBranch.set(branch, (running = decided(e, branch.when, frame)));
  return running;
}

function decided(e: Evaluation, when: readonly Comparison[], frame: Frame): Running {
  const verdicts = when.map((one) => verdict(e, one, frame));
  if (verdicts.includes(false)) return [];
  const open = when.filter((_, i) => verdicts[i] === undefined);
  if (open.length === 0) return 'always';
  const frames = e.alternatives(frame, open.flatMap(({ of, among }) => [of, ...among]));
  const passed = frames.length < 2 ? frames : frames.filter((one) => open.every((comparison) => verdict(e, comparison, one) !== false));
  return passed.length === frames.length ? 'always' : passed;
}

/** Undefined where it isn't known. */
function verdict(e: Evaluation, { of, among, holds: equal }: Comparison, frame: Frame): boolean | undefined {
  const [first] = among;
  if (first?.kind === 'name' && first.name === 'true') {
    const truth = conditionTruth(e, of, frame);
    return truth === undefined ? undefined : truth === equal;
  }
  const others = among.map((one) => certainText(e, one, frame));
  const text = others.every((other) => other === undefined) ? undefined : certainText(e, of, frame);
  if (text === undefined) return undefined;
  if (others.includes(text)) return equal;
  return others.includes(undefined) ? undefined : !equal;
}

/** `true` or `false` as written, in a constant, or handed to a parameter; for anything else undefined. */
export function truthOf(e: Evaluation, expr: Expr, frame: Frame): string | undefined {
  const found = originsOf(e, expr, frame);
  const words = found.list.map((origin) => (origin.kind === 'made' && origin.expr.kind === 'name' && !origin.unsure ? truthNamed(e, origin.expr.name, origin.frame) : undefined));
  return found.complete && words.length > 0 && words.every((word) => word === words[0]) ? words[0] : undefined;
}

function truthNamed(e: Evaluation, name: string, { func }: Frame): string | undefined {
  return /^(?:true|false)$/.test(name) && e.program.resolve(name, func.file).kind === 'predeclared' ? name : undefined;
}

/** What isn't written as '' may have been set by somebody we don't see, and a package-level variable by anybody. */
export function certainText(e: Evaluation, expr: Expr, frame: Frame): string | undefined {
  if (isPackageVariable(e, expr, frame)) return undefined;
  const text = originsOf(e, expr, frame).list.some((origin) => origin.unsure) ? undefined : e.keyText(expr, frame);
  return text === '' && expr.kind !== 'text' ? undefined : text;
}

/** A package-level variable, or a part of one. */
export function isPackageVariable(e: Evaluation, expr: Expr, { func }: Frame): boolean {
  let root = expr;
  while (root.kind === 'select' || root.kind === 'index') {
    const member = root.kind === 'select' && root.of.kind === 'name' ? e.program.member(root.of.name, root.name, func.file) : undefined;
    if (member) return member.kind === 'global' && !member.global.fact.constant;
    root = root.of;
  }
  const declared = root.kind === 'name' ? e.program.resolve(root.name, func.file) : undefined;
  return declared?.kind === 'global' && !declared.global.fact.constant;
}
