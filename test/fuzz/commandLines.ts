/** Any arguments of a program, any shell script, any words after our own command: read or refused, every part inside its argument. */
import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { commands as ownCommands } from '../../src/cli/commands';
import { UsageError } from '../../src/cli/exit';
import { parseCommandLine } from '../../src/cli/options';
import { hole } from '../../src/images/commandLine/command';
import { readCommand } from '../../src/images/commandLine/readCommand';
import { commandsIn } from '../../src/images/commandLine/shell';
import type { Fuzzer } from './fuzz';
import { scrap } from './sources';

const words = fc.oneof(
  fc.constantFrom(
    'podman', 'docker', 'buildah', 'kind', 'k3d', 'minikube', 'kubectl', 'helm', 'skopeo', 'tkn', 'make', 'ctr', 'crictl', 'kustomize', 'docker-compose', 'sudo', 'env', 'timeout', '60', 'sh', 'bash', '-c', 'build', 'buildx', 'tag', 'save', 'load',
    'push', 'pull', 'run', 'images', 'import', 'image', 'image-archive', 'docker-image', 'apply', 'set', 'upgrade', '--install', 'copy', 'bundle', '-t', '--tag', '-tx', '-o', '-i', '-f', '-n', '--name', '--set', 'a.image=b:1', '--set=a.image.tag=c',
    'deployment/d', 'c=a:1', 'IMG=a:1', 'a:1', 'localhost/b:2', 'docker://c', 'docker-archive:f.tar:b:1', 'containers-storage:[', '--', '-', '', hole, `--${hole}`, '$(', '&&', '|', ';', '"', "'", '\\\n', '> f', '<<EOF', '`x`', '*.tar', '$IMG', '--rm',
  ),
  scrap,
);
const argument = fc.record({ shape: words, optional: fc.boolean(), rest: fc.boolean() });

export const commandLineFuzzers: readonly Fuzzer[] = [
  {
    name: 'any arguments of any program name images inside themselves',
    share: 100,
    property: () => fc.property(fc.array(argument, { maxLength: 14 }), (args) => {
      const made = args.map(({ shape, optional, rest }) => ({ text: shape.includes(hole) ? undefined : shape, prefix: shape.split(hole)[0] ?? '', shape, optional, rest: rest && optional, value: shape }));
      for (const use of readCommand(made)) {
        for (const part of [use.image, use.from, use.archive, use.manifest, use.imageParts?.tag, use.imageParts?.repository]) {
          if (part) assert.ok(part.skip >= 0 && part.skip <= part.value.length && (part.end === undefined || (part.skip <= part.end && part.end <= part.value.length)));
        }
      }
    }),
  },
  {
    name: 'any shell script is cut into words whose characters are where they say',
    share: 100,
    property: () => fc.property(fc.array(words, { maxLength: 20 }), fc.constantFrom(' ', '', '\n'), (list, between) => {
      const script = list.join(between);
      for (const word of commandsIn(script).flatMap(({ words }) => words)) {
        assert.equal(word.offsets.length, word.shape.length + 1);
        assert.ok(word.offsets.every((offset, i) => offset >= (word.offsets[i - 1] ?? 0) && offset <= script.length));
      }
      readCommand([{ text: 'sh', prefix: 'sh', optional: false, value: 'sh' }, { text: '-c', prefix: '-c', optional: false, value: '-c' }, { text: script, prefix: script, optional: false, value: script }]);
    }),
  },
  {
    name: 'any words after our own command are understood or refused as bad usage',
    share: 50,
    property: () => {
      const own = fc.oneof(fc.constantFrom(...ownCommands.map(({ name }) => name), ...ownCommands.flatMap(({ options }) => Object.keys(options).map((name) => `--${name}`)), '--', '-f', '-o', '-q', '-x', '--fix=yes', '--format=', '--no-fix', '--__proto__', 'json', 'a=b'), fc.string());
      return fc.property(fc.array(own, { maxLength: 8 }), (args) => {
        try {
          parseCommandLine(args, ownCommands);
        } catch (error) {
          assert.ok(error instanceof UsageError && error.message !== '', String(error));
        }
      });
    },
  },
];
