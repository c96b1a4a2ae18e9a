import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readWasmFiles } from '../../src/node/wasmFiles';
import { temporaryFolder } from './temporaryFolder';

test('beside the code first, else in the node_modules above', () => {
  const folder = temporaryFolder({ 'web-tree-sitter.wasm': 'beside', 'node_modules/web-tree-sitter/web-tree-sitter.wasm': 'above', 'node_modules/tree-sitter-go/tree-sitter-go.wasm': 'go', 'deep/down/x': '' });
  expect(Buffer.from(readWasmFiles(folder).runtime).toString()).toBe('beside');
  expect(Buffer.from(readWasmFiles(join(folder, 'deep/down')).runtime).toString()).toBe('above');
  expect(Buffer.from(readWasmFiles(join(folder, 'deep/down')).go).toString()).toBe('go');
});

test('row 79: a missing one is named', () => {
  const folder = temporaryFolder();
  expect(() => readWasmFiles(folder)).toThrow(`${join(folder, 'web-tree-sitter.wasm')} is missing`);
});
