/**
 * VS Code as a person meets it: a page with an editor, a palette and a Problems panel, driven by keys and read by what is on the screen.
 * The extension in it is the packaged one. Every workbench has its own server, its own copy of a workspace, and is closed by whoever opened it.
 */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, inject } from 'vitest';
import { openBrowser } from '../../../../scripts/browser.mjs';
import { extensionsFolder, startHosted } from '../../../../scripts/hostedServer.mjs';
import { hostedVersion } from '../../../../scripts/hostedVersions.mjs';
import { root } from '../../../../scripts/run.mjs';

export const version = hostedVersion(process.env['HOSTED'] ?? 'newest');

export interface WorkbenchOptions {
  /** Spoils this workbench's own installation of the extension, whose folder is given. */
  readonly spoil?: (extension: string) => void;
  /** False: the folder isn't trusted. */
  readonly trustAll?: boolean;
  readonly settings?: Record<string, unknown>;
  /** Folders of other extensions, which are installed as they are. */
  readonly companions?: readonly string[];
  /** Changes the copied workspace before it is opened; what it returns is opened in its place (a `.code-workspace` file, the URI of a folder). */
  readonly prepare?: (workspace: string) => string | undefined;
  /** What the server runs under (hostedServer.mjs). */
  readonly under?: string[];
}

/** One page of the server. */
export interface Window {
  readonly page: Page;
  openFile(name: string): Promise<void>;
  /** Clicks the tab of an open file, and waits until the keys go to its text: focus comes after the tab, and would take those of the next command along. */
  showEditor(name: string): Promise<void>;
  runCommand(title: string): Promise<void>;
  /** 1-based, as the editor counts. */
  goTo(line: number, column: number): Promise<void>;
  /** Goes to the next problem and opens the menu of its fixes by keys; pressed again where a busy machine lost them. */
  openQuickFixes(): Promise<void>;
  /** Asks for the hover at the cursor by keys until one has such a text, and returns that; asked again where it went away before. */
  hover(wanted: RegExp): Promise<string>;
  /** The underlined places of the visible editor. */
  readonly squiggles: Locator;
  /** What the status bar says of all problems, such as `Errors: 1`. */
  problemCount(): Promise<string>;
  /** Opens the list of notifications and reads it. */
  notifications(): Promise<string>;
  /** What the Problems panel lists, a line each, as a screen reader says it. */
  problems(): Promise<string[]>;
  /** The texts of the language status items, as a screen reader says them. */
  languageStatus(): Promise<string>;
  screenshot(name: string): Promise<void>;
}

export interface Workbench extends Window {
  /** Folder of the opened copy of the sample. */
  readonly workspace: string;
  /** Settings, logs and extensions of the server. */
  readonly data: string;
  readText(path: string): string;
  /** One more window of the same server, with the same workspace. */
  openWindow(): Promise<Window>;
  /** One without a folder, in which a file is opened. */
  openEmptyWindow(file: string): Promise<Window>;
  close(): Promise<void>;
}

export async function openWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'image-tags-page-')));
  const workspace = join(home, 'sample');
  const data = join(home, 'data');
  mkdirSync(data);
  cpSync(join(root, 'sample'), workspace, { recursive: true });
  const opened = options.prepare?.(workspace) ?? workspace;
  const extensions = extensionsFolder(data);
  cpSync(inject('extensions'), extensions, { recursive: true });
  if (options.spoil) for (const name of readdirSync(extensions).filter((entry) => entry.startsWith('kubernaut'))) options.spoil(join(extensions, name));
  for (const companion of options.companions ?? []) addExtension(extensions, companion);
  const server = await startHosted(version, { data, driver: false, trustAll: options.trustAll, under: options.under, settings: { ...calmSettings, ...options.settings } });
  const browser = await openBrowser();
  const close = async (): Promise<void> => {
    await browser.close();
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  };
  const openWindow = async (url = server.url(opened)): Promise<Window> => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
    page.setDefaultTimeout(60_000);
    try {
      await page.goto(url);
      await page.locator('.monaco-workbench .statusbar').waitFor();
      if (url === server.url(opened)) await page.getByRole('treeitem', { name: 'test', exact: false }).first().waitFor();
    } catch (error) {
      await page.screenshot({ path: screenshotPath('failed-to-open') });
      throw error;
    }
    return windowOn(page);
  };
  try {
    return {
      ...(await openWindow()),
      workspace,
      data,
      readText: (path) => readFileSync(join(workspace, path), 'utf8'),
      openWindow: () => openWindow(),
      openEmptyWindow: (file) => openWindow(server.url('', { file: `vscode-remote://localhost:${server.port}${file}` })),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** For tests that share one workbench: it is pictured where one of them fails, and closed behind the last. */
export function closeBehindTests(workbench: () => Workbench): void {
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await workbench().screenshot(`failed ${task.name}`);
  });
  afterAll(() => workbench().close());
}

/** For a `describe` whose tests each open a workbench: it is pictured where the test fails, and closed in any case. */
export function workbenchOfEachTest(): (options: WorkbenchOptions) => Promise<Workbench> {
  let workbench: Workbench | undefined;
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await workbench?.screenshot(`failed ${task.name}`);
    await workbench?.close();
    workbench = undefined;
  });
  return async (options) => (workbench = await openWorkbench(options));
}

