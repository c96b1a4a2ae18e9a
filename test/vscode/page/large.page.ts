/**
 * Large workspaces, looked at. "Reveal in E2E Images" ends at the selected site, seen: also in a view that was closed, and while the tree is rebuilt
 * by changes on disk. A diagram that is too wide for the window opens at a size that can be read; "Fit" shows the whole.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { closeBehindTests, openWorkbench, version, type Workbench } from './support/workbench';

const services = Array.from({ length: 24 }, (_, i) => `service${i}`);
const file = 'test/infrastructure/services.go';
const imageOf = (service: string): string => `localhost/kubernaut-${service}:e2e-test-${service}`;
const built = (service: string): string => `func build_${service}() error { return exec.Command("podman", "build", "-t", "${imageOf(service)}", ".").Run() }`;
const deployed = (service: string): string => `const ${service}Pod = \`
spec:
  containers:
    - image: ${imageOf(service)}
\``;
const goFile = ['package infrastructure', '', 'import "os/exec"', '', ...services.flatMap((service) => [built(service), deployed(service)]), ''].join('\n');

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

let workbench: Workbench;
beforeAll(async () => {
  workbench = await openWorkbench({
    prepare(workspace) {
      for (const [path, text] of [[file, goFile], ['test/infrastructure/chain.go', chain], ['test/infrastructure/others.go', others]] as const) writeFileSync(join(workspace, path), text);
      return undefined;
    },
  });
});
closeBehindTests(() => workbench);

describe(`VS Code ${version.vscode}: a wide diagram`, () => {
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

describe(`VS Code ${version.vscode}: the site under the cursor is found in the tree`, () => {
  beforeAll(() => workbench.openFile('services.go'));

  const lineOf = (text: string): number => workbench.readText(file).split('\n').findIndex((line) => line.includes(text)) + 1;
  const reveal = async (line: number): Promise<void> => {
    await workbench.showEditor('services.go');
    await workbench.goTo(line, 20);
    await workbench.runCommand('Kubernaut Image Tags: Reveal in E2E Images');
  };
  const selected = (): Locator => workbench.page.locator('.tree-explorer-viewlet-tree-view .monaco-list-row[aria-selected="true"]:not(.monaco-tree-sticky-row)');
  const label = async (): Promise<string> => ((await selected().count()) === 1 ? ((await selected().getAttribute('aria-label')) ?? '') : '');

  /** Nothing lies over its middle: not the rows that stick to the top, nor the edge of the view. */
  const isSeen = (): Promise<boolean> =>
    selected().evaluate((row) => {
      const { left, top, width, height } = row.getBoundingClientRect();
      return row.contains(document.elementFromPoint(left + width / 2, top + height / 2));
    });

  test('in a view that was never open', async () => {
    await expect.poll(() => workbench.languageStatus()).toMatch(/5 files/);
    const line = lineOf('build_service7(');
    await reveal(line);
    await expect.poll(label).toContain(`Build services.go:${line},`);
    await expect.poll(isSeen).toBe(true);
    await workbench.screenshot('revealed-first');
  });

  test('while the tree is rebuilt by what changes on disk', async () => {
    const other = join(workbench.workspace, 'test/infrastructure/other.go');
    let count = 0;
    const writing = setInterval(() => writeFileSync(other, `package infrastructure\n\nimport "os/exec"\n\nfunc other() error { return exec.Command("podman", "build", "-t", "localhost/other:v${count++}", ".").Run() }\n`), 300);
    try {
      for (const service of ['service3', 'service19', 'service11', 'service23', 'service1']) {
        const line = lineOf(`build_${service}(`);
        await reveal(line);
        await expect.poll(label, { timeout: 10_000 }).toContain(`Build services.go:${line},`);
        await expect.poll(isSeen).toBe(true);
      }
    } finally {
      clearInterval(writing);
    }
  });
});
