/**
 * The main job with keyboard and eyes, one thing after the other in one window, as a person would: the commands of the palette and what they end
 * with; then see the squiggle, read the sentence, press the quick-fix key, and the tag is right.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { closeBehindTests, openWorkbench, version, type Workbench } from './support/workbench';

const notification = 'test/infrastructure/notification.go';

let workbench: Workbench;
beforeAll(async () => {
  workbench = await openWorkbench();
});
closeBehindTests(() => workbench);

describe(`VS Code ${version.vscode}: from the palette`, () => {
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

  test('Fix All in Workspace applies, leaves saving to the user, and can be undone', async () => {
    const { page } = workbench;
    const before = workbench.readText(notification);
    await workbench.runCommand('Kubernaut Image Tags: Fix All in Workspace');
    await page.locator('.monaco-dialog-box').getByRole('button', { name: 'Apply' }).click();
    await expect.poll(() => workbench.problemCount()).not.toContain('Errors: 1');
    expect(workbench.readText(notification)).toBe(before);
    await workbench.showEditor('notification.go');
    await page.keyboard.press('Control+s');
    await expect.poll(() => workbench.readText(notification)).toContain('localhost/kubernaut-datastorage:e2e-test-datastorage"');
    await page.keyboard.press('Control+z');
    await expect.poll(() => workbench.problemCount()).toContain('Errors: 1');
    await page.keyboard.press('Control+s');
    await expect.poll(() => workbench.readText(notification)).toBe(before);
    await workbench.runCommand('View: Close All Editors');
  });
});

describe(`VS Code ${version.vscode}: a wrong tag is found and mended`, () => {
  test('the squiggle is under the tag, and its hover says what is built', async () => {
    const { page } = workbench;
    await workbench.openFile('notification.go');
    await expect.poll(() => workbench.problemCount()).toContain('Errors: 1');
    await workbench.runCommand('Go to Next Problem (Error, Warning, Info)');
    await page.keyboard.press('Escape');
    await expect.poll(() => workbench.squiggles.count()).toBe(1);
    const hover = await workbench.hover(/kubernaut-image-tags/);
    expect(hover).toContain('e2e-test-datastorage');
    expect(hover).toContain('tag-mismatch');
    await workbench.screenshot('hover');
    await page.keyboard.press('Escape');
  });

  test('the language status names the problem', async () => {
    await expect.poll(() => workbench.languageStatus()).toContain('Image tags: 1 problem');
    await workbench.page.locator('[id="status.languageStatus"]').first().hover();
    await workbench.page.getByText('Image tags: 1 problem').first().waitFor();
    await workbench.screenshot('language-status');
    await workbench.page.keyboard.press('Escape');
  });

  test('the page of the rule opens beside the code, without a network', async () => {
    const { page } = workbench;
    await page.keyboard.press('Control+1');
    await workbench.openQuickFixes();
    const focused = page.locator('.action-widget .monaco-list-row.focused');
    await focused.filter({ hasText: 'Use the built tag' }).waitFor();
    while (!(await focused.innerText()).includes('Show documentation of tag-mismatch')) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const preview = page.frameLocator('iframe.webview.ready').frameLocator('iframe');
    await preview.getByRole('heading', { name: 'tag-mismatch', exact: true }).waitFor();
    await workbench.screenshot('rule-page');
    await workbench.showEditor('notification.go');
  });

  test('the quick-fix key mends it', async () => {
    const { page } = workbench;
    const before = workbench.readText(notification);
    await page.keyboard.press('Control+1');
    await page.keyboard.press('Control+Home');
    await workbench.openQuickFixes();
    await workbench.screenshot('quick-fix');
    await page.keyboard.press('Enter');
    await expect.poll(() => workbench.squiggles.count()).toBe(0);
    await page.keyboard.press('Control+s');
    const fixed = before.replace('"localhost/kubernaut-datastorage:e2e-test"', '"localhost/kubernaut-datastorage:e2e-test-datastorage"');
    await expect.poll(() => workbench.readText(notification)).toBe(fixed);
    await workbench.screenshot('mended');
    await expect.poll(() => workbench.languageStatus()).toContain('Image tags: clean');
  });
});
