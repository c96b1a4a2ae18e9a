/**
 * Which images could stand where somebody types one: what is built, names of the standard's form first, then what the standard would have
 * for services that nothing builds yet. Knows no editor and no text being typed.
 */
import { isText } from '../flow/value';
import { compareImages, splitImage, textOf } from '../images/reference';
import { fileName } from '../rules/names';
import { judge, serviceOf, standardForm } from '../standard/standard';
import { isLiteral, usesOf, type Use } from './imageSubject';
import type { Analysis } from './languageService';

export interface ImageSuggestion {
  /** A whole reference, as the kubelet must be asked for it. */
  readonly image: string;
  readonly standard: boolean;
  /** `datastorage.go:30`, or undefined: nothing builds it. */
  readonly builtIn: string | undefined;
}

/** Best first. */
export function suggestImages(analysis: Analysis): ImageSuggestion[] {
  const { inventory, standard } = analysis;
  const found = new Map<string, ImageSuggestion>();
  const services = new Set<string>();
  for (const use of usesOf(inventory)) {
    const { site, value } = use;
    const repository = splitImage(value)?.repository;
    const name = repository && textOf(repository);
    const service = name === undefined ? undefined : serviceOf(standard, name);
    if (service !== undefined && judge(standard, value).kind !== 'not-a-service') services.add(service);
    if ((site.role !== 'build' && site.role !== 'tag') || use.source || !isLiteral(use)) continue;
    const image = askedFor(use);
    if (!splitImage(value) || found.has(image)) continue;
    const builtIn = `${fileName(site.at.uri)}:${analysis.locate(site.at).range.start.line + 1}`;
    found.set(image, { image, standard: judge(standard, value).kind === 'compliant', builtIn });
  }
  for (const service of services) {
    const image = standardForm(standard, service);
    if (image !== '' && !image.includes('{') && !found.has(image)) found.set(image, { image, standard: true, builtIn: undefined });
  }
  const rank = ({ standard: follows, builtIn }: ImageSuggestion): number => (builtIn === undefined ? 2 : follows ? 0 : 1);
  return [...found.values()].sort((a, b) => rank(a) - rank(b) || (a.image < b.image ? -1 : 1));
}

/** podman keeps a short name under `localhost/`; asked for the short name, the kubelet would look on docker.io. */
function askedFor({ site, value }: Use): string {
  const image = value.parts.map((part) => (isText(part) ? part.text : '')).join('');
  const { kind } = compareImages(value, site.engine, value, 'kubelet');
  return kind === 'near' || kind === 'different' ? `localhost/${image}` : image;
}
