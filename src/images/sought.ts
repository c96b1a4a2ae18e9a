/**
 * Which files does code name that nobody listed? As plain data, so that whoever knows a file system can look for them. Paths are relative to the
 * workspace's root, with `/`; asks no file system.
 */
import { folderOf } from '../base/path';

export interface Sought {
  /** A file; the manifests that stand in a folder; all that is below one. */
  readonly kind: 'file' | 'folder' | 'tree';
  readonly path: string;
  /** It may stand below any folder: only the path's ending is known. */
  readonly anywhere: boolean;
}

export function soughtKey({ kind, path, anywhere }: Sought): string {
  return `${kind} ${anywhere ? '**/' : ''}${path}`;
}

const manifest = /\.ya?ml$/;
/** What a chart or a kustomization is made of. */
const source = /\.(?:ya?ml|tpl)$/;

/** The path of a file below the root, decoded. */
export function pathBelow(root: string, uri: string): string {
  return decodeURIComponent(uri.slice(root.length + 1));
}

/** `file`: a path relative to the root. */
export function isSought({ kind, path, anywhere }: Sought, file: string): boolean {
  const at = `/${file}`;
  switch (kind) {
    case 'file':
      return anywhere ? at.endsWith(`/${path}`) : file === path;
    case 'folder':
      return folderOf(file) === path && manifest.test(file);
    case 'tree':
      return (anywhere ? at.includes(`/${path}/`) : path === '' || file.startsWith(`${path}/`)) && source.test(file);
  }
}

/** A glob of nothing but that path. */
export function literalGlob(path: string): string {
  return path.replace(/[\\*?[\]{}()!+@|]/g, '\\$&');
}

/** A glob of at least those files. */
export function soughtGlob({ kind, path, anywhere }: Sought): string {
  const start = `${anywhere ? '**/' : ''}${literalGlob(path)}`;
  const inside = path === '' && !anywhere ? '' : `${start}/`;
  switch (kind) {
    case 'file':
      return start;
    case 'folder':
      return `${inside}*.{yaml,yml}`;
    case 'tree':
      return `${inside}**/*.{yaml,yml,tpl}`;
  }
}
