/** Small E2E suites, made as data: each builds, loads and deploys the image of a service, rightly or wrongly. */
import fc from 'fast-check';

export interface Suite {
  readonly service: string;
  readonly built: readonly string[];
  readonly deployed: string;
  readonly how: 'literal' | 'variable' | 'argument' | 'yaml' | 'format';
}

const tags = fc.constantFrom('e2e-test', 'e2e-test-gateway', 'e2e-test-datastorage', 'latest', 'v1');
export const suites: fc.Arbitrary<Suite[]> = fc.array(
  fc.record({ service: fc.constantFrom('gateway', 'datastorage', 'notification'), built: fc.uniqueArray(tags, { minLength: 1, maxLength: 2 }), deployed: tags, how: fc.constantFrom('literal', 'variable', 'argument', 'yaml', 'format') }),
  { minLength: 1, maxLength: 3 },
);

/** One Go file a suite: it builds, loads and deploys its service's image, the deployed name written in one of five ways. */
export function suiteFile({ service, built, deployed, how }: Suite, i: number): string {
  const repository = `localhost/kubernaut-${service}`;
  const image = `${repository}:${deployed}`;
  const builds = built.map((tag) => `	exec.Command("podman", "build", "-t", "${repository}:${tag}", ".").Run()\n	exec.Command("podman", "save", "-o", "/tmp/${service}${i}${tag}.tar", "${repository}:${tag}").Run()\n	exec.Command("kind", "load", "image-archive", "/tmp/${service}${i}${tag}.tar").Run()\n`).join('');
  const pod = (value: string): string => `	use(corev1.PodSpec{Containers: []corev1.Container{{Name: "x", Image: ${value}}}})\n`;
  const bodies: Readonly<Record<Suite['how'], string>> = {
    literal: pod(`"${image}"`),
    variable: `	image := "${repository}:" + "${deployed}"\n${pod('image')}`,
    argument: `	deploy${i}("${image}")\n`,
    yaml: `	apply(\`\nspec:\n  containers:\n  - name: x\n    image: ${image}\n\`)\n`,
    format: `	apply(fmt.Sprintf(\`\nspec:\n  containers:\n  - name: x\n    image: ${repository}:%s\n\`, "${deployed}"))\n`,
  };
  return `package e2e${i}\n\nimport (\n	"fmt"\n	"os/exec"\n	corev1 "k8s.io/api/core/v1"\n)\n\nfunc Setup${i}() {\n${builds}${bodies[how]}}\n\nfunc deploy${i}(image string) {\n${pod('image')}}\n\nfunc use(spec corev1.PodSpec) {}\nfunc apply(manifest string) {}\n`;
}
