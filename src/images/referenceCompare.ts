/**
 * Is the image that was produced the one that is asked for? Reads both as the programs read them: an engine when it stores a name, the
 * kubelet when it wants one. Certain answers only. Knows nothing of sites or rules.
 */
import type { Part, Value } from '../flow/value';
import { isVolatile, isWord, sameHole, sameText, type Sameness } from '../flow/sameness';
import { unsetIn, withoutText } from '../flow/unset';
import { editDistance, sameLetters } from './likeness';
import { looksLikeDomain, type Reference } from './referenceGrammar';
import { splitImage, textOf, type SplitImage } from './referenceSplit';
import type { Engine } from './site';

/** Who reads a name. The kubelet (through containerd) reads names as docker does. */
export type Reader = 'kubelet' | Engine;

export type Verdict =
  | { readonly kind: 'equal' }
  /** Equal if that engine made it; not, or not certainly, if the other did. */
  | { readonly kind: 'equal-under'; readonly engine: 'podman' | 'docker' }
  /** The same repository, certainly another tag (or digest). */
  | { readonly kind: 'other-tag' }
  /** Certainly another repository, but alike; `why` is a clause such as "only the registry differs". */
  | { readonly kind: 'near'; readonly why: string }
  | { readonly kind: 'different' }
  | { readonly kind: 'unknown' };

/** One name, under one engine at least. */
export function isEqual({ kind }: Verdict): boolean {
  return kind === 'equal' || kind === 'equal-under';
}

/** Its tag holds what only this run of the program has: no registry, and no script that isn't told, knows it. */
export function isOfOneRun(value: Value): boolean {
  return splitImage(value)?.tag?.some(isVolatile) === true;
}

/** What was generated once went into the tags of both: it isn't what tells them apart. */
export function shareGenerated(a: Value, b: Value): boolean {
  const [mine = [], theirs = []] = [a, b].map((value) => (splitImage(value)?.tag ?? []).flatMap((part) => (isVolatile(part) && 'hole' in part ? [part.hole] : [])));
  return mine.some((one) => theirs.some((other) => sameHole(one, other) === 'equal'));
}

const dockerHub = 'docker.io/';
const localhost = 'localhost/';

/** The full name under which an engine stores what it builds, tags, pulls or saves: registry, path and tag (`latest` if none). */
export function storedAs(reference: Pick<Reference, 'name' | 'tag' | 'digest'>, engine: 'podman' | 'docker' | 'buildah'): string {
  return fullName(reference.name, engine === 'docker') + suffix(reference);
}

/** The full name that the kubelet (or docker) looks for. A digest wins over a tag. */
export function requestedAs(reference: Pick<Reference, 'name' | 'tag' | 'digest'>): string {
  return fullName(reference.name, true) + suffix(reference);
}

function suffix({ tag, digest }: Pick<Reference, 'tag' | 'digest'>): string {
  return digest === undefined ? `:${tag ?? 'latest'}` : `@${digest}`;
}

function fullName(name: string, hub: boolean): string {
  const slash = name.indexOf('/');
  const first = slash < 0 ? '' : name.slice(0, slash);
  if (slash < 0 || !looksLikeDomain(first)) return hub ? dockerHub + (slash < 0 ? `library/${name}` : name) : localhost + name;
  if (first !== 'docker.io' && first !== 'index.docker.io') return name;
  const rest = name.slice(slash + 1);
  return dockerHub + (rest.includes('/') ? rest : `library/${rest}`);
}

/**
 * Compares what `engine` produced with what `reader` asks for. Engine `''` (not known): equality that depends on it is `equal-under`;
 * so is equality that a known engine owes to its own way of reading short names. Malformed images are `unknown` to every other one.
 */
export function compareImages(produced: Pick<Value, 'parts'>, engine: Engine, requested: Pick<Value, 'parts'>, reader: Reader = 'kubelet'): Verdict {
  const stored = splitImage(produced);
  const wanted = splitImage(requested);
  if (stored === undefined || wanted === undefined) return isGoneBeside(produced, requested) || isGoneBeside(requested, produced) ? { kind: 'different' } : { kind: 'unknown' };
  const verdict = compareSplit(stored, engine, wanted, reader);
  if (verdict.kind !== 'unknown') return verdict;
  // Where one of them is a default, the other has to be seen without what the default stands in for.
  const [mine, theirs] = [unsetIn(requested.parts), unsetIn(produced.parts)];
  if (mine.length === 0 && theirs.length === 0) return verdict;
  const together = compareSplit(splitWithout(stored, mine), engine, splitWithout(wanted, theirs), reader);
  return isEqual(together) ? verdict : together;
}

