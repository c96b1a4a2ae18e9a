/**
 * Naming templates with named parts, such as `localhost/kubernaut-{service}:e2e-test-{service}`: reading them and filling them in.
 * Knows the parts and what each may consist of; knows no particular standard. See templateMatch for comparing an image with one.
 */
import type { Span } from '../base/text';

export const partNames = ['service', 'consumer', 'infrastructure', 'uuid', 'user', 'git-hash', 'timestamp', 'name'] as const;
export type PartName = (typeof partNames)[number];

export type TemplatePiece = { readonly text: string } | { readonly part: PartName };

export interface Template {
  /** As written. */
  readonly text: string;
  /** `tag`: written without `:` and `/`, it speaks of the tag only; any repository of a service will do. */
  readonly scope: 'image' | 'tag';
  readonly pieces: readonly TemplatePiece[];
}

/** What a part may be, for messages: completes "a part that is …". */
export const partMeanings: Readonly<Record<PartName, string>> = {
  service: 'a service name',
  consumer: "the name of the service whose suite uses the image",
  infrastructure: 'the repository of a shared service',
  uuid: '6 to 40 hexadecimal digits',
  user: 'a user name',
  'git-hash': '6 to 40 hexadecimal digits of a commit',
  timestamp: '6 to 20 digits of a time',
  name: 'any name',
};

/** Parts that may stand more than once in a template; each place must then name the same thing. */
const repeatable: ReadonlySet<PartName> = new Set(['service', 'consumer', 'infrastructure']);

export const templateLimit = 256;

export interface TemplateProblem {
  readonly kind: 'problem';
  readonly message: string;
  /** UTF-16 offsets in the template's text. */
  readonly at: Span;
}

const isPartName = (name: string): name is PartName => partNames.some((known) => known === name);

/** Never throws. */
export function parseTemplate(text: string): { readonly kind: 'template'; readonly template: Template } | TemplateProblem {
  const problem = (message: string, start: number, end: number): TemplateProblem => ({ kind: 'problem', message, at: { start, end } });
  if (text === '') return problem('A template is not empty.', 0, 0);
  if (text.length > templateLimit) return problem(`A template has at most ${templateLimit} characters.`, templateLimit, text.length);
  const pieces: TemplatePiece[] = [];
  const seen = new Set<PartName>();
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf('{', at);
    const literal = text.slice(at, open < 0 ? text.length : open);
    const stray = badLiteralCharacter(literal);
    if (stray >= 0) return problem(`\`${literal[stray] ?? ''}\` can't stand in an image reference.`, at + stray, at + stray + 1);
    if (literal !== '') pieces.push({ text: literal });
    if (open < 0) break;
    const close = text.indexOf('}', open);
    if (close < 0) return problem('The part lacks its closing brace.', open, text.length);
    const name = text.slice(open + 1, close);
    if (!isPartName(name)) return problem(`There is no part \`{${name.slice(0, 40)}}\`; the parts are ${partNames.map((part) => `{${part}}`).join(', ')}.`, open, close + 1);
    if (seen.has(name) && !repeatable.has(name)) return problem(`\`{${name}}\` can stand in a template only once.`, open, close + 1);
    seen.add(name);
    pieces.push({ part: name });
    at = close + 1;
  }
  return { kind: 'template', template: { text, scope: /[:/]/.test(text) ? 'image' : 'tag', pieces } };
}

function badLiteralCharacter(literal: string): number {
  for (let i = 0; i < literal.length; i++) {
    if (!/[A-Za-z0-9._/:-]/.test(literal[i] ?? '')) return i;
  }
  return -1;
}

/** Puts values in for parts; a part without a value stays in braces. */
export function fillTemplate(template: Template, parts: ReadonlyMap<PartName, string>): string {
  return template.pieces.map((piece) => ('text' in piece ? piece.text : parts.get(piece.part) ?? `{${piece.part}}`)).join('');
}
