/** Every fuzzer there is. */
import { byteFuzzers } from './bytes';
import { clusterFuzzers } from './cluster';
import { commandLineFuzzers } from './commandLines';
import { configurationFuzzers } from './configurations';
import { fixFuzzers } from './fixes';
import type { Fuzzer } from './fuzz';
import { goFuzzers } from './go';
import { questionFuzzers } from './questions';
import { referenceFuzzers } from './references';
import { renderedFuzzers } from './rendered';
import { workspaceFuzzers } from './workspaces';
import { yamlFuzzers } from './yaml';

export const fuzzers: readonly Fuzzer[] = [
  ...goFuzzers, ...yamlFuzzers, ...renderedFuzzers, ...byteFuzzers, ...referenceFuzzers, ...configurationFuzzers, ...commandLineFuzzers, ...clusterFuzzers, ...workspaceFuzzers, ...fixFuzzers, ...questionFuzzers,
];
