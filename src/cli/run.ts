/** One run of the command line, from words to an exit status. The only place that catches; knows no process. */
import { version } from '../../package.json';
import { inert } from '../report/inert';
import type { Command, Host } from './command';
import { exitClean, exitInternal, exitUsage, InstallationError, UsageError } from './exit';
import { commandHelp, overview } from './help';
import { parseCommandLine } from './options';

export async function runCommandLine(args: readonly string[], commands: readonly Command[], host: Host): Promise<number> {
  const { terminal } = host;
  try {
    const line = parseCommandLine(args, commands);
    if (line.help) {
      const named = args.includes(line.command.name);
      terminal.out(named ? commandHelp(line.command) : overview(commands));
      return exitClean;
    }
    if (line.version) {
      terminal.out(`${version}\n`);
      return exitClean;
    }
    return await line.command.run(line, host);
  } catch (error) {
    if (error instanceof UsageError) {
      terminal.err(`kubernaut-image-tags: ${error.message}\n`);
      return exitUsage;
    }
    if (error instanceof InstallationError) {
      terminal.err(`kubernaut-image-tags: ${error.message}\n`);
      return exitInternal;
    }
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    terminal.err(`kubernaut-image-tags: internal fault, nothing was decided. Please report it with what stands below.\n${stack.split('\n').map(inert).join('\n')}\n`);
    return exitInternal;
  }
}
