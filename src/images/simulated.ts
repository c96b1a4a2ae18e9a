/**
 * Does a suite have a cluster at all? Unit tests make pods as data for the code that they test, and envtest's API server has no nodes that
 * pull. Goes by what the suite does to images, and by what its files import.
 */
import type { Package } from '../flow/declarations';
import type { FileFacts } from '../go/facts';
import type { FlowRecord, Sighted } from './flowRecord';

const clients = /(?:^|\/)(?:os\/exec|client-go\/(?:kubernetes|dynamic|discovery|rest|tools\/clientcmd)|controller-runtime|controller-runtime\/pkg\/client(?:\/config)?|e2e-framework\/.*|kubernetes\/test\/e2e\/.*|testcontainers-go.*|terratest\/.*|docker\/docker\/client|moby\/moby\/client|kind\/pkg\/cluster|helm\/v[0-9]\/pkg\/.*)$/;
const withoutNodes = /(?:^|\/)controller-runtime\/pkg\/envtest$/;
const inMemory: ReadonlySet<string> = new Set(['pod-spec', 'yaml-manifest']);

/** Nothing of what this suite writes into pods is ever pulled. */
export function isSimulated({ root, sightings }: FlowRecord, pkg: Package | undefined, files: ReadonlyMap<string, FileFacts>): boolean {
  if (root.kind !== 'suite' || !pkg || !sightings.every(isData)) return false;
  const own = pkg.files.filter(({ uri }) => uri.endsWith('_test.go'));
  if (own.some((file) => imports(file, withoutNodes))) return true;
  const places = sightings.flatMap(({ at }) => files.get(at.uri) ?? []);
  return ![...own, ...places].some((file) => imports(file, clients));
}

function isData({ idiom, at, role }: Sighted): boolean {
  return (inMemory.has(idiom) && at.uri.endsWith('.go')) || role === 'mention';
}

function imports({ imports: all }: FileFacts, which: RegExp): boolean {
  return all.some(({ path }) => which.test(path));
}
