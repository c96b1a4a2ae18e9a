/**
 * Builds what is shipped into dist/: the extension (for Node and for a browser), the command line, the two wasm files and
 * the licences of what others wrote; and into out/ what the tests in VS Code load.
 * Knows entry points and targets; which files reach a package is said in package.json (`files`) and .vscodeignore.
 */
import { chmod, copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import esbuild from 'esbuild';
import { bundledPackages, noticesOf } from './scripts/thirdParty.mjs';

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
  metafile: true,
  // Nothing is fetched at run time; web-tree-sitter could load its wasm from a URL, which nobody asks of it.
  define: { fetch: 'undefined', XMLHttpRequest: 'undefined' },
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
    define: { ...shared.define, 'process.platform': '"browser"' },
  },
  {
    ...shared,
    platform: 'node',
    entryPoints: ['src/cli/main.ts'],
    outfile: 'dist/cli.cjs',
    banner: { js: '#!/usr/bin/env node' },
    external: ['tree-sitter', 'tree-sitter-go'],
  },
  ...['index', 'soak'].map((name) => ({
    ...shared,
    platform: 'node',
    entryPoints: [`test/vscode/${name}.ts`],
    outfile: `out/test/vscode/${name}.js`,
    external: ['vscode'],
    minify: false,
    sourcemap: 'inline',
  })),
].filter((bundle) => existsSync(bundle.entryPoints[0]));

const wasm = {
  'dist/web-tree-sitter.wasm': require.resolve('web-tree-sitter/web-tree-sitter.wasm'),
  'dist/tree-sitter-go.wasm': require.resolve('tree-sitter-go/tree-sitter-go.wasm'),
};

async function copyWasm() {
  await mkdir('dist', { recursive: true });
  for (const [file, original] of Object.entries(wasm)) await copyFile(original, file);
  await chmod('dist/web-tree-sitter.wasm', 0o644);
}

if (production) await Promise.all(['extension.cjs', 'browser.js', 'cli.cjs'].map((name) => rm(`dist/${name}.map`, { force: true })));
await copyWasm();
if (watch) {
  for (const bundle of bundles) await (await esbuild.context({ ...bundle, logLevel: 'info' })).watch();
} else {
  const built = await Promise.all(bundles.map((bundle) => esbuild.build(bundle)));
  const shipped = built.filter((_, i) => bundles[i].outfile.startsWith('dist/'));
  const bundled = bundledPackages(shipped.map(({ metafile }) => metafile), wasm);
  await writeFile('dist/THIRD-PARTY-NOTICES.txt', noticesOf(bundled));
  await writeFile('dist/bundled.json', `${JSON.stringify(bundled.map(({ name, version, files }) => ({ name, version, files })), null, 2)}\n`);
  if (existsSync('dist/cli.cjs')) await chmod('dist/cli.cjs', 0o755);
}
