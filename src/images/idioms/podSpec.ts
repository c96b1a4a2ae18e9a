/**
 * `corev1.Container{Image: X}` and `container.Image = X`: images in Kubernetes' own Go types. Other structs with an `Image` field are
 * somebody else's business.
 */
import type { Bind, CallExpr, CompositeExpr, Expr, FuncFact, TypeRef } from '../../go/facts';
import { joinedText } from '../../base/text';
import type { Frame } from '../../flow/frame';
import type { Evaluation } from '../../flow/evaluation';
import { placeOf } from '../../flow/origin';
import { mapAnswer, trimPrefixOf, unknownAnswer } from '../../flow/parts';
import { termsOf } from '../../flow/texts';
import type { Answer } from '../../flow/value';
import { comparedIn, isExpected } from '../compared';
import { isListed, isOfItself, replacedBy, storedInto } from '../containerStores';
import { isSetting } from '../rewrites';
import { writtenText } from './commandsRun';
import { deployedBy } from './container';
import type { Idiom, Sighting, Surroundings } from './idiom';

type Clue =
  | { readonly kind: 'literal'; readonly composite: CompositeExpr }
  | { readonly kind: 'store'; readonly bind: Bind }
  /** `container["image"] = X`, such a map that is put into an object of maps (`unstructured.SetNestedSlice`), and a JSON patch’s operation. */
  | { readonly kind: 'entry'; readonly value: Expr };

/** Kubernetes' types that hold a container's image. */
export const containerTypes: ReadonlySet<string> = new Set(['Container', 'EphemeralContainerCommon']);
export const policyField = 'ImagePullPolicy';
const corePackage = /(^|\/)k8s\.io\/api\/core\/v1$/;

function isContainer(type: TypeRef | undefined): boolean {
  const ref = type?.kind === 'pointer' ? type.of : type;
  return ref?.kind === 'name' && ref.pkg !== undefined && containerTypes.has(ref.name);
}

/** A test of what the kubelet says to a name that is none. */
function expectsRefusal({ calls }: FuncFact): boolean {
  return calls.some(({ args }) => args.some((arg) => arg.kind === 'text' && joinedText(arg.chunks) === 'InvalidImageName'));
}

function spot(func: FuncFact): readonly Clue[] {
  if (expectsRefusal(func)) return [];
  const compared = comparedIn(func);
  const literals = func.composites
    .filter((composite) => !compared.has(composite) && isContainer(composite.type) && composite.elements.some((element) => element.field === 'Image'))
    .map((composite): Clue => ({ kind: 'literal', composite }));
  const stores = func.binds
    .filter((bind) => bind.target.kind === 'field' && bind.target.name === 'Image' && bind.source.kind === 'expr')
    .map((bind): Clue => ({ kind: 'store', bind }));
  return [...literals, ...stores, ...entriesIn(func).map((value): Clue => ({ kind: 'entry', value }))];
}

function entriesIn({ binds, calls, composites }: FuncFact): Expr[] {
  const stored = binds.flatMap(({ target, source }) => (target.kind === 'index' && writtenText(target.index) === 'image' && source.kind === 'expr' ? [source.expr] : []));
  return [...stored, ...composites.flatMap(patchedBy), ...calls.flatMap((call) => (isSetting(call) ? setBy(call) : []))];
}

/** `SetNestedField(container, X, "image")`, `SetNestedSlice(object, containers, "spec", "containers")` */
function setBy({ args }: CallExpr): readonly Expr[] {
  const [, value, ...keys] = args;
  const last = keys.at(-1);
  return value && last && writtenText(last) === 'image' ? [value] : args.flatMap(entriesOf);
}

/** `{"op": "replace", "path": "/spec/containers/0/image", "value": X}`, as a map or a struct. */
function patchedBy({ elements }: CompositeExpr): Expr[] {
  const under = (name: string): Expr | undefined => elements.find(({ field, key }) => (field ?? (key && writtenText(key)))?.toLowerCase() === name)?.value;
  const [path, value] = [under('path'), under('value')];
  return path && value && writtenText(path)?.endsWith('/image') === true ? [value] : [];
}

