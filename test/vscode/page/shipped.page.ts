/** Workspaces that aren't as they are mostly: untrusted, several, empty. */
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { version, workbenchOfEachTest } from './support/workbench';

describe(`VS Code ${version.vscode}: odd surroundings`, () => {
  const opened = workbenchOfEachTest();

  test('row 82: an untrusted workspace is checked', async () => {
    const { problemCount, openFile, squiggles, runCommand, page } = await opened({ trustAll: false });
    await expect.poll(problemCount).toContain('Errors: 1');
    await openFile('notification.go');
    await runCommand('Go to Next Problem (Error, Warning, Info)');
    await page.keyboard.press('Escape');
    await expect.poll(() => squiggles.count()).toBe(1);
    expect(await page.locator('.statusbar').innerText()).toContain('Restricted Mode');
  });

  test('row 74: two folders in one window, each checked by itself, until one is removed', async () => {
    const { page, problemCount, runCommand, problems } = await opened({
      prepare(workspace) {
        const second = join(dirname(workspace), 'second');
        cpSync(workspace, second, { recursive: true });
        const file = join(dirname(workspace), 'both.code-workspace');
        writeFileSync(file, JSON.stringify({ folders: [{ path: basename(workspace) }, { path: basename(second) }] }));
        return file;
      },
    });
    await expect.poll(problemCount).toContain('Errors: 2');
    await runCommand('Problems: Focus on Problems View');
    await expect.poll(async () => (await problems()).filter((label) => label.includes('notification.go')).length).toBeGreaterThanOrEqual(2);
    await runCommand('Workspaces: Remove Folder from Workspace...');
    const folders = page.locator('.quick-input-widget:visible .quick-input-list .monaco-list-row');
    await folders.filter({ hasText: 'second' }).click();
    await expect.poll(problemCount).toContain('Errors: 1');
  });

  test('row 69: a workspace without a matching file is left alone, and says so', async () => {
    const { openFile, languageStatus, problemCount, runCommand, screenshot, page } = await opened({
      prepare(workspace) {
        rmSync(join(workspace, 'test/infrastructure'), { recursive: true });
        writeFileSync(join(workspace, 'test/other.go'), 'package other\n');
        return undefined;
      },
    });
    await openFile('other.go');
    await expect.poll(languageStatus).toContain('nothing to check');
    expect(await problemCount()).not.toContain('Errors');
    await runCommand('Kubernaut Image Tags: Scan Workspace');
    await page.locator('.notification-toast', { hasText: 'so nothing was checked' }).waitFor();
    await runCommand('Focus on E2E Images View');
    await page.locator('.welcome-view', { hasText: 'No image of an E2E suite was found.' }).waitFor();
    await screenshot('images-view-empty');
  });
});
