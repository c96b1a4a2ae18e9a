/**
 * Builds what is shipped into dist/: the extension (for Node and for a browser), the command line and the two wasm files, and into out/ what the tests in VS Code load.
 * Knows entry points and targets; which files reach a package is said in package.json (`files`) and .vscodeignore.
 */
import { chmod, copyFile, mkdir, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import esbuild from 'esbuild';

const require = createRequire(import.meta.url);
const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');
process.chdir(fileURLToPath(new URL('.', import.meta.url)));

/** The ESM build of web-tree-sitter reads import.meta.url, which is empty in a CommonJS bundle: it would die in Parser.init. */
const treeSitter = require.resolve('web-tree-sitter');

const shared = {
  bundle: true,
  format: 'cjs',
  target: 'es2022',
  alias: { 'web-tree-sitter': treeSitter },
  minify: production,
  keepNames: production,
  sourcemap: production ? false : 'linked',
  legalComments: 'none',
  logLevel: 'warning',
};

const bundles = [
  { ...shared, platform: 'node', entryPoints: ['src/vscode/extension.ts'], outfile: 'dist/extension.cjs', external: ['vscode'] },
  {
    ...shared,
    platform: 'browser',
    entryPoints: ['src/vscode/browser.ts'],
    outfile: 'dist/browser.js',
    external: ['vscode'],
    define: { 'process.platform': '"browser"' },
  },
  {
    ...shared,
    platform: 'node',
    entryPoints: ['src/cli/main.ts'],
    outfile: 'dist/cli.cjs',
    banner: { js: '#!/usr/bin/env node' },
    external: ['tree-sitter', 'tree-sitter-go'],
  },
  { ...shared, platform: 'node', entryPoints: ['test/vscode/index.ts'], outfile: 'out/test/vscode/index.js', external: ['vscode'], minify: false, sourcemap: 'inline' },
].filter((bundle) => existsSync(bundle.entryPoints[0]));

async function copyWasm() {
  await mkdir('dist', { recursive: true });
  await copyFile(require.resolve('web-tree-sitter/web-tree-sitter.wasm'), 'dist/web-tree-sitter.wasm');
  await copyFile(require.resolve('tree-sitter-go/tree-sitter-go.wasm'), 'dist/tree-sitter-go.wasm');
  await chmod('dist/web-tree-sitter.wasm', 0o644);
}

if (production) await Promise.all(['extension.cjs', 'browser.js', 'cli.cjs'].map((name) => rm(`dist/${name}.map`, { force: true })));
await copyWasm();
if (watch) {
  for (const bundle of bundles) await (await esbuild.context({ ...bundle, logLevel: 'info' })).watch();
} else {
  await Promise.all(bundles.map((bundle) => esbuild.build(bundle)));
  if (existsSync('dist/cli.cjs')) await chmod('dist/cli.cjs', 0o755);
}
