/** One run of the command line over a folder, with the fake service: what it wrote and how it ended. */
import { resolve } from 'node:path';
import { commands } from '../../src/cli/commands';
import { createOverlay } from '../../src/cli/overlay';
import type { OpenProject } from '../../src/cli/project';
import { runCommandLine } from '../../src/cli/run';
import type { Terminal } from '../../src/cli/terminal';
import { createDiskWorkspace } from '../../src/node/diskWorkspace';
import { defaultExclude, defaultInclude } from '../../src/service/settings';
import { fakeRules, fakeService } from './fakeService';

export interface Ran {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

export interface Circumstances {
  readonly input?: string | Uint8Array;
  readonly terminal?: Partial<Terminal>;
}

export async function runFake(folder: string, args: readonly string[], circumstances: Circumstances = {}): Promise<Ran> {
  let out = '';
  let err = '';
  const terminal: Terminal = {
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    outIsTerminal: false,
    errIsTerminal: false,
    env: {},
    folder,
    readInput: () => Promise.resolve(Buffer.from(circumstances.input ?? '')),
    ...circumstances.terminal,
  };
  const open: OpenProject = (options) => {
    const disk = createDiskWorkspace(resolve(folder, options.path), { include: defaultInclude, exclude: defaultExclude });
    const overlay = createOverlay(disk, options.onRead);
    const service = fakeService(overlay, options.severities);
    return Promise.resolve({ folder: disk.folder, root: disk.root, service, overlay, notices: () => disk.notices, dispose: () => undefined });
  };
  const status = await runCommandLine(args, commands, { terminal, open, rules: fakeRules });
  return { status, out, err };
}
