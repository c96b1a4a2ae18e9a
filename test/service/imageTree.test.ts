/** The tree of images: services, their images, their sites, and where the problems are. */
import { expect, test } from 'vitest';
import { imageTree, onlyProblems, type TreeService } from '../../src/service/imageTree';
import { analyze } from '../support/check';
import { filesOf } from '../support/fixture';

const fixture = `
package infra
import "os/exec"
func Setup(other string) {
	exec.Command("podman", "build", "-t", "localhost/kubernaut-gateway:e2e-test-gateway", ".").Run()
	exec.Command("podman", "run", "localhost/kubernaut-gateway:e2e-test-gateway").Run()
	exec.Command("podman", "run", "localhost/kubernaut-gateway:typo").Run()
	exec.Command("podman", "run", other).Run()
	exec.Command("podman", "run", "docker.io/library/postgres:16").Run()
}
`;

function told(tree: readonly TreeService[]): string[] {
  return tree.flatMap(({ service, images, worst }) => [`${service} ${worst ?? ''}`, ...images.flatMap((image) => [`  ${image.image} ${image.worst ?? ''}`, ...image.sites.map(({ role, at, worst: own }) => `    ${role} ${at.range.start.line + 1} ${own ?? ''}`)])]).map((line) => line.trimEnd());
}

test('services, images and sites in order, with the worst problem of each', async () => {
  expect(told(imageTree(await analyze(filesOf(fixture))))).toEqual([
    'gateway error',
    '  localhost/kubernaut-gateway:e2e-test-gateway',
    '    build 4',
    '    run 5',
    '  localhost/kubernaut-gateway:typo error',
    '    run 6 error',
    'postgres',
    '  docker.io/library/postgres:16',
    '    run 8',
  ]);
});

test('filtered, only what has problems is left', async () => {
  expect(told(onlyProblems(imageTree(await analyze(filesOf(fixture)))))).toEqual(['gateway error', '  localhost/kubernaut-gateway:typo error', '    run 6 error']);
});

test('no image, no tree', async () => {
  expect(imageTree(await analyze(filesOf('package infra')))).toEqual([]);
});
