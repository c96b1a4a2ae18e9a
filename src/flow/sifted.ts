/**
 * May a turn of a loop pass by what stands at a place in it? Where a condition asks something of the turn's own element, and what it says isn't
 * known; or where the element may be gone anyway. Knows conditions and loops; what an error would do is none of it.
 */
import { encloses, type Span } from '../base/text';
import { isNil, isNoError, type Expr, type Sift, type VarId } from '../go/facts';
import { certainText, isPackageVariable, truthOf } from './branches';
import type { Evaluation } from './evaluation';
import { framesAround, runningFrame, turnsAround, type Frame, type Turn } from './frame';
import { exprOf, localsIn } from './locals';
import { originsOf } from './origins';

/** The outermost loop that may pass by the place, or be without its element: the frame that it is a turn of. */
export function passedBy(e: Evaluation, frame: Frame, at: Span): Frame | undefined {
  const turns = turnsAround(frame);
  if (turns.length === 0) return undefined;
  let outermost = turns.findLastIndex(({ doubtful }) => doubtful);
  for (const step of [{ frame, at }, ...framesAround(frame)]) {
    for (const sift of step.frame.func.fact.sifts) {
      if (!encloses(sift.span, step.at)) continue;
      const turn = undecided(e, sift, step.frame);
      if (turn) outermost = Math.max(outermost, turns.indexOf(turn));
    }
  }
  return turns[outermost]?.of;
}

/** The turn whose element a condition goes by, where it isn't sure to turn out as it has to. */
function undecided(e: Evaluation, { when, holds }: Sift, frame: Frame): Turn | undefined {
  for (const part of settled(when, holds)) {
    const ids = localsIn(part.when);
    if (ids.length === 0 || isOfErrors(part.when, part.holds, frame)) continue;
    const turn = turnBehind(e, ids, frame);
    if (turn && decided(e, part.when, frame) !== part.holds) return turn;
  }
  return undefined;
}

/** The parts of a condition that all have to turn out as they say. */
function settled(when: Expr, holds: boolean): { readonly when: Expr; readonly holds: boolean }[] {
  if (when.kind === 'unary' && when.op === '!') return settled(when.of, !holds);
  const isSplit = when.kind === 'binary' && when.op === (holds ? '&&' : '||');
  return isSplit ? [...settled(when.left, holds), ...settled(when.right, holds)] : [{ when, holds }];
}

/** There was no error, or none of some kind. */
function isOfErrors(when: Expr, holds: boolean, { func }: Frame): boolean {
  if (isNoError(when, holds)) return true;
  return localsIn(when).every((id) => /err$/i.test(func.outermost.fact.vars[id]?.name ?? '')) && !(when.kind === 'binary' && isNil(when.right));
}

function decided(e: Evaluation, when: Expr, frame: Frame): boolean | undefined {
  if (when.kind === 'unary' && when.op === '!') {
    const inner = decided(e, when.of, frame);
    return inner === undefined ? undefined : !inner;
  }
  if (when.kind === 'binary' && (when.op === '&&' || when.op === '||')) {
    const sides = [decided(e, when.left, frame), decided(e, when.right, frame)];
    const enough = when.op === '||';
    return sides.includes(enough) ? enough : sides.includes(undefined) ? undefined : !enough;
  }
  if (when.kind === 'binary' && (when.op === '==' || when.op === '!=')) {
    const same = isNil(when.right) ? isUnset(e, when.left, frame) : sameTexts(e, when.left, when.right, frame);
    return same === undefined ? undefined : same === (when.op === '==');
  }
  const truth = isPackageVariable(e, when, frame) ? undefined : truthOf(e, when, frame);
  return truth === undefined ? undefined : truth === 'true';
}

function sameTexts(e: Evaluation, left: Expr, right: Expr, frame: Frame): boolean | undefined {
  const texts = [certainText(e, left, frame), certainText(e, right, frame)];
  return texts.includes(undefined) ? undefined : texts[0] === texts[1];
}

/** Whether it is nil; undefined where that isn't known. */
function isUnset(e: Evaluation, expr: Expr, frame: Frame): boolean | undefined {
  const { list, complete } = originsOf(e, expr, frame);
  if (!complete || list.length === 0 || list.some(({ unsure }) => unsure)) return undefined;
  if (list.every((origin) => origin.kind === 'zero' || (origin.kind === 'made' && isNil(origin.expr)))) return true;
  return list.every((origin) => origin.kind === 'func' || (origin.kind === 'made' && (origin.expr.kind === 'composite' || origin.expr.kind === 'unary'))) ? false : undefined;
}

/** Assignments looked at on the way to a loop's variable. */
const mostSeen = 40;

/** The turn that fixes a variable which one of these is, or is made of. */
function turnBehind(e: Evaluation, ids: readonly VarId[], frame: Frame): Turn | undefined {
  const queue = ids.map((id) => ({ id, frame }));
  const seen = new Set<string>();
  for (let at = queue.pop(); at && seen.size < mostSeen; at = queue.pop()) {
    const { id, frame: around } = at;
    const mark = `${around.func.id}/${id}`;
    if (seen.has(mark)) continue;
    seen.add(mark);
    const turn = turnOf(e, id, around);
    if (turn) return turn;
    const index = e.program.index(around.func);
    const param = index.params.get(id);
    const call = param && runningFrame(param.func, around)?.call;
    const arg = param && call?.expr.args[param.index];
    if (arg) queue.push(...localsIn(arg).map((inner) => ({ id: inner, frame: call.frame })));
    for (const { bind } of index.vars.get(id) ?? []) {
      const source = exprOf(bind.source);
      if (source) queue.push(...localsIn(source).map((inner) => ({ id: inner, frame: around })));
    }
  }
  return undefined;
}

/** The turn that fixes a variable, or the one that goes with it: the index of the element. */
function turnOf(e: Evaluation, id: VarId, frame: Frame): Turn | undefined {
  const source = e.program.index(frame.func).vars.get(id)?.[0]?.bind.source;
  const of = source?.kind === 'rangeKey' ? source.of : undefined;
  const isFixed = (pins: Frame['pins']): boolean => pins?.has(id) === true || (of !== undefined && [...(pins?.keys() ?? [])].some((other) => {
    const own = e.program.index(frame.func).vars.get(other)?.[0]?.bind.source;
    return own?.kind === 'rangeValue' && own.of === of;
  }));
  for (let at: Frame | undefined = frame; at; at = at.lexical) {
    if (!isFixed(at.pins)) continue;
    let { turn } = at;
    while (turn && isFixed(turn.of.pins)) turn = turn.around;
    if (turn) return turn;
  }
  return undefined;
}
