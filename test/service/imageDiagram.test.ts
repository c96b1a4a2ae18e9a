/** The boxes and lines of the diagram, and the broken line between a name that is built and one that is deployed in its place. */
import { expect, test } from 'vitest';
import { diagramOf, laneNear } from '../../src/service/imageDiagram';
import { analyze } from '../support/check';
import { filesOf } from '../support/fixture';

test('a lane goes from what makes a name over saving and loading to what deploys it, and breaks where the names differ', async () => {
  const lanes = diagramOf(await analyze(filesOf(`
package infra
import "os/exec"
func Setup() {
	exec.Command("podman", "build", "-t", "localhost/app:v1", ".").Run()
	exec.Command("podman", "tag", "localhost/app:v1", "localhost/app:v2").Run()
	exec.Command("podman", "save", "-o", "/tmp/a.tar", "localhost/app:v2").Run()
	exec.Command("kind", "load", "image-archive", "/tmp/a.tar").Run()
	exec.Command("podman", "run", "localhost/app:v2").Run()
	exec.Command("podman", "run", "localhost/app:v3").Run()
}
`)));
  expect(lanes.map(({ service }) => service)).toEqual(['app']);
  const [lane] = lanes;
  expect(lane?.lines.map(({ from, to, broken }) => `${from} ${broken === undefined ? '->' : `-${broken}->`} ${to}`)).toEqual([
    'localhost/app:v1 build -> localhost/app:v1',
    'localhost/app:v2 tag -> localhost/app:v2',
    'localhost/app:v2 -> localhost/app:v2 save',
    'localhost/app:v2 save -> localhost/app:v2 load',
    'localhost/app:v2 load -> localhost/app:v2 run',
    'localhost/app:v3 -> localhost/app:v3 run',
    'localhost/app:v1 -> localhost/app:v2 tag',
    'localhost/app:v1 -tag-mismatch-> localhost/app:v3',
    'localhost/app:v2 -tag-mismatch-> localhost/app:v3',
  ]);
  const ids = new Set(lane?.boxes.map(({ id }) => id));
  expect(lane?.lines.every(({ from, to }) => ids.has(from) && ids.has(to))).toBe(true);
  const wrong = lane?.boxes.find(({ id }) => id === 'localhost/app:v3 run');
  expect(wrong).toMatchObject({ worst: 'error', role: 'run' });
  expect(wrong?.problems.join()).toContain('localhost/app:v3');
  expect(wrong?.places.map(({ range }) => range.start.line)).toEqual([8]);
});

test('the lane of a line is that of the nearest place in its file', async () => {
  const analysis = await analyze(filesOf(`
package infra
import "os/exec"
func Setup() {
	exec.Command("podman", "build", "-t", "localhost/gateway:v1", ".").Run()


	exec.Command("podman", "build", "-t", "localhost/app:v1", ".").Run()
}
`));
  const lanes = diagramOf(analysis);
  const [uri = ''] = lanes.flatMap(({ boxes }) => boxes.flatMap(({ places }) => places.map((place) => place.uri)));
  const near = (line: number): string | undefined => lanes[laneNear(lanes, uri, line) ?? -1]?.service;
  expect([0, 3, 4, 6, 20].map(near)).toEqual(['gateway', 'gateway', 'gateway', 'app', 'app']);
  expect(laneNear(lanes, 'file:///elsewhere.go', 3)).toBeUndefined();
});
