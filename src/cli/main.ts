/**
 * The entry of the bundled command line: wires the process to one run. Whoever stops reading our output (`| head`) is no fault; output that
 * can't be written (a full disk) is one, because nobody may take a cut report for the whole.
 */
import { commands } from './commands';
import { didYouMean } from './didYouMean';
import { exitInternal } from './exit';
import { openProject } from './openProject';
import { tuneForOneRun } from '../node/engineFlags';
import { ruleInfos } from '../service/ruleInfo';
import { runCommandLine } from './run';
import type { Terminal } from './terminal';

tuneForOneRun();

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    if (stream === process.stdout) process.stderr.write(`kubernaut-image-tags: the results could not be written (${error.code ?? error.message})\n`);
    process.exit(exitInternal);
  });
}

const terminal: Terminal = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  outIsTerminal: process.stdout.isTTY,
  errIsTerminal: process.stderr.isTTY,
  env: process.env,
  folder: process.cwd(),
  async readInput() {
    const chunks: Uint8Array[] = [];
    for await (const chunk of process.stdin as AsyncIterable<Uint8Array>) chunks.push(chunk);
    return Buffer.concat(chunks);
  },
};

const open = openProject({
  folder: terminal.folder,
  codeFolder: __dirname,
  meant: (path) => didYouMean(path, commands.map((command) => command.name)),
});

void runCommandLine(process.argv.slice(2), commands, { terminal, open, rules: ruleInfos() }).then((status) => {
  process.exitCode = status;
});
