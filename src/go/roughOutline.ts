/** The outline of a Go file that can't be told apart, by its words: one declaration that may be anything. And imports, which patterns read well enough. */
import type { ImportFact } from './facts';
import { literalChunks } from './literals';
import { memberMention, plainMention, type Mention } from './mentions';
import type { Declaration, Outline } from './outline';

const anyName = /[\p{L}_][\p{L}\p{N}_]*/gu;
const declaring = /^(?:(func)\b\s*(?:\((?:[^()]|\([^()]*\))*\))?|(?:type|var|const|\t)\b)\s*([\p{L}_][\p{L}\p{N}_]*)/gmu;
const importSpec = /\/\/[^\n]*|\/\*[^]*?\*\/|(?:([\p{L}_][\p{L}\p{N}_]*|\.)\s*)?("[^"\n]*"|`[^`]*`)/gu;

export function roughOutline(text: string): Outline {
  const found = new Set<Mention>();
  for (const [name] of text.matchAll(anyName)) found.add(plainMention(name)).add(memberMention(name));
  const all = Int32Array.from(found);
  const names = [...text.matchAll(declaring)].flatMap((match) => match[2] ?? []);
  const clause = /^package[ \t]+([\p{L}_][\p{L}\p{N}_]*)/mu.exec(text);
  const declaration: Declaration = {
    kind: 'file', names, receiver: undefined, start: 0, end: text.length, mentions: all, assigns: all, bound: new Int32Array(0), image: true, formats: true, runs: [], inner: [], closures: true,
  };
  return { packageName: clause?.[1] ?? '', start: clause?.index ?? 0, headEnd: 0, imports: importsOfBroken(text), declarations: [declaration] };
}

/** Imports stand before everything else, broken or not. */
function importsOfBroken(text: string): ImportFact[] {
  const end = /^(?:func|var|const|type)\b/m.exec(text)?.index ?? text.length;
  return [...text.slice(0, end).matchAll(/^import\b(?:[ \t]*\([^)]*\)?|[^\n]*)/gm)].flatMap((match) => importsIn(text, match.index + 'import'.length, match.index + match[0].length));
}

/** The imports written between two offsets, behind the keyword. */
export function importsIn(text: string, from: number, end: number): ImportFact[] {
  return [...text.slice(from, end).matchAll(importSpec)].flatMap(([whole, name, path], i, all) => {
    if (path === undefined) return [];
    const at = from + (all[i]?.index ?? 0);
    const pathStart = at + whole.length - path.length;
    return [{ path: literalChunks(text, pathStart, at + whole.length).map((chunk) => chunk.text).join(''), name, span: { start: at, end: at + whole.length } }];
  });
}
