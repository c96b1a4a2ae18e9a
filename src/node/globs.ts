/**
 * Include and exclude globs over relative paths with `/`, and whether a folder can hold a match at all, so that nothing else is read.
 * Knows no disk.
 */
import picomatch from 'picomatch';

export interface PathFilter {
  /** A file that is wanted. */
  wants(path: string): boolean;
  /** A folder that can hold wanted files. */
  enters(path: string): boolean;
}

const options = { dot: true, nonegate: true, strictBrackets: false } as const;

export function pathFilter(include: readonly string[], exclude: readonly string[]): PathFilter {
  const wanted = include.map(relativeGlob).filter((glob) => glob !== '');
  const included = matcher(wanted);
  const excluded = matcher(exclude.map(relativeGlob).filter((glob) => glob !== ''));
  const prefixes = wanted.map(prefixMatcher);
  return {
    wants: (path) => included(path) && !excluded(path),
    enters: (path) => {
      const segments = path.split('/');
      return prefixes.some((matches) => matches(segments)) && !excluded(path) && !excluded(`${path}/`);
    },
  };
}

/**
 * A glob without a leading `./`; a folder's (`test/`) is of all below it; '' for one that could only match outside the root. Runs of
 * backslashes are shortened, which picomatch means to do itself: at a glob's end its parser would run on for ever.
 */
function relativeGlob(glob: string): string {
  if (/^\/|^[A-Za-z]:|(^|\/)\.\.(\/|$)/.test(glob)) return '';
  return glob.replace(/^(\.\/+)+/, '').replace(/\/{2,}/g, '/').replace(/\/$/, '/**').replace(/\\{3,}/g, (run) => (run.length % 2 === 0 ? '\\\\' : '\\'));
}

function matcher(globs: readonly string[]): (path: string) => boolean {
  const one = globs.map((glob) => picomatch(glob, options));
  return (path) => one.some((matches) => matches(path));
}

/** Segments up to the first `**` are matched one by one; a segment that may hide a slash, in braces or escaped, lets everything below it in, and so does a bar. */
function prefixMatcher(glob: string): (segments: readonly string[]) => boolean {
  if (glob.includes('|')) return () => true;
  const steps = splitSegments(glob).map((segment) => (/\*\*|[/(\\]/.test(segment) ? undefined : picomatch(segment, options)));
  return (segments) => {
    for (let i = 0; i < segments.length; i++) {
      const step = steps[i];
      if (i >= steps.length) return false;
      if (step === undefined) return true;
      if (i === steps.length - 1 || !step(segments[i] ?? '')) return false;
    }
    return true;
  };
}

/** Splits at slashes outside braces, brackets and parentheses. */
function splitSegments(glob: string): string[] {
  const segments = [''];
  let depth = 0;
  for (const c of glob) {
    if ('{[('.includes(c)) depth++;
    else if ('}])'.includes(c)) depth = Math.max(0, depth - 1);
    if (c === '/' && depth === 0) segments.push('');
    else segments.push(`${segments.pop() ?? ''}${c}`);
  }
  return segments;
}
