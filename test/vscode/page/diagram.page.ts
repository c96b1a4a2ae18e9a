/** A diagram that is too wide for the window opens at a size that can be read; "Fit" shows the whole. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openWorkbench, version, type Workbench } from './support/workbench';

const tags = Array.from({ length: 6 }, (_, i) => `localhost/kubernaut-gateway:e2e-test-gateway-of-stage-${i}`);
const chain = `package infrastructure

import "os/exec"

func SetupGateway() {
	exec.Command("podman", "build", "-t", "${tags[0] ?? ''}", ".").Run()
${tags.slice(1).map((tag, i) => `	exec.Command("podman", "tag", "${tags[i] ?? ''}", "${tag}").Run()`).join('\n')}
}
`;

/** So many services before the gateway that its lane is out of sight. */
const others = `package infrastructure

import "os/exec"

func SetupOthers() {
${Array.from({ length: 12 }, (_, i) => `	exec.Command("podman", "build", "-t", "localhost/kubernaut-a${i}:e2e-test-a${i}", ".").Run()`).join('\n')}
}
`;

describe(`VS Code ${version.vscode}: a wide diagram`, () => {
  let workbench: Workbench;
  beforeAll(async () => {
    workbench = await openWorkbench({
      prepare(workspace) {
        writeFileSync(join(workspace, 'test/infrastructure/chain.go'), chain);
        writeFileSync(join(workspace, 'test/infrastructure/others.go'), others);
        return undefined;
      },
    });
  });
  afterAll(() => workbench.close());
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await workbench.screenshot(`failed ${task.name}`);
  });

  test('opens legible, and fits when asked', async () => {
    const { page } = workbench;
    await expect.poll(() => workbench.problemCount()).toContain('Errors: 1');
    await workbench.runCommand('Kubernaut Image Tags: Show Image Flow Diagram');
    const frame = page.frameLocator('iframe.webview.ready').frameLocator('iframe');
    const svg = frame.locator('#drawing svg');
    const scale = (): Promise<number> => svg.evaluate((picture) => Number(picture.getAttribute('width')) / Number(picture.getAttribute('viewBox')?.split(' ')[2]));
    await svg.waitFor();
    await expect.poll(scale).toBeCloseTo(0.8);
    await workbench.screenshot('diagram-wide');
    await frame.getByRole('button', { name: 'Fit' }).click();
    await expect.poll(scale).toBeLessThan(0.6);
  });

  test('opens at the service of the line that it is asked for from', async () => {
    const { page } = workbench;
    await workbench.runCommand('View: Close All Editors');
    await workbench.openFile('chain.go');
    await workbench.goTo(6, 10);
    await workbench.runCommand('Kubernaut Image Tags: Show Image Flow Diagram');
    const frame = page.frameLocator('iframe.webview.ready').frameLocator('iframe');
    const lane = frame.locator('#drawing g[data-lane][aria-label="gateway"]');
    await lane.waitFor();
    await expect.poll(() => frame.locator('#drawing').evaluate((drawing) => drawing.scrollTop)).toBeGreaterThan(100);
    expect(await lane.evaluate((own) => own.getBoundingClientRect().bottom <= window.innerHeight)).toBe(true);
    await workbench.screenshot('diagram-at-service');
  });
});
