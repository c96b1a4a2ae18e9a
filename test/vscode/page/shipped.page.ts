/** The packaged extension, installed as a user installs it, and the ways in which an installation or a workspace can be hostile to it. */
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { packageExtension } from '../../../scripts/packageExtension.mjs';
import { root } from '../../../scripts/run.mjs';
import { openWorkbench, version, type Workbench, type WorkbenchOptions } from './support/workbench';

const notification = 'test/infrastructure/notification.go';

describe(`VS Code ${version.vscode}: what is shipped`, () => {
  let workbench: Workbench | undefined;
  const opened = async (options: WorkbenchOptions): Promise<Workbench> => (workbench = await openWorkbench(options));
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await workbench?.screenshot(`failed ${task.name}`);
    await workbench?.close();
    workbench = undefined;
  });

  test('the .vsix is installed, finds the wrong tag and mends it', async () => {
    const { page, runCommand, readText, openFile, problemCount } = await opened({ vsix: await packageExtension() });
    await expect.poll(problemCount).toContain('Errors: 1');
    await openFile('notification.go');
    await runCommand('Go to Next Problem (Error, Warning, Info)');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+.');
    await page.locator('.action-widget').getByText(/Use the built tag/).waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(problemCount).not.toContain('Errors: 1');
    await page.keyboard.press('Control+s');
    await expect.poll(() => readText(notification)).toContain('localhost/kubernaut-datastorage:e2e-test-datastorage"');
  });

  test('row 82: an untrusted workspace is checked', async () => {
    const { problemCount, openFile, squiggles, runCommand, page } = await opened({ trustAll: false });
    await expect.poll(problemCount).toContain('Errors: 1');
    await openFile('notification.go');
    await runCommand('Go to Next Problem (Error, Warning, Info)');
    await page.keyboard.press('Escape');
    await expect.poll(() => squiggles.count()).toBe(1);
    expect(await page.locator('.statusbar').innerText()).toContain('Restricted Mode');
  });

  test('row 74: two folders in one window, each checked by itself', async () => {
    const { problemCount, runCommand, problems } = await opened({
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
  });

  test('row 69: a workspace without a matching file is left alone, and says so', async () => {
    const { openFile, languageStatus, problemCount, runCommand, notifications } = await opened({
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
    expect(await notifications()).toContain('so nothing was checked');
  });

  for (const [fault, spoil] of [
    ['missing', (file: string) => rmSync(file)],
    ['cut short', (file: string) => truncateSync(file, 1000)],
  ] as const) {
    test(`row 79: a grammar that is ${fault} gives one message, and never "clean"`, async () => {
      const extension = mkdtempSync(join(tmpdir(), 'image-tags-spoilt-'));
      try {
        for (const file of ['package.json', 'package.nls.json', 'dist/extension.cjs', 'dist/web-tree-sitter.wasm', 'dist/tree-sitter-go.wasm']) {
          mkdirSync(dirname(join(extension, file)), { recursive: true });
          copyFileSync(join(root, file), join(extension, file));
        }
        spoil(join(extension, 'dist/tree-sitter-go.wasm'));
        const { openFile, languageStatus, notifications, problemCount, screenshot } = await opened({ extension });
        await openFile('notification.go');
        await expect.poll(languageStatus).toContain('Image tags: not checked');
        const told = await notifications();
        expect(told.match(/could not be checked/g)).toHaveLength(1);
        expect(told).toContain('tree-sitter-go.wasm');
        expect(await problemCount()).not.toContain('Errors');
        await screenshot(`grammar ${fault}`);
      } finally {
        rmSync(extension, { recursive: true, force: true });
      }
    });
  }

  test('the manifest has what the marketplace shows', () => {
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, unknown>;
    expect(manifest).toMatchObject({ icon: 'media/icon.png', license: 'Apache-2.0', repository: { type: 'git' }, bugs: {}, galleryBanner: {} });
    expect(manifest['engines']).toMatchObject({ vscode: '^1.100.0' });
    expect(manifest).not.toHaveProperty('dependencies');
  });
});
