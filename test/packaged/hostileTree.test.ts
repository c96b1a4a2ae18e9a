/**
 * The command line over a workspace that is made to hurt: nothing of it is run, nothing outside it is read, no network is asked. Recorded by strace where there is one (Linux),
 * and everywhere by what such an access would leave behind.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hostileConfigurations, makeHostileTree, setConfiguration, type HostileTree } from '../support/hostileTree';
import { canTrace, readTrace, type Trace } from '../support/systemCalls';
import { temporaryFolder } from '../node/temporaryFolder';
import { installPackage, run, type Ended, type Installed } from './installedPackage';

let installed: Installed;
beforeAll(() => {
  installed = installPackage();
});
afterAll(() => installed.remove());

interface Traced extends Ended {
  readonly trace: Trace;
}

/** Runs in the tree, its programs first in PATH. */
function traced(tree: HostileTree, ...args: string[]): Traced {
  const record = join(tree.root, '..', 'record');
  const program = join(installed.folder, 'dist/cli.cjs');
  const env = { PATH: `${tree.root}${delimiter}${process.env['PATH'] ?? ''}`, NODE_PATH: join(tree.root, 'node_modules') };
  const ended = run('strace', ['-f', '-y', '-qq', '-s', '4096', '-e', 'trace=%process,%network,%file', '-o', record, process.execPath, program, ...args], tree.root, env);
  return { ...ended, trace: readTrace(readFileSync(record, 'utf8')) };
}

const commands = ['check', 'check --format sarif', 'inventory --format json', 'check --fix --dry-run', 'explain tag-mismatch'];

describe('a hostile tree', () => {
  test.each(['none', 'file'] as const)('the bug is found, nothing outside is told, nothing of the tree has run; configuration: %s', (how) => {
    const tree = makeHostileTree(temporaryFolder());
    if (how === 'file') setConfiguration(tree, how);
    const { status, out, err } = run(installed.program, ['check'], tree.root, { PATH: `${process.env['PATH'] ?? ''}${delimiter}${tree.root}`, NODE_PATH: join(tree.root, 'node_modules') });
    expect(status).toBe(how === 'file' ? 2 : 1);
    if (how === 'none') expect(out).toContain('[tag-mismatch]');
    expect(out + err).not.toContain('kubernaut-datastorage:secret');
    expect(out + err).not.toContain('\u001b]0;');
    expect(existsSync(tree.marker)).toBe(false);
  });

  test('row 65: a configuration that is a link out of the workspace is refused, with the way to use it all the same', () => {
    const tree = makeHostileTree(temporaryFolder());
    setConfiguration(tree, 'link');
    const { status, out, err } = run(installed.program, ['check'], tree.root);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toBe("kubernaut-image-tags: the configuration .kubernaut-image-tags.yaml is a link out of the workspace, which isn't followed. Name the file with --config if it is to be used\n");
    rmSync(join(tree.root, '.kubernaut-image-tags.yaml'));
    expect(run(installed.program, ['check', '--config', join(tree.outside, 'config.yaml')], tree.root).err).not.toContain('is a link');
  });
});

describe.runIf(canTrace())('the system calls over a hostile tree', () => {
  test.each(commands)('%s: no program, no network, nothing outside', (command) => {
    const tree = makeHostileTree(temporaryFolder());
    const { trace, status } = traced(tree, ...command.split(' '));
    expect(status).toBeLessThan(2);
    expect(trace.executed).toEqual([process.execPath]);
    expect(trace.sockets).toEqual([]);
    expect(trace.opened.filter((path) => path.startsWith(tree.outside))).toEqual([]);
    const isKnown = (path: string): boolean => [tree.root, installed.folder].some((folder) => path === folder || path.startsWith(`${folder}/`)) || path === process.execPath || ofNode.test(path);
    expect(trace.opened.filter((path) => !isKnown(path))).toEqual([]);
    expect(trace.written).toEqual([]);
    expect(existsSync(tree.marker)).toBe(false);
  });

  test.each(hostileConfigurations)('the same with a configuration that asks for more: %s', (how) => {
    const tree = makeHostileTree(temporaryFolder());
    setConfiguration(tree, how);
    const { trace } = traced(tree, 'check');
    expect(trace.executed).toEqual([process.execPath]);
    expect(trace.sockets).toEqual([]);
    expect(trace.opened.filter((path) => path.startsWith(tree.outside))).toEqual([]);
  });

  test('the record would show a program, a socket, a file that is read, and where a link leads', () => {
    const folder = temporaryFolder({ 'read.txt': '' });
    const elsewhere = temporaryFolder({ 'secret.txt': '' });
    symlinkSync(join(elsewhere, 'secret.txt'), join(folder, 'link.txt'));
    const record = join(folder, 'record');
    const script = `for (const name of ['read.txt', 'link.txt']) require('fs').readFileSync(name); require('child_process').execFileSync('true'); require('net').connect(1, '127.0.0.1').on('error', () => {})`;
    execFileSync('strace', ['-f', '-y', '-qq', '-s', '4096', '-e', 'trace=%process,%network,%file', '-o', record, process.execPath, '-e', script], { cwd: folder });
    const trace = readTrace(readFileSync(record, 'utf8'));
    expect(trace.executed.some((path) => path.endsWith('/true'))).toBe(true);
    expect(trace.sockets.join()).toContain('AF_INET');
    expect(trace.opened).toEqual(expect.arrayContaining(['read.txt', join(elsewhere, 'secret.txt')]));
  });
});

/** What Node itself opens when it starts: shared libraries, the machine's description, its certificates' configuration. */
const ofNode = /^\/(lib|lib64|usr\/lib|usr\/share\/zoneinfo|usr\/local\/lib|etc\/(ld\.so|localtime|ssl|pki)|proc|sys|dev\/(null|urandom|tty)|usr\/(local\/)?ssl)/;
