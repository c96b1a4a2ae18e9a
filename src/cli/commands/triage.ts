/**
 * `triage`: failing pods, why they fail, and the line of source behind it; once, or while a suite starts. Reads a cluster through the
 * user's kubectl. How kubectl is run and what pods mean is not its business.
 */
import { delimiter, resolve } from 'node:path';
import { version } from '../../../package.json';
import { silentLog } from '../../base/log';
import { collectFacts } from '../../cluster/collect';
import { watchForPullFailure } from '../../cluster/pullWatch';
import type { ClusterReader } from '../../cluster/reader';
import { triage as triagePods } from '../../cluster/triage';
import type { SourceView } from '../../cluster/triageSource';
import { connectKubectl } from '../../node/kubectl';
import { ClusterError } from '../../node/kubectlError';
import { inert } from '../../report/inert';
import { renderTriage, triageFormats } from '../../report/triage';
import type { TriageReport } from '../../report/triageReport';
import { targetOf } from '../../report/triageText';
import { colorChoice, rootsOf, sharedOptions } from '../checkOptions';
import { has, valueOf, type Call, type Command, type Host } from '../command';
import { exitClean, exitFindings, exitUsage, UsageError } from '../exit';
import { oneOf } from '../options';
import { outputsOf } from '../outputs';
import { createProgress } from '../progress';
import type { Project } from '../project';
import type { Terminal } from '../terminal';
import { triageTimes, type TriageTimes } from '../triageTimes';
import { writeOutputs } from '../writeOutputs';

/** Between two tries to reach a cluster that isn't up yet. */
const retryMs = 2000;

async function run(call: Call, host: Host): Promise<number> {
  refuseContradictions(call);
  const outputs = outputsOf(call.given, triageFormats);
  colorChoice(call);
  const times = triageTimes(valueOf(call, 'timeout'));
  const [path, more] = rootsOf(call);
  if (path === undefined || more !== undefined) throw new UsageError('triage takes one PATH');
  const { terminal } = host;
  const progress = createProgress(terminal, !has(call, 'quiet'), () => performance.now());
  const project = await host.open({ path, config: valueOf(call, 'config'), severities: new Map(), onRead: (read, listed) => progress.step(read, listed), debug: () => undefined });
  const interrupted = interruption();
  let reader: ClusterReader | undefined;
  try {
    reader = await settleReader(call, project, times, terminal, interrupted.signal);
    if (!has(call, 'watch')) say(reader, call, terminal);
    const facts = await collectFacts(reader, { askNodes: has(call, 'node-images') });
    const analysis = await project.service.analyze();
    progress.done();
    const source: SourceView | undefined = analysis.files.length === 0 ? undefined : analysis;
    const notices = source === undefined ? [...facts.notices, 'No file of the workspace was read, so no line of source is shown.'] : facts.notices;
    const report: TriageReport = triagePods({ ...facts, notices, target: reader.target, source, root: project.root, version });
    writeOutputs(outputs, call, terminal, ({ id }, options) =>
      renderTriage(oneOf('--format', id, triageFormats), report, { ...options, source: (uri) => project.service.source(uri) }));
    return report.summary.image > 0 ? exitFindings : exitClean;
  } catch (error) {
    if (!(error instanceof ClusterError)) throw error;
    const where = reader === undefined ? '' : `It was read from ${targetOf(reader.target)}.`;
    for (const line of [error.message, error.detail, where, error.nextStep]) if (line !== '') terminal.err(`kubernaut-image-tags: ${line.split('\n').map(inert).join('\n  ')}\n`);
    return exitUsage;
  } finally {
    progress.done();
    interrupted.dispose();
    project.dispose();
  }
}

function refuseContradictions(call: Call): void {
  if (has(call, 'fail-fast') && !has(call, 'watch')) throw new UsageError('--fail-fast needs --watch');
  if (has(call, 'namespace') && has(call, 'all-namespaces')) throw new UsageError('--namespace and --all-namespaces exclude one another');
}

