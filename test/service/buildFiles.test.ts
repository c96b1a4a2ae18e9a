/** Files that aren't read, and may build what Go only deploys: nothing is called never built that one of them names beside a word of building. */
import { describe, expect, test } from 'vitest';
import { isBuiltBy } from '../../src/service/buildFiles';
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
