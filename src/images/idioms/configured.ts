/**
 * A project's own helpers, named in its configuration or known from common libraries: calls that build, load or deploy the image they
 * are given. For functions whose body the workspace doesn't have.
 */
import type { CallExpr, FuncFact } from '../../go/facts';
import type { Frame } from '../../flow/frame';
import { fieldOrigins } from '../../flow/fields';
import { placeOf } from '../../flow/origin';
import { uniteAnswers } from '../../flow/parts';
import { textsOfOrigin } from '../../flow/texts';
import type { Answer } from '../../flow/value';
import type { ImageCall, ImageCalls } from '../imageCall';
import type { Details, Role } from '../site';
import type { Idiom, Sighting, Surroundings } from './idiom';

interface Clue {
  readonly call: CallExpr;
  readonly role: Role;
  readonly rule: ImageCall;
}

/** Helpers of libraries that suites commonly use, which take the image from docker's store: kubebuilder's scaffolded utilities and the e2e-framework's environment functions. */
const common: readonly (readonly [Role, ImageCall])[] = [
  ['load', { name: 'LoadImageToKindClusterWithName', image: { kind: 'argument', index: 0 } }],
  ['load', { name: 'envfuncs.LoadDockerImageToCluster', image: { kind: 'argument', index: 1 } }],
  ['load', { name: 'envfuncs.LoadImageToCluster', image: { kind: 'argument', index: 1 } }],
];

/** The helpers that are looked for, with what they do. */
export function configuredCalls(calls: ImageCalls): readonly (readonly [Role, ImageCall])[] {
  const of = (role: Role, list: readonly ImageCall[]): (readonly [Role, ImageCall])[] => list.map((one) => [role, one]);
  return [...of('build', calls.builders), ...of('load', calls.loaders), ...of('deploy', calls.deployers), ...common];
}

function matches(call: CallExpr, name: string): boolean {
  const fn = call.fn;
  const dot = name.lastIndexOf('.');
  if (dot < 0) return (fn.kind === 'name' && fn.name === name) || (fn.kind === 'select' && fn.name === name);
  return fn.kind === 'select' && fn.name === name.slice(dot + 1) && fn.of.kind === 'name' && fn.of.name === name.slice(0, dot);
}

function spot(func: FuncFact, calls: ImageCalls): readonly Clue[] {
  const known = configuredCalls(calls);
  return func.calls.flatMap((call) => known.filter(([, rule]) => matches(call, rule.name)).map(([role, rule]) => ({ call, role, rule })));
}

function resolve({ call, role, rule }: Clue, frame: Frame, { evaluation, calls }: Surroundings): readonly Sighting[] {
  // A body that the workspace has speaks for itself, unless the configuration says otherwise.
  const own = [...calls.builders, ...calls.loaders, ...calls.deployers].includes(rule);
  if (!own && evaluation.callees(call, frame).kind === 'funcs') return [];
  const details: Details = { ...(role === 'load' ? { into: 'cluster' as const } : {}), ...(own ? {} : { loadFrom: 'docker-image' as const }), ...(role === 'deploy' ? { pullPolicy: { values: [], complete: false } } : {}) };
  const sight = (image: Answer, span: { start: number; end: number }): Sighting => ({ role, idiom: 'configured', at: placeOf(frame, span), image, engine: '', details, frame });
  const place = rule.image;
  if (place.kind === 'result') return place.index === 0 ? [sight(evaluation.texts(call, frame), call.span)] : [];
  if (place.kind === 'argument') {
    const arg = call.args[place.index];
    if (!arg) return [];
    if (place.field === undefined) return [sight(evaluation.texts(arg, frame), arg.span)];
    return [sight(uniteAnswers(fieldOrigins(evaluation, arg, place.field, frame).list.map((origin) => textsOfOrigin(evaluation, origin))), arg.span)];
  }
  for (const arg of call.args) {
    const type = evaluation.program.typeOf(arg, frame.func);
    const has = arg.kind === 'composite' ? arg.elements.some((element) => element.field === place.field) : type && evaluation.program.fields(type)?.some((field) => field.name === place.field);
    if (has) return [sight(uniteAnswers(fieldOrigins(evaluation, arg, place.field, frame).list.map((origin) => textsOfOrigin(evaluation, origin))), arg.span)];
  }
  return [];
}

export const configured: Idiom<Clue> = { id: 'configured', summary: 'Calls of helpers that the configuration names, or that common libraries bring.', spot, resolve, placesOf: ({ call }) => [call.span] };
