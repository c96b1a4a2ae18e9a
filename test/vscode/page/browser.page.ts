/**
 * The extension in the web worker of the page, where there is no Node: files come through the editor's file system, the parser from bytes.
 * The same main job; what needs a process says why it is absent.
 */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openWorkbench, version, type Workbench } from './support/workbench';

const notification = 'test/infrastructure/notification.go';

describe(`VS Code ${version.vscode}: in the browser's own extension host`, () => {
  let workbench: Workbench;
  beforeAll(async () => {
    workbench = await openWorkbench({ settings: { 'remote.extensionKind': { 'kubernaut-image-tags.kubernaut-image-tags': ['web'] } } });
  });
  afterAll(() => workbench.close());
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await workbench.screenshot(`failed ${task.name}`);
  });

  test('row 81: it runs in the web worker, and finds the wrong tag', async () => {
    await expect.poll(() => workbench.problemCount()).toContain('Errors: 1');
    await workbench.runCommand('Developer: Show Running Extensions');
    const row = workbench.page.locator('.runtime-extensions-editor .monaco-list-row', { hasText: 'kubernaut' });
    await row.waitFor();
    await expect.poll(() => row.innerText()).toMatch(/web worker/i);
    await workbench.screenshot('browser-running');
  });

  test('hovering tells where the image is built', async () => {
    const { page } = workbench;
    await workbench.openFile('notification.go');
    await workbench.runCommand('Go to Next Problem (Error, Warning, Info)');
    await page.keyboard.press('Escape');
    await workbench.runCommand('Show or Focus Hover');
    const hover = page.locator('.monaco-hover:visible', { hasText: 'Deployed' });
    await hover.waitFor();
    expect(await hover.innerText()).toMatch(/Deployed notification\.go:\d+/);
    await workbench.screenshot('browser-hover');
    await page.keyboard.press('Escape');
  });

  test('the quick-fix key mends it', async () => {
    const { page } = workbench;
    await workbench.runCommand('Go to Next Problem (Error, Warning, Info)');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+.');
    await page.locator('.action-widget').getByText(/Use the built tag/).waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => workbench.problemCount()).not.toContain('Errors: 1');
    await page.keyboard.press('Control+s');
    await expect.poll(() => workbench.readText(notification)).toContain('localhost/kubernaut-datastorage:e2e-test-datastorage"');
  });

  test('the scan works, and the triage of pods says why it is absent', async () => {
    const { page } = workbench;
    await workbench.runCommand('Kubernaut Image Tags: Scan Workspace');
    await page.locator('.notification-toast', { hasText: 'Image names checked: 2 files' }).waitFor();
    await workbench.runCommand('Kubernaut Image Tags: Triage Pods');
    await page.locator('.notification-toast', { hasText: 'cannot be started in a browser' }).waitFor();
  });

  test('there is no task, because a task is a process', async () => {
    const { page } = workbench;
    await workbench.runCommand('Tasks: Run Task');
    const list = page.locator('.quick-input-widget:visible .quick-input-list');
    await list.locator('.monaco-list-row').first().waitFor();
    expect(await list.innerText()).not.toContain('kubernaut-image-tags: check');
    await workbench.screenshot('browser-no-task');
    await page.keyboard.press('Escape');
  });
});

describe(`VS Code ${version.vscode}: a workspace that is on no disk, in the browser's own extension host`, () => {
  let workbench: Workbench;
  beforeAll(async () => {
    workbench = await openWorkbench({ virtual: true, settings: { 'remote.extensionKind': { 'kubernaut-image-tags.kubernaut-image-tags': ['web'] } } });
  });
  afterAll(() => workbench.close());
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await workbench.screenshot(`failed ${task.name}`);
  });

  test('row 81: the wrong tag is found before a file is opened, and its hover tells of the build', async () => {
    const { page } = workbench;
    await expect.poll(() => workbench.problemCount()).toContain('Errors: 1');
    await workbench.openFile('notification.go');
    await workbench.runCommand('Go to Next Problem (Error, Warning, Info)');
    await page.keyboard.press('Escape');
    await expect.poll(() => workbench.squiggles.count()).toBe(1);
    await workbench.runCommand('Show or Focus Hover');
    const hover = page.locator('.monaco-hover:visible', { hasText: 'tag-mismatch' });
    await hover.waitFor();
    expect(await hover.innerText()).toContain('e2e-test-datastorage');
    await workbench.screenshot('virtual-hover');
    await page.keyboard.press('Escape');
  });

  test('row 81: the quick-fix key mends it, and the scan works', async () => {
    const { page } = workbench;
    await page.keyboard.press('Control+.');
    await page.locator('.action-widget').getByText(/Use the built tag/).waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => workbench.problemCount()).not.toContain('Errors: 1');
    await page.keyboard.press('Control+s');
    await workbench.runCommand('Kubernaut Image Tags: Scan Workspace');
    await page.locator('.notification-toast', { hasText: 'Image names checked: 2 files' }).waitFor();
    await expect.poll(() => workbench.languageStatus()).toContain('Image tags: clean');
  });

  test('row 81: the triage of pods isn’t offered', async () => {
    const { page } = workbench;
    await page.keyboard.press('F1');
    const palette = page.locator('.quick-input-widget:visible');
    await palette.locator('input').first().fill('>Kubernaut Image Tags:');
    await palette.getByText('Scan Workspace').waitFor();
    expect(await palette.innerText()).not.toContain('Triage Pods');
    await page.keyboard.press('Escape');
  });
});
