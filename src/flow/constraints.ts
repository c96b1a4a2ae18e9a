/**
 * Which files of a program are never compiled together? Two that declare the same are alternatives: one build has the one, another build the
 * other, by the constraints in their heads and names. Of those one side is read as what is built. Knows constraints and names; no bodies.
 */
import type { FileFacts } from '../go/facts';
import { pushTo } from '../base/pushTo';
import { packageKey } from './imports';

/** Whether it holds for a set of tags. */
type Constraint = { readonly kind: 'tag'; readonly tag: string } | { readonly kind: 'not'; readonly of: Constraint } | { readonly kind: 'and' | 'or'; readonly all: readonly Constraint[] };

const systems = new Set(['aix', 'android', 'darwin', 'dragonfly', 'freebsd', 'illumos', 'ios', 'js', 'linux', 'netbsd', 'openbsd', 'plan9', 'solaris', 'wasip1', 'windows']);
const unixes = new Set(['aix', 'android', 'darwin', 'dragonfly', 'freebsd', 'illumos', 'ios', 'linux', 'netbsd', 'openbsd', 'solaris']);
const machines = new Set(['386', 'amd64', 'arm', 'arm64', 'loong64', 'mips', 'mips64', 'mips64le', 'mipsle', 'ppc64', 'ppc64le', 'riscv64', 's390x', 'wasm']);
/** Tags that a build has only where somebody says so. */
const seldom = new Set(['race', 'msan', 'asan', 'purego']);

/** More tags than these are held to be possible at once. */
const mostTags = 10;

/** Files of which others, that declare the same, are read in their place, and those that are never built with these. */
export function unbuiltFiles(files: readonly FileFacts[]): ReadonlySet<FileFacts> {
  const constraints = new Map<FileFacts, Constraint>();
  for (const file of files) {
    const constraint = constraintOf(file);
    if (constraint) constraints.set(file, constraint);
  }
  const unbuilt = new Set<FileFacts>();
  const rivals = rivalsIn([...constraints.keys()]);
  if (rivals.size === 0) return unbuilt;
  const isUsual = (file: FileFacts): boolean => holds(constraints.get(file), (tag) => (systems.has(tag) ? tag === 'linux' : machines.has(tag) ? tag === 'amd64' : !seldom.has(tag)));
  const all: Constraint[] = [];
  const built = new Set<FileFacts>();
  for (const file of [...rivals.keys()].sort((a, b) => Number(isUsual(b)) - Number(isUsual(a)))) {
    const own = constraints.get(file);
    if (!own) continue;
    const isBuilt = ![...(rivals.get(file) ?? [])].some((rival) => built.has(rival)) && isPossible([...all, own]);
    if (isBuilt) built.add(file);
    else unbuilt.add(file);
    const more: Constraint = isBuilt ? own : { kind: 'not', of: own };
    if (isPossible([...all, more])) all.push(more);
  }
  for (const [file, own] of constraints) if (!built.has(file) && !isPossible([...all, own])) unbuilt.add(file);
  return unbuilt;
}

/** Files of one package that declare the same name under different constraints. */
function rivalsIn(files: readonly FileFacts[]): Map<FileFacts, Set<FileFacts>> {
  const declaring = new Map<string, FileFacts[]>();
  for (const file of files) for (const name of namesOf(file)) pushTo(declaring, `${packageKey(file.uri, file.packageName)}\n${name}`, file);
  const rivals = new Map<FileFacts, Set<FileFacts>>();
  for (const file of files) {
    const others = new Set([...namesOf(file)].flatMap((name) => declaring.get(`${packageKey(file.uri, file.packageName)}\n${name}`) ?? []).filter((other) => other !== file && (other.buildTag !== file.buildTag || tagsOfName(other).join() !== tagsOfName(file).join())));
    if (others.size > 0) rivals.set(file, others);
  }
  return rivals;
}

/** What others mean by a name: each file may have tests, and an `init`, of its own. */
function namesOf({ funcs, globals, types }: FileFacts): Set<string> {
  const declared = funcs.flatMap(({ name, receiver }) => (receiver ? [`${receiver.typeName}.${name}`] : /^(?:init|main|_|(?:Test|Benchmark|Example|Fuzz)(?![a-z]).*)$/.test(name) ? [] : [name]));
  return new Set([...declared, ...globals.map(({ name }) => name), ...types.map(({ name }) => name)].filter((name) => name !== '_'));
}