/** A variable of the environment that is the whole name, beside a default that stands in for it: where that counts, there is no such name. */
export function isGoneBeside({ parts }: Pick<Value, 'parts'>, wanted: Pick<Value, 'parts'>): boolean {
  return parts.length > 0 && withoutText(parts, unsetIn(wanted.parts)).length === 0;
}

function splitWithout(image: SplitImage, names: readonly string[]): SplitImage {
  const without = <T extends readonly Part[] | undefined>(parts: T): T | readonly Part[] => parts && withoutText(parts, names);
  return names.length === 0 ? image : { ...image, repository: without(image.repository), tag: without(image.tag), digest: without(image.digest), domain: without(image.domain) };
}

function compareSplit(stored: SplitImage, engine: Engine, wanted: SplitImage, reader: Reader): Verdict {
  const podman = compareUnder('podman', stored, wanted, reader);
  const docker = namesRegistry(stored) && namesRegistry(wanted) ? podman : compareUnder('docker', stored, wanted, reader);
  if (podman === 'equal' && docker === 'equal') return { kind: 'equal' };
  const name = engine === 'docker' ? 'docker' : 'podman';
  const [mine, other] = engine === 'docker' ? [docker, podman] : [podman, docker];
  if (mine === 'equal') return { kind: 'equal-under', engine: name };
  if (engine === '' && other === 'equal') return { kind: 'equal-under', engine: 'docker' };
  const certain = mine === 'unknown' || (engine === '' && other === 'unknown') ? 'unknown' : engine === '' && other === 'other-tag' ? other : mine;
  if (certain !== 'different') return { kind: certain };
  const why = other === 'equal' ? engineReason(stored, wanted, name, reader) : likeness(stored, wanted);
  return why === undefined ? { kind: 'different' } : { kind: 'near', why };
}

/** Every engine reads the name alike. */
function namesRegistry(image: SplitImage): boolean {
  return image.domainKnown && image.domain !== undefined;
}

/** `different`: another repository, or not the same for certain; `other-tag`: the same repository, another tag. */
type Comparison = Sameness | 'other-tag';

/** As if `engine` had produced the image. Podman finds a short name under localhost/ and, failing that, on docker.io. */
function compareUnder(engine: 'podman' | 'docker', stored: SplitImage, wanted: SplitImage, reader: Reader): Comparison {
  const reads = reader === '' ? engine : reader;
  const onHub = compareAs(stored, engine === 'docker', wanted, true);
  if (reads === 'kubelet' || reads === 'docker' || onHub === 'equal') return onHub;
  const local = compareAs(stored, engine === 'docker', wanted, false);
  return onHub === 'unknown' && local !== 'equal' ? onHub : local;
}

function engineReason(stored: SplitImage, wanted: SplitImage, engine: 'podman' | 'docker', reader: Reader): string {
  const [mine, theirs] = [shown(stored.repository), shown(wanted.repository)];
  const who = reader === 'kubelet' || reader === '' ? 'the kubelet' : reader;
  return `${engine} stores \`${mine}\` as \`${fullName(mine, engine === 'docker')}\`, ${who} reads \`${theirs}\` as \`${fullName(theirs, reader !== 'podman' && reader !== 'buildah')}\``;
}

function shown(repository: readonly Part[]): string {
  return repository.map((part) => ('text' in part ? part.text : '{…}')).join('');
}

/** `hub`: short names are of docker.io; else of localhost. */
function compareAs(stored: SplitImage, storedHub: boolean, wanted: SplitImage, wantedHub: boolean): Comparison {
  const repository = sameRepository(stored, storedHub, wanted, wantedHub);
  if (repository === 'different') return 'different';
  const version = sameVersion(stored, wanted);
  if (version === 'different') return repository === 'equal' ? 'other-tag' : 'different';
  return repository === 'equal' && version === 'equal' ? 'equal' : 'unknown';
}

function sameRepository(a: SplitImage, aHub: boolean, b: SplitImage, bHub: boolean): Sameness {
  if (a.domainKnown && b.domainKnown) return sameText(qualify(a, aHub), qualify(b, bHub));
  // A hole may bring the registry along, or be a short name: only the last part of the path is safe to compare.
  const left = lastSegment(a.repository);
  const right = lastSegment(b.repository);
  if (left !== undefined && right !== undefined && sameText(left, right) === 'different') return 'different';
  return sameText(a.repository, b.repository) === 'equal' && aHub === bHub ? 'equal' : 'unknown';
}

