/** A folder that is on no disk: its files come from another extension's file system, in the web worker of the page. */
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../../scripts/run.mjs';
import { closeBehindTests, openWorkbench, version, type Workbench } from './support/workbench';

describe(`VS Code ${version.vscode}: a virtual workspace in the browser's own extension host`, () => {
  let workbench: Workbench;
  beforeAll(async () => {
    workbench = await openWorkbench({
      settings: { 'remote.extensionKind': { 'kubernaut-image-tags.kubernaut-image-tags': ['web'] } },
      companions: [join(root, 'test/vscode/page/memoryFiles')],
      prepare: () => 'memfs:/sample',
    });
  });
  closeBehindTests(() => workbench);

  test('row 81: the wrong tag is underlined in a folder that is on no disk', async () => {
    const { page } = workbench;
    // The editor can’t search in such a file system, so what the folder contains starts nothing: the first Go file does.
    await page.getByRole('treeitem', { name: 'test' }).first().click();
    await page.getByRole('treeitem', { name: 'deploy.go' }).click();
    await expect.poll(() => workbench.problemCount()).toContain('Errors: 1');
    await expect.poll(() => workbench.squiggles.count()).toBe(1);
    await workbench.screenshot('virtual-squiggle');
  });

  test('the quick-fix key mends it, and what is saved stays mended', async () => {
    const { page } = workbench;
    await workbench.openQuickFixes();
    await page.keyboard.press('Enter');
    await expect.poll(() => workbench.problemCount()).not.toContain('Errors: 1');
    await page.keyboard.press('Control+s');
    await page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
    await expect.poll(() => workbench.squiggles.count()).toBe(0);
  });
});
