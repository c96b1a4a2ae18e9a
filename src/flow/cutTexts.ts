/** Which literals was a text cut out of? A document that `strings.Split(manifests, "---")` gives is a part of them. */
import type { Place } from '../base/text';
import type { TextExpr } from '../go/facts';
import type { Program } from './declarations';
import { isText, type Value } from './value';

/** Those with lines, in packages and functions; of texts in one line nobody asks. */
export function literalsBehind(program: Program, { parts }: Value): TextExpr[] {
  const places = parts.flatMap((part) => (isText(part) && part.source && part.text.includes('\n') ? [part.source] : []));
  return [...new Set(places.flatMap((place) => literalsAt(program, place)))];
}

function literalsAt(program: Program, { uri, start, end }: Place): TextExpr[] {
  const globals = [...program.packages.values()].flatMap((pkg) => [...pkg.globals.values()].flatMap(({ file, fact: { value } }) => (file.uri === uri && value?.kind === 'text' ? [value] : [])));
  const inBodies = program.funcs.flatMap(({ file, fact }) => (file.uri === uri ? fact.manifests : []));
  return [...globals, ...inBodies].filter(({ span }) => span.start <= start && end <= span.end);
}
