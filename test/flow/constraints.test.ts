/** Of files that are never compiled together one side is read as what is built: the other's values meet none of its. */
import { describe, expect, test } from 'vitest';
import { analyze, checkSilent } from '../support/check';
import { filesOf } from '../support/fixture';
import { deployment, up } from '../rules/goFile';

const run = `-- test/infra/run.go --
package infra

import (
	"os/exec"
	"strings"
)

${up}

func Apply(manifest string) {
	c := exec.Command("kubectl", "apply", "-f", "-")
	c.Stdin = strings.NewReader(manifest)
	c.Run()
}
`;
const half = (name: string, head: string, tag: string, deployed = tag): string => `-- test/infra/${name} --
${head}package infra

const Tag = "${tag}"

const Pod = \`${deployment(`localhost/app:${deployed}`)}\`

func Deploy() { Apply(Pod) }
`;
const suite = (name = 'it_test.go', head = '', body = 'infra.Up("localhost/app:" + infra.Tag)\n\tinfra.Deploy()'): string => `-- test/e2e/${name} --
${head}package e2e

import (
	"testing"

	"example.com/x/test/infra"
)

func Test${head.length}(t *testing.T) {
	${body}
}
`;
const told = async (fixture: string): Promise<readonly string[]> => (await analyze(filesOf(fixture))).findings.filter(({ severity }) => severity === 'error' || severity === 'warning').map(({ rule, at }) => `${rule} ${at.uri.slice(at.uri.lastIndexOf('/') + 1)}`);

describe('silences', () => {
  test.for([
    ['a.go', '//go:build e2e\n\n', 'b.go', '//go:build !e2e\n\n'],
    ['a.go', '//go:build kind\n\n', 'b.go', '//go:build openshift\n\n'],
    ['a.go', '//go:build cgo && !race\n\n', 'b.go', '//go:build !cgo || race\n\n'],
    ['a.go', '// +build e2e,linux\n\n', 'b.go', '// +build !e2e !linux\n\n'],
    ['a_linux.go', '', 'a_windows.go', ''],
    ['a_darwin_arm64.go', '', 'a_linux.go', ''],
  ] as const)('%s %s and %s %s', async ([one, head, other, otherHead]) => {
    await checkSilent(`${run}${half(one, head, 'e2e-one')}${half(other, otherHead, 'e2e-two')}${suite()}`);
  });
  test('a suite that is built with the other side', () => checkSilent(`${run}${half('a.go', '//go:build e2e\n\n', 'e2e-one')}${half('b.go', '//go:build !e2e\n\n', 'unit')}${suite('a_test.go', '//go:build e2e\n\n')}${suite('b_test.go', '//go:build !e2e\n\n', 'infra.Up("localhost/app:" + infra.Tag)\n\tinfra.Up("localhost/web:" + infra.Tag)\n\tinfra.Apply("kind: Pod\\nspec:\\n  containers:\\n  - name: a\\n    image: localhost/web:unit\\n")')}`));
  test('a suite that chooses one of two sides by its own tag', () => checkSilent(`${run}${half('a.go', '//go:build kind\n\n', 'e2e-one')}${half('b.go', '//go:build openshift\n\n', 'e2e-two')}${suite('a_test.go', '//go:build openshift\n\n', 'infra.Up("localhost/app:e2e-two")\n\tinfra.Deploy()')}`));
});

describe('findings', () => {
  test('the side that is built deploys another tag', async () => expect(await told(`${run}${half('a_linux.go', '', 'e2e-one', 'e2e-other')}${half('a_windows.go', '', 'e2e-two')}${suite()}`)).toEqual(['tag-mismatch a_linux.go']));
  test('constraints without anything declared twice', async () => expect(await told(`${run}${half('a.go', '//go:build e2e\n\n', 'e2e-one', 'e2e-other')}${suite('a_test.go', '//go:build e2e\n\n')}${suite('b_test.go', '//go:build !e2e\n\n', '')}`)).toEqual(['tag-mismatch a.go']));
  test('a suite without constraints beside two sides', async () => expect(await told(`${run}${half('a.go', '//go:build e2e\n\n', 'e2e-one')}${half('b.go', '//go:build !e2e\n\n', 'e2e-two')}${suite('a_test.go', '', 'infra.Up("localhost/app:e2e-three")\n\tinfra.Deploy()')}`)).toEqual(['tag-mismatch a.go']));
});
