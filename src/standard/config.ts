/**
 * The project configuration, `.kubernaut-image-tags.yaml`: YAML text in, standard, settings and every problem with its place out. Never
 * throws. Follows few aliases, merges nothing, builds no object from a user's keys. Knows YAML; knows no key (see configKeys).
 */
import { isAlias, isMap, isScalar, isSeq, parseDocument, type Document, type Node, type YAMLMap } from 'yaml';
import type { Span } from '../base/text';
import { defaultConfiguration, readConfiguration, type ConfigOptions, type Configuration } from './configKeys';
import { report, type ConfigEntry, type ConfigNode, type Reader } from './configTree';

export { configKeys, configurationFile, configurationFiles, type ConfigOptions, type Configuration } from './configKeys';
export type { ConfigProblem } from './configTree';

const sizeLimit = 64 * 1024;
export const aliasLimit = 32;
const nodeLimit = 20_000;

/** `text` undefined: there is no file. Offsets in problems count UTF-16 units of `text`. */
export function parseConfig(text: string | undefined, options: ConfigOptions): Configuration {
  if (text === undefined) return defaultConfiguration;
  const refused = (message: string, span: Span): Configuration => ({ ...defaultConfiguration, problems: [{ message, span, severity: 'error' }] });
  if (text.length > sizeLimit) return refused(`The configuration is larger than ${sizeLimit / 1024} KB and isn't read.`, { start: 0, end: 0 });
  const broken = text.search(/[\uFFFD\0]/);
  if (broken >= 0) return refused(text[broken] === '\0' ? 'The configuration contains a NUL character.' : "The configuration isn't valid UTF-8.", { start: broken, end: broken + 1 });
  try {
    return readText(text, options);
  } catch (error) {
    // Whoever nests deeper than the stack ends here and nowhere else.
    return refused(error instanceof RangeError ? 'The configuration is nested too deeply.' : "The configuration can't be read.", { start: 0, end: 0 });
  }
}

function readText(text: string, options: ConfigOptions): Configuration {
  // The parser's own check for unique keys takes quadratic time; `mapOf` has its own.
  const document = parseDocument(text, { logLevel: 'error', prettyErrors: false, uniqueKeys: false });
  const from: Walk = { document, problems: [], aliases: aliasLimit, nodes: nodeLimit };
  for (const fault of document.errors) report(from, `The YAML is broken: ${sentence(fault.message)}`, { start: fault.pos[0], end: fault.pos[1] });
  for (const fault of document.warnings) report(from, sentence(fault.message), { start: fault.pos[0], end: fault.pos[1] }, 'warning');
  const root = nodeOf(from, document.contents, { start: 0, end: 0 });
  const configuration = root.kind === 'scalar' && root.value === null ? defaultConfiguration : readConfiguration(from, root, options);
  // Of broken YAML the parser gives faults and nodes that end behind the text.
  const inside = ({ start, end }: Span): Span => ({ start: Math.min(start, text.length), end: Math.min(Math.max(start, end), text.length) });
  const problems = from.problems.map((one) => ({ ...one, span: inside(one.span) })).toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  return { ...configuration, problems };
}

function sentence(message: string): string {
  return /[.!?]$/.test(message) ? message : `${message}.`;
}

interface Walk extends Reader {
  readonly document: Document.Parsed;
  /** Aliases that may still be followed. */
  aliases: number;
  /** Nodes that may still be visited. */
  nodes: number;
}

/** `at`: where a missing node is said to be. */
function nodeOf(from: Walk, node: unknown, at: Span): ConfigNode {
  if (--from.nodes < 0) return refuse(from, at, from.nodes === -1 ? 'The configuration is too large to read.' : undefined);
  if (isAlias(node)) {
    const span = spanOf(node, at);
    if (--from.aliases < 0) return refuse(from, span, from.aliases === -1 ? `At most ${aliasLimit} aliases are followed.` : undefined);
    const target = node.resolve(from.document);
    if (target === undefined) return refuse(from, span, `There is no anchor \`${node.source}\`.`);
    const outer = spanOf(target, at);
    if (outer.start <= span.start && span.end <= outer.end) return refuse(from, span, `The alias \`${node.source}\` stands inside what it stands for.`);
    return { ...nodeOf(from, target, span), span };
  }
  if (isMap(node)) return { kind: 'map', entries: entriesOf(from, node), span: spanOf(node, at) };
  if (isSeq(node)) return { kind: 'list', items: node.items.map((item) => nodeOf(from, item, spanOf(node, at))), span: spanOf(node, at) };
  if (!isScalar(node)) return { kind: 'scalar', value: null, span: at };
  const { value } = node;
  const own = spanOf(node, at);
  const span = own.start === own.end ? at : own;
  if (typeof value === 'string') {
    const verbatim = span.start + (span.end - span.start - value.length) / 2;
    return { kind: 'scalar', value, span, ...(node.source === value && Number.isInteger(verbatim) ? { verbatim } : {}) };
  }
  return { kind: 'scalar', value: typeof value === 'number' || typeof value === 'boolean' ? value : null, span };
}

function refuse(from: Walk, span: Span, message: string | undefined): ConfigNode {
  if (message !== undefined) report(from, message, span);
  return { kind: 'refused', span };
}

/** Where a node stands, without the space behind it. */
function spanOf(node: Node, otherwise: Span): Span {
  return node.range === undefined || node.range === null ? otherwise : { start: node.range[0], end: node.range[1] };
}

function entriesOf(from: Walk, map: YAMLMap): ConfigEntry[] {
  const entries: ConfigEntry[] = [];
  const seen = new Set<string>();
  for (const { key, value } of map.items) {
    const keySpan = isScalar(key) || isAlias(key) || isMap(key) || isSeq(key) ? spanOf(key, spanOf(map, { start: 0, end: 0 })) : spanOf(map, { start: 0, end: 0 });
    const name = isScalar(key) && (typeof key.value === 'string' || typeof key.value === 'number') ? String(key.value) : undefined;
    if (name === undefined) report(from, 'A key is a plain text.', keySpan);
    else if (name === '<<') report(from, 'Merge keys are not supported.', keySpan);
    else if (seen.has(name)) report(from, `The key \`${name.slice(0, 60)}\` stands here twice; the first one holds.`, keySpan);
    else {
      seen.add(name);
      entries.push({ key: name, keySpan, value: nodeOf(from, value, keySpan) });
    }
  }
  return entries;
}
