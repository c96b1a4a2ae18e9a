/**
 * The `standard` key of the configuration: a preset's name, or templates, services, shared dependencies and exceptions. Every key that
 * is given replaces the default's value; a key that is left out keeps it.
 */
import { isScalar, type Node } from 'yaml';
import type { Span } from '../base/text';
import { parseReference } from '../images/reference';
import { isNothing, readDate, readList, readMap, readRecord, readText, readTexts, readWord, report, shapeOf, spanOf, type Reader } from './configReader';
import { defaultStandard, presets, presetTemplates } from './defaultStandard';
import type { Exception, Service, Standard } from './standard';
import { parseTemplate, type Template } from './template';

export const standardKeys = ['preset', 'templates', 'prefixes', 'services', 'sharedDependencies', 'exceptions', 'genericTags'] as const;

type Naming = Pick<Standard, 'templates' | 'prefixes' | 'services' | 'sharedDependencies' | 'exceptions' | 'genericTags'>;

/** `today`, `YYYY-MM-DD`: exceptions that have expired by then are reported and left out; undefined: none expires. */
export function readStandard(from: Reader, node: Node | undefined, at: Span, today: string | undefined): Naming {
  const { shape, node: target } = shapeOf(from, node);
  if (shape === 'text') {
    const preset = readWord(from, target, at, 'preset', presets);
    return { ...defaultStandard, ...(preset === undefined ? {} : { templates: presetTemplates(preset) }) };
  }
  if (shape !== 'map') {
    if (shape !== 'refused') report(from, `Expected a preset (${presets.join(', ')}) or a mapping.`, spanOf(target, at));
    return defaultStandard;
  }
  const entries = readRecord(from, target, at, standardKeys);
  const given = <T>(key: (typeof standardKeys)[number], read: (node: Node | undefined, at: Span) => T | undefined): T | undefined => {
    const entry = entries?.get(key);
    return entry === undefined ? undefined : read(entry.value, entry.keySpan);
  };
  const preset = given('preset', (value, span) => readWord(from, value, span, 'preset', presets));
  const templates = given('templates', (value, span) => readTemplates(from, value, span));
  return {
    templates: templates ?? (preset === undefined ? defaultStandard.templates : presetTemplates(preset)),
    prefixes: given('prefixes', (value, span) => readTexts(from, value, span, prefixFault)) ?? defaultStandard.prefixes,
    services: given('services', (value, span) => readServices(from, value, span)) ?? defaultStandard.services,
    sharedDependencies: given('sharedDependencies', (value, span) => readTexts(from, value, span, nameFault)) ?? defaultStandard.sharedDependencies,
    exceptions: given('exceptions', (value, span) => readExceptions(from, value, span, today)) ?? defaultStandard.exceptions,
    genericTags: given('genericTags', (value, span) => readGenericTags(from, value, span)) ?? defaultStandard.genericTags,
  };
}

function nameFault(name: string): string | undefined {
  return /^[a-z0-9][a-z0-9._-]*$/.test(name) && name.length <= 128 ? undefined : 'A service name has lower-case letters, digits, `.`, `_` and `-`, and starts with a letter or digit.';
}

function prefixFault(prefix: string): string | undefined {
  return /^[a-z0-9][a-z0-9._/-]*$/.test(prefix) && prefix.length <= 128 ? undefined : 'A prefix has lower-case letters, digits, `.`, `_`, `-` and `/`, and starts with a letter or digit.';
}

/** A missing tag is always generic. */
function readGenericTags(from: Reader, node: Node | undefined, at: Span): string[] | undefined {
  const tags = readTexts(from, node, at, (tag) => (parseReference(`a:${tag}`).kind === 'reference' ? undefined : 'This is no tag.'));
  return tags === undefined ? undefined : ['', ...tags];
}

