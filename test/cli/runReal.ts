/** One run of the command line over a folder, with the real service and parser: what it wrote and how it ended. */
import { commands } from '../../src/cli/commands';
import { openProject } from '../../src/cli/openProject';
import { runCommandLine } from '../../src/cli/run';
import type { Terminal } from '../../src/cli/terminal';
import { ruleInfos } from '../../src/service/ruleInfo';
import type { Circumstances, Ran } from './runFake';

export async function runReal(folder: string, args: readonly string[], circumstances: Circumstances = {}): Promise<Ran> {
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
  const open = openProject({ folder, codeFolder: import.meta.dirname, meant: () => '' });
  const status = await runCommandLine(args, commands, { terminal, open, rules: ruleInfos() });
  return { status, out, err };
}
