/**
 * `corev1.Container().WithName("app").WithImage(X)`: client-go's apply configurations, which are merged into what is in the cluster.
 * Source: the generated packages below k8s.io/client-go/applyconfigurations.
 */
import type { CallExpr, Expr, FuncFact, VarId } from '../../go/facts';
import type { Func, Program } from '../../flow/declarations';
import type { Frame } from '../../flow/frame';
import { unknownAnswer } from '../../flow/parts';
import { deployedBy } from './container';
import type { Idiom, Sighting, Surroundings } from './idiom';

interface Clue {
  readonly call: CallExpr;
  readonly image: Expr;
}

const configurations = /(^|\/)k8s\.io\/client-go\/applyconfigurations\//;

/** The argument of a call of that setter. */
function setBy({ fn, args }: CallExpr, setter: string): Expr | undefined {
  return fn.kind === 'select' && fn.name === setter && args.length === 1 ? args[0] : undefined;
}

/** What a chain of method calls begins with: `corev1.Container()`, or a variable. */
function headOf(expr: Expr): Expr {
  let at = expr;
  while (at.kind === 'call' && at.fn.kind === 'select' && at.fn.of.kind !== 'name') at = at.fn.of;
  return at;
}

function spot({ calls }: FuncFact): readonly Clue[] {
  return calls.flatMap((call) => {
    const image = setBy(call, 'WithImage');
    return image ? [{ call, image }] : [];
  });
}

/** `….WithImage(image)` in a chain that begins with a function of those packages, or with a variable that is bound to such chains only. */
export function isApplyConfiguration(call: CallExpr, func: Func, program: Program): boolean {
  if (call.fn.kind !== 'select' || !call.fn.name.startsWith('With')) return false;
  const made = makers(headOf(call), func, program);
  return made.length > 0 && made.every((maker) => maker !== undefined);
}

/** The functions that make what is at the head of a chain; undefined stands for whatever is none of those packages'. */
function makers(head: Expr, func: Func, program: Program, met: readonly VarId[] = []): readonly (string | undefined)[] {
  if (head.kind === 'local') {
    // `c = c.WithImage(image)`
    if (met.includes(head.id)) return [];
    return (program.index(func).vars.get(head.id) ?? []).flatMap(({ bind: { source }, owner }) => (source.kind === 'expr' && source.expr.kind === 'call' ? makers(headOf(source.expr), owner, program, [...met, head.id]) : [undefined]));
  }
  if (head.kind !== 'call' || head.fn.kind !== 'select' || head.fn.of.kind !== 'name') return [undefined];
  const declared = program.member(head.fn.of.name, head.fn.name, func.file);
  return [declared?.kind === 'library' && configurations.test(declared.path) ? declared.name : undefined];
}

function isSame(a: Expr, b: Expr): boolean {
  return a.kind === 'local' ? b.kind === 'local' && a.id === b.id : a.span.start === b.span.start;
}

function resolve({ call, image }: Clue, frame: Frame, { evaluation }: Surroundings): readonly Sighting[] {
  const { func } = frame;
  const head = headOf(call);
  const made = makers(head, func, evaluation.program);
  if (made.length === 0 || made.some((maker) => maker !== 'Container')) return [];
  const others = func.fact.calls.filter((other) => isSame(headOf(other), head));
  const set = (setter: string): readonly Expr[] => others.flatMap((other) => setBy(other, setter) ?? []);
  const [policy, ...policies] = set('WithImagePullPolicy');
  const [name, ...names] = set('WithName');
  const isUnsure = policies.length > 0 || (!policy && head.kind === 'local');
  return deployedBy({ image, policy, name: names.length === 0 ? name : undefined }, frame, evaluation, { stored: true, ...(isUnsure ? { pullPolicy: unknownAnswer('set elsewhere') } : {}) });
}

export const applyConfigurations: Idiom<Clue> = { id: 'apply-configuration', summary: 'corev1.Container().WithImage(…): a container of client-go’s apply configurations.', spot, resolve, placesOf: ({ call }) => [call.span] };