function constraintOf(file: FileFacts): Constraint | undefined {
  const tags = tagsOfName(file).map((tag): Constraint => ({ kind: 'tag', tag }));
  const own = file.buildTag === '' ? undefined : parsed(file.buildTag);
  const all = own ? [...tags, own] : tags;
  return all.length === 0 ? undefined : { kind: 'and', all };
}

/** `x_linux.go`, `x_windows_amd64_test.go`. */
function tagsOfName({ uri }: FileFacts): readonly string[] {
  const parts = uri.slice(uri.lastIndexOf('/') + 1).replace(/(?:_test)?\.go$/, '').split('_').slice(1);
  const last = parts.at(-1) ?? '';
  const before = parts.at(-2) ?? '';
  if (machines.has(last)) return systems.has(before) ? [before, last] : [last];
  return systems.has(last) ? [last] : [];
}

/** Undefined for what is no expression of tags. */
function parsed(text: string): Constraint | undefined {
  const tokens = text.match(/&&|\|\||[!()]|[\p{L}\p{N}_.]+|\S/gu) ?? [];
  let at = 0;
  const either = (): Constraint | undefined => list('||', 'or', both);
  const both = (): Constraint | undefined => list('&&', 'and', single);
  const list = (between: string, kind: 'and' | 'or', next: () => Constraint | undefined): Constraint | undefined => {
    const first = next();
    if (!first) return undefined;
    const all = [first];
    while (tokens[at] === between) {
      at++;
      const more = next();
      if (!more) return undefined;
      all.push(more);
    }
    return all.length === 1 ? first : { kind, all };
  };
  const single = (): Constraint | undefined => {
    const token = tokens[at++];
    if (token === '!') {
      const of = single();
      return of && { kind: 'not', of };
    }
    if (token === '(') {
      const inner = either();
      return tokens[at++] === ')' ? inner : undefined;
    }
    return token !== undefined && /^[\p{L}\p{N}_.]+$/u.test(token) ? { kind: 'tag', tag: token } : undefined;
  };
  const whole = either();
  return at === tokens.length ? whole : undefined;
}

function holds(constraint: Constraint | undefined, isSet: (tag: string) => boolean): boolean {
  switch (constraint?.kind) {
    case undefined:
      return true;
    case 'tag':
      return constraint.tag === 'unix' ? [...unixes].some(isSet) : /^go1\.|^gc$/.test(constraint.tag) || isSet(constraint.tag);
    case 'not':
      return !holds(constraint.of, isSet);
    case 'and':
      return constraint.all.every((one) => holds(one, isSet));
    case 'or':
      return constraint.all.some((one) => holds(one, isSet));
  }
}

/** Whether some build has them all. */
function isPossible(all: readonly Constraint[]): boolean {
  const tags = new Set(all.flatMap(tagsIn));
  const own = [...tags].filter((tag) => !systems.has(tag) && !machines.has(tag));
  if (own.length > mostTags) return true;
  const every: Constraint = { kind: 'and', all };
  // Of systems that nobody names, one that is a unix and one that isn't stand for all.
  const others = [...systems].filter((system) => !tags.has(system));
  const unlike = [others.find((system) => unixes.has(system)), others.find((system) => !unixes.has(system))].filter((system) => system !== undefined);
  for (const system of [...[...tags].filter((tag) => systems.has(tag)), ...unlike]) {
    for (const machine of [...[...tags].filter((tag) => machines.has(tag)), '']) {
      for (let bits = 0; bits < 1 << own.length; bits++) {
        if (holds(every, (tag) => (systems.has(tag) ? tag === system : machines.has(tag) ? tag === machine : (bits & (1 << own.indexOf(tag))) !== 0))) return true;
      }
    }
  }
  return false;
}

function tagsIn(constraint: Constraint): string[] {
  return constraint.kind === 'tag' ? [constraint.tag] : constraint.kind === 'not' ? tagsIn(constraint.of) : constraint.all.flatMap(tagsIn);
}