/** A reader at once, or at the end of the watch. Rejects with a ClusterError where the cluster never was found. */
async function settleReader(call: Call, project: Project, times: TriageTimes, terminal: Terminal, interrupted: AbortSignal): Promise<ClusterReader> {
  const connect = (signal: AbortSignal): Promise<ClusterReader> =>
    connectKubectl({
      workspace: [project.folder], env: withAbsoluteKubeconfig(terminal), timeoutMs: times.commandMs, log: silentLog, signal,
      context: valueOf(call, 'context'), namespace: valueOf(call, 'namespace'), allNamespaces: has(call, 'all-namespaces'),
    });
  if (!has(call, 'watch')) return connect(interrupted);
  const over = new AbortController();
  const end = (): void => over.abort();
  const timer = setTimeout(end, times.watchMs);
  interrupted.addEventListener('abort', end, { once: true });
  const told = new Set<string>();
  const tell = (line: string): void => {
    if (has(call, 'quiet') || told.has(line)) return;
    told.add(line);
    terminal.err(`kubernaut-image-tags: ${inert(line)}\n`);
  };
  const outcome = await watchForPullFailure({
    // The reader outlives the watch: the report is read after its time is up.
    connect: async () => {
      const reader = await connect(new AbortController().signal);
      tell(`watching ${targetOf(reader.target)}`);
      return reader;
    },
    failFast: has(call, 'fail-fast'), signal: over.signal, retryMs,
    mayHeal: (error) => error instanceof ClusterError && ['no-context', 'unknown-context', 'unreachable', 'timeout', 'failed', 'untrusted-certificate'].includes(error.fault),
    onPod: (pod, verdict) => {
      if (verdict !== 'fine') tell(`${pod.namespace}/${pod.name}: ${pod.problems[0]?.reason ?? pod.state}${verdict === 'certain' ? ', which will not heal by itself' : ''}`);
    },
    onRetry: (error) => tell(`${error instanceof Error ? error.message : String(error)} Trying again until the time is up.`),
  }).finally(() => clearTimeout(timer));
  if (outcome.reader !== undefined) return outcome.reader;
  throw outcome.error instanceof Error ? outcome.error : new ClusterError('aborted', 'The watch was ended before the cluster was found.', 'Give it more time with --timeout.');
}

function say(reader: ClusterReader, call: Call, terminal: Terminal): void {
  const { defaulted } = reader.target;
  if (has(call, 'quiet') || !terminal.errIsTerminal || (!defaulted.context && !defaulted.namespace)) return;
  terminal.err(`kubernaut-image-tags: reading ${inert(targetOf(reader.target))} (name others with --context and --namespace)\n`);
}

/** kubectl runs in another folder, so relative entries are read from here as the user means them. */
function withAbsoluteKubeconfig({ env, folder }: Terminal): NodeJS.ProcessEnv {
  const { KUBECONFIG: list } = env;
  return list === undefined ? { ...env } : { ...env, KUBECONFIG: list.split(delimiter).map((entry) => (entry === '' ? entry : resolve(folder, entry))).join(delimiter) };
}

/** Ctrl-C and a build service's polite kill end what runs and let the report be written; a second one ends everything, children too. */
function interruption(): { readonly signal: AbortSignal; dispose(): void } {
  const controller = new AbortController();
  const abort = (): void => (controller.signal.aborted ? process.exit(130) : controller.abort());
  process.on('SIGINT', abort);
  process.on('SIGTERM', abort);
  return {
    signal: controller.signal,
    dispose() {
      process.removeListener('SIGINT', abort);
      process.removeListener('SIGTERM', abort);
    },
  };
}

export const triage: Command = {
  name: 'triage',
  operands: '[PATH]',
  summary: 'failing pods -> cause -> source line (needs a cluster)',
  options: {
    format: { value: triageFormats.join('|'), short: 'f', repeatable: true, summary: 'how to write the report (default text); several with an --output each' },
    context: { value: 'NAME', summary: "the kubeconfig's context (default: the current one)" },
    namespace: { value: 'NAME', short: 'n', summary: "the namespace (default: the context's own)" },
    'all-namespaces': { short: 'A', summary: 'every namespace' },
    watch: { short: 'w', summary: 'watch the pods while a suite starts, until --timeout' },
    'fail-fast': { summary: 'with --watch: end as soon as it is certain that a pod cannot get its image' },
    timeout: { value: 'TIME', summary: 'such as 90s or 5m: of the watch (default 5m), else of each kubectl command (default 30s)' },
    'node-images': { summary: 'ask the container runtime of Kind nodes: runs `podman|docker exec NODE crictl images`' },
    ...sharedOptions,
  },
  examples: [
    { line: 'kubernaut-image-tags triage --namespace notification-e2e', does: 'says why pods fail, and where the source says so' },
    { line: 'kubernaut-image-tags triage --watch --fail-fast --timeout 5m -A', does: 'in CI, beside the suite: ends with status 1 at the first certain pull failure' },
  ],
  run,
};
