/**
 * Which workspace file does a path in Go code name, or which folder? A file by its known ending, and only when exactly one has it; a folder as
 * the run sees it, or by an ending that only one folder has. What isn't listed is noted as sought, and found once somebody has read it.
 */
import { folderOf, resolvedPath } from '../base/path';
import { pushTo } from '../base/pushTo';
import { outermostFrame, type Frame } from '../flow/frame';
import { isText, onlyText, type Answer, type Part, type Value } from '../flow/value';
import type { ManifestFile, Tree } from './idioms/idiom';
import type { ManifestFacts } from './manifestFile';
import { isSought, pathBelow, soughtKey, type Sought } from './sought';

/** What was read because code names it, though nothing lists it. */
export interface NamedFiles {
  readonly files: readonly ManifestFacts[];
  /** Keys of what was looked for and found, among these files or the listed ones. */
  readonly found: ReadonlySet<string>;
}

export const noNamedFiles: NamedFiles = { files: [], found: new Set() };

export interface FileFinder {
  /** The workspace file that a path names, when it names exactly one. */
  fileAt(path: Answer, frame: Frame): ManifestFile | undefined;
  /** The manifests of the folder that a path names. */
  filesIn(path: Answer, frame: Frame): readonly ManifestFile[];
  /** All files below the folder that a path names; undefined where that isn't certain, or not read yet. */
  treeAt(path: Answer, frame: Frame): Tree | undefined;
  /** The same for a folder's uri. */
  treeBelow(uri: string): Tree | undefined;
}

interface Known {
  readonly file: ManifestFacts;
  /** Decoded, relative to the root. */
  readonly path: string;
}

const temporary = /te?mp/i;

/** What is put into a temporary folder is no file of the workspace, nor is what an address names. */
function isElsewhere(part: Part): boolean {
  if (isText(part)) return part.text.includes('://');
  const { hole } = part;
  return temporary.test(hole.kind === 'fresh' ? hole.what : hole.kind === 'unknown' ? hole.why : hole.name);
}

/** The longest known ending of a path that begins at a slash (or is whole), without what comes before the last `..`; the same for all values. */
function endingOf({ values }: Answer): string | undefined {
  const endings = new Set(values.map(endingOfValue));
  return endings.size === 1 ? [...endings][0] : undefined;
}

function endingOfValue({ parts }: Value): string | undefined {
  if (parts.some(isElsewhere)) return undefined;
  const known = parts.slice(parts.findLastIndex((part) => !isText(part)) + 1);
  const ending = known.map((part) => (isText(part) ? part.text : '')).join('');
  const slash = ending.indexOf('/');
  if (known.length < parts.length && slash < 0) return undefined;
  const segments = (known.length < parts.length ? ending.slice(slash + 1) : ending).split('/').filter((segment) => segment !== '' && segment !== '.');
  const kept = segments.slice(segments.lastIndexOf('..') + 1);
  return kept.length > 0 ? kept.join('/') : undefined;
}

