/**
 * How long do loading the extension and its `activate()` hold the host up? Against an editor whose every function does nothing, so that
 * only our own code counts. Prints JSON: `activation.cjs EXTENSION`.
 */
import Module, { createRequire } from 'node:module';

export interface Activation {
  /** Milliseconds. */
  readonly load: number;
  readonly activate: number;
}

interface Loader {
  _load: (request: string, ...rest: unknown[]) => unknown;
}

interface Extension {
  activate(context: unknown): void;
}

/** Answers every access, call and `new` with one more of its kind; a list of nothing when somebody goes through it. */
const idle: object = new Proxy(function idle() {}, {
  get: (_, key) => (key === 'then' ? undefined : key === Symbol.iterator ? [][Symbol.iterator].bind([]) : key === Symbol.toPrimitive ? () => '' : idle),
  apply: () => idle,
  construct: () => idle,
  set: () => true,
  // What the bundle imports is an object over the module as its prototype.
  getPrototypeOf: () => idle,
});

const loader = Module as unknown as Loader;
const load = loader._load;
loader._load = (request, ...rest) => (request === 'vscode' ? idle : load(request, ...rest));

/** On the clock or of the processor, whichever is less: what other programs took away isn't ours. */
function now(): { readonly clock: number; readonly processor: number } {
  const { user, system } = process.cpuUsage();
  return { clock: performance.now(), processor: (user + system) / 1000 };
}

const started = now();
const extension = createRequire(__filename)(process.argv[2] ?? '') as Extension;
const loaded = now();
extension.activate({ subscriptions: [], extension: { packageJSON: { version: '' } }, extensionUri: idle, workspaceState: idle });
const active = now();
const activation: Activation = {
  load: Math.min(loaded.clock - started.clock, loaded.processor - started.processor),
  activate: Math.min(active.clock - loaded.clock, active.processor - loaded.processor),
};
process.stdout.write(JSON.stringify(activation), () => process.exit(0));
