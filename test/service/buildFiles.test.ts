/**
 * Files that aren't read, and may build what Go only deploys: nothing is called never built that one of them names beside a word of building,
 * and no tag is called wrong that one of them builds, or has the linker put in the place of the one that Go declares.
 */
import { describe, expect, test } from 'vitest';
import { isBuiltAs, isBuiltBy, isLinked } from '../../src/service/buildFiles';
import { analyze } from '../support/check';
import { filesOf } from '../support/fixture';
import { flow } from '../rules/goFile';

const deploys = flow('\tbuild("localhost/cart:v1")\n\tload("localhost/cart:v1", "e2e")\n\tdeploy("localhost/cart:v1")\n\tdeploy("localhost/app:v1")');
const rulesOf = async (more: string): Promise<string[]> => (await analyze(filesOf(`${deploys}${more}`))).findings.map(({ rule }) => rule);

describe('the workspace', () => {
  test.each([
    ['a makefile', '-- Makefile --\nimages:\n\tpodman build -t localhost/app:v1 .\n'],
    ['a makefile’s variable', '-- Makefile --\nIMG ?= localhost/app:v1\n'],
    ['a registry in a variable', '-- Makefile --\nimages:\n\tdocker build -t $(REGISTRY)/app:$(TAG) .\n'],
    ['a script that loops', '-- hack/e2e.sh --\nfor name in app cart; do\n  docker build -t localhost/$name:v1 .\ndone\n'],
    ['a workflow', '-- .github/workflows/e2e.yml --\njobs:\n  e2e:\n    steps:\n    - run: docker build -t localhost/app:v1 .\n'],
    ['a suite of kuttl', '-- test/e2e/kuttl-test.yaml --\nkindContainers:\n- localhost/app:v1\n'],
  ])('%s', async (_, more) => {
    expect(await rulesOf(more)).not.toContain('never-built');
  });
  test.each([
    ['nothing', ''],
    ['a makefile that builds another', '-- Makefile --\nimages:\n\tpodman build -t localhost/application:v1 .\n'],
    ['a makefile that only speaks of it', '-- Makefile --\n# localhost/app is what we test\ntest:\n\tgo test ./test/e2e/app\n'],
  ])('told: %s', async (_, more) => {
    expect(await rulesOf(more)).toContain('never-built');
  });
});

test('a name ends where it ends', () => {
  expect(isBuiltBy(['docker build -t localhost/app .'], 'localhost/app:v1')).toBe(true);
  expect(isBuiltBy(['docker build -t localhost/app-extra:v1 .'], 'localhost/app:v1')).toBe(false);
  expect(isBuiltBy(['docker build -t localhost/app@sha256:0 .'], 'localhost/app@sha256:1')).toBe(true);
  expect(isBuiltBy([], 'localhost/app:v1')).toBe(false);
});

describe('a tag', () => {
  const upgrade = flow('\tdeploy("localhost/app:v1")\n\tbuild("localhost/app:v2")\n\tload("localhost/app:v2", "e2e")\n\tdeploy("localhost/app:v2")');
  const linked = flow('\tdeploy("localhost/app:" + Version)\n\tbuild("localhost/app:faulty")\n\tload("localhost/app:faulty", "e2e")\n\tdeploy("localhost/app:faulty")', 'var Version = "dev"');
  const told = async (fixture: string, more: string): Promise<boolean> => (await analyze(filesOf(`${fixture}${more}`))).findings.some(({ rule }) => rule === 'tag-mismatch');

  test.each([
    ['built by a makefile before the suites run', upgrade, '-- Makefile --\ne2e:\n\tdocker build -t localhost/app:v1 .\n\tgo test ./test/e2e\n'],
    ['a makefile’s variable', upgrade, '-- Makefile --\nIMG ?= localhost/app:v1\n'],
    ['loaded by a script', upgrade, '-- hack/e2e.sh --\nkind load docker-image localhost/app:v1\n'],
    ['a script that loops over tags', upgrade, '-- hack/e2e.sh --\nfor v in v1 v2; do\n  docker build -t "localhost/app:${v}" .\ndone\n'],
    ['a makefile’s variables', upgrade, '-- Makefile --\nREGISTRY ?= localhost\nTAG ?= v1\nimages:\n\tdocker build -t $(REGISTRY)/app:$(TAG) .\n'],
    ['set by the linker', linked, '-- Makefile --\ne2e:\n\tgo test -ldflags "-X example.com/app/test/e2e.Version=$(VERSION)" ./test/e2e\n'],
  ])('silent: %s', async (_, fixture, more) => {
    expect(await told(fixture, more)).toBe(false);
  });
  test.each([
    ['nothing builds it', upgrade, ''],
    ['a makefile builds another tag', upgrade, '-- Makefile --\nIMG ?= localhost/app:v1.1\n'],
    ['a makefile’s variables say another tag', upgrade, '-- Makefile --\nTAG ?= v1.1\nimages:\n\tdocker build -t localhost/app:$(TAG) .\n'],
    ['a makefile only removes it', upgrade, '-- Makefile --\nclean:\n\tdocker rmi localhost/app:v1\n'],
    ['a comment', upgrade, '-- Makefile --\n# docker build -t localhost/app:v1 .\n'],
    ['another variable is linked', linked, '-- Makefile --\ne2e:\n\tgo test -ldflags "-X example.com/app/test/e2e.VersionSuffix=$(VERSION)" ./test/e2e\n'],
  ])('told: %s', async (_, fixture, more) => {
    expect(await told(fixture, more)).toBe(true);
  });

  test('ends where it ends', () => {
    expect(isBuiltAs(['IMG=localhost/app:v1-rc'], 'localhost/app:v1')).toBe(false);
    expect(isLinked(['-X main.Version=1'], ['Version'])).toBe(true);
    expect(isLinked(['-X main.OtherVersion=1'], ['Version'])).toBe(false);
  });
});
