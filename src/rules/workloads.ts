/** Is it the same workload? Kinds as manifests write them and as kubectl takes them. Knows names only. */

/** `app` of `Deployment/app`. */
export function workloadName(workload: string): string {
  return workload.slice(workload.indexOf('/') + 1);
}

const shortKinds: ReadonlyMap<string, string> = new Map([['deploy', 'deployment'], ['ds', 'daemonset'], ['sts', 'statefulset'], ['po', 'pod'], ['rs', 'replicaset'], ['rc', 'replicationcontroller'], ['cj', 'cronjob']]);

/** `Deployment/app`, `deploy/app`, `deployments.apps/app`: one workload. Undefined where the kind or the name is left out. */
export function workloadKey(workload: string): string | undefined {
  const [kind = '', name = ''] = workload.split('/');
  const plain = kind.toLowerCase().replace(/\..*$/, '');
  const singular = shortKinds.get(plain) ?? plain.replace(/s$/, '');
  return kind === '' || name === '' ? undefined : `${singular}/${name}`;
}
