import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hole, shapeOf } from '../../../src/images/commandLine/command';
import { readCommand } from '../../../src/images/commandLine/readCommand';
import { argumentsOf, summary } from './command';

/** Commands of every tool, with flags before, between and behind what names images. */
const commands = [
  'podman --log-level debug build --no-cache -f D --build-arg A=b -t a:1 -t b:1 ctx',
  'docker buildx build --push --platform p -t a:1 .',
  'podman tag a:1 b:1',
  'podman save --format f -o f.tar a:1 b:1',
  'podman load -q -i f.tar',
  'podman push --creds c a:1 docker://b:1',
  'podman pull --arch x a:1 b:1',
  'podman run -d --name c -p 1:2 -e A=b --rm a:1 run -t x:y',
  'docker exec -i -u root node ctr -n k8s.io images import f.tar',
  'podman rmi -f a:1',
  'docker compose -f x.yaml -p y up -d',
  'kind load docker-image a:1 b:1 --name c --nodes d',
  'kind load image-archive f.tar --name c',
  'k3d image import -c c a:1',
  'minikube -p c image load a:1',
  'kubectl --kubeconfig k -n n set image deployment/d c=a:1 d=b:1',
  'kubectl run p --image=a:1 --image-pull-policy Never -n n',
  'kubectl create deployment d --image a:1',
  'kubectl apply --server-side -f x.yaml -n y',
  'helm upgrade --install r chart --set a.image.repository=b --set a.image.tag=c --set d.image=e:1 -n n',
  'skopeo copy --format f containers-storage:a:1 docker-archive:f.tar:b:1',
  'tkn bundle push a:1 -f f',
  'make -C d docker-build docker-push IMG=a:1',
  'ctr -n k8s.io images tag --force a:1 b:1',
  'crictl -r x pull a:1',
  'sudo -u root env A=b podman build -t a:1 .',
  'timeout 60 podman pull a:1',
] as const;

/** Certain uses of what is wholly known: all that a finding may rest on. A mention founds none. */
function certainties(words: readonly string[]): string[] {
  return summary(readCommand(argumentsOf(words)).filter((use) => use.certain && use.role !== 'mention')).filter((line) => !/\{\}|--brand-new| -$/.test(line));
}

describe('an unknown never becomes a certainty', () => {
  test.each(commands)('whichever argument isn\'t known: %s', (line) => {
    const words = line.split(' ');
    const known = new Set(certainties(words));
    for (const unknown of ['{}', '...', '--{}', '-{}', '--brand-new']) {
      words.forEach((replaced, i) => {
        if (unknown.startsWith('-') && !replaced.startsWith('-')) return;
        const changed = words.map((word, j) => (i === j ? unknown : word));
        for (const certain of certainties(changed)) expect([...known].some((one) => one === certain || sameButShorter(one, certain)), `${changed.join(' ')} => ${certain}`).toBe(true);
      });
    }
  });

  test.each(commands)('nor a spread that stands between the others: %s', (line) => {
    const words = line.split(' ');
    const known = new Set(certainties(words));
    words.forEach((_, i) => {
      const changed = [...words.slice(0, i), '...', ...words.slice(i)];
      for (const certain of certainties(changed)) expect([...known].some((one) => one === certain || sameButShorter(one, certain)), `${changed.join(' ')} => ${certain}`).toBe(true);
    });
  });
});

/** The same use without its archive or its source. */
function sameButShorter(whole: string, part: string): boolean {
  return whole.replace(/ \(.*?\)| < .*/g, '') === part;
}

test('any arguments: no throw, every part inside its argument', () => {
  const word = fc.oneof(
    fc.constantFrom(...commands.flatMap((line) => line.split(' ')), '-', '--', '-t', '--tag', '-tx', '--set=a.image=b', 'a=b,c=d', '', hole, `--${hole}`, 'docker://', 'docker-archive:', 'containers-storage:[', 'sh', '-c', '$(', 'podman pull "a'),
    fc.string(),
  );
  const argument = fc.record({ shape: word, optional: fc.boolean(), rest: fc.boolean() });
  fc.assert(
    fc.property(fc.constantFrom(...commands), fc.array(argument, { maxLength: 12 }), fc.nat(6), (line, args, keep) => {
      const made = args.map(({ shape, optional, rest }) => ({ text: shape.includes(hole) ? undefined : shape, prefix: '', shape, optional, rest: rest && optional, value: shape }));
      const head = argumentsOf(line.split(' ').slice(0, keep));
      for (const use of readCommand([...head, ...made])) {
        for (const part of [use.image, use.from, use.archive, use.manifest, use.imageParts?.tag, use.imageParts?.repository]) {
          if (!part) continue;
          expect(part.skip).toBeGreaterThanOrEqual(0);
          expect(part.skip).toBeLessThanOrEqual(part.value.length);
          if (part.end !== undefined) expect(part.end <= part.value.length && part.end >= part.skip).toBe(true);
        }
      }
    }),
    { numRuns: 2_000 },
  );
});

test('a script of a hundred thousand words takes no longer than its length', () => {
  const script = 'podman pull a:1; '.repeat(20_000) + '$('.repeat(50_000);
  const uses = readCommand([...argumentsOf(['sh', '-c']), { text: script, prefix: script, optional: false, value: script }]);
  expect(uses).toHaveLength(20_000);
  expect(shapeOf({ text: undefined, prefix: 'a', optional: false, value: '' })).toBe(`a${hole}`);
});
