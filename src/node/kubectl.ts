/**
 * The cluster as the user's own kubectl shows it: read verbs only, each value in `--flag=value` form after validation, context and
 * namespace fixed at the start. Never parses or writes a kubeconfig. Judges nothing that it reads.
 */
import { isContext, isNamespace } from '../cluster/names';
import type { ClusterReader, ClusterTarget } from '../cluster/reader';
import { jsonStream } from '../cluster/jsonStream';
import type { Log } from '../base/log';
import { ClusterError, errorFromOutput } from './kubectlError';
import { listNodeImages } from './kubectlNodeImages';
import { runProcess, type ProcessResult } from './kubectlProcess';
import { findProgram, isUsableProgram } from './kubectlSearch';

export interface KubectlOptions {
  /** An absolute path that the user (never the workspace) chose; undefined searches PATH. */
  readonly executable?: string;
  /** Workspace folders: no program of theirs is ever run. */
  readonly workspace: readonly string[];
  /** This process' own unless told. */
  readonly env?: NodeJS.ProcessEnv;
  /** Undefined: the current one. */
  readonly context?: string;
  /** Undefined: the context's own. */
  readonly namespace?: string;
  readonly allNamespaces?: boolean;
  /** Of one command; 30 s unless told. */
  readonly timeoutMs?: number;
  /** Of one answer; 64 MiB unless told. */
  readonly maxBytes?: number;
  readonly log: Log;
  readonly signal?: AbortSignal;
  /** Told of every program just before it runs. */
  readonly onRun?: (file: string, argv: readonly string[]) => void;
}

/** What a command needs besides its arguments. */
export interface Runner {
  run(file: string, argv: readonly string[], signal?: AbortSignal): Promise<string>;
  find(name: string): Promise<string | undefined>;
}

const watchHours = 24;

/** Finds kubectl, settles context and namespace, and reads nothing else yet. Rejects with a ClusterError. */
export async function connectKubectl(options: KubectlOptions): Promise<ClusterReader> {
  validate(options);
  const runner = runnerOf(options);
  const kubectl = await findKubectl(options);
  const target = await settleTarget(kubectl, options, runner);
  const where = [
    ...(target.context === '' ? [] : [`--context=${target.context}`]),
    target.namespace === '' ? '--all-namespaces' : `--namespace=${target.namespace}`,
  ];
  const everywhere = target.context === '' ? [] : [`--context=${target.context}`];
  const read = async (argv: readonly string[], signal?: AbortSignal): Promise<unknown> => parseAnswer(await runner.run(kubectl, argv, signal), argv[1] ?? '');

  return {
    target,
    pods: (signal) => read(['get', 'pods', '--output=json', ...where], signal),
    events: (signal) => read(['get', 'events', '--output=json', ...where], signal),
    nodes: (signal) => read(['get', 'nodes', '--output=json', ...everywhere], signal),
    nodeImages: (node, signal) => listNodeImages(node, runner, signal),
    async watchPods(listener, signal) {
      const argv = ['get', 'pods', '--watch', '--output-watch-events', '--output=json', ...where];
      options.onRun?.(kubectl, argv);
      const stream = jsonStream();
      const result = await runProcess({
        file: kubectl, argv, env: envOf(options), timeoutMs: watchHours * 3_600_000, maxBytes: 0, signals: [signal],
        onOutput: (text) => stream.push(text).forEach(listener),
      });
      if (result.ended === 'aborted') return;
      if (result.ended === 'stopped') throw new ClusterError('not-json', 'The watch printed something unexpected.', 'Repeat it; `kubectl version` shows whether kubectl and the cluster fit.', result.stderr);
      refuseFailure(result, 'kubectl get pods --watch', options);
    },
  };
}

function validate(options: KubectlOptions): void {
  if (options.context !== undefined && !isContext(options.context)) {
    throw new ClusterError('invalid-name', 'This is not a usable name of a context.', 'A context has no leading "-", no control and no invisible characters.');
  }
  if (options.namespace !== undefined && !isNamespace(options.namespace)) {
    throw new ClusterError('invalid-name', 'This is not a name of a namespace.', 'A namespace has at most 63 lower-case letters, digits and "-", and "-" at neither end.');
  }
}

