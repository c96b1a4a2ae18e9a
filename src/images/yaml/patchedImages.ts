/**
 * Which images does a patch put into containers: one of a manifest's shape, or a list of operations (RFC 6902) that name a container by
 * its number? Knows no commands and no Go; parts that are unknown come masked by fillers.
 */
import { imagesInYaml, type YamlImage } from './imagesInYaml';
import { isTemplated } from './prepare';
import { operationsIn } from './tree';

/** Stands for a container that isn't told by its name. */
export const anyContainer = '*';

const ofContainer = /\/(?:initContainers|ephemeralContainers|containers)\/\d+\/image$/;

/** In the order of their places. Never throws. */
export function patchedImages(text: string): readonly YamlImage[] {
  return /^\s*(?:\[|- )/.test(text) ? setByPath(text) : imagesInYaml(text).filter(({ role }) => role === 'deploy');
}

/** `{op: replace, path: /spec/template/spec/containers/0/image, value: X}`, `{op: add, path: /spec/template/spec/containers/-, value: {name: side, image: X}}` */
function setByPath(text: string): YamlImage[] {
  return operationsIn(text).flatMap(({ path, value, container }): YamlImage[] =>
    ofContainer.test(path) || container !== undefined ? [{ ...value, role: 'deploy', path: path.split('/').slice(1), container: container ?? anyContainer, document: 0, ...(isTemplated(value.text) ? { templated: true as const } : {}) }] : [],
  );
}
