/** Which files does a corpus have, and how large are they? Also writes a made corpus to the disk. */
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface Census {
  readonly goFiles: number;
  readonly goBytes: number;
  readonly yamlFiles: number;
}

/** Globs of everything that is measured, relative to a root. */
export const everything: readonly string[] = ['**/*.{go,yaml,yml}'];

export function takeCensus(root: string): Census {
  let [goFiles, goBytes, yamlFiles] = [0, 0, 0];
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    if (/\.ya?ml$/.test(entry.name)) yamlFiles++;
    if (!entry.name.endsWith('.go')) continue;
    goFiles++;
    goBytes += statSync(join(entry.parentPath, entry.name)).size;
  }
  return { goFiles, goBytes, yamlFiles };
}

export function writeTree(folder: string, files: ReadonlyMap<string, string>): void {
  for (const [path, text] of files) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
