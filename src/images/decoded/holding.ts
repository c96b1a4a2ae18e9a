/**
 * What does an expression hold of an object that was decoded from a manifest: the object itself, a part with its containers, or nothing by
 * which an image could be changed? Knows the fields and functions of Kubernetes' own libraries by name; follows no calls.
 */
import type { CallExpr, Expr, TypeRef, VarId } from '../../go/facts';
import { nameOf } from '../expectations';
import { writtenText } from '../idioms/commandsRun';

export type Hold = 'whole' | 'part' | undefined;

/** Where an object is known to be, in one declared function and its closures. */
export interface Holders {
  readonly vars: ReadonlySet<VarId>;
  /** Results of calls, as `start:index`. */
  readonly results: ReadonlySet<string>;
}

export function resultKey(call: CallExpr, index: number): string {
  return `${call.span.start}:${call.span.end}:${index}`;
}

/** Of an object without a type, of a list, and of what is not decoded yet: as good as the object. */
const same = /^(?:Object|Items|Raw)$/;
/** What says who the object is, and what the cluster says of it. */
const aside = /^(?:ObjectMeta|TypeMeta|ListMeta|Name|Namespace|GenerateName|Labels|Annotations|Kind|APIVersion|ResourceVersion|UID|Generation|OwnerReferences|Finalizers|CreationTimestamp|DeletionTimestamp|ManagedFields|Status)$/;
/** Plain values, and settings in which there is no container. */
const plain = /^(?:Replicas|Selector|MatchLabels|Strategy|ServiceName|ServiceAccountName|NodeName|NodeSelector|Tolerations|Affinity|Ports|Type|ClusterIP|RestartPolicy|Parallelism|Completions|BackoffLimit|Schedule|Suspend|StorageClassName|TerminationGracePeriodSeconds|HostNetwork|PriorityClassName|RuntimeClassName|SecurityContext|ImagePullSecrets|Volumes|Image|ImagePullPolicy|Env|EnvFrom|Args|Command|Resources|VolumeMounts|ReadinessProbe|LivenessProbe|Data|StringData|BinaryData|Rules|Subjects|RoleRef)$/;
/** Of these, what a container's image or its pulling is. */
const telling = /^(?:Image|ImagePullPolicy)$/;
/** Library functions, and methods, that give the object again: a copy, or in another form. */
const passing = /^(?:DeepCopy\w*|ToUnstructured|ApplyConfigurationFromUnstructured|append|UnstructuredContent)$/;

export function holdOf(expr: Expr, holders: Holders): Hold {
  switch (expr.kind) {
    case 'local':
      return holders.vars.has(expr.id) ? 'whole' : undefined;
    case 'unary': {
      if (expr.op === '&' && expr.of.kind === 'select' && telling.test(expr.of.name) && holdOf(expr.of.of, holders) !== undefined) return 'part';
      return expr.op === '&' || expr.op === '*' ? holdOf(expr.of, holders) : undefined;
    }
    case 'assert':
    case 'slice':
    case 'index':
      return holdOf(expr.of, holders);
    case 'select': {
      const of = holdOf(expr.of, holders);
      if (of === undefined || aside.test(expr.name)) return undefined;
      if (of === 'whole' && same.test(expr.name)) return 'whole';
      return plain.test(expr.name) ? undefined : 'part';
    }
    case 'composite':
      return expr.elements.reduce<Hold>((held, { value }) => stronger(held, holdOf(value, holders)), undefined);
    case 'call':
      return holders.results.has(resultKey(expr, 0)) ? 'whole' : passes(expr) ? heldInCall(expr, holders) : undefined;
    default:
      return undefined;
  }
}

function stronger(a: Hold, b: Hold): Hold {
  return a === 'part' || b === 'part' ? 'part' : (a ?? b);
}

/** A conversion, or a function that gives what it is given. */
export function passes(call: CallExpr): boolean {
  const { fn } = call;
  const isInterface = fn.kind === 'select' && fn.name === 'Object' && fn.of.kind === 'name' && /^(?:client|ctrlclient|crclient|k8s)$/.test(fn.of.name);
  return fn.kind === 'type' || isInterface || passing.test(nameOf(call));
}

/** The most that the receiver or an argument of a call holds. */
export function heldInCall({ fn, args }: CallExpr, holders: Holders): Hold {
  const of = fn.kind === 'select' ? holdOf(fn.of, holders) : undefined;
  return args.reduce((held, arg) => stronger(held, holdOf(arg, holders)), of);
}

/** What such a literal is made of it is, still, the object: `unstructured.Unstructured{Object: content}`, a list of objects. */
export function wraps(type: TypeRef | undefined): boolean {
  const ref = type?.kind === 'pointer' ? type.of : type;
  return ref?.kind === 'slice' || ref?.kind === 'map' || (ref?.kind === 'name' && (ref.name === 'Unstructured' || ref.name === 'RawExtension'));
}

/** The names on the way from the object to what is stored into, outermost first; undefined where it begins elsewhere or a step isn't known. */
function pathTo(expr: Expr, holders: Holders): readonly string[] | undefined {
  switch (expr.kind) {
    case 'local':
      return holders.vars.has(expr.id) ? [] : undefined;
    case 'unary':
    case 'assert':
    case 'slice':
      return pathTo(expr.of, holders);
    case 'select': {
      const of = pathTo(expr.of, holders);
      return of && [...of, expr.name];
    }
    case 'index': {
      const of = pathTo(expr.of, holders);
      return of && [...of, writtenText(expr.index) ?? '?'];
    }
    case 'call':
      return holders.results.has(resultKey(expr, 0)) || heldInCall(expr, holders) !== undefined ? ['?'] : undefined;
    default:
      return undefined;
  }
}

export type Store = 'harmless' | 'changing' | undefined;

/** Does a store into `of`, under that name or key, change what the object says of its containers? Undefined: it is no part of it. */
export function storeInto(of: Expr, name: string | undefined, holders: Holders): Store {
  const path = pathTo(of, holders);
  if (!path) return undefined;
  const whole = [...path, name ?? '?'].filter((step) => !same.test(step));
  return isHarmless(whole) ? 'harmless' : 'changing';
}

/** By the names of fields in Go, or of keys in the manifest. */
export function isHarmless(steps: readonly string[]): boolean {
  const names = steps.map((step) => step.charAt(0).toUpperCase() + step.slice(1));
  if (names.some((name) => aside.test(name) || name === 'Metadata')) return true;
  const last = names.at(-1);
  return last !== undefined && plain.test(last) && !telling.test(last);
}
