/** YAML as it is being typed, with verbs and templates in it: every image inside the text, its characters where it says. */
import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { imagesInYaml } from '../../src/images/yaml/imagesInYaml';
import { manifestFacts } from '../../src/images/manifestFile';
import { ignoreLines } from '../../src/service/ignores';
import type { Fuzzer } from './fuzz';
import { outside } from './inside';
import { scrap, spoiled, yamlText } from './sources';

export function assertYaml(text: string): void {
  const facts = manifestFacts('file:///a.yaml', text, ignoreLines(text));
  assert.deepEqual(outside(facts, text.length), []);
  for (const image of [...facts.images, ...imagesInYaml(text, { nested: true })]) {
    let last = image.at.start;
    for (const { start, end, text: said } of image.chunks) {
      assert.ok(last <= start && start <= end && end <= image.at.end, `chunk ${start}-${end} of ${JSON.stringify(image)}`);
      if (said.length === end - start && said.length > 1) assert.equal(text.slice(start, end), said);
      last = end;
    }
    assert.equal(image.chunks.map((chunk) => chunk.text).join(''), image.text);
  }
}

const words = fc.oneof(fc.constantFrom('image', ': ', '\n', '\n  ', '- ', '"', "'", '|\n', '>\n', '#', '&a ', '*a', '<<: ', '---\n', '\uE000', '{{', '}}', '${', '\\x4', 'containers:', 'kind: Pod\n', '!', '%', '? '), scrap);

export const yamlFuzzers: readonly Fuzzer[] = [
  { name: 'manifests that are edited and cut short give images inside the file', share: 10, property: () => fc.property(spoiled(yamlText), assertYaml) },
  { name: 'any soup of YAML’s words gives images inside the file', share: 15, property: () => fc.property(fc.array(words, { maxLength: 40 }), (soup) => assertYaml(`image: a\n${soup.join('')}`)) },
];
