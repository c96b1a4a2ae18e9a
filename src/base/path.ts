/** What do the segments of a path say: its folder, its last name, where another path leads from there? Of uris and of paths alike; asks no file system. */

/** Empty where the path has one segment only. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Where `path` leads from `folder`. */
export function resolvedPath(folder: string, path: string): string {
  const segments = folder.split('/');
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  return segments.join('/');
}
