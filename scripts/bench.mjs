/** Builds what is shipped and the benchmark over it, and runs it; see bench/main.ts. */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import esbuild from 'esbuild';
import { root } from './run.mjs';

const require = createRequire(import.meta.url);
const built = spawnSync(process.execPath, ['esbuild.mjs', '--production'], { cwd: root, stdio: 'inherit' });
if (built.status !== 0) process.exit(1);
await esbuild.build({
  entryPoints: ['main', 'editor', 'activation'].map((name) => join(root, 'bench', `${name}.ts`)),
  outdir: join(root, 'out', 'bench'), outExtension: { '.js': '.cjs' },
  bundle: true, format: 'cjs', platform: 'node', target: 'es2022', sourcemap: 'inline', logLevel: 'warning',
  alias: { 'web-tree-sitter': require.resolve('web-tree-sitter') },
});
const ended = spawnSync(process.execPath, [join(root, 'out', 'bench', 'main.cjs'), ...process.argv.slice(2)], { cwd: process.cwd(), stdio: 'inherit' });
process.exitCode = ended.status ?? 1;
