import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Argument } from '../../../src/images/commandLine/command';
import { mayNameImages } from '../../../src/images/commandLine/mayNameImages';
import { readCommand } from '../../../src/images/commandLine/readCommand';
import { tools } from '../../../src/images/commandLine/tools';

test.each<[(string | undefined)[], boolean]>([
  [['kubectl', 'get', 'pods'], false],
  [['kubectl', '--kubeconfig', undefined, 'get', 'pods'], false],
  [['kubectl', '--kubeconfig=x', '-n', 'a', 'logs'], false],
  [['kubectl', '--kubeconfig', undefined, 'apply', '-f', undefined], true],
  [['kubectl', undefined, 'get'], true],
  [['kubectl', '--no-such-flag', 'get'], true],
  [['kubectl', '-n', undefined], true],
  [['kubectl'], true],
  [['/usr/bin/kind', 'get', 'clusters'], false],
  [['kind', 'load', 'docker-image', undefined], true],
  [['podman', 'ps'], false],
  [['podman', 'build', '-t', undefined], true],
  [['go', 'test', './...'], false],
  [['sudo', 'go', 'test'], true],
  [['sh', '-c', 'podman build'], true],
  [['make', 'anything'], true],
  [[undefined, 'get'], true],
])('%j: %s', (words, expected) => expect(mayNameImages(words)).toBe(expected));

const word = fc.constantFrom('get', 'apply', 'run', 'build', 'load', 'docker-image', 'image', 'install', 'list', '-n', '--name', '-t', '--tag', '-f', '--image', '--kubeconfig', '--set', 'a:1', 'localhost/a:1', 'x.yaml', '--', '-x', '--namespace=a', 'exec', 'tag', 'set');
const program = fc.constantFrom('go', 'sudo', 'env', 'sh', 'bash', ...tools.flatMap(({ names }) => names));

test('what is left out is nothing to the readers, whatever the unknown words are', () => {
  fc.assert(fc.property(program, fc.array(fc.tuple(word, fc.boolean()), { maxLength: 8 }), (name, rest) => {
    if (mayNameImages([name, ...rest.map(([text, known]) => (known ? text : undefined))])) return;
    const args = [name, ...rest.map(([text]) => text)].map((text): Argument<string> => ({ text, prefix: text, optional: false, value: text }));
    expect(readCommand(args)).toEqual([]);
  }), { numRuns: 3000 });
});