/** Paths that a relative one may mean, as its run sees it, relative to the root. Tests run in their package's folder, and what they run there or in the root. */
function placesOf(path: string | undefined, frame: Frame, root: string): string[] {
  if (path === undefined || path === '' || /^[/-]|:\/\//.test(path)) return [];
  const starts = [outermostFrame(frame).func.pkg.dir, root].map(decodeURIComponent);
  const above = `${decodeURIComponent(root)}/`;
  return starts.map((start) => resolvedPath(start, path)).flatMap((place) => (`${place}/`.startsWith(above) ? [place.slice(above.length)] : []));
}

/**
 * `listed` and `named`: all manifests that were read, each once. The finder notes in `sought` what it would have to look for; of files that
 * aren't listed it knows only what was sought before.
 */
export function fileFinder(listed: readonly ManifestFacts[], named: NamedFiles, root: string): (sought: Map<string, Sought>) => FileFinder {
  const start = `${decodeURIComponent(root)}/`;
  const known = (file: ManifestFacts): Known => ({ file, path: pathBelow(root, file.uri) });
  const own = listed.map(known);
  const others = named.files.map(known);
  const all = [...own, ...others].sort((a, b) => (a.file.uri < b.file.uri ? -1 : 1));
  const listedIn = new Map<string, ManifestFacts[]>();
  for (const { file, path } of own) pushTo(listedIn, folderOf(path), file);
  const uriOf = (path: string): string | undefined => {
    const inside = all.find((one) => path === '' || one.path.startsWith(`${path}/`));
    return inside?.file.uri.split('/').slice(0, root.split('/').length + (path === '' ? 0 : path.split('/').length)).join('/');
  };

  return (sought) => {
    /** What was found of it; nothing where nobody has looked yet. */
    const seek = (one: Sought): readonly Known[] => {
      const key = soughtKey(one);
      sought.set(key, one);
      return named.found.has(key) ? all.filter(({ path }) => isSought(one, path)) : [];
    };
    const treeOf = (one: Sought, folder: string | undefined): Tree | undefined => {
      const found = seek(one);
      const at = folder === undefined || found.length === 0 ? undefined : uriOf(folder);
      return at === undefined ? undefined : { folder: at, files: found.map(({ file }) => file) };
    };
    const exactly = <T>(path: Answer, frame: Frame, find: (place: string) => T | undefined): T | undefined => {
      for (const place of placesOf(onlyText(path), frame, root)) {
        const found = find(place);
        if (found !== undefined) return found;
      }
      return undefined;
    };
    /** A name alone may be any file's, also one that the run has just written. */
    const mayStandAnywhere = (path: Answer, ending: string): boolean => ending.includes('/') && onlyText(path)?.startsWith('/') !== true;
    return {
      fileAt: (path, frame) => {
        const ending = endingOf(path);
        if (ending === undefined || !/\.ya?ml$/.test(ending)) return undefined;
        const fits = own.filter((one) => `/${one.path}`.endsWith(`/${ending}`));
        if (fits.length === 1) return fits[0]?.file;
        // Go tests run in their package's folder; other programs in the root.
        const here = pathBelow(root, frame.func.pkg.dir);
        if (fits.length > 1) return (fits.find((one) => one.path === `${here}/${ending}`) ?? fits.find((one) => one.path === ending))?.file;
        const exact = exactly(path, frame, (place) => seek({ kind: 'file', path: place, anywhere: false })[0]?.file);
        if (exact || !mayStandAnywhere(path, ending)) return exact;
        const found = seek({ kind: 'file', path: ending, anywhere: true });
        return found.length === 1 ? found[0]?.file : undefined;
      },
      filesIn: (path, frame) =>
        exactly(path, frame, (place) => listedIn.get(place)) ??
        exactly(path, frame, (place) => {
          const found = seek({ kind: 'folder', path: place, anywhere: false });
          return found.length > 0 ? found.map(({ file }) => file) : undefined;
        }) ??
        [],
      treeAt: (path, frame) => {
        const exact = exactly(path, frame, (place) => treeOf({ kind: 'tree', path: place, anywhere: false }, place));
        const ending = endingOf(path);
        if (exact || ending === undefined || !mayStandAnywhere(path, ending)) return exact;
        const one: Sought = { kind: 'tree', path: ending, anywhere: true };
        const folders = new Set(seek(one).map((found) => found.path.slice(0, `/${found.path}`.indexOf(`/${ending}/`) + ending.length)));
        return folders.size === 1 ? treeOf(one, [...folders][0]) : undefined;
      },
      treeBelow: (uri) => {
        const path = `${decodeURIComponent(uri)}/`;
        const place = path.slice(start.length, -1);
        return path.startsWith(start) ? treeOf({ kind: 'tree', path: place, anywhere: false }, place) : undefined;
      },
    };
  };
}
