/** What the service keeps between analyses must not outlive what it was made of. */
import { expect, test } from 'vitest';
import { analyzed, open, said } from '../fuzz/analysis';

const rest = `
func build(image string) { exec.Command("podman", "build", "-t", image, ".").Run() }
func deploy(image string) corev1.Container { return corev1.Container{Image: image} }
`;
const head = 'package infra\n\nimport (\n\t"os/exec"\n\n\tcorev1 "k8s.io/api/core/v1"\n)\n\n';
const whole = `${head}func Setup() {\n\tbuild("localhost/app:v1")\n\tother()\n}\n${rest}`;
const other = 'package infra\n\nfunc other() { install("localhost/app:v1") }\n\nfunc install(image string) { deploy(image) }\n';

test.each([
  ['an unclosed quote', whole.replace('v1")', '')],
  ['a quote that takes the next line in', whole.replace('st/app:v1")\n', '')],
  ['an unclosed bracket', whole.replace('v1")', 'v1"')],
  ['an empty body', `${head}func Setup() {}\n${rest}`],
])('%s, and its undo', async (_, broken) => {
  const files = new Map([['base.go', whole], ['other.go', other]]);
  const { workspace, analyze } = await open(files);
  const before = said(await analyze());
  workspace.write('base.go', broken);
  expect(said(await analyze())).toEqual(said(await analyzed(new Map([...files, ['base.go', broken]]))));
  workspace.write('base.go', whole);
  expect(said(await analyze())).toEqual(before);
});
