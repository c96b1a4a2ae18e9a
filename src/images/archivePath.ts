/** Are two paths of archives certainly two files? Knows paths and their holes. */
import { sameHole, sameText } from '../flow/sameness';
import { isText, knownText, type Answer, type Part, type Value } from '../flow/value';

/** The path's last component; all of it where no separator is known. */
export function baseOf({ parts }: Pick<Value, 'parts'>): Part[] {
  const base: Part[] = [];
  for (const part of parts.toReversed()) {
    const slash = isText(part) ? part.text.lastIndexOf('/') : -1;
    base.unshift(isText(part) ? { text: part.text.slice(slash + 1) } : part);
    if (slash >= 0) break;
  }
  return base;
}

/** A path from the root of the file system without detours. */
const plainPath = /^\/(?!.*(?:\/\/|\/\.{1,2}(?:\/|$)))/;

/** No run of the program gives both the same file: a relative path may be the end of any other one. */
function areTwoFiles(a: Value, b: Value): boolean {
  const [left, right] = [knownText(a), knownText(b)];
  if (left !== undefined && right !== undefined && left !== right && plainPath.test(left) && plainPath.test(right)) return true;
  if (areTwoTemporaries(a.parts[0], b.parts[0])) return true;
  const [x, y] = [baseOf(a), baseOf(b)];
  return sameText(x, y) === 'different' || isTemporaryBeside(x, y) || isTemporaryBeside(y, x);
}

function isTemporary(part: Part | undefined): boolean {
  return part !== undefined && !isText(part) && part.hole.kind === 'fresh' && part.hole.what.startsWith('temporary');
}

/** Two temporary files, or what lies in two temporary folders. */
function areTwoTemporaries(a: Part | undefined, b: Part | undefined): boolean {
  return isTemporary(a) && isTemporary(b) && a !== undefined && b !== undefined && !isText(a) && !isText(b) && sameHole(a.hole, b.hole) === 'different';
}

/** A temporary file's generated name, and one that somebody wrote down. */
function isTemporaryBeside(a: readonly Part[], b: readonly Part[]): boolean {
  return a.length === 1 && isTemporary(a[0]) && b.length > 0 && b.every(isText);
}

/** Whatever they are in a run, they are two files; false where anything about either isn't known. */
export function areTwoArchives(a: Answer, b: Answer): boolean {
  return a.complete && b.complete && a.values.length > 0 && b.values.length > 0 && a.values.every((left) => b.values.every((right) => areTwoFiles(left, right)));
}

/** The last component of one path of each is certainly the same, wherever they lie. */
export function areNamedAlike(a: Answer, b: Answer): boolean {
  return a.values.some((left) => b.values.some((right) => sameText(baseOf(left), baseOf(right)) === 'equal'));
}
