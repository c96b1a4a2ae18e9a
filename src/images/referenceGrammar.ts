/**
 * The grammar of image references as docker, containerd and the kubelet read them: `[domain/]path[:tag][@digest]`.
 * Source: the grammar and limits of github.com/distribution/reference, with its rule for what a domain is. Knows nothing of engines or
 * of strings that are only partly known. Every step is a scan; no expression backtracks.
 */
import type { Span } from '../base/text';
import { describeCharacter, foreignCharacter } from './referenceCharacters';

/** Offsets are UTF-16 offsets in the parsed text. */
export interface Reference {
  readonly kind: 'reference';
  /** The registry as written, its port included; undefined when none is written. */
  readonly domain?: string;
  /** The name without the domain. */
  readonly path: string;
  /** Domain and path as written: the repository. */
  readonly name: string;
  readonly tag?: string;
  /** `algorithm:hex`. */
  readonly digest?: string;
  readonly spans: { readonly domain?: Span; readonly path: Span; readonly name: Span; readonly tag?: Span; readonly digest?: Span };
}

export interface Malformed {
  readonly kind: 'malformed';
  /** A clause that completes "isn't an image reference: …"; it quotes nothing but the characters at fault. */
  readonly reason: string;
  /** The characters at fault. */
  readonly at: Span;
}

export const tagLimit = 128;
export const pathLimit = 255;
/** Hexadecimal digits by digest algorithm. */
const digestLengths: ReadonlyMap<string, number> = new Map([['sha256', 64], ['sha384', 96], ['sha512', 128]]);

const isDigit = (c: string) => c >= '0' && c <= '9';
const isLower = (c: string) => c >= 'a' && c <= 'z';
const isUpper = (c: string) => c >= 'A' && c <= 'Z';
const isHex = (c: string) => isDigit(c) || (c >= 'a' && c <= 'f');
const isWord = (c: string) => isLower(c) || isUpper(c) || isDigit(c) || c === '_';

const malformed = (reason: string, start: number, end: number): Malformed => ({ kind: 'malformed', reason, at: { start, end } });

/** Never throws. A registry without a repository, an image ID and a name above the limits are malformed, as they are for the kubelet. */
export function parseReference(text: string): Reference | Malformed {
  if (text === '') return malformed('it is empty', 0, 0);
  const foreign = foreignCharacter(text);
  if (foreign !== undefined) return malformed(`it contains ${describeCharacter(text, foreign.offset)}`, foreign.offset, foreign.offset + foreign.length);
  const scheme = text.indexOf('://');
  if (scheme >= 0) return malformed('an image reference has no scheme', 0, scheme + 3);

  const at = text.indexOf('@');
  const taggedEnd = at < 0 ? text.length : at;
  const digest = at < 0 ? undefined : { start: at + 1, end: text.length };
  const lastSlash = text.lastIndexOf('/', taggedEnd);
  const colon = text.indexOf(':', lastSlash + 1);
  const bracketed = text[lastSlash + 1] === '[';
  const nameEnd = colon >= 0 && colon < taggedEnd && !bracketed ? colon : taggedEnd;
  const tag = nameEnd < taggedEnd ? { start: nameEnd + 1, end: taggedEnd } : undefined;

  const nested = nestedReference(text, nameEnd, taggedEnd);
  if (nested !== undefined) return malformed('a whole reference is used as a tag', nested, taggedEnd);
  const split = checkName(text, nameEnd);
  if ('kind' in split) return split;
  const fault = (tag === undefined ? undefined : checkTag(text, tag)) ?? (digest === undefined ? undefined : checkDigest(text, digest));
  if (fault !== undefined) return fault;

  const { pathStart } = split;
  const has = pathStart > 0;
  const cut = (span: Span) => text.slice(span.start, span.end);
  const spans = { name: { start: 0, end: nameEnd }, path: { start: pathStart, end: nameEnd } };
  return {
    kind: 'reference',
    ...(has ? { domain: text.slice(0, pathStart - 1) } : {}),
    path: cut(spans.path),
    name: cut(spans.name),
    ...(tag === undefined ? {} : { tag: cut(tag) }),
    ...(digest === undefined ? {} : { digest: cut(digest) }),
    spans: {
      ...spans,
      ...(has ? { domain: { start: 0, end: pathStart - 1 } } : {}),
      ...(tag === undefined ? {} : { tag }),
      ...(digest === undefined ? {} : { digest }),
    },
  };
}

