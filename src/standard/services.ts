/**
 * Questions to a standard about one repository, tag or service. Knows whole strings only; judge knows strings with holes.
 */
import { looksLikeDomain } from '../images/reference';
import { matchesGlob } from './glob';
import type { Ignore, Service, Standard } from './standard';
import { fillTemplate } from './template';

/** A repository's registry ('' if none is written) and path. */
export function splitRegistry(repository: string): { readonly registry: string; readonly path: string } {
  const slash = repository.indexOf('/');
  const first = slash < 0 ? '' : repository.slice(0, slash);
  return slash >= 0 && looksLikeDomain(first) ? { registry: first, path: repository.slice(slash + 1) } : { registry: '', path: repository };
}

/** The service by any of its names. */
export function findService(standard: Standard, name: string): Service | undefined {
  return standard.services.find((service) => service.name === name || service.aliases.includes(name));
}

/**
 * The service that a repository (no tag) is of: a known service's name, or any name behind one of the standard's prefixes. Aliases give
 * the service's own name. Names are compared whole, so `datastorage` is never `storage`. Without a registry, `envoyproxy/gateway` is
 * somebody's image on Docker Hub.
 */
export function serviceOf(standard: Standard, repository: string): string | undefined {
  const { registry, path } = splitRegistry(repository);
  const known = findService(standard, registry === '' ? path : path.slice(path.lastIndexOf('/') + 1));
  for (const prefix of standard.prefixes.toSorted((a, b) => b.length - a.length)) {
    const name = afterPrefix(path, prefix);
    if (name !== undefined) return findService(standard, name)?.name ?? name;
  }
  return known?.name;
}

/** The repository is of a service by one of the standard's prefixes, whatever its name. */
export function hasPrefix(standard: Standard, repository: string): boolean {
  const { path } = splitRegistry(repository);
  return standard.prefixes.some((prefix) => afterPrefix(path, prefix) !== undefined);
}

/** `kubernaut-gateway`, `kubernaut/gateway` or `owner/kubernaut/gateway`: what stands behind the prefix, if it is one plain name. */
function afterPrefix(path: string, prefix: string): string | undefined {
  if (prefix === '') return undefined;
  const start = path.startsWith(prefix) ? 0 : path.lastIndexOf(`/${prefix}`) + 1;
  if (start === 0 && !path.startsWith(prefix)) return undefined;
  const name = path.slice(start + prefix.length);
  return /^[a-z0-9][a-z0-9._-]*$/.test(name) ? name : undefined;
}

/** Nobody here builds it. A repository on Docker Hub is compared with and without `docker.io/library/`. */
export function isThirdParty(standard: Standard, repository: string): boolean {
  const short = repository.replace(/^docker\.io\/(library\/)?/, '');
  return standard.thirdParty.some((glob) => matchesGlob(glob, repository) || matchesGlob(glob, short));
}

/** No registry, or one that holds what is built here. */
export function isLocal(standard: Standard, repository: string): boolean {
  const { registry } = splitRegistry(repository);
  return registry === '' || standard.localRegistries.some((glob) => matchesGlob(glob, registry));
}

export function isShared(standard: Standard, service: string): boolean {
  const name = findService(standard, service)?.name ?? service;
  return standard.sharedDependencies.some((shared) => (findService(standard, shared)?.name ?? shared) === name);
}

/** Undefined: the image has no tag. */
export function isGenericTag(standard: Standard, tag: string | undefined): boolean {
  return standard.genericTags.includes(tag ?? '');
}

/**
 * What an image of the service should be called. Parts that are only known at run time stay in braces
 * (`localhost/datastorage:{consumer}-{uuid}`); a template that needs none is taken first. '' for a standard without image templates.
 */
export function standardForm(standard: Standard, service: string): string {
  const forms = standard.templates.map((template) => {
    const filled = fillTemplate(template, new Map([['service', service], ['infrastructure', service]]));
    const { prefixes } = standard;
    return template.scope === 'image' ? filled : `localhost/${prefixes[0] ?? ''}${service}:${filled}`;
  });
  return forms.find((form) => !form.includes('{')) ?? forms[0] ?? '';
}

/** Does the configuration silence this rule in this file? `path` is relative to the root. The first one that does. */
export function findIgnore(standard: Standard, rule: string, path: string): Ignore | undefined {
  return standard.ignores.find((ignore) => (ignore.rule === undefined || ignore.rule === rule) && matchesGlob(ignore.path, path));
}
