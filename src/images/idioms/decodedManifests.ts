/**
 * A manifest file that Go decodes and hands to a client, or to a library that does: `yaml.Unmarshal` and `Create`, the deserializers of
 * Kubernetes, the decoder of sigs.k8s.io/e2e-framework, terratest's `KubectlApply`. Knows who decodes what; what becomes of an object is
 * decoded/fate.ts's knowledge.
 */
import { remembered } from '../../base/remembered';
import { isNil, type CallExpr, type Expr, type FuncFact } from '../../go/facts';
import { outermostFrame, type Frame } from '../../flow/frame';
import type { Evaluation } from '../../flow/evaluation';
import { placeOf } from '../../flow/origin';
import { fateOf, type Fate, type Request } from '../decoded/fate';
import { asked, filesDecoded, isOfFramework, isUnchanged, handledBy } from '../decoded/framework';
import type { Overwritten } from '../decoded/overwrites';
import { documentsIn, fileIn, sourceOf } from '../decoded/sources';
import { nameOf } from '../expectations';
import { isMeantToFail } from '../meantToFail';
import type { Idiom, ManifestFile, Sighting, Surroundings } from './idiom';

type Clue =
  /** `yaml.Unmarshal(data, &object)`, `decoder.Decode(&object)`, `deserializer.Decode(data, nil, nil)` */
  | { readonly kind: 'decoded'; readonly call: CallExpr; readonly source: Expr; readonly target: Expr | undefined; /** In a loop it decodes one document after the other. */ readonly streams: boolean }
  /** Of the e2e-framework's decoder. */
  | { readonly kind: 'framework'; readonly call: CallExpr }
  /** `k8s.KubectlApply(t, options, path)` */
  | { readonly kind: 'terratest'; readonly call: CallExpr };

const ofYaml = /yaml/i;
const streaming = /^NewYAML(?:OrJSON|ToJSON)Decoder$/;
const terratest = /^Kubectl(?:Apply|Delete)(?:Context)?E?$/;
const terratestPath = /(?:^|\/)terratest\/modules\/k8s$/;
const framework = /^(?:Decode(?:Each|EachFile|File|Any|All|AllFiles)?|(?:Apply|Delete)WithManifestDir)$/;

/** Names by which a declaration may be of interest, wherever its file imports such a package. */
export const decoders: { readonly paths: RegExp; readonly calls: readonly string[] } = {
  paths: /yaml|k8s\.io\/(?:apimachinery\/pkg\/runtime|client-go\/kubernetes\/scheme)|e2e-framework\/klient\/decoder|terratest\/modules\/k8s/,
  calls: ['Unmarshal', 'UnmarshalStrict', 'NewYAMLOrJSONDecoder', 'NewYAMLToJSONDecoder', 'UniversalDeserializer', 'NewDecodingSerializer', 'DecodeEach', 'DecodeEachFile', 'DecodeFile', 'DecodeAny', 'DecodeAll', 'DecodeAllFiles', 'ApplyWithManifestDir', 'DeleteWithManifestDir', 'KubectlApply', 'KubectlApplyE', 'KubectlDelete', 'KubectlDeleteE'],
};

const spot: (func: FuncFact) => readonly Clue[] = remembered((func) =>
  func.calls.flatMap((call): Clue[] => {
    const name = nameOf(call);
    const { fn, args } = call;
    if (terratest.test(name)) return [{ kind: 'terratest', call }];
    if (fn.kind === 'select' && fn.of.kind === 'name' && framework.test(name)) return [{ kind: 'framework', call }];
    const [first, second, third] = args;
    if (!first) return [];
    if (/^Unmarshal(?:Strict)?$/.test(name)) return fn.kind === 'select' && fn.of.kind === 'name' && ofYaml.test(fn.of.name) && second ? [{ kind: 'decoded', call, source: first, target: second, streams: false }] : [];
    if (args.length === 3 && third && isDecode(fn, func)) return [{ kind: 'decoded', call, source: first, target: third, streams: false }];
    const of = args.length === 1 && name === 'Decode' && fn.kind === 'select' ? makerOf(fn.of, func) : undefined;
    const [reader] = of?.args ?? [];
    return of && reader && decodesYaml(of) ? [{ kind: 'decoded', call, source: reader, target: first, streams: true }] : [];
  }),
);

/** `deserializer.Decode`, or a variable that holds it. */
function isDecode(fn: Expr, { binds }: FuncFact): boolean {
  if (fn.kind === 'select') return fn.name === 'Decode';
  return fn.kind === 'local' && binds.some(({ target, source }) => target.kind === 'var' && target.id === fn.id && source.kind === 'expr' && source.expr.kind === 'select' && source.expr.name === 'Decode');
}

/** The call that makes a decoder, in place or in a variable of the same body. */
function makerOf(expr: Expr, { binds }: FuncFact): CallExpr | undefined {
  if (expr.kind === 'call') return expr;
  const [only, ...others] = expr.kind === 'local' ? binds.filter(({ target }) => target.kind === 'var' && target.id === expr.id) : [];
  return only && others.length === 0 && only.source.kind === 'expr' && only.source.expr.kind === 'call' ? only.source.expr : undefined;
}

