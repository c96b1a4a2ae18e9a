/**
 * The task "kubernaut-image-tags: check" of the packaged extension, from the palette: it brings its own command line along. No process in a
 * workspace that isn't trusted.
 */
import { afterEach, describe, expect, test } from 'vitest';
import { openWorkbench, version, type Workbench } from './support/workbench';

describe(`VS Code ${version.vscode}: the task`, () => {
  let workbench: Workbench | undefined;
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await workbench?.screenshot(`failed ${task.name}`);
    await workbench?.close();
    workbench = undefined;
  });

  test('runs the command line that comes along, and shows no problem twice', async () => {
    workbench = await openWorkbench();
    const { page } = workbench;
    await expect.poll(workbench.problemCount).toContain('Errors: 1');
    await workbench.runCommand('Tasks: Run Task');
    const rows = page.locator('.quick-input-widget:visible .quick-input-list .monaco-list-row');
    await rows.filter({ hasText: 'kubernaut-image-tags' }).first().click();
    await rows.filter({ hasText: 'kubernaut-image-tags: check' }).first().click();
    const terminal = page.locator('.terminal-wrapper.active .xterm-screen');
    await terminal.waitFor();
    await expect.poll(() => page.locator('.panel .terminal-tabs-entry, .panel .single-terminal-tab, .panel .pane-composite-part').first().innerText()).toContain('kubernaut-image-tags: check');
    await page.waitForTimeout(settled);
    await workbench.screenshot('task');
    expect(await workbench.problemCount()).toContain('Errors: 1');
  });

  test('row 82: in a workspace that is not trusted VS Code asks for trust, and nothing is started', async () => {
    workbench = await openWorkbench({ trustAll: false });
    const { page } = workbench;
    await expect.poll(workbench.problemCount).toContain('Errors: 1');
    await workbench.runCommand('Tasks: Run Task');
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.waitFor();
    expect(await dialog.innerText()).toMatch(/trust/i);
    await workbench.screenshot('task-untrusted');
    await dialog.getByText('Cancel').click();
    expect(await page.locator('.terminal-wrapper').count()).toBe(0);
  });
});

/** Milliseconds in which the task ends and the problems are put back. */
const settled = 15_000;