async function findKubectl(options: KubectlOptions): Promise<string> {
  if (options.executable !== undefined) {
    if (await isUsableProgram(options.executable, options.workspace)) return options.executable;
    throw new ClusterError('missing-tool', 'The configured kubectl cannot be used.', 'It must be an absolute path of an executable file outside the workspace.');
  }
  const found = await findProgram({ name: 'kubectl', path: pathOf(envOf(options)), excluded: options.workspace });
  if (found !== undefined) return found;
  throw new ClusterError('missing-tool', 'kubectl was not found on PATH.', 'Install it (https://kubernetes.io/docs/tasks/tools/), or name it in the settings. Folders of the workspace and relative folders are left out on purpose.');
}

function envOf(options: KubectlOptions): NodeJS.ProcessEnv {
  return options.env ?? process.env;
}

function pathOf(env: NodeJS.ProcessEnv): string {
  return env.PATH ?? env.Path ?? '';
}

function runnerOf(options: KubectlOptions): Runner {
  return {
    find: (name) => findProgram({ name, path: pathOf(envOf(options)), excluded: options.workspace }),
    async run(file, argv, signal) {
      options.onRun?.(file, argv);
      const result = await runProcess({
        file, argv, env: envOf(options),
        timeoutMs: options.timeoutMs ?? 30_000,
        maxBytes: options.maxBytes ?? 64 * 1024 * 1024,
        signals: [options.signal, signal].filter((one) => one !== undefined),
      });
      refuseFailure(result, argv.slice(0, 2).join(' '), options);
      if (result.stderr.trim() !== '') options.log.debug(`kubectl says: ${errorFromOutput(result.stderr, 0, '').detail}`);
      return result.stdout;
    },
  };
}

function refuseFailure(result: ProcessResult, what: string, options: KubectlOptions): void {
  switch (result.ended) {
    case 'exit':
      if (result.code === 0) return;
      throw errorFromOutput(result.stderr, result.code, what);
    case 'timeout':
      throw new ClusterError('timeout', `\`${what}\` did not answer within ${String((options.timeoutMs ?? 30_000) / 1000)} s and was ended.`, 'Check that the cluster answers and that the login needs no input.', errorFromOutput(result.stderr, null, what).detail);
    case 'too-large':
      throw new ClusterError('too-large', `\`${what}\` answered more than ${String(Math.floor((options.maxBytes ?? 64 * 1024 * 1024) / 1024 / 1024))} MiB and was ended.`, 'Name one namespace instead of all.');
    case 'aborted':
      throw new ClusterError('aborted', 'Reading the cluster was cancelled.', 'Start it again.');
    case 'not-started':
      throw new ClusterError('missing-tool', 'The program could not be started.', 'Check that it is executable.', errorFromOutput(result.stderr, null, what).detail);
    case 'stopped':
      throw errorFromOutput(result.stderr, result.code, what);
  }
}

/** The answer's JSON. Words in front of it (a plugin's warning on the wrong stream) make it something else: say so. */
function parseAnswer(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ClusterError('not-json', `kubectl's answer about ${what} is not JSON, or it was cut short.`, 'Repeat it; `kubectl version` shows whether kubectl and the cluster fit.');
  }
}

/**
 * Asks once for what nobody named, so that every later command says it outright. The namespace comes from kubectl by a template: the
 * kubeconfig itself is never read here.
 */
async function settleTarget(kubectl: string, options: KubectlOptions, runner: Runner): Promise<ClusterTarget> {
  let context = options.context;
  if (context === undefined) {
    try {
      context = (await runner.run(kubectl, ['config', 'current-context'])).trim();
    } catch (error) {
      const inCluster = envOf(options).KUBERNETES_SERVICE_HOST !== undefined;
      if (!inCluster || !(error instanceof ClusterError) || error.fault !== 'no-context') throw error;
      context = '';
    }
    if (context !== '' && !isContext(context)) throw new ClusterError('invalid-name', 'The current context has a name that is not safe to use.', 'Name another one with --context.');
  }
  const defaulted = { context: options.context === undefined, namespace: options.namespace === undefined && options.allNamespaces !== true };
  if (options.allNamespaces === true) return { context, namespace: '', defaulted };
  if (options.namespace !== undefined) return { context, namespace: options.namespace, defaulted };
  const argv = ['config', 'view', '--minify', '--output=jsonpath={.contexts[0].context.namespace}', ...(context === '' ? [] : [`--context=${context}`])];
  const namespace = context === '' ? '' : (await runner.run(kubectl, argv)).trim();
  return { context, namespace: isNamespace(namespace) ? namespace : 'default', defaulted };
}