function qualify(image: SplitImage, hub: boolean): Part[] {
  const known = textOf(image.repository);
  if (known !== undefined) return [{ text: fullName(known, hub) }];
  if (image.domain === undefined) {
    const single = !image.repository.some((part) => 'text' in part ? part.text.includes('/') : !isWord(part.hole));
    return [{ text: hub ? dockerHub + (single ? 'library/' : '') : localhost }, ...image.repository];
  }
  const domain = textOf(image.domain);
  if (domain !== 'docker.io' && domain !== 'index.docker.io') return [...image.repository];
  const [head, ...rest] = image.repository;
  const path: Part[] = head !== undefined && 'text' in head ? [{ text: head.text.slice(domain.length + 1) }, ...rest] : rest;
  const single = !path.some((part) => 'text' in part ? part.text.includes('/') : !isWord(part.hole));
  return [{ text: dockerHub + (single ? 'library/' : '') }, ...path];
}

/** What follows the last slash; undefined when a hole may contain a later slash. */
function lastSegment(parts: readonly Part[]): Part[] | undefined {
  const segment: Part[] = [];
  for (const part of parts.toReversed()) {
    if ('hole' in part) {
      if (!isWord(part.hole)) return undefined;
      segment.unshift(part);
      continue;
    }
    const slash = part.text.lastIndexOf('/');
    segment.unshift({ text: part.text.slice(slash + 1) });
    if (slash >= 0) return segment;
  }
  return segment;
}

/** A digest wins over a tag; which digest a tag has is not known. */
function sameVersion(a: SplitImage, b: SplitImage): Sameness {
  if (a.digest !== undefined && b.digest !== undefined) return sameText(a.digest, b.digest);
  if (a.digest !== undefined || b.digest !== undefined) return 'unknown';
  return sameText(a.tag ?? [{ text: 'latest' }], b.tag ?? [{ text: 'latest' }]);
}

/** Why two certainly different repositories look like one meant for the other; undefined when they don't. */
function likeness(a: SplitImage, b: SplitImage): string | undefined {
  const left = pathOf(a);
  const right = pathOf(b);
  if (left === undefined || right === undefined) return undefined;
  if (sameText(left, right) === 'equal') return registryReason(a, b);
  const mine = textOf(left);
  const theirs = textOf(right);
  return mine === undefined || theirs === undefined ? undefined : nameLikeness(mine, theirs);
}

function pathOf(image: SplitImage): Part[] | undefined {
  if (!image.domainKnown) return undefined;
  if (image.domain === undefined) return [...image.repository];
  const domain = textOf(image.domain);
  const [head, ...rest] = image.repository;
  return domain === undefined || head === undefined || 'hole' in head ? undefined : [{ text: head.text.slice(domain.length + 1) }, ...rest];
}

function registryReason(a: SplitImage, b: SplitImage): string {
  const [mine, theirs] = [a.domain, b.domain].map((domain) => (domain === undefined ? undefined : textOf(domain)));
  if (mine === theirs) return 'engines read a name without a registry in different ways';
  if (mine === undefined || theirs === undefined) {
    const there = mine ?? theirs ?? '';
    return there === 'localhost' ? 'one lacks `localhost/`' : `one lacks the registry \`${there}\``;
  }
  return `only the registry differs, \`${mine}\` and \`${theirs}\``;
}

function nameLikeness(a: string, b: string): string | undefined {
  if (sameLetters(a, b)) return 'only hyphens, underscores, dots or slashes differ';
  const x = a.slice(a.lastIndexOf('/') + 1);
  const y = b.slice(b.lastIndexOf('/') + 1);
  if (x === y) return 'the last part of the path is the same';
  if (sameLetters(x, y)) return 'only hyphens, underscores or dots differ in the last part of the path';
  const [shorter, longer] = x.length < y.length ? [x, y] : [y, x];
  if (shorter.length > 4 && longer.startsWith(`${shorter}-`)) return `only the suffix \`${longer.slice(shorter.length)}\` differs`;
  if (shorter.length > 4 && longer.endsWith(`-${shorter}`)) return `only the prefix \`${longer.slice(0, -shorter.length)}\` differs`;
  return shorter.length > 4 && editDistance(x, y, 2) <= 2 ? 'the names differ in one or two letters' : undefined;
}