function windowOn(page: Page): Window {
  const quickInput = page.locator('.quick-input-widget:visible');
  /** What is typed before the list listens is lost, so it is typed again until the wanted row is first. */
  const choose = async (keys: string, text: string, label: string | RegExp = text.replace(/^>/, '')): Promise<void> => {
    const row = quickInput.locator('.quick-input-list .monaco-list-row.focused', { hasText: label });
    for (let attempt = 1; ; attempt++) {
      await page.keyboard.press(keys);
      try {
        await quickInput.locator('input').first().fill(text, { timeout: patience });
        await row.waitFor({ timeout: patience });
        // To the list's own input: where a busy page has taken the focus away, a key for everyone would change the text of an editor.
        await quickInput.locator('input').first().press('Enter', { timeout: patience });
        break;
      } catch (error) {
        if (attempt === mostAttempts) throw error;
        await page.keyboard.press('Escape');
      }
    }
    await row.waitFor({ state: 'hidden' });
  };

  return {
    page,
    async openFile(name) {
      await choose('Control+p', name);
      await page.locator('.editor-group-container .tab.active', { hasText: name }).waitFor();
    },
    async showEditor(name) {
      await page.locator('.tab', { hasText: name }).click();
      await page.locator('.editor-group-container .monaco-editor.focused').waitFor();
    },
    runCommand: (title) => choose('F1', `>${title}`),
    goTo: (line, column) => choose('Control+g', `:${line}:${column}`, new RegExp(`go to line ${line}\\b`, 'i')),
    async openQuickFixes() {
      const fix = page.locator('.action-widget').getByText(/Use the built tag/);
      for (let tries = 1; ; tries++) {
        await choose('F1', '>Go to Next Problem (Error, Warning, Info)');
        await page.keyboard.press('Escape');
        await page.keyboard.press('Control+.');
        try {
          await fix.waitFor({ timeout: 12_000 });
          return;
        } catch (error) {
          if (tries === 5) throw error;
          await page.keyboard.press('Escape');
        }
      }
    },
    async hover(wanted) {
      const hovers = page.locator('.monaco-hover:visible');
      for (let tries = 1; ; tries++) {
        await choose('F1', '>Show or Focus Hover');
        for (const deadline = Date.now() + patience; Date.now() < deadline; ) {
          // All at once: one that goes away between two questions would be waited for.
          const text = (await hovers.allInnerTexts()).find((shown) => wanted.test(shown));
          if (text !== undefined) return text;
          await page.waitForTimeout(100);
        }
        if (tries === mostAttempts) throw new Error(`No hover matches ${String(wanted)}; there is: ${(await hovers.allInnerTexts()).join('\n')}`);
        await page.keyboard.press('Escape');
      }
    },
    squiggles: page.locator('.monaco-editor .squiggly-error'),
    async problemCount() {
      return (await page.locator('[id="status.problems"] a').first().getAttribute('aria-label')) ?? '';
    },
    async notifications() {
      await choose('F1', '>Notifications: Show Notifications');
      const center = page.locator('.notifications-center.visible');
      await center.waitFor();
      return center.innerText();
    },
    async problems() {
      const rows = page.locator('.markers-panel .monaco-list-row');
      return (await rows.evaluateAll((found) => found.map((row) => row.getAttribute('aria-label') ?? ''))).filter((label) => label !== '');
    },
    async languageStatus() {
      return (await page.locator('[id="status.languageStatus"]').first().getAttribute('aria-label')) ?? '';
    },
    async screenshot(name) {
      await page.waitForTimeout(drawing);
      await page.screenshot({ path: screenshotPath(name) });
    },
  };
}

interface Manifest {
  readonly publisher: string;
  readonly name: string;
  readonly version: string;
}

/** Without a package of it, so into VS Code's own list of what is installed. */
function addExtension(extensions: string, folder: string): void {
  const { publisher, name, version: own } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  const relativeLocation = `${publisher}.${name}-${own}`;
  const path = join(extensions, relativeLocation);
  cpSync(folder, path, { recursive: true });
  const list = join(extensions, 'extensions.json');
  const installed = JSON.parse(readFileSync(list, 'utf8')) as unknown[];
  writeFileSync(list, JSON.stringify([...installed, { identifier: { id: `${publisher}.${name}` }, version: own, location: { $mid: 1, path, scheme: 'file' }, relativeLocation }]));
}

/** Milliseconds for the palette to answer, before it is asked again. */
const patience = 10_000;
const mostAttempts = 6;

/** Milliseconds in which the page is drawn. */
const drawing = 250;

/** For legible pictures, which nothing is just fading into. */
const calmSettings = { 'workbench.reduceMotion': 'on', 'window.commandCenter': false, 'editor.minimap.enabled': false, 'editor.stickyScroll.enabled': false };

export function screenshotPath(name: string): string {
  const folder = join(root, 'out', 'screenshots');
  mkdirSync(folder, { recursive: true });
  return join(folder, `${version.name}-${name.replace(/\W+/g, '-')}.png`);
}
