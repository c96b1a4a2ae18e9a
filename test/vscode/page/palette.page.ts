/** The commands from the palette, and what they end with on the screen. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openWorkbench, version, type Workbench } from './support/workbench';

const notification = 'test/infrastructure/notification.go';

describe(`VS Code ${version.vscode}: from the palette`, () => {
  let workbench: Workbench;
  beforeEach(async () => {
    workbench = await openWorkbench();
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await workbench.screenshot(`failed ${task.name}`);
    await workbench.close();
  });

  test('Scan Workspace ends with counts and the Problems panel, with no file open', async () => {
    await workbench.runCommand('Kubernaut Image Tags: Scan Workspace');
    await expect.poll(async () => (await workbench.problems()).join('\n')).toMatch(/Error:.*e2e-test/s);
    expect((await workbench.problems()).join('\n')).toMatch(/notification\.go/);
    await workbench.screenshot('scan');
    expect(await workbench.notifications()).toMatch(/Image names checked: 2 files, \d+ image sites, 1 errors, 0 warnings/);
    await workbench.screenshot('scan-counts');
  });

  test('Fix All in Workspace shows a preview in which nothing is changed yet', async () => {
    const { page } = workbench;
    await workbench.runCommand('Kubernaut Image Tags: Fix All in Workspace');
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.waitFor();
    expect(await dialog.innerText()).toContain('Fix 1 problems in 1 files?');
    const before = workbench.readText(notification);
    await dialog.getByRole('button', { name: 'Preview' }).click();
    await page.getByText('Refactor Preview').first().waitFor();
    await page.locator('.bulk-edit-panel', { hasText: 'e2e-test-datastorage' }).waitFor();
    await workbench.screenshot('fix-all-preview');
    expect(workbench.readText(notification)).toBe(before);
  });

  test('Fix All in Workspace applies, and leaves saving to the user', async () => {
    const { page } = workbench;
    await workbench.runCommand('Kubernaut Image Tags: Fix All in Workspace');
    await page.locator('.monaco-dialog-box').getByRole('button', { name: 'Apply' }).click();
    await workbench.runCommand('File: Save All Files');
    await expect.poll(() => workbench.readText(notification)).toContain('localhost/kubernaut-datastorage:e2e-test-datastorage"');
  });

  test('Show Log opens the log, which names what was checked', async () => {
    await workbench.runCommand('Kubernaut Image Tags: Show Log');
    await expect.poll(() => workbench.page.locator('.panel .view-lines').first().innerText()).toMatch(/2\sfiles/);
  });
});
