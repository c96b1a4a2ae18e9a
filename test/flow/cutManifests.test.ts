/** Documents that are cut out of a text of several, replaced in and applied one by one: the whole text is no manifest of its own. */
import { describe, test } from 'vitest';
import { check, checkSilent } from '../support/check';

const pod = (name: string, wanted = ''): string => `apiVersion: v1
kind: Pod
metadata:
  name: ${name}
spec:
  containers:
  - name: ${name}
    imagePullPolicy: Never
    image: localhost/${name}:base${wanted}
`;

/** \`head\` gives \`doc\`, by a loop that is left open; \`replaced\`: what becomes of it. */
function suite(head: string, replaced: string, wanted = ''): string {
  return `-- e2e_test.go --
package e2e
import (
	"os/exec"
	"strings"
	"testing"
)
const first = \`${pod('app', wanted)}\`
const second = \`${pod('web')}\`
const both = \`${pod('app', wanted)}---
${pod('web')}\`
func build(image string) {
	exec.Command("docker", "build", "-t", image, ".").Run()
	exec.Command("kind", "load", "docker-image", image).Run()
}
func apply(text string) {
	cmd := exec.Command("kubectl", "apply", "-f", "-")
	cmd.Stdin = strings.NewReader(text)
	cmd.Run()
}
func TestAll(t *testing.T) {
	build("localhost/app:e2e")
	build("localhost/web:e2e")
	${head}
${replaced}
		apply(doc)
	}
}
`;
}

const app = '\t\tdoc = strings.ReplaceAll(doc, "localhost/app:base", "localhost/app:e2e")';
const web = '\t\tdoc = strings.ReplaceAll(doc, "localhost/web:base", "localhost/web:e2e")';

describe('each image is replaced in its own document', () => {
  test.each([
    ['of one text', 'for _, doc := range strings.Split(both, "---\\n") {', ''],
    ['of a sum', 'for _, doc := range strings.Split(first+"---\\n"+second, "---\\n") {', ''],
    ['of a list that was joined', 'for _, doc := range strings.Split(strings.Join([]string{first, second}, "---\\n"), "---\\n") {', ''],
    ['trimmed before', 'for _, doc := range strings.Split(both, "---") {', '\t\tdoc = strings.TrimSpace(doc)\n'],
  ])('%s', async (_, head, before) => {
    await checkSilent(suite(head, `${before}${app}\n${web}`).replace(/const (?:first|second|both) = `[^`]*`\n/g, (all) => (head.includes(/const (\w+)/.exec(all)?.[1] ?? '') ? all : '')));
  });
});

test.each([
  ['as it is', ''],
  ['with another part replaced', '\t\tdoc := strings.ReplaceAll(doc, "Never", "Never")'],
])('an image that nothing replaces is told: the document is applied %s', async (_, replaced) => {
  const head = 'for _, doc := range strings.Split(both, "---\\n") {';
  await check(suite(head, replaced, ' # want tag-mismatch').replace(/const (?:first|second) = `[^`]*`\n/g, '').replace('localhost/web:base', 'localhost/web:e2e'));
});
