/** "Reveal in E2E Images" ends at the selected site, seen: also in a view that was closed, and while the tree is rebuilt by changes on disk. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openWorkbench, version, type Workbench } from './support/workbench';

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

describe(`VS Code ${version.vscode}: the site under the cursor is found in the tree`, () => {
  let workbench: Workbench;
  beforeAll(async () => {
    workbench = await openWorkbench({
      prepare(workspace) {
        writeFileSync(join(workspace, file), goFile);
        return undefined;
      },
    });
    await workbench.openFile('services.go');
  });
  afterAll(() => workbench.close());
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await workbench.screenshot(`failed ${task.name}`);
  });

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
    await expect.poll(() => workbench.languageStatus()).toMatch(/3 files/);
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