/** What stands under `"image"` in maps that are written there. */
function entriesOf(expr: Expr): Expr[] {
  return expr.kind === 'composite' ? expr.elements.flatMap(({ key, value }) => (key && writtenText(key) === 'image' ? [value] : entriesOf(value))) : [];
}

function isCore(type: TypeRef | undefined, frame: Frame, evaluation: Evaluation): boolean {
  const ref = type?.kind === 'pointer' ? type.of : type;
  if (ref?.kind !== 'name' || ref.pkg === undefined || !containerTypes.has(ref.name)) return false;
  const declared = evaluation.program.member(ref.pkg, ref.name, frame.func.file);
  return declared?.kind === 'library' && corePackage.test(declared.path);
}

function resolve(clue: Clue, frame: Frame, { evaluation }: Surroundings): readonly Sighting[] {
  if (clue.kind === 'store') return stored(clue.bind, frame, evaluation);
  // Nobody knows whose image it is: it may be a container's, so that what it takes the place of doesn't matter.
  if (clue.kind === 'entry') return [{ role: 'mention', idiom: 'pod-spec', at: placeOf(frame, clue.value.span), image: evaluation.texts(clue.value, frame), engine: '', details: { stored: true }, frame }];
  const { composite } = clue;
  if (!isCore(composite.type, frame, evaluation) || isExpected(composite, frame, evaluation)) return [];
  const value = (name: string): Expr | undefined => composite.elements.find((element) => element.field === name)?.value;
  const image = value('Image');
  if (!image) return [];
  return [...pushedBy(value('Args'), frame, evaluation), ...deployedBy({ image, policy: value(policyField), name: value('Name') }, frame, evaluation, replacedBy(composite.span, frame, evaluation))];
}

const destination = '--destination=';

/** Kaniko's container pushes what it builds to the names that it is told. */
function pushedBy(args: Expr | undefined, frame: Frame, evaluation: Evaluation): Sighting[] {
  const told = args?.kind === 'composite' ? args.elements.map(({ value }) => value).filter(namesDestination) : [];
  return told.map((expr): Sighting => {
    const image = mapAnswer(evaluation.texts(expr, frame), (value) => trimPrefixOf(value, destination), 'an argument');
    return { role: 'push', idiom: 'pod-spec', at: placeOf(frame, expr.span), image, engine: '', details: {}, frame };
  });
}

/** Going by the literal that it begins with. */
function namesDestination(expr: Expr): boolean {
  const [first] = termsOf(expr);
  const head = first?.kind === 'call' ? first.args[0] : first;
  return head !== undefined && writtenText(head)?.startsWith(destination) === true;
}

function stored(bind: Bind, frame: Frame, evaluation: Evaluation): Sighting[] {
  if (bind.target.kind !== 'field' || bind.source.kind !== 'expr') return [];
  const type = evaluation.program.typeOf(bind.target.of, frame.func);
  const known = type && isCore(type.ref, frame, evaluation);
  if (!known && !isListed(evaluation.program, bind.target.of, frame.func)) return [];
  const value = bind.source.expr;
  const policy: Answer = unknownAnswer('set elsewhere');
  return [{ role: 'deploy', idiom: 'pod-spec', at: placeOf(frame, value.span), image: evaluation.texts(value, frame), engine: '', details: { pullPolicy: policy, ...storedInto(bind.target.of, frame, evaluation), ...(isOfItself(bind, frame.func) ? { rewrites: true } : {}) }, frame }];
}

export const podSpec: Idiom<Clue> = { id: 'pod-spec', summary: 'corev1.Container{Image: …}, type elided or not, and stores to a container’s Image field.', spot, resolve, placesOf: (clue) => [clue.kind === 'store' ? clue.bind.span : clue.kind === 'entry' ? clue.value.span : clue.composite.span] };
