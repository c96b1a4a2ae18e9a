/** Makes the .vsix in out/ with the bundles that are shipped, and returns its path. `node scripts/packageExtension.mjs` prints it. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, run } from './run.mjs';

export const vsixPath = join(root, 'out', 'kubernaut-image-tags.vsix');

export async function packageExtension() {
  mkdirSync(join(root, 'out'), { recursive: true });
  const log = join(root, 'out', 'package.log');
  rmSync(log, { force: true });
  await run(process.execPath, [join(root, 'node_modules', '@vscode', 'vsce', 'vsce'), 'package', '--no-dependencies', '--out', vsixPath], { log });
  return vsixPath;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.log(await packageExtension());
