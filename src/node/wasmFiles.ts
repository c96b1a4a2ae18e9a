/**
 * The two WebAssembly files that parsing Go needs, as bytes: beside the bundle, else in the `node_modules` above the given folder (when
 * run from source). Knows nothing of what is inside.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface WasmFiles {
  /** web-tree-sitter.wasm */
  readonly runtime: Uint8Array;
  /** tree-sitter-go.wasm */
  readonly go: Uint8Array;
}

/** `folder` is where the running code stands. Throws an Error that names the file that is missing. */
export function readWasmFiles(folder: string): WasmFiles {
  return { runtime: readWasm(folder, 'web-tree-sitter', 'web-tree-sitter.wasm'), go: readWasm(folder, 'tree-sitter-go', 'tree-sitter-go.wasm') };
}

function readWasm(folder: string, packageName: string, file: string): Uint8Array {
  const beside = join(folder, file);
  if (existsSync(beside)) return readFileSync(beside);
  for (let above = folder; ; above = dirname(above)) {
    const candidate = join(above, 'node_modules', packageName, file);
    if (existsSync(candidate)) return readFileSync(candidate);
    if (dirname(above) === above) throw new Error(`${beside} is missing`);
  }
}
