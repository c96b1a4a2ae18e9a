/**
 * `.gitignore` files on the way from the workspace root to a path. The deepest file that has a say decides, as in git. Knows no globs of
 * the configuration.
 */
import ignore, { type Ignore } from 'ignore';

/** The rules of one folder and of those above it, nearest first. */
export interface IgnoreRules {
  readonly folder: string;
  readonly own: Ignore;
  readonly above: IgnoreRules | undefined;
}

const ignorecase = process.platform === 'darwin' || process.platform === 'win32';

/** `folder`: relative path with `/`, '' for the root. A pattern that can't be read is left out by the library. */
export function withIgnoreFile(above: IgnoreRules | undefined, folder: string, text: string): IgnoreRules {
  return { folder, own: ignore({ ignorecase }).add(text), above };
}

/** `path`: relative to the root; a folder's ends with `/`. */
export function isIgnored(rules: IgnoreRules | undefined, path: string): boolean {
  for (let level = rules; level !== undefined; level = level.above) {
    const verdict = level.own.test(level.folder === '' ? path : path.slice(level.folder.length + 1));
    if (verdict.ignored) return true;
    if (verdict.unignored) return false;
  }
  return false;
}
