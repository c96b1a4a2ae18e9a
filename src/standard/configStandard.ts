/**
 * The `standard` key of the configuration: a preset's name, or templates, services, shared dependencies and exceptions. Every key that
 * is given replaces the default's value; a key that is left out keeps it.
 */
import type { Span } from '../base/text';
import { parseReference } from '../images/reference';
import { isNothing, readDate, readList, readMap, readRecord, readText, readTexts, readWord, reportExpected, spanInside } from './configReader';
import { report, type ConfigNode, type Reader } from './configTree';
import { defaultStandard, presets, presetTemplates } from './defaultStandard';
import type { Exception, Service, Standard } from './standard';
import { parseTemplate, type Template } from './template';

export const standardKeys = ['preset', 'templates', 'prefixes', 'services', 'sharedDependencies', 'exceptions', 'genericTags'] as const;

type Naming = Pick<Standard, 'templates' | 'prefixes' | 'services' | 'sharedDependencies' | 'exceptions' | 'genericTags'>;

/** `today`, `YYYY-MM-DD`: exceptions that have expired by then are reported and left out; undefined: none expires. */
export function readStandard(from: Reader, node: ConfigNode, today: string | undefined): Naming | undefined {
  if (node.kind === 'scalar' && typeof node.value === 'string') {
    const preset = readWord(from, node, 'preset', presets);
    return preset === undefined ? undefined : { ...defaultStandard, templates: presetTemplates(preset) };
  }
  if (node.kind !== 'map') {
    reportExpected(from, `a preset (${presets.join(', ')}) or a mapping`, node);
    return undefined;
  }
  const entries = readRecord(from, node, standardKeys);
  const given = <T>(key: (typeof standardKeys)[number], read: (node: ConfigNode) => T | undefined): T | undefined => {
    const entry = entries?.get(key);
    return entry === undefined ? undefined : read(entry.value);
  };
  const preset = given('preset', (value) => readWord(from, value, 'preset', presets));
  const templates = given('templates', (value) => readTemplates(from, value));
  return {
    templates: templates ?? (preset === undefined ? defaultStandard.templates : presetTemplates(preset)),
    prefixes: given('prefixes', (value) => readTexts(from, value, prefixFault)) ?? defaultStandard.prefixes,
    services: given('services', (value) => readServices(from, value)) ?? defaultStandard.services,
    sharedDependencies: given('sharedDependencies', (value) => readTexts(from, value, nameFault)) ?? defaultStandard.sharedDependencies,
    exceptions: given('exceptions', (value) => readExceptions(from, value, today)) ?? defaultStandard.exceptions,
    genericTags: given('genericTags', (value) => readGenericTags(from, value)) ?? defaultStandard.genericTags,
  };
}

function nameFault(name: string): string | undefined {
  return /^[a-z0-9][a-z0-9._-]*$/.test(name) && name.length <= 128 ? undefined : 'A service name has lower-case letters, digits, `.`, `_` and `-`, and starts with a letter or digit.';
}

function prefixFault(prefix: string): string | undefined {
  return /^[a-z0-9][a-z0-9._/-]*$/.test(prefix) && prefix.length <= 128 ? undefined : 'A prefix has lower-case letters, digits, `.`, `_`, `-` and `/`, and starts with a letter or digit.';
}

/** A missing tag is always generic. */
function readGenericTags(from: Reader, node: ConfigNode): string[] | undefined {
  const tags = readTexts(from, node, (tag) => (/[:/@]/.test(tag) || parseReference(`a:${tag}`).kind === 'malformed' ? 'This is no tag.' : undefined));
  return tags === undefined ? undefined : ['', ...tags];
}

function readTemplates(from: Reader, node: ConfigNode): Template[] | undefined {
  const items = readList(from, node);
  if (items === undefined) return undefined;
  const templates: Template[] = [];
  for (const item of items) {
    const text = readText(from, item);
    if (text === undefined) continue;
    const parsed = parseTemplate(text);
    if (parsed.kind === 'template') templates.push(parsed.template);
    else report(from, parsed.message, spanInside(item, parsed.at));
  }
  if (items.length === 0) report(from, 'A standard has at least one template.', node.span);
  return templates.length === 0 ? undefined : templates;
}

/** A list of names, or a mapping from names to what more is known. */
function readServices(from: Reader, node: ConfigNode): Service[] | undefined {
  const services: Service[] = [];
  const taken = new Set<string>();
  const add = (service: Service, where: Span) => {
    const names = [service.name, ...service.aliases];
    const again = names.find((name) => taken.has(name));
    if (again !== undefined) report(from, `\`${again}\` already names a service.`, where);
    else services.push(service);
    for (const name of names) taken.add(name);
  };
  if (node.kind === 'list') {
    for (const item of node.items) {
      const name = readText(from, item);
      const fault = name === undefined ? undefined : nameFault(name);
      if (fault !== undefined) report(from, fault, item.span);
      else if (name !== undefined) add({ name, aliases: [], rationale: '' }, item.span);
    }
    return services;
  }
  const entries = readMap(from, node);
  for (const { key, keySpan, value } of entries ?? []) {
    const fault = nameFault(key);
    if (fault !== undefined) {
      report(from, fault, keySpan);
      continue;
    }
    const details = isNothing(value) ? undefined : readRecord(from, value, ['aliases', 'rationale']);
    const aliases = details?.get('aliases')?.value;
    const rationale = details?.get('rationale')?.value;
    add({
      name: key,
      aliases: aliases === undefined ? [] : readTexts(from, aliases, nameFault) ?? [],
      rationale: rationale === undefined ? '' : readText(from, rationale) ?? '',
    }, keySpan);
  }
  return entries === undefined ? undefined : services;
}

function readExceptions(from: Reader, node: ConfigNode, today: string | undefined): Exception[] | undefined {
  return readList(from, node)?.flatMap((item) => {
    const exception = readException(from, item, today);
    return exception === undefined ? [] : [exception];
  });
}

function readException(from: Reader, node: ConfigNode, today: string | undefined): Exception | undefined {
  const entries = readRecord(from, node, ['image', 'reason', 'expires']);
  if (entries === undefined) return undefined;
  const [imageNode, reasonNode, expiresNode] = [entries.get('image')?.value, entries.get('reason')?.value, entries.get('expires')?.value];
  if (imageNode === undefined || reasonNode === undefined) {
    report(from, 'An exception names its `image` and its `reason`.', node.span);
    return undefined;
  }
  const image = readText(from, imageNode);
  const reason = readText(from, reasonNode);
  const expires = expiresNode === undefined ? undefined : readDate(from, expiresNode);
  if (image === undefined || reason === undefined) return undefined;
  const parsed = parseReference(image);
  if (parsed.kind === 'malformed') {
    report(from, `This is no image reference: ${parsed.reason}.`, spanInside(imageNode, parsed.at));
    return undefined;
  }
  if (expires !== undefined && expiresNode !== undefined && today !== undefined && expires < today) {
    report(from, `This exception expired on ${expires} and holds no longer.`, expiresNode.span, 'warning');
    return undefined;
  }
  return { image, reason, ...(expires === undefined ? {} : { expires }) };
}