function decodesYaml(maker: CallExpr): boolean {
  const { fn } = maker;
  return streaming.test(nameOf(maker)) || (nameOf(maker) === 'NewDecoder' && fn.kind === 'select' && fn.of.kind === 'name' && ofYaml.test(fn.of.name));
}

/** Its API server has no nodes. */
const withoutNodes = /(?:^|\/)controller-runtime\/pkg\/envtest$/;

function resolve(clue: Clue, frame: Frame, around: Surroundings): readonly Sighting[] {
  const { evaluation: e } = around;
  const found = e.alternatives(frame, clue.call.args).flatMap((at) => resolvedIn(clue, at, around));
  if (found.length === 0 || [...e.program.libraries(outermostFrame(frame).func.pkg.dir)].some((path) => withoutNodes.test(path))) return [];
  return found;
}

function resolvedIn(clue: Clue, frame: Frame, around: Surroundings): readonly Sighting[] {
  const { evaluation: e } = around;
  const { call } = clue;
  if (clue.kind === 'terratest') {
    const callees = e.callees(call, frame);
    const path = call.args.at(-1);
    const file = callees.kind === 'library' && terratestPath.test(callees.path) && path ? fileIn(around, undefined, path, frame) : undefined;
    return file ? sightings([file], call, frame, asked(nameOf(call).includes('Apply'), call, frame), e) : [];
  }
  if (clue.kind === 'framework') {
    if (!isOfFramework(e, call, frame)) return [];
    const files = filesDecoded(around, call, frame);
    if (files.length === 0 || !isUnchanged(e, call, frame)) return [];
    const fate = handledBy(e, call, frame);
    return fate ? sightings(files, call, frame, fate, e) : [];
  }
  if (e.callees(call, frame).kind === 'funcs') return [];
  const source = sourceOf(around, clue.source, frame);
  if (!source) return [];
  if (documentsIn(source.file.text) !== 1 && !source.parted && !(clue.streams && clue.call.looped)) return [];
  return sightings([source.file], call, frame, fateOfDecoded(clue, frame, e), e);
}

function fateOfDecoded({ call, target }: Extract<Clue, { kind: 'decoded' }>, frame: Frame, e: Evaluation): Fate {
  const isInto = target && !isNil(target);
  return fateOf(e, [...(isInto ? [{ kind: 'target' as const, expr: target, call, frame }] : []), ...(call.args.length === 3 ? [{ kind: 'result' as const, call, frame }] : [])]);
}

/** Texts that a body decodes, and that reach no cluster as they are. */
export function textsChanged(e: Evaluation, frame: Frame): readonly Expr[] {
  return spot(frame.func.fact).flatMap((clue) => {
    if (clue.kind !== 'decoded') return [];
    const { creates, lost } = fateOfDecoded(clue, frame, e);
    return lost || (creates.length > 0 && creates.every((one) => isSparedRequest(one, e))) ? [unwrapped(clue.source)] : [];
  });
}

/** What a body decodes, and whose image it overwrites then. */
export function decodedAndOverwritten(e: Evaluation, frame: Frame): readonly { readonly source: Expr; readonly containers: Overwritten }[] {
  return spot(frame.func.fact).flatMap((clue) => {
    if (clue.kind !== 'decoded') return [];
    const { overwritten } = fateOfDecoded(clue, frame, e);
    return overwritten === 'any' || overwritten.size > 0 ? [{ source: clue.source, containers: overwritten }] : [];
  });
}

/** `strings.NewReader(manifest)` */
function unwrapped(expr: Expr): Expr {
  const [first] = expr.kind === 'call' && /^New(?:Reader|Buffer(?:String)?)$/.test(nameOf(expr)) ? expr.args : [];
  return first ?? expr;
}

function isSparedRequest({ call, frame }: Request, e: Evaluation): boolean {
  return isMeantToFail([call.span], noImage, frame, e);
}

/** What a client does with what is in those files. */
function sightings(files: readonly ManifestFile[], call: CallExpr, frame: Frame, { creates, deletes, sure, narrowed }: Fate, e: Evaluation): Sighting[] {
  if (!sure) return [];
  const spared = creates.length > 0 && creates.every((one) => isSparedRequest(one, e));
  return files.flatMap(({ uri, text }): Sighting[] => {
    if (narrowed && documentsIn(text) > 1) return [];
    const base: Sighting = { role: 'mention', idiom: 'decoded-manifest', at: placeOf(frame, call.span), image: noImage, engine: '', details: spared ? { spared: true } : {}, frame };
    if (creates.length > 0) return [{ ...base, applies: uri }];
    return deletes.length > 0 ? [{ ...base, removes: { manifest: uri } }] : [];
  });
}

const noImage = { values: [], complete: true };

export const decodedManifests: Idiom<Clue> = { id: 'decoded-manifest', summary: 'A manifest file that Go decodes and creates through a client: `yaml.Unmarshal` and `Create`, the e2e-framework’s decoder, terratest.', spot, resolve, placesOf: ({ call }) => [call.span] };
