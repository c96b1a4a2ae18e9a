/** What a person sees of an image without running anything: hover, hints, lenses, the view and the walkthrough. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openWorkbench, version, type Workbench } from './support/workbench';

describe(`VS Code ${version.vscode}: an image is understood where it stands`, () => {
  let workbench: Workbench;
  beforeAll(async () => {
    workbench = await openWorkbench();
  });
  afterAll(() => workbench.close());
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await workbench.screenshot(`failed ${task.name}`);
  });

  const goTo = async (line: number, column: number): Promise<void> => {
    const { page } = workbench;
    await page.keyboard.press('Control+g');
    const input = page.locator('.quick-input-widget:visible input').first();
    await input.fill(`:${line}:${column}`);
    await page.keyboard.press('Enter');
    await input.waitFor({ state: 'hidden' });
  };
  const lineOf = (path: string, text: string): number => workbench.readText(path).split('\n').findIndex((line) => line.includes(text)) + 1;
  const datastorage = 'test/infrastructure/datastorage.go';

  test('hovering tells where the image is built, loaded and deployed', async () => {
    const { page } = workbench;
    await expect.poll(() => workbench.problemCount()).toContain('Errors: 1');
    await workbench.openFile('datastorage.go');
    await goTo(lineOf(datastorage, '"-t", "localhost'), 25);
    await workbench.runCommand('Show or Focus Hover');
    const hover = page.locator('.monaco-hover:visible', { hasText: 'Deployed' });
    await hover.waitFor();
    expect(await hover.innerText()).toMatch(/Built datastorage\.go:\d+/);
    await workbench.screenshot('image-hover');
    await page.keyboard.press('Escape');
  });

  test('lenses above the build, and a hint behind the archive', async () => {
    const { page } = workbench;
    await page.locator('.codelens-decoration', { hasText: 'deployed at 1 place · loaded in 2 flows' }).waitFor();
    await goTo(lineOf(datastorage, '"image-archive", archive'), 1);
    await page.locator('.view-line', { hasText: /→\slocalhost.*e2e-test-datastorage/ }).waitFor();
    await workbench.screenshot('hints-and-lenses');
  });

  test('the view lists services, images and sites, and marks what is wrong in words, too', async () => {
    const { page } = workbench;
    await page.getByRole('button', { name: 'Explorer Section: sample' }).click();
    await workbench.runCommand('Kubernaut Image Tags: Reveal in E2E Images');
    const row = (name: RegExp) => page.getByRole('treeitem', { name });
    await row(/^Load datastorage\.go:\d+/).first().waitFor();
    await row(/^datastorage, 2 images, has an error/).waitFor();
    await row(/^localhost\/kubernaut-datastorage:e2e-test, deploy, has an error/).click();
    await row(/^Deploy notification\.go:\d+.*has an error/).waitFor();
    await workbench.screenshot('images-view');
    await workbench.runCommand('Kubernaut Image Tags: Show Only Images with Problems');
    await row(/^notification, 1 image/).waitFor({ state: 'hidden' });
    await workbench.screenshot('images-view-problems');
    await workbench.runCommand('Kubernaut Image Tags: Show All Images');
    await row(/^notification, 1 image/).waitFor();
  });

  test('the walkthrough has three steps with pictures', async () => {
    const { page } = workbench;
    await workbench.runCommand('Welcome: Open Walkthrough...');
    const input = page.locator('.quick-input-widget:visible input').first();
    await input.fill('Image names of your E2E suites');
    await page.locator('.quick-input-widget:visible .monaco-list-row.focused', { hasText: 'Image names of your E2E suites' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('Check every image name').first().waitFor();
    await page.setViewportSize({ width: 1600, height: 900 });
    await page.getByText('See where an image comes from and goes to').first().waitFor();
    await workbench.screenshot('walkthrough');
  });

  test.each([
    ['Visual Studio Light', 'vscode-light'],
    ['Visual Studio Dark', 'vscode-dark'],
    ['Default High Contrast', 'vscode-high-contrast'],
  ])('the diagram shows the way of each image, and where it breaks, in %s', async (theme, kind) => {
    const { page } = workbench;
    await page.setViewportSize({ width: 1600, height: 900 });
    mkdirSync(join(workbench.workspace, '.vscode'), { recursive: true });
    writeFileSync(join(workbench.workspace, '.vscode', 'settings.json'), JSON.stringify({ 'workbench.colorTheme': theme }));
    await workbench.runCommand('View: Close All Editors');
    await workbench.runCommand('Kubernaut Image Tags: Show Image Flow Diagram');
    const frame = page.frameLocator('iframe.webview.ready').frameLocator('iframe');
    await frame.locator(`body.${kind}[data-vscode-theme-id="${theme}"]`).waitFor();
    await frame.locator('.broken .reason', { hasText: 'tag-mismatch' }).waitFor();
    expect(await frame.getByRole('button', { name: /^Built datastorage\.go:\d+: localhost\/kubernaut-datastorage:e2e-test-datastorage/ }).count()).toBe(1);
    await workbench.screenshot(`diagram ${theme}`);
  });

  test('a box opens its line, by keyboard too, and the keys zoom', async () => {
    const { page } = workbench;
    const frame = page.frameLocator('iframe.webview.ready').frameLocator('iframe');
    const svg = frame.locator('#drawing svg');
    const before = Number(await svg.getAttribute('width'));
    const box = frame.getByRole('button', { name: /^Deployed notification\.go:\d+: localhost\/kubernaut-datastorage:e2e-test,/ });
    await box.focus();
    await page.keyboard.press('+');
    await expect.poll(async () => Number(await svg.getAttribute('width'))).toBeGreaterThan(before);
    await page.keyboard.press('0');
    await box.focus();
    await page.keyboard.press('Enter');
    await page.locator('.tab.active', { hasText: 'notification.go' }).waitFor();
    await expect.poll(() => page.locator('.statusbar').innerText()).toContain(`Ln ${lineOf('test/infrastructure/notification.go', '"localhost/kubernaut-datastorage:e2e-test"')},`);
    await workbench.screenshot('diagram-opened');
  });
});
