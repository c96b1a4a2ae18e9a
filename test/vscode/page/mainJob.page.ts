/** The main job with keyboard and eyes: see the squiggle, read the sentence, press the quick-fix key, and the tag is right. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWorkbench, version, type Workbench } from './support/workbench';

const notification = 'test/infrastructure/notification.go';

describe(`VS Code ${version.vscode}: a wrong tag is found and mended`, () => {
  let workbench: Workbench;
  beforeAll(async () => {
    workbench = await openWorkbench();
  });
  afterAll(() => workbench.close());

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
