/** Sightings of YAML files: what a file's image lines say by themselves, and in the flows that apply the file as it is. */
import type { Value } from '../flow/value';
import { unknownAnswer } from '../flow/parts';
import type { Details } from './site';
import type { Sighting } from './idioms/idiom';
import type { ManifestFacts } from './manifestFile';
import type { YamlImage } from './yaml/imagesInYaml';

/** `sighted`: what the flows saw; an image line that a flow reads, replaces or applies there is left to that flow. */
export function manifestSightings(manifests: readonly ManifestFacts[], sighted: readonly Pick<Sighting, 'at'>[]): Sighting[] {
  const taken = new Set(sighted.map((one) => `${one.at.uri}:${one.at.start}`));
  return manifests.flatMap((file) => {
    const images = file.images.filter((image) => !taken.has(`${file.uri}:${image.at.start}`)).map((image) => fileSighting(file, image));
    return isChartsTemplate(file) ? images.map((one): Sighting => ({ ...one, details: { ...one.details, spared: true } })) : images;
  });
}

/** Of what stands between actions of a chart's template nobody knows whether it is deployed. */
function isChartsTemplate({ uri, text }: ManifestFacts): boolean {
  return uri.includes('/templates/') && text.includes('{{');
}

/** An image line of a file, without a frame: what stands there is what it is. */
export function fileSighting(file: ManifestFacts, image: YamlImage): Sighting {
  const at = { uri: file.uri, start: image.at.start, end: image.at.end };
  const text = file.text.slice(image.at.start, image.at.end);
  const value: Value = { parts: [{ text, source: at }], trail: [] };
  const templated = image.templated || /[{}$]/.test(text);
  const policyAt = image.pullPolicy && { uri: file.uri, start: image.pullPolicy.at.start, end: image.pullPolicy.at.end };
  const details: Details = {
    pullPolicy: image.pullPolicy ? { values: [{ parts: [policyAt && policyAt.end - policyAt.start === image.pullPolicy.text.length ? { text: image.pullPolicy.text, source: policyAt } : { text: image.pullPolicy.text }], trail: [] }], complete: true } : 'default',
    ...(policyAt ? { pullPolicyAt: policyAt } : {}),
    ...(image.container === undefined ? {} : { container: image.container }),
    ...(image.workload === undefined ? {} : { workload: image.workload }),
  };
  const role = image.role;
  return { role, idiom: role === 'run' || role === 'build' ? 'compose' : 'yaml-file', at, image: templated ? unknownAnswer('a template of another language') : { values: [value], complete: true }, engine: '', details, frame: undefined };
}
