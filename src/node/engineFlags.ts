/**
 * How eagerly should the engine optimise a process that lives for seconds? Node's defaults suit servers: a run of the command line spent
 * half of its processor time compiling code that it was about to leave. Never for a host that is shared with others.
 */
import { setFlagsFromString } from 'node:v8';

/** To be called before anything heavy. The budgets are what a function (V8) or the parser (WebAssembly) runs before it is optimised. */
export function tuneForOneRun(): void {
  setFlagsFromString('--interrupt-budget=1000000');
  setFlagsFromString('--wasm-tiering-budget=20000000');
}