/** The text of a reference; the inverse of parsing. */
export function printReference(reference: Pick<Reference, 'name' | 'tag' | 'digest'>): string {
  return reference.name + (reference.tag === undefined ? '' : `:${reference.tag}`) + (reference.digest === undefined ? '' : `@${reference.digest}`);
}

/** Is the first part of a name a registry? Docker's rule: it has a dot or a colon, is `localhost`, or has an upper-case letter. */
export function looksLikeDomain(first: string): boolean {
  return first === 'localhost' || first.includes('.') || first.includes(':') || first !== first.toLowerCase();
}

/**
 * Where a reference starts that stands in the place of a tag: a colon behind the first slash is followed by another slash, or what
 * follows the first part's colon begins with a registry where a port should be (`a:localhost/a:b`).
 */
function nestedReference(text: string, nameEnd: number, end: number): number | undefined {
  const firstSlash = text.indexOf('/');
  if (firstSlash < 0 || firstSlash >= end) return undefined;
  const colon = text.indexOf(':', firstSlash);
  if (colon >= 0 && colon < nameEnd && text.indexOf('/', colon) >= 0) return colon + 1;
  const port = text.indexOf(':');
  if (text[0] === '[' || port >= firstSlash || port < 1) return undefined;
  const second = text.slice(port + 1, firstSlash);
  return second.split(':')[0] === 'localhost' || (second.includes('.') && !second.includes('::')) ? port + 1 : undefined;
}

function checkName(text: string, end: number): Malformed | { readonly pathStart: number } {
  if (end === 0) return malformed('the repository is missing', 0, Math.min(1, text.length));
  const slash = text.slice(0, end).indexOf('/');
  let pathStart = 0;
  let domainFault: Malformed | undefined;
  if (slash >= 0 && looksLikeDomain(text.slice(0, slash))) {
    domainFault = checkDomain(text, slash);
    pathStart = slash + 1;
  }
  // A first part such as `a_b.c` can't be a registry but is a fine path component: then there is no domain.
  if (domainFault !== undefined) {
    if (checkPath(text, 0, end) !== undefined) return domainFault;
    pathStart = 0;
  }
  const pathFault = checkPath(text, pathStart, end);
  if (pathFault !== undefined) return pathFault;
  if (end - pathStart > pathLimit) return malformed(`the repository has ${end - pathStart} characters, at most ${pathLimit} are allowed`, pathStart, end);
  // With a tag or a digest it is a name.
  if (/^[0-9a-f]{64}$/.test(text)) return malformed('64 hexadecimal digits are an image ID, not a name', 0, end);
  return { pathStart };
}

function checkDomain(text: string, end: number): Malformed | undefined {
  let hostEnd: number;
  if (text[0] === '[') {
    const close = text.slice(0, end).indexOf(']');
    if (close < 0) return malformed('the registry lacks a closing bracket', 0, end);
    for (let i = 1; i < close; i++) {
      const c = text[i] ?? '';
      if (!isHex(c.toLowerCase()) && c !== ':') return malformed(`an IPv6 registry can't contain ${describeCharacter(text, i)}`, i, i + 1);
    }
    if (close === 1) return malformed('the registry is empty', 0, 2);
    hostEnd = close + 1;
    if (hostEnd < end && text[hostEnd] !== ':') return malformed('only a port may follow the registry', hostEnd, end);
  } else {
    const colon = text.slice(0, end).indexOf(':');
    hostEnd = colon < 0 ? end : colon;
    const fault = checkHost(text, hostEnd);
    if (fault !== undefined) return fault;
  }
  if (hostEnd === end) return undefined;
  for (let i = hostEnd + 1; i < end; i++) {
    if (!isDigit(text[i] ?? '')) return malformed('the port of a registry is a number', hostEnd + 1, end);
  }
  return hostEnd + 1 === end ? malformed('the port of the registry is missing', hostEnd, end) : undefined;
}

