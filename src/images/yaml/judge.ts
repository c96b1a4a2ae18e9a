/**
 * What an `image` key means by where it stands: a pod's container, a compose service, a Tekton step, or only a field of that name. Knows
 * the shapes of manifests; reads no text.
 */
import type { Candidate, Mapping } from './mapping';
import { pathOf } from './mapping';
import { isTemplated } from './prepare';
import type { YamlImage } from './yamlImage';

const containerLists: ReadonlySet<string> = new Set(['containers', 'initContainers', 'ephemeralContainers']);
const stepLists: ReadonlySet<string> = new Set(['steps', 'sidecars']);

/** The fields of a Container in core/v1, but for `image`: a fragment with no other key can be nothing else. */
const containerFields: ReadonlySet<string> = new Set([
  'args', 'command', 'env', 'envFrom', 'image', 'imagePullPolicy', 'lifecycle', 'livenessProbe', 'name', 'ports', 'readinessProbe',
  'resizePolicy', 'resources', 'restartPolicy', 'securityContext', 'startupProbe', 'stdin', 'stdinOnce', 'targetContainerName',
  'terminationMessagePath', 'terminationMessagePolicy', 'tty', 'volumeDevices', 'volumeMounts', 'workingDir',
]);

export function judge(candidate: Candidate, document: number): readonly YamlImage[] {
  const { value, within } = candidate;
  const object = objectAround(within);
  const policy = within.scalars.get('imagePullPolicy');
  const name = within.scalars.get('name');
  const roles = rolesOf(within, object);
  const inContainer = roles[0] === 'deploy';
  const image = {
    ...value,
    path: [...pathOf(within), candidate.key],
    ...(inContainer && name !== undefined ? { container: name.text, containerAt: name.at } : {}),
    ...(object ? nameOf(object) : {}),
    ...(inContainer && policy ? { pullPolicy: { text: policy.text, at: policy.at } } : {}),
    document,
    ...(isTemplated(value.text) ? { templated: true as const } : {}),
    ...(candidate.fallback ? { fallback: true as const } : {}),
  };
  return roles.map((role) => ({ ...image, role }));
}

function rolesOf(within: Mapping, object: Mapping | undefined): readonly YamlImage['role'][] {
  const list = within.step.length === 2 ? within.step[0] : undefined;
  const kind = object?.scalars.get('kind')?.text;
  if (list !== undefined && containerLists.has(list)) return [isHeldBack(within.parent, kind) ? 'mention' : 'deploy'];
  if (isTektonStep(within, list, kind)) return ['deploy'];
  if (object) return ['mention'];
  if (isComposeService(within)) return within.keys.has('build') ? ['run', 'build'] : ['run'];
  return isBareContainer(within) ? ['deploy'] : ['mention'];
}

/** A pod with gates, one of a suspended job, or of a workload that has none: it may never start. Of a suspended CronJob a test makes jobs by hand. */
function isHeldBack(pod: Mapping | undefined, kind: string | undefined): boolean {
  for (let at = pod; at; at = at.parent) if (at.keys.has('schedulingGates') || at.scalars.get('replicas')?.text === '0' || (kind !== 'CronJob' && at.scalars.get('suspend')?.text === 'true')) return true;
  return false;
}

/** Steps and sidecars of a Task, a TaskRun, or a task that a Pipeline holds; `stepTemplate` lends its image to all of them. */
function isTektonStep(within: Mapping, list: string | undefined, kind: string | undefined): boolean {
  const known = kind !== undefined && /^(Cluster)?Task(Run)?$|^Pipeline(Run)?$|^StepAction$/.test(kind);
  if (within.step.length === 1 && within.step[0] === 'stepTemplate') return known;
  if (kind === 'StepAction') return within.step[0] === 'spec';
  return list !== undefined && stepLists.has(list) && known;
}

/** `services.NAME.image` at the root of a file without a kind. */
function isComposeService(within: Mapping): boolean {
  const services = within.parent;
  return within.step.length === 1 && services !== undefined && services.step.length === 1 && services.step[0] === 'services' && services.parent?.step.length === 0;
}

/** A mapping or a list item at the root of a text, with a container's fields only: a piece of a pod spec to be put in a manifest. */
function isBareContainer(within: Mapping): boolean {
  const atRoot = within.step.every((part) => /^\d+$/.test(part)) && (within.parent === undefined || within.parent.step.length === 0);
  return atRoot && within.step.length <= 1 && [...within.keys].every((key) => containerFields.has(key));
}

/** The nearest mapping around with a `kind`; a pod template inside a workload has none. */
function objectAround(within: Mapping): Mapping | undefined {
  for (let at: Mapping | undefined = within; at; at = at.parent) if (at.scalars.has('kind')) return at;
  return undefined;
}

function nameOf(object: Mapping): Pick<YamlImage, 'workload' | 'workloadAt'> {
  const kind = object.scalars.get('kind')?.text ?? '';
  const name = object.metadata?.scalars.get('name');
  return name === undefined ? { workload: kind } : { workload: `${kind}/${name.text}`, workloadAt: name.at };
}
