/** The commands from the palette, and what they end with on the screen. One after the other in one window, as a person would. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWorkbench, version, type Workbench } from './support/workbench';

const notification = 'test/infrastructure/notification.go';

describe(`VS Code ${version.vscode}: from the palette`, () => {
  let workbench: Workbench;
  beforeAll(async () => {
    workbench = await openWorkbench();
  });
  afterAll(() => workbench.close());

  test('Scan Workspace ends with counts and the Problems panel, with no file open', async () => {
    await workbench.runCommand('Kubernaut Image Tags: Scan Workspace');
    await expect.poll(async () => (await workbench.problems()).join('\n')).toMatch(/Error:.*e2e-test/s);
    expect((await workbench.problems()).join('\n')).toMatch(/notification\.go/);
    const told = workbench.page.locator('.notification-toast', { hasText: 'Image names checked' });
    await told.waitFor();
    expect(await told.innerText()).toMatch(/Image names checked\. Errors: 1, warnings: 0, others: \d+, at \d+ image sites in 2 files\./);
    await workbench.screenshot('scan');
  });

  test('Show Log opens the log, which names what was checked', async () => {
    await workbench.runCommand('Kubernaut Image Tags: Show Log');
    await expect.poll(() => workbench.page.locator('.panel .view-lines').first().innerText()).toMatch(/2\sfiles/);
  });

  test('Fix All in Workspace shows a preview in which nothing is changed yet', async () => {
    const { page } = workbench;
    await workbench.runCommand('Kubernaut Image Tags: Fix All in Workspace');
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.waitFor();
    expect(await dialog.innerText()).toContain('Fix 1 problems in 1 files?');
    const before = workbench.readText(notification);
    await dialog.getByRole('button', { name: 'Preview' }).click();
    await page.locator('.bulk-edit-panel', { hasText: 'e2e-test-datastorage' }).waitFor();
    await workbench.screenshot('fix-all-preview');
    expect(workbench.readText(notification)).toBe(before);
    await page.getByRole('button', { name: 'Discard' }).click();
    await expect.poll(() => workbench.problemCount()).toContain('Errors: 1');
  });

  test('Fix All in Workspace applies, and leaves saving to the user', async () => {
    const { page } = workbench;
    const before = workbench.readText(notification);
    await workbench.runCommand('Kubernaut Image Tags: Fix All in Workspace');
    await page.locator('.monaco-dialog-box').getByRole('button', { name: 'Apply' }).click();
    await expect.poll(() => workbench.problemCount()).not.toContain('Errors: 1');
    expect(workbench.readText(notification)).toBe(before);
    await workbench.showEditor('notification.go');
    await page.keyboard.press('Control+s');
    await expect.poll(() => workbench.readText(notification)).toContain('localhost/kubernaut-datastorage:e2e-test-datastorage"');
  });
});