function checkHost(text: string, end: number): Malformed | undefined {
  let labelStart = 0;
  for (let i = 0; i <= end; i++) {
    const c = i === end ? '.' : text[i] ?? '';
    if (c !== '.') {
      if (!isLower(c) && !isUpper(c) && !isDigit(c) && c !== '-') return malformed(`a registry can't contain ${describeCharacter(text, i)}`, i, i + 1);
      continue;
    }
    if (i === labelStart) return malformed('a part of the registry is empty', labelStart, Math.min(i + 1, text.length));
    if (text[labelStart] === '-') return malformed("a part of the registry can't start with `-`", labelStart, labelStart + 1);
    if (text[i - 1] === '-') return malformed("a part of the registry can't end with `-`", i - 1, i);
    labelStart = i + 1;
  }
  return undefined;
}

/** Components of lower-case letters and digits, joined inside by `.`, `_`, `__` or any number of `-`. */
function checkPath(text: string, start: number, end: number): Malformed | undefined {
  let separatorStart = start;
  for (let i = start; i <= end; i++) {
    const c = i === end ? '/' : text[i] ?? '';
    if (isLower(c) || isDigit(c)) {
      const separator = text.slice(separatorStart, i);
      if (separator !== '' && !isSeparator(separator)) return malformed(`\`${separator.slice(0, 8)}\` can't join the words of a repository`, separatorStart, i);
      separatorStart = i + 1;
    } else if (c === '/') {
      if (i === start || text[i - 1] === '/') return malformed('a part of the repository is empty', Math.min(i, Math.max(0, text.length - 1)), Math.min(i + 1, text.length));
      if (separatorStart < i) return malformed(`a part of the repository can't end with \`${text[i - 1] ?? ''}\``, i - 1, i);
      separatorStart = i + 1;
    } else if (c === '.' || c === '_' || c === '-') {
      if (i === start || text[i - 1] === '/') return malformed(`a part of the repository can't start with \`${c}\``, i, i + 1);
    } else if (isUpper(c)) {
      return malformed('a repository is lower-case', i, i + 1);
    } else {
      return malformed(`a repository can't contain ${describeCharacter(text, i)}`, i, i + 1);
    }
  }
  return undefined;
}

function isSeparator(text: string): boolean {
  return text === '.' || text === '_' || text === '__' || /^-+$/.test(text);
}

function checkTag(text: string, { start, end }: Span): Malformed | undefined {
  if (start === end) return malformed('the tag is empty', start - 1, end);
  for (let i = start; i < end; i++) {
    const c = text[i] ?? '';
    if (isWord(c) || (i > start && (c === '.' || c === '-'))) continue;
    const verb = i === start && (c === '.' || c === '-') ? "can't start with" : "can't contain";
    return malformed(`a tag ${verb} ${describeCharacter(text, i)}`, i, i + 1);
  }
  return end - start > tagLimit ? malformed(`the tag has ${end - start} characters, at most ${tagLimit} are allowed`, start, end) : undefined;
}

function checkDigest(text: string, { start, end }: Span): Malformed | undefined {
  const colon = text.indexOf(':', start);
  const algorithm = colon < 0 ? '' : text.slice(start, colon);
  const length = digestLengths.get(algorithm);
  if (length === undefined) return malformed('the digest has none of the algorithms sha256, sha384 and sha512', start, end);
  for (let i = colon + 1; i < end; i++) {
    if (!isHex(text[i] ?? '')) return malformed(`a digest can't contain ${describeCharacter(text, i)}`, i, i + 1);
  }
  const digits = end - colon - 1;
  return digits === length ? undefined : malformed(`a ${algorithm} digest has ${length} hexadecimal digits, not ${digits}`, colon + 1, end);
}
