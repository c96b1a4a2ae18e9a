/** Which workspace file does a path in Go code name, or which files of a folder? A file by its known ending, and only when exactly one has it; a folder as the run sees it. */
import { folderOf, resolvedPath } from '../base/path';
import { pushTo } from '../base/pushTo';
import { outermostFrame, type Frame } from '../flow/frame';
import { isText, knownText, type Answer, type Value } from '../flow/value';
import type { ManifestFile } from './idioms/idiom';
import type { ManifestFacts } from './manifestFile';

/** The longest known ending of a path that begins at a slash (or is whole), `./` and `../` left off. */
function knownEnding(answer: Answer): string | undefined {
  const endings = new Set(answer.values.map(endingOf));
  return endings.size === 1 ? [...endings][0] : undefined;
}

function endingOf(only: Value): string | undefined {
  let ending = '';
  let whole = true;
  for (const part of [...only.parts].reverse()) {
    if (!isText(part)) {
      whole = false;
      break;
    }
    ending = part.text + ending;
  }
  if (!whole) {
    const slash = ending.indexOf('/');
    if (slash < 0) return undefined;
    ending = ending.slice(slash + 1);
  }
  const clean = ending.split('/').filter((segment) => segment !== '' && segment !== '.');
  const from = clean.lastIndexOf('..') + 1;
  const kept = clean.slice(from);
  return kept.length > 0 && /\.ya?ml$/.test(kept[kept.length - 1] ?? '') ? kept.join('/') : undefined;
}

export function fileFinder(manifests: readonly ManifestFacts[], root: string): (path: Answer, frame: Frame) => ManifestFile | undefined {
  const decoded = manifests.map((file) => ({ file, path: decodeURIComponent(file.uri) }));
  return (path, frame) => {
    const ending = knownEnding(path);
    if (ending === undefined) return undefined;
    const fits = decoded.filter((one) => one.path.endsWith(`/${ending}`));
    if (fits.length <= 1) return fits[0]?.file;
    // Go tests run in their package's folder; other programs in the root.
    const here = decodeURIComponent(frame.func.pkg.dir);
    return (fits.find((one) => one.path === `${here}/${ending}`) ?? fits.find((one) => one.path === `${decodeURIComponent(root)}/${ending}`))?.file;
  };
}

/** The files that stand in the folder of that path, none where it isn't wholly known. Tests run in their package's folder, and what they run there or in the root. */
export function folderFinder(manifests: readonly ManifestFacts[], root: string): (path: Answer, frame: Frame) => readonly ManifestFile[] {
  const byFolder = new Map<string, ManifestFacts[]>();
  for (const file of manifests) pushTo(byFolder, folderOf(decodeURIComponent(file.uri)), file);
  return ({ values, complete }, frame) => {
    const [only, ...others] = values;
    const path = only && others.length === 0 && complete ? knownText(only) : undefined;
    if (path === undefined || path === '' || /^[/-]|:\/\//.test(path)) return [];
    const starts = [outermostFrame(frame).func.pkg.dir, root].map(decodeURIComponent);
    return starts.map((start) => byFolder.get(resolvedPath(start, path))).find((files) => files !== undefined) ?? [];
  };
}
