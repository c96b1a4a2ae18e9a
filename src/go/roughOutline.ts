/** What can't be told apart, by its words: one declaration that may be anything. And imports, which patterns read well enough. */
import { joinedText } from '../base/text';
import { anyVariable, type ImportFact } from './facts';
import { literalChunks } from './literals';
import { memberMention, plainMention, type Mention } from './mentions';
import type { Declaration, Outline } from './outline';

const anyName = /[\p{L}_][\p{L}\p{N}_]*/gu;
const setsVariable = /\.(?:Uns|S)etenv\((?:\s*["`]([^"`\\]*))?/g;
const declaring = /^(?:func\b\s*(?:\((?:[^()]|\([^()]*\))*\))?|(?:type|var|const)\b)\s*([\p{L}_][\p{L}\p{N}_]*)/gmu;
const inGroup = /^\t([\p{L}_][\p{L}\p{N}_]*)/gmu;
const importSpec = /\/\/[^\n]*|\/\*[^]*?\*\/|(?:([\p{L}_][\p{L}\p{N}_]*|\.)\s*)?("[^"\n]*"|`[^`]*`)/gu;

/** Of a whole file. */
export function roughOutline(text: string): Outline {
  const clause = /^package[ \t]+([\p{L}_][\p{L}\p{N}_]*)/mu.exec(text);
  return { packageName: clause?.[1] ?? '', start: clause?.index ?? 0, headEnd: 0, imports: importsOfBroken(text), declarations: [roughDeclaration(text, 0, text.length)] };
}

/** It may declare what lines of it seem to, mention and assign every word of it, and do anything. Names of a group are indented. */
export function roughDeclaration(text: string, start: number, end: number): Declaration {
  const piece = text.slice(start, end);
  const found = new Set<Mention>();
  for (const [name] of piece.matchAll(anyName)) found.add(plainMention(name)).add(memberMention(name));
  const all = [...found];
  const listed = /^(?:func|(?:var|const|type)\s+[^(\s])/.test(piece) ? [] : [...piece.matchAll(inGroup)];
  const names = [...piece.matchAll(declaring), ...listed].flatMap((match) => match[1] ?? []);
  return { kind: 'file', names, receiver: undefined, start, end, mentions: all, assigns: all, bound: [], image: true, tells: true, formats: true, runs: [], sets: [...piece.matchAll(setsVariable)].map((match) => match[1] ?? anyVariable), inner: [], closures: true };
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
    return [{ path: joinedText(literalChunks(text, pathStart, at + whole.length)), name, span: { start: at, end: at + whole.length } }];
  });
}
