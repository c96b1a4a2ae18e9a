/** The grammar as tests use it: started once a process. */
import { loadGrammar, type Grammar } from '../../src/go/grammar';
import { readWasmFiles } from '../../src/node/wasmFiles';

let started: Promise<Grammar> | undefined;

export function testGrammar(): Promise<Grammar> {
  return (started ??= loadGrammar(readWasmFiles(__dirname)));
}
