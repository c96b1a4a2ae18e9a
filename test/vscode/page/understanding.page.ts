/** What a person sees of an image without running anything: hover, hints, lenses, the view and the walkthrough. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { closeBehindTests, openWorkbench, screenshotPath, version, type Workbench } from './support/workbench';

describe(`VS Code ${version.vscode}: an image is understood where it stands`, () => {
  let workbench: Workbench;
  beforeAll(async () => {
    workbench = await openWorkbench();
  });
  closeBehindTests(() => workbench);

  const lineOf = (path: string, text: string): number => workbench.readText(path).split('\n').findIndex((line) => line.includes(text)) + 1;
  const datastorage = 'test/infrastructure/datastorage.go';

  test('hovering tells where the image is built, loaded and deployed', async () => {
    const { page } = workbench;
    await expect.poll(() => workbench.problemCount()).toContain('Errors: 1');
    await workbench.openFile('datastorage.go');
    await workbench.goTo(lineOf(datastorage, '"-t", "localhost'), 25);
    expect(await workbench.hover(/Deployed/)).toMatch(/Built datastorage\.go:\d+/);
    await workbench.screenshot('image-hover');
    await page.keyboard.press('Escape');
  });

  test('lenses above the build, and a hint behind the archive', async () => {
    const { page } = workbench;
    await page.locator('.codelens-decoration', { hasText: 'deployed at 1 place · loaded in 2 flows' }).waitFor();
    await workbench.goTo(lineOf(datastorage, '"image-archive", archive'), 1);
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

  test('the diagram follows what is typed, saved or not', async () => {
    const { page } = workbench;
    const frame = page.frameLocator('iframe.webview.ready').frameLocator('iframe');
    await workbench.openQuickFixes();
    await page.keyboard.press('Enter');
    await frame.locator('.broken').waitFor({ state: 'detached' });
    await workbench.screenshot('diagram-mended');
    await page.keyboard.press('Control+z');
    await frame.locator('.broken .reason', { hasText: 'tag-mismatch' }).waitFor();
  });

  test('the page of the diagram may load and run nothing but its own', async () => {
    const frame = workbench.page.frameLocator('iframe.webview.ready').frameLocator('iframe');
    const policy = await frame.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
    expect(policy).toMatch(/^default-src 'none'; style-src (?:'self' )?[^;']+; script-src 'nonce-[0-9a-f]{32}'$/);
  });

  test('the picture is saved as SVG, in the colours of the theme', async () => {
    const { page } = workbench;
    const frame = page.frameLocator('iframe.webview.ready').frameLocator('iframe');
    await frame.getByRole('button', { name: 'Save as SVG' }).click();
    await page.locator('.quick-input-widget:visible input').first().waitFor();
    await page.keyboard.press('Enter');
    const path = join(workbench.workspace, 'image-flow.svg');
    await expect.poll(() => existsSync(path)).toBe(true);
    await expect.poll(() => workbench.readText('image-flow.svg')).toMatch(/<\/svg>$/);
    const svg = workbench.readText('image-flow.svg');
    expect(svg).not.toMatch(/var\(|<script|https?:(?!\/\/www\.w3\.org\/2000\/svg)/);
    const drawn = await page.context().browser()?.newPage();
    if (!drawn) throw new Error('the browser is gone');
    await drawn.goto(`file://${path}`);
    expect(await drawn.evaluate(() => document.querySelector('parsererror') === null && document.documentElement.tagName)).toBe('svg');
    await drawn.locator('.broken .reason').waitFor();
    await drawn.screenshot({ path: screenshotPath('diagram-saved') });
    await drawn.close();
  });

  test('an analysis beyond its time budget is said aloud', async () => {
    const { page } = workbench;
    writeFileSync(join(workbench.workspace, '.vscode', 'settings.json'), JSON.stringify({ 'kubernautImageTags.timeBudget': { warn: 1, error: 1 } }));
    await workbench.openFile('datastorage.go');
    await expect.poll(() => workbench.languageStatus()).toMatch(/1 problem, 2 files/);
    await page.keyboard.press('Control+End');
    await page.keyboard.type('\n// one more line');
    await expect.poll(() => workbench.languageStatus()).toMatch(/1 problem, 2 files.*slow: the last analysis took/);
  });
});
