/**
 * May somebody change a chart, or its values, before a flow installs it? Goes by words in whole texts: of Go code, whose helpers that only edit files
 * are nobody's who looks for images, and of scripts. What isn't in the same statement as the file, or as a variable that holds its path, doesn't count.
 */
import { folderOf, nameOf } from '../base/path';
import { escaped } from './editedManifests';

/** Words of code, or of what it runs, that change a file or put another in its place. */
const changing = /\b(?:WriteFile|OpenFile|Create|Rename|Copy\w*|tee|cp|mv|rsync|sed|gsed|yq|perl|awk|envsubst|patch|\w+InFile)\b|>\s*["'`]?[^\s"'`|&;]*\.(?:ya?ml|tpl)\b/;
const changingHelper = /(?:\b|[a-z_])(?:[sS]et|[uU]pdate|[pP]atch|[eE]dit|[wW]rite|[rR]eplace|[bB]ump|[rR]ender|[gG]enerate|[oO]verride|[oO]verwrite|[sS]ubstitute|[mM]odify|[sS]tamp)(?![a-z])\w*\(/;
/** A test that only looks at what comes out of a chart. */
const looking = /\bhelm\.Render(?:Remote)?Template\w*\(/g;
const changingFolder = /["'`\s](?:sed|gsed|yq|perl|find|envsubst|cp|rsync|tar)["'`\s]/;
/** Not those that only print what is there. */
const editingLine = /\b(?:g?sed|perl|yq)\b.*\s(?:-[a-zA-Z]*i\b|--in-?place)|\b(?:envsubst|cp|mv|tee)\b|>>?\s*\S*\.(?:ya?ml|tpl)\b/;

/** `texts`: of Go files. The answer is for the chart's folder and for all files that are read, by uri. */
export function chartEditors(texts: () => Iterable<string>): (folder: string, files: readonly string[]) => boolean {
  let suspects: readonly Suspect[] | undefined;
  return (folder, files) => {
    suspects ??= [...texts()].flatMap((text) => (/\.(?:ya?ml|tpl)\b|charts?\b/.test(text) && (changing.test(text) || changingHelper.test(text)) ? [suspect(text)] : []));
    const all = suspects.map(({ text }) => text);
    const named = namesOf(folder, files);
    const ending = decodeURIComponent(folder).split('/').slice(-2);
    return suspects.some(({ text, words }) => named.some(({ word, pattern }) => words.has(word) && isChanged(text, pattern, all)) || isFolderChanged(text, ending));
  };
}

interface Suspect {
  readonly text: string;
  /** The last words of the files that it names: of a chart's hundred, most are never named. */
  readonly words: ReadonlySet<string>;
}

function suspect(text: string): Suspect {
  return { text, words: new Set(text.match(/[^\s"'`/]+\.(?:ya?ml|tpl)(?=["'`\s])/g)) };
}

/** Whether a line of a script changes that file in its place; where it is the chart's version that is deployed, also one that changes its values. */
export function isChangedByScript(uri: string, scripts: readonly string[]): boolean {
  const [, folder, name = ''] = /([^/]+)\/(templates\/.*\.(?:ya?ml|tpl)|(?:Chart|values[^/]*)\.ya?ml)$/.exec(decodeURIComponent(uri)) ?? [];
  if (folder === undefined) return false;
  const names = name === 'Chart.yaml' ? [name, 'values.yaml'] : [name];
  const isOfChart = (path: string): boolean => path === '' || path.includes('$') || `/${path}`.endsWith(`/${folder}/`);
  const isNamed = (line: string): boolean => names.some((one) => line.split(one).slice(0, -1).some((before) => isOfChart(/[^\s"'`=:,;|&()<>]*$/.exec(before)?.[0] ?? '')));
  return scripts.some((text) => names.some((one) => text.includes(one)) && text.split('\n').some((line) => editingLine.test(line) && isNamed(line)));
}

/** How code would name them: a template by the folder that it is in, too. */
function namesOf(folder: string, files: readonly string[]): readonly { readonly word: string; readonly pattern: RegExp }[] {
  const names = new Map(files.map((uri): [string, string] => {
    const file = decodeURIComponent(nameOf(uri));
    const name = escaped(file);
    return [folderOf(uri) === folder || !uri.startsWith(`${folder}/`) ? name : `templates(?:/|",[ ]*").*${name}`, file.split(/\s/).at(-1) ?? ''];
  }));
  return [...names].map(([name, word]) => ({ word, pattern: new RegExp(`["\`/\\s]${name}(?=["\`'\\s])`, 'g') }));
}

function isChanged(text: string, name: RegExp, all: readonly string[]): boolean {
  return [...text.matchAll(name)].some(({ index }) => {
    const statement = statementAt(text, index);
    if (/^\s*\/\//.test(statement) || /te?mp(?!late)/i.test(statement.slice(0, statement.search(/\.(?:ya?ml|tpl)/)))) return false;
    if (isChanging(statement)) return true;
    const [, variable, mark] = /^\s*(?:const\s+|var\s+)?(\w+)(?:\s+string)?\s*(:?=)[^=]/.exec(statement) ?? [];
    return variable !== undefined && (mark === ':=' ? [restOfFunction(text, index)] : all).some((other) => isUsedToChange(other, variable));
  });
}

function restOfFunction(text: string, at: number): string {
  const end = text.indexOf('\n}', at);
  return text.slice(at, end < 0 ? undefined : end);
}

function isUsedToChange(text: string, variable: string): boolean {
  return text.includes(variable) && [...text.matchAll(new RegExp(`\\b${variable}\\b`, 'g'))].some(({ index }) => isChanging(statementAt(text, index)));
}

function isChanging(statement: string): boolean {
  return changing.test(statement) || changingHelper.test(statement.replace(looking, '('));
}

function isFolderChanged(text: string, [parent = '', name = '']: readonly string[]): boolean {
  for (const written of [`${parent}/${name}`, `"${parent}", "${name}"`]) {
    for (let at = text.indexOf(written); at >= 0; at = text.indexOf(written, at + 1)) {
      if (!/^[\w-]/.test(text.slice(at + written.length)) && changingFolder.test(statementAt(text, at))) return true;
    }
  }
  return false;
}

const mostLines = 12;
/** A line whose statement goes on in the next one. */
const continued = /(?:[(,+]|\[\]\w+\{)$/;

/** The line, with those before it that it goes on from. */
function statementAt(text: string, at: number): string {
  const end = text.indexOf('\n', at);
  let start = text.lastIndexOf('\n', at) + 1;
  for (let lines = 0; lines < mostLines && start > 1 && continued.test(text.slice(text.lastIndexOf('\n', start - 2) + 1, start - 1).trimEnd()); lines++) start = text.lastIndexOf('\n', start - 2) + 1;
  return text.slice(start, end < 0 ? undefined : end);
}
