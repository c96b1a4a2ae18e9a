/**
 * The workspace port over a folder of the disk: which files the globs include, and their text. Links are followed inside the root only,
 * each folder once; what can't be read becomes a notice and the rest goes on. It watches nothing.
 */
import { readdirSync, realpathSync, statSync, type Dirent } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Workspace } from '../service/workspace';
import { pathFilter, type PathFilter } from './globs';
import { isIgnored, withIgnoreFile, type IgnoreRules } from './ignoreRules';
import { errorCode, isInside, readTextFile } from './textFile';

export interface DiskOptions {
  /** Globs relative to the folder. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

export interface DiskWorkspace extends Workspace {
  /** Absolute path of the root. */
  readonly folder: string;
  /** Folders and links that the last `list` could not enter, sorted by uri. */
  readonly notices: readonly { readonly uri: string; readonly message: string }[];
}

/** `folder` must exist; `options` hold where `list` is given no globs. Uris are `file:` uris as Node writes them, percent-encoded. */
export function createDiskWorkspace(folder: string, options: DiskOptions): DiskWorkspace {
  const root = resolve(folder);
  const rootUri = pathToFileURL(root).href.replace(/\/$/, '');
  let notices: DiskWorkspace['notices'] = [];
  return {
    root: rootUri,
    folder: root,
    get notices() {
      return notices;
    },
    list(signal, globs) {
      const found = walk(root, pathFilter(globs?.include ?? options.include, globs?.exclude ?? options.exclude), signal);
      notices = found.notices.map(({ path, message }) => ({ uri: uriOf(rootUri, path), message })).sort((a, b) => (a.uri < b.uri ? -1 : 1));
      return Promise.resolve(found.files.map((path) => uriOf(rootUri, path)).sort());
    },
    find({ include, exclude }, signal) {
      return Promise.resolve(walk(root, pathFilter(include, exclude), signal).files.map((path) => uriOf(rootUri, path)).sort());
    },
    read(uri) {
      if (!uri.startsWith(`${rootUri}/`)) return Promise.resolve({ kind: 'missing' });
      return Promise.resolve(readTextFile(fileURLToPath(uri)));
    },
    onDidChange: () => ({ dispose: () => undefined }),
  };
}

/** The uri of a path relative to a root, with `/`, encoded as `list` does it. */
export function uriOf(rootUri: string, path: string): string {
  return path === '' ? rootUri : `${rootUri}/${path.split('/').map((segment) => pathToFileURL(`/${segment}`).href.slice(segmentStart)).join('/')}`;
}

const segmentStart = pathToFileURL('/x').href.length - 1;

interface Found {
  readonly files: string[];
  readonly notices: { readonly path: string; readonly message: string }[];
}

interface Link {
  readonly path: string;
  readonly rules: IgnoreRules | undefined;
}

/** Real folders first and links after them, so that a file reachable twice is listed under its own name. */
function walk(root: string, filter: PathFilter, signal: AbortSignal | undefined): Found {
  const found: Found = { files: [], notices: [] };
  const realRoot = realpathSync(root);
  const seen = new Set<string>([realRoot]);
  const links: Link[] = [];

  const enter = (path: string, real: string, above: IgnoreRules | undefined): void => {
    signal?.throwIfAborted();
    let entries: Dirent[];
    try {
      entries = readdirSync(join(root, path), { withFileTypes: true });
    } catch (error) {
      if (errorCode(error) !== 'ENOENT') found.notices.push({ path, message: `folder could not be read (${errorCode(error)})` });
      return;
    }
    const rules = entries.some((entry) => entry.name === '.gitignore' && entry.isFile()) ? readIgnoreFile(root, path, above) : above;
    for (const entry of entries) {
      const child = path === '' ? entry.name : `${path}/${entry.name}`;
      const childReal = join(real, entry.name);
      if (entry.isSymbolicLink()) links.push({ path: child, rules });
      else if (entry.isDirectory()) {
        if (seen.has(childReal) || entry.name === '.git' || !filter.enters(child) || isIgnored(rules, `${child}/`)) continue;
        seen.add(childReal);
        enter(child, childReal, rules);
      } else if (entry.isFile() && !seen.has(childReal) && filter.wants(child) && !isIgnored(rules, child)) {
        seen.add(childReal);
        found.files.push(child);
      }
    }
  };

  enter('', realRoot, undefined);
  for (let link = links.shift(); link !== undefined; link = links.shift()) {
    const { path, rules } = link;
    const wanted = filter.wants(path);
    if (!wanted && !filter.enters(path)) continue;
    const target = linkTarget(join(root, path));
    if (target === undefined || seen.has(target.real)) continue;
    if (isIgnored(rules, target.folder ? `${path}/` : path)) continue;
    if (!isInside(realRoot, target.real)) {
      found.notices.push({ path, message: 'link out of the workspace, not followed' });
      continue;
    }
    seen.add(target.real);
    if (target.folder && filter.enters(path)) enter(path, target.real, rules);
    else if (target.file && wanted) found.files.push(path);
  }
  return found;
}

function readIgnoreFile(root: string, folder: string, above: IgnoreRules | undefined): IgnoreRules | undefined {
  const read = readTextFile(join(root, folder, '.gitignore'));
  return read.kind === 'text' ? withIgnoreFile(above, folder, read.text) : above;
}

/** Undefined for a broken link. */
function linkTarget(path: string): { readonly real: string; readonly folder: boolean; readonly file: boolean } | undefined {
  try {
    const real = realpathSync(path);
    const stat = statSync(real);
    return { real, folder: stat.isDirectory(), file: stat.isFile() };
  } catch {
    return undefined;
  }
}
