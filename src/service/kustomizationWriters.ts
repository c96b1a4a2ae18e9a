/**
 * May code write one of the files that a kustomization is made of? Goes by words in whole texts, since a helper that only writes files is nobody's
 * who looks for images; asked only where a flow applies a kustomization.
 */
import { nameOf } from '../base/path';

/** Words of code that puts a file in the place of another, or changes it there. */
const writing = /\b(?:WriteFile|WriteString|OpenFile|Create|Rename|Copy\w*|Fprint\w*|tee|cp|mv)\b/;
const editing = /\b(?:Replace\w*|NewReplacer|\w+InFile|Uncomment\w*|InsertCode|Execute\w*|regexp|krusty|kyaml|sed|yq|jq|perl|awk|envsubst|patch)\b/;

/** `texts`: of Go files. The answer is for uris of files. */
export function kustomizationWriters(texts: () => Iterable<string>): (files: readonly string[]) => boolean {
  let suspects: readonly string[] | undefined;
  return (files) => {
    suspects ??= [...texts()].filter((text) => /\.ya?ml\b/.test(text) && (writing.test(text) || editing.test(text)));
    const names = [...new Set(files.map(nameOf))];
    return suspects.some((text) => names.some((name) => isNamed(text, name) && (name.startsWith('kustomization.') || (writing.test(text) && editing.test(text)))));
  };
}

/** In a literal, by itself or at the end of a path, and in no comment. What is put into a temporary folder is no file of the workspace. */
function isNamed(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const before = text.slice(text.lastIndexOf('\n', at) + 1, at);
    if (/["`/\s]$/.test(before) && /["`\s]/.test(text[at + name.length] ?? '') && !/^\s*\/\/|te?mp/i.test(before)) return true;
  }
  return false;
}