function readTemplates(from: Reader, node: Node | undefined, at: Span): Template[] | undefined {
  const items = readList(from, node, at);
  if (items === undefined) return undefined;
  const templates: Template[] = [];
  for (const item of items) {
    const text = readText(from, item, at);
    if (text === undefined) continue;
    const parsed = parseTemplate(text);
    if (parsed.kind === 'template') templates.push(parsed.template);
    else report(from, parsed.message, inside(item, text, parsed.at, at));
  }
  if (items.length === 0) report(from, 'A standard has at least one template.', spanOf(node, at));
  return templates.length === 0 ? undefined : templates;
}

/** The place of some characters of a scalar, where its source shows them as they are; else the whole scalar. */
function inside(item: Node | undefined, text: string, part: Span, at: Span): Span {
  const whole = spanOf(item, at);
  if (!isScalar(item) || item.source !== text) return whole;
  const start = whole.start + (whole.end - whole.start - text.length) / 2;
  return Number.isInteger(start) ? { start: start + part.start, end: start + part.end } : whole;
}

function readServices(from: Reader, node: Node | undefined, at: Span): Service[] | undefined {
  const { shape, node: target } = shapeOf(from, node);
  const services: Service[] = [];
  const add = (service: Service, where: Span) => {
    const names = [service.name, ...service.aliases];
    const taken = names.find((name) => services.some((other) => [other.name, ...other.aliases].includes(name)));
    if (taken === undefined) services.push(service);
    else report(from, `\`${taken}\` already names a service.`, where);
  };
  if (shape === 'list') {
    for (const item of readList(from, target, at) ?? []) {
      const name = readText(from, item, at);
      const fault = name === undefined ? undefined : nameFault(name);
      if (fault !== undefined) report(from, fault, spanOf(item, at));
      else if (name !== undefined) add({ name, aliases: [], rationale: '' }, spanOf(item, at));
    }
    return services;
  }
  const entries = readMap(from, target, at);
  for (const { key, keySpan, value } of entries ?? []) {
    const fault = nameFault(key);
    if (fault !== undefined) {
      report(from, fault, keySpan);
      continue;
    }
    const details = isNothing(value) ? undefined : readRecord(from, value, keySpan, ['aliases', 'rationale']);
    const aliases = details?.get('aliases');
    const rationale = details?.get('rationale');
    add({
      name: key,
      aliases: aliases === undefined ? [] : readTexts(from, aliases.value, aliases.keySpan, nameFault) ?? [],
      rationale: rationale === undefined ? '' : readText(from, rationale.value, rationale.keySpan) ?? '',
    }, keySpan);
  }
  return entries === undefined ? undefined : services;
}

function readExceptions(from: Reader, node: Node | undefined, at: Span, today: string | undefined): Exception[] | undefined {
  const items = readList(from, node, at);
  if (items === undefined) return undefined;
  const exceptions: Exception[] = [];
  for (const item of items) {
    const entries = readRecord(from, item, spanOf(item, at), ['image', 'reason', 'expires']);
    if (entries === undefined) continue;
    const [image, reason, expires] = [entries.get('image'), entries.get('reason'), entries.get('expires')];
    if (image === undefined || reason === undefined) {
      report(from, 'An exception names its `image` and its `reason`.', spanOf(item, at));
      continue;
    }
    const reference = readText(from, image.value, image.keySpan);
    const why = readText(from, reason.value, reason.keySpan);
    const last = expires === undefined ? undefined : readDate(from, expires.value, expires.keySpan);
    if (reference === undefined || why === undefined) continue;
    const parsed = parseReference(reference);
    if (parsed.kind === 'malformed') {
      report(from, `This is no image reference: ${parsed.reason}.`, inside(image.value, reference, parsed.at, image.keySpan));
    } else if (last !== undefined && today !== undefined && last < today) {
      report(from, `This exception expired on ${last} and holds no longer.`, spanOf(expires?.value, at), 'warning');
    } else {
      exceptions.push({ image: reference, reason: why, ...(last === undefined ? {} : { expires: last }) });
    }
  }
  return exceptions;
}
