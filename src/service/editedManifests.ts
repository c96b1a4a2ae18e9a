/**
 * May what is applied differ from a manifest file that no flow is seen to apply as it is? A kustomization takes the file and edits the copy,
 * code that names it sets images, a line of a script runs it through an editor. Goes by words, in texts of languages that aren't
 * understood here; looked at only where something would be said of such a file.
 */
import { folderOf, nameOf, resolvedPath } from '../base/path';
import type { CachedFile } from './fileCache';

/** Words of code, or of what it runs, that put another image into a manifest. */
const editing = /\.Image\s*=[^=]|["`][ \t-]*image:?[ \t]*["`]|\b(?:SetNested\w*|Mutat\w*|Expand(?:Env)?|Replace\w*|NewReplacer|Execute\w*|regexp|jsonpatch|krusty|kustomize|kbld|ytt|ko|envsubst|sed|yq|jq|perl|awk|patch)\b/;
const editors = /\b(?:envsubst|sed|yq|jq|perl|awk|kbld|ytt|ko|kustomize)\b/;

type Files = ReadonlyMap<string, CachedFile>;

/** `files`: everything that is read; `scripts`: texts of files that build or deploy and that nobody reads otherwise. */
export function mayBeEdited(uri: string, root: string, files: Files, scripts: readonly string[]): boolean {
  const name = nameOf(uri);
  const isEdited = (line: string): boolean => line.includes(name) && editors.test(line);
  return isResource(uri, files) || scripts.some((text) => text.includes(name) && text.split('\n').some(isEdited)) || isEditedByCode(uri, root, files);
}

/** A kustomization, or another one above it, may change what it takes; its own patches are the last word. */
function isResource(uri: string, files: Files): boolean {
  return [...files].some(([other, { text }]) => {
    if (!/\/kustomization\.ya?ml$/i.test(other)) return false;
    const taken = text.split(/^(?=[a-zA-Z])/m).filter((section) => /^(?:resources|bases|components)\b/.test(section));
    return taken.some((section) => [...section.matchAll(/[^\s"',[\]]+\.ya?ml/g)].some(([path]) => resolvedPath(folderOf(other), path) === uri));
  });
}

interface Code {
  readonly folder: string;
  readonly text: string;
  /** Paths of packages. */
  readonly imports: readonly string[];
}

/** The packages that name the file, or those that they import, know how to put an image into a manifest. */
function isEditedByCode(uri: string, root: string, files: Files): boolean {
  const code = [...files].flatMap(([at, file]): Code[] => (file.kind === 'go' ? [{ folder: folderOf(at), text: file.text, imports: file.facts.imports.map(({ path }) => path) }] : []));
  const folders = new Set(code.map(({ folder }) => folder));
  const queue = code.filter(naming(uri, folders, code)).map(({ folder }) => folder);
  const seen = new Set<string>();
  for (let folder = queue.pop(); folder !== undefined; folder = queue.pop()) {
    if (seen.has(folder)) continue;
    seen.add(folder);
    for (const one of code) {
      if (one.folder !== folder) continue;
      if (editing.test(one.text)) return true;
      queue.push(...one.imports.flatMap((path) => endingsOf(path)).map((ending) => `${root}/${ending}`).filter((at) => folders.has(at)));
    }
  }
  return false;
}

/** `a/b/c`, `b/c`, `c`: which of them is a folder here, the module's name decides. */
function endingsOf(path: string): readonly string[] {
  const segments = path.split('/');
  return segments.map((_, i) => segments.slice(i).join('/'));
}

/** Names the file: by its own name, by that of a folder around it that holds no code, by a pattern, or without its ending where somebody puts that behind. */
function naming(uri: string, folders: ReadonlySet<string>, code: readonly Code[]): (one: Code) => boolean {
  const own = folderOf(uri);
  const around: string[] = [];
  for (let at = own; at.includes('/') && !folders.has(at); at = folderOf(at)) around.push(escaped(nameOf(at)));
  const byName = new RegExp(`(?<![\\w.-])${escaped(nameOf(uri))}(?![\\w-])`);
  const byFolder = around.length > 0 ? new RegExp(`["\`/ ](?:${around.join('|')})/?["\`*\n]`) : undefined;
  const byStem = code.some(({ text }) => /["`%][sv]?\.ya?ml["`]/.test(text)) ? new RegExp(`["\`/]${escaped(nameOf(uri).replace(/\.ya?ml$/, ''))}["\`]`) : undefined;
  return ({ text, folder }) => byName.test(text) || byFolder?.test(text) === true || byStem?.test(text) === true || (folder === own && /\*\.ya?ml/.test(text));
}

/** As a pattern that matches these characters only. */
export function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
