/** An import means a folder of the workspace only where the module files say so; without them the end of its path decides. */
import { describe, expect, test } from 'vitest';
import { analyze, check, checkSilent } from '../support/check';
import { filesOf } from '../support/fixture';
import { up } from '../rules/goFile';

const mod = (path: string, module: string, more = ''): string => `\n-- ${path} --\nmodule ${module}\n\ngo 1.24\n${more}`;

const images = (folder: string, want = ''): string => `
-- ${folder}/images.go --
package images

const Tag = "local"${want}
`;

/** Builds one tag and deploys what the imported package says. */
const suite = (imported: string, folder = 'test/e2e/app'): string => `
-- ${folder}/app_test.go --
package app

import (
	"fmt"
	"os/exec"
	"strings"
	"testing"

	"${imported}"
)

${up}

func TestApp(t *testing.T) {
	Up("localhost/app:e2e-app")
	c := exec.Command("kubectl", "apply", "-f", "-")
	c.Stdin = strings.NewReader(fmt.Sprintf(\`apiVersion: v1
kind: Pod
metadata:
  name: app
spec:
  containers:
  - name: app
    image: localhost/app:%s
    imagePullPolicy: Never
\`, images.Tag))
	c.Run()
}
`;

const own = 'test/infrastructure/images';
const other = 'github.com/other/tool/test/infrastructure/images';
const wanted = ' // want tag-mismatch';
const root = mod('go.mod', 'example.com/x');

describe('a package of another module', () => {
  test('that ends in the same segments', () => checkSilent(suite(other) + images(own) + root));
  test('of a module whose path begins as the workspace\'s own', () => checkSilent(suite(`example.com/xtra/${own}`) + images(own) + root));
  test('that ends in one segment of the standard library\'s kind', () => checkSilent(suite('os/images') + images('test/e2e/images') + root));
  test('of the same module, where nobody reads it', () => checkSilent(suite('example.com/x/pkg/infrastructure/images') + images(own) + root));
  test('in the folder of vendored packages', () => checkSilent(suite(other) + images(`vendor/${other}`) + root));
  test('beside modules of which each is known', () => checkSilent(suite(other, 'e2e/app') + images(own) + mod('e2e/go.mod', 'example.com/x/e2e') + mod('test/go.mod', 'example.com/x/test')));
  test('that two folders may be, by the same module path', () => checkSilent(suite('example.com/lib/images') + images('a/images') + images('b/images') + root + mod('a/go.mod', 'example.com/lib') + mod('b/go.mod', 'example.com/lib')));
  test('that is replaced by a folder out of the workspace', () => checkSilent(suite(other) + images(own) + mod('go.mod', 'example.com/x', `replace github.com/other/tool => ../..\n`)));
  test('that is replaced by another version', () => checkSilent(suite(other) + images(own) + mod('go.mod', 'example.com/x', `replace github.com/other/tool v1.2.3 => github.com/fork/tool v1.2.4\n`)));
});

describe('a package of the workspace', () => {
  test('of its only module', () => check(suite(`example.com/x/${own}`) + images(own, wanted) + root));
  test('in the root of a module', () => check(suite('example.com/images') + images('test/infrastructure', wanted) + root + mod('test/infrastructure/go.mod', 'example.com/images')));
  test('of a module inside another one, by the longer path', () => check(suite('example.com/x/tools/images') + images('nested/images', wanted) + images('tools/images') + root + mod('nested/go.mod', 'example.com/x/tools')));
  test('where two folders end alike', () => check(suite('example.com/m1/images') + images('m1/images', wanted) + images('m2/images') + root + mod('m1/go.mod', 'example.com/m1') + mod('m2/go.mod', 'example.com/m2') + '\n-- go.work --\ngo 1.24\n\nuse (\n\t.\n\t./m1\n\t./m2\n)\n'));
  test('of a module with a major version', () => check(suite(`example.com/x/v2/${own}`) + images(own, wanted) + mod('go.mod', 'example.com/x/v2')));
  test('that a local folder replaces', () => check(suite('github.com/other/tool/images') + images('forks/tool/images', wanted) + mod('go.mod', 'example.com/x', 'replace github.com/other/tool v1.0.0 => ./forks/tool\n') + mod('forks/tool/go.mod', 'example.com/fork')));
  test('that the module beside replaces', () => check(suite('github.com/other/tool/images', 'e2e/app') + images('tool/images', wanted) + mod('e2e/go.mod', 'example.com/e2e', 'replace (\n\tgithub.com/other/tool => ../tool\n)\n') + mod('tool/go.mod', 'example.com/tool')));
});

describe('by the end of the path, as far as modules aren\'t known', () => {
  test('no module file', () => check(suite(other) + images(own, wanted)));
  test('a file without a module', () => check(suite(other) + images(own, wanted) + '\n-- go.mod --\ngo 1.24\n'));
  test('a folder in no module', () => check(suite(other) + images(own, wanted) + mod('test/e2e/go.mod', 'example.com/x/test/e2e')));
  test('a folder whose own module isn\'t known', () => check(suite(other) + images(own, wanted) + root + '\n-- test/e2e/go.mod --\n// module example.com/e2e\n'));
  test('but a module that is known is where it is', () => checkSilent(suite(`example.com/e2e/infrastructure/images`) + images(own) + mod('test/e2e/go.mod', 'example.com/e2e')));
});

test('a library that ends as a folder does imports nothing of the workspace', async () => {
  // Nobody who is built into the suite stores the other tag.
  const stores = `
-- test/infrastructure/assert/assert.go --
package assert

import "example.com/x/${own}"

func init() { images.Tag = "e2e-app" }
`;
  const code = suite(`example.com/x/${own}`).replace('"testing"\n', '"testing"\n\n\t_ "github.com/stretchr/testify/assert"') + images(own).replace('const', 'var') + stores;
  const rules = async (fixture: string): Promise<readonly string[]> => (await analyze(filesOf(fixture))).findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule);
  expect(await rules(code)).toEqual([]);
  expect(await rules(code + root)).toEqual(['tag-mismatch']);
  expect(await rules(code.replace('github.com/stretchr/testify', 'example.com/x/test/infrastructure') + root)).toEqual([]);
  expect(await rules(code.replace('github.com/stretchr/testify/assert', 'example.com/x/hack/all') + root)).toEqual([]);
});
