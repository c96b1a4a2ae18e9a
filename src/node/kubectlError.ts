/**
 * What went wrong with kubectl, in a word that programs can test and a sentence that says what to do next. Reads kubectl's English
 * messages; knows no process.
 */
import { withoutSecrets } from '../cluster/secrets';

export type ClusterFault =
  | 'missing-tool'
  | 'invalid-name'
  | 'no-context'
  | 'unknown-context'
  | 'bad-kubeconfig'
  | 'login'
  | 'forbidden'
  | 'unreachable'
  | 'untrusted-certificate'
  | 'timeout'
  | 'too-large'
  | 'not-json'
  | 'aborted'
  | 'failed';

/** Its message is one or two sentences and holds no secret; foreign text in it is not escaped for any output yet. */
export class ClusterError extends Error {
  constructor(
    readonly fault: ClusterFault,
    message: string,
    /** What a person can do about it. */
    readonly nextStep: string,
    /** What the tool said, without secrets, at most some lines; '' where nothing. */
    readonly detail = '',
  ) {
    super(message);
    this.name = 'ClusterError';
  }
}

const readings: readonly { fault: ClusterFault; pattern: RegExp; message: string; nextStep: string }[] = [
  { fault: 'bad-kubeconfig', pattern: /error loading config file|invalid configuration: (?!no server|no configuration|context was not)/i, message: 'kubectl cannot read the kubeconfig.', nextStep: '`kubectl config view` in a terminal says what is wrong with it.' },
  { fault: 'no-context', pattern: /current-context (?:is )?not set|no configuration has been provided|server localhost:8080 was refused|invalid configuration: no server found/i, message: 'kubectl has no current context.', nextStep: 'Name one with --context, or set KUBECONFIG; `kubectl config get-contexts` lists them.' },
  { fault: 'unknown-context', pattern: /context "[^"]*" does not exist|context was not found for specified context|no context exists with the name|cluster "[^"]*" does not exist/i, message: 'The kubeconfig has no such context.', nextStep: '`kubectl config get-contexts` lists the contexts there are.' },
  { fault: 'login', pattern: /you must be logged in|\bUnauthorized\b|provide credentials|getting credentials|executable \S+ (?:failed|not found)|token (?:is|has) expired|exec plugin|refresh token|stdin is unavailable|interactive/i, message: 'The cluster did not accept the login.', nextStep: 'Log in again in a terminal (the login must not need input here), then repeat.' },
  { fault: 'forbidden', pattern: /\(Forbidden\)|is forbidden|\b403\b/i, message: 'The cluster forbids reading this.', nextStep: 'Ask for the right to get and list pods, events and nodes, or name a namespace that you may read.' },
  { fault: 'untrusted-certificate', pattern: /x509:|certificate signed by unknown|failed to verify certificate|tls: /i, message: "The API server's certificate isn't trusted.", nextStep: 'Check that the kubeconfig belongs to this cluster; a Kind cluster that was made anew needs `kind export kubeconfig`.' },
  { fault: 'unreachable', pattern: /unable to connect to the server|connection to the server|connection refused|no such host|i\/o timeout|no route to host|handshake timeout|network is unreachable|connection reset|unexpected EOF|\bEOF\b|couldn't get current server api group list|error on the server|unable to handle the request|InternalError|server is currently unable|context deadline exceeded|Client\.Timeout/i, message: 'The cluster cannot be reached.', nextStep: 'Check that it runs (`kind get clusters`, `kubectl cluster-info`) and that the context is the right one.' },
];

/** The error that kubectl's words and exit status mean. */
export function errorFromOutput(stderr: string, code: number | null, what: string): ClusterError {
  const detail = tail(withoutSecrets(stderr));
  const reading = readings.find(({ pattern }) => pattern.test(stderr));
  if (reading !== undefined) return new ClusterError(reading.fault, reading.message, reading.nextStep, detail);
  return new ClusterError('failed', `${what} ended with status ${code === null ? 'unknown' : String(code)}.`, 'Run the same command in a terminal to see more.', detail);
}

/** The last lines of a long text: tools put the reason last. */
function tail(text: string): string {
  const lines = text.trim().split(/\r?\n/);
  const last = lines.slice(-4).join('\n');
  return last.length > 2000 ? `…${last.slice(-2000)}` : last;
}
