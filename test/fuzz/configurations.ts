/** Any configuration file: problems at their places and a standard that can be used, never a throw. */
import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { pathFilter } from '../../src/node/globs';
import { isIgnored, withIgnoreFile } from '../../src/node/ignoreRules';
import { ruleIds } from '../../src/service/ruleInfo';
import { configKeys, parseConfig } from '../../src/standard/config';
import { globProblem, matchesGlob } from '../../src/standard/glob';
import { findIgnore, judge, serviceOf, standardForm, type Standard } from '../../src/standard/standard';
import type { Fuzzer } from './fuzz';
import { outside } from './inside';
import { scrap, spoiled } from './sources';

const keys = fc.constantFrom<string>(...configKeys, 'preset', 'templates', 'prefixes', 'services', 'sharedDependencies', 'exceptions', 'genericTags', 'image', 'reason', 'expires', 'path', 'rule', 'argument', 'field', 'result', 'aliases', 'rationale', '__proto__', 'constructor', 'includ');
const words = fc.oneof(
  fc.constantFrom('e2e-test-service', 'gateway', 'datastorage', 'latest', 'localhost/{service}:{uuid}', '{service}-{user}-{git-hash}-{timestamp}', '{bad', 'test/**/*.go', '../../**', '~/x', '**/'.repeat(20), '{a,{b,c}}', 'podman', 'off', 'error', '2026-12-31', 'tag-mismatch', '(a+)+$', 'localhost/a:b', 'infra.Build'),
  fc.string({ maxLength: 8 }),
);
const scalars = fc.oneof<fc.Arbitrary<unknown>[]>(words, words, fc.integer(), fc.double(), fc.boolean(), fc.constant(null));
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof({ maxDepth: 4, depthIdentifier: 'configuration' }, scalars, fc.array(tie('tree'), { maxLength: 3 }), fc.dictionary(fc.oneof(keys, fc.string({ maxLength: 4 })), tie('tree'), { maxKeys: 5, noNullPrototype: true })),
}));
const root = fc.oneof({ weight: 6, arbitrary: fc.dictionary(keys, tree, { maxKeys: 7, noNullPrototype: true }).map((map) => ({ version: 1, ...map })) }, { weight: 1, arbitrary: tree });
const yaml = root.map((value) => stringify(value));

function use(standard: Standard): void {
  for (const name of ['localhost/kubernaut-gateway', 'localhost/gateway', 'quay.io/x/y', '']) {
    judge(standard, { parts: [{ text: `${name}:e2e-test-gateway` }] });
    serviceOf(standard, name);
    standardForm(standard, name);
  }
  for (const rule of ruleIds().slice(0, 2)) findIgnore(standard, rule, 'test/e2e/a.go');
}

export const configurationFuzzers: readonly Fuzzer[] = [
  {
    name: 'any configuration gives problems inside the file and a standard that can be used',
    share: 20,
    property: () => fc.property(fc.oneof(yaml, spoiled(yaml), fc.array(scrap, { maxLength: 20 }).map((soup) => `version: 1\n${soup.join('')}`)), (text) => {
      const configuration = parseConfig(text, { ruleIds: ruleIds(), today: '2026-01-15' });
      assert.deepEqual(outside(configuration.problems, text.length), []);
      assert.ok(configuration.problems.every(({ message }) => message !== ''));
      use(configuration.standard);
      const filter = pathFilter(configuration.include ?? [], configuration.exclude ?? []);
      for (const path of ['test/e2e/a.go', 'a', '../a']) if (filter.wants(path)) assert.ok(!path.startsWith('..'));
      filter.enters('test/e2e');
    }),
  },
  {
    name: 'any glob is refused or matched, any .gitignore is read',
    share: 60,
    property: () => {
      const glob = fc.oneof(fc.string({ unit: fc.constantFrom('*', '**', '/', '{', '}', ',', 'a', '?', '[', ']', '!', '(', ')', '|', '+', '@', '.', '..', '\\', '-', '^'), maxLength: 16 }), scrap);
      const path = fc.string({ unit: fc.constantFrom('a', 'b', '/', '.', '-'), minLength: 1, maxLength: 16 }).filter((text) => !/^\/|\/\/|(^|\/)\.{1,2}(\/|$)|^\.|\/$/.test(text));
      return fc.property(fc.array(glob, { maxLength: 4 }), path, (globs, file) => {
        for (const one of globs) if (globProblem(one) === undefined) matchesGlob(one, file);
        const filter = pathFilter(globs.filter((one) => globProblem(one) === undefined), []);
        const wanted = filter.wants(file);
        // A folder on the way to a wanted file is entered.
        if (wanted) for (let slash = file.indexOf('/'); slash > 0; slash = file.indexOf('/', slash + 1)) assert.ok(filter.enters(file.slice(0, slash)), `${JSON.stringify(globs)} wants ${file} but doesn't enter ${file.slice(0, slash)}`);
        isIgnored(withIgnoreFile(undefined, '', globs.join('\n')), file);
      });
    },
  },
];
