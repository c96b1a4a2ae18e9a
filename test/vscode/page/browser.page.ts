/**
 * The extension in the web worker of the page, where there is no Node: files come through the editor's file system, the parser from bytes.
 * The same main job; what needs a process says why it is absent.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { closeBehindTests, openWorkbench, version, type Workbench } from './support/workbench';

const notification = 'test/infrastructure/notification.go';

describe(`VS Code ${version.vscode}: in the browser's own extension host`, () => {
  let workbench: Workbench;
  beforeAll(async () => {
    workbench = await openWorkbench({ settings: { 'remote.extensionKind': { 'kubernaut-image-tags.kubernaut-image-tags': ['web'] } } });
  });
  closeBehindTests(() => workbench);

  test('row 81: it runs in the web worker, and finds the wrong tag', async () => {
    await expect.poll(() => workbench.problemCount()).toContain('Errors: 1');
    // The list draws what is in sight only, and ours, which is activated faster than others, stands below them.
    await workbench.page.setViewportSize({ width: 1280, height: 2000 });
    await workbench.runCommand('Developer: Show Running Extensions');
    const row = workbench.page.locator('.runtime-extensions-editor .monaco-list-row', { hasText: 'kubernaut' });
    await row.waitFor();
    await expect.poll(() => row.innerText()).toMatch(/web worker/i);
    await workbench.screenshot('browser-running');
    await workbench.page.setViewportSize({ width: 1280, height: 720 });
  });

  test('hovering tells where the image is built', async () => {
    const { page } = workbench;
    await workbench.openFile('notification.go');
    await workbench.runCommand('Go to Next Problem (Error, Warning, Info)');
    await page.keyboard.press('Escape');
    expect(await workbench.hover(/Deployed/)).toMatch(/Deployed notification\.go:\d+/);
    await workbench.screenshot('browser-hover');
    await page.keyboard.press('Escape');
  });

  test('the quick-fix key mends it', async () => {
    const { page } = workbench;
    await workbench.openQuickFixes();
    await page.keyboard.press('Enter');
    await expect.poll(() => workbench.problemCount()).not.toContain('Errors: 1');
    await page.keyboard.press('Control+s');
    await expect.poll(() => workbench.readText(notification)).toContain('localhost/kubernaut-datastorage:e2e-test-datastorage"');
  });

  test('the scan works, and the triage of pods says why it is absent', async () => {
    const { page } = workbench;
    await workbench.runCommand('Kubernaut Image Tags: Scan Workspace');
    await page.locator('.notification-toast', { hasText: /Image names checked\. .* in 2 files\./ }).waitFor();
    await workbench.runCommand('Kubernaut Image Tags: Triage Pods');
    await page.locator('.notification-toast', { hasText: 'cannot be started in a browser' }).waitFor();
  });
});
