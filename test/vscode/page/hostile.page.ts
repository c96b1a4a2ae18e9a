/**
 * A workspace made to hurt, opened without trust in a real VS Code whose extension host is recorded by strace: the extension finds its bugs, and meanwhile no program is started but
 * VS Code's own, no network is asked, nothing outside the workspace is read, and nothing is written but VS Code's own data.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { hostedPaths } from '../../../scripts/installHosted.mjs';
import { laboratory } from '../../../scripts/run.mjs';
import { makeHostileTree, setConfiguration, type HostileTree } from '../../support/hostileTree';
import { canTrace, readTrace, recordOf } from '../../support/systemCalls';
import { openWorkbench, version, type Workbench } from './support/workbench';

/** Which calls strace stops at; VS Code starts too slowly when it does so at all that name a file. */
const calls = ['%process', '%network', 'open', 'openat', 'openat2', 'creat', 'rename', 'renameat', 'renameat2', 'unlink', 'unlinkat', 'mkdir', 'mkdirat', 'symlink', 'symlinkat', 'link', 'linkat', 'truncate'];

/** What Node and its libraries open of the system when they start, when they measure their memory, and when VS Code loads Node's resolver (c-ares looks for the files of other systems, too). */
const ofNode = /^\/(lib|lib64|usr\/(lib|share\/(zoneinfo|ca-certificates))|run\/systemd\/resolve|proc\/(self|sys|meminfo|stat|cpuinfo|version_signature|\d+\/(maps|stat|status|cgroup))|sys\/(devices\/system|fs\/cgroup)|dev\/(null|urandom)|etc\/(ld\.so\.cache|localtime|(nsswitch|netsvc|svc|host|resolv)\.conf|hosts|passwd|ssl\/))/;

/** How the extension host of every remote VS Code looks for ports that it could forward: which processes there are, and what they listen to. */
const ofPortSearch = { opened: /^\/proc(\/\d+\/cmdline|(\/\d+)?\/net\/tcp6?)?$/, started: /^\["\/bin\/sh", "-c", "(ls -l \/proc\/\[0-9\]\*\/fd\/\[0-9\]\* \| grep socket:|ps -F -A -l \| grep \w+)"\]$|^\["(ls", "-l", "\/proc\/\d|ps", "-F", "-A", "-l"\]$|grep", "(socket:|\w+)"\]$)/ };

describe.runIf(canTrace())(`VS Code ${version.vscode}: a hostile workspace that isn't trusted`, () => {
  let home: string;
  let tree: HostileTree;
  /** Settings, logs and extensions of VS Code. */
  let data: string;
  let workbench: Workbench | undefined;
  beforeAll(async () => {
    home = realpathSync(mkdtempSync(join(tmpdir(), 'image-tags-hostile-')));
    const record = join(home, 'record');
    workbench = await openWorkbench({
      trustAll: false,
      under: ['strace', '-f', '-y', '-qq', '--seccomp-bpf', '-s', '4096', '-e', `trace=${calls.join(',')}`, '-o', record],
      // Or else VS Code's own search follows the links through the whole machine.
      settings: { 'search.followSymlinks': false },
      prepare() {
        mkdirSync(join(home, 'made'));
        tree = makeHostileTree(join(home, 'made'));
        return tree.root;
      },
    });
    data = workbench.data;
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await workbench?.screenshot(`failed ${task.name}`);
  });
  afterAll(async () => {
    await workbench?.close();
    rmSync(home, { recursive: true, force: true });
  });

  test('row 82: its bugs are shown, no program is started, no network is asked, nothing outside it is read', async () => {
    const { page, hover, problemCount, problems, runCommand, screenshot, close } = workbench ?? expect.fail('no workbench');
    const inConfiguration = async (): Promise<string> => (await problems()).slice(0, 3).join('\n');
    await expect.poll(problemCount).toContain('Errors: 12');
    expect(await page.locator('.statusbar').innerText()).toContain('Restricted Mode');
    await runCommand('Kubernaut Image Tags: Scan Workspace');
    await runCommand('Problems: Focus on Problems View');
    await page.locator('.markers-panel .monaco-list-row', { hasText: 'is deployed, but it is built as' }).first().dblclick();
    await page.locator('.tab.active', { hasText: 'suite.go' }).waitFor();
    // Focus comes after the tab, and would take the next command's keys along.
    await page.locator('.editor-group-container .monaco-editor.focused').waitFor();
    await runCommand('Go to Next Problem (Error, Warning, Info)');
    await page.keyboard.press('Escape');
    expect(await hover(/Deployed/)).toContain('suite.go');
    await runCommand('Problems: Focus on Problems View');
    setConfiguration(tree, 'file');
    await expect.poll(inConfiguration).toContain('stays inside it');
    setConfiguration(tree, 'bomb');
    await expect.poll(inConfiguration).not.toContain('stays inside it');
    await screenshot('hostile');
    setConfiguration(tree, 'link');
    await runCommand('Kubernaut Image Tags: Scan Workspace');
    await runCommand('Kubernaut Image Tags: Restart');
    await expect.poll(problemCount).toContain('Errors: 12');
    await close();
    workbench = undefined;

    const host = recordOf(readFileSync(join(home, 'record'), 'utf8'), '"--type=extensionHost"');
    const { opened, sockets, written } = readTrace(host?.own ?? '');
    // The record has what it must have, or else its silence means nothing.
    expect(opened).toEqual(expect.arrayContaining(['test/infrastructure/notification.go', 'test/e2e/--fix/suite.go', '.kubernaut-image-tags.yaml'].map((path) => join(tree.root, path))));
    expect(opened.some((path) => path.endsWith('/dist/extension.cjs'))).toBe(true);
    const unwanted = {
      outside: opened.filter((path) => path.startsWith(tree.outside)),
      unknown: opened.filter((path) => !isKnown(path)),
      sockets,
      written: written.filter((path) => !isBelow(path, data)),
      started: host?.started.filter((line) => !isOfVsCode(line) && !ofPortSearch.started.test(line)),
    };
    expect(unwanted).toEqual({ outside: [], unknown: [], sockets: [], written: [], started: [] });
    expect(existsSync(tree.marker)).toBe(false);
  });

  const isBelow = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`);
  const installation = realpathSync(laboratory);
  /** The hosted VS Code lies in the project, where Node looks for modules, too. */
  const isKnown = (path: string): boolean => isBelow(path, tree.root) || isBelow(path, installation) || isBelow(path, join(dirname(installation), 'node_modules')) || isBelow(path, data) || ofNode.test(path) || ofPortSearch.opened.test(path);
  /** Its own search, and its own Node with a script of its own: the server of its JSON extension. */
  const isOfVsCode = (line: string): boolean => {
    const { vscode, node } = hostedPaths(version);
    const [program = '', script = ''] = Array.from(line.matchAll(/"((?:[^"\\]|\\.)*)"/g), ([, word]) => word ?? '');
    const own = realpathSync(vscode);
    return (isBelow(program, own) && program.endsWith('/rg')) || (program === realpathSync(node) && isBelow(script, own));
  };
});
