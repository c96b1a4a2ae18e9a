/** Running other programs from the scripts: output to a log file or through, arguments as a list, never through a shell. */
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');
/** Where the real VS Codes and all that they write live; not under version control. */
export const laboratory = join(root, '.vscode-test');

/**
 * Resolves when the program has ended well; rejects with the log's last lines otherwise. Without `log` the output goes to the terminal.
 * @param {string} command @param {string[]} args @param {{ cwd?: string, env?: Record<string, string | undefined>, log?: string }} options
 * @returns {Promise<void>}
 */
export function run(command, args, options = {}) {
  if (options.log) mkdirSync(dirname(options.log), { recursive: true });
  const output = options.log ? openSync(options.log, 'a') : 'inherit';
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: options.cwd ?? root, env: { ...process.env, ...options.env }, stdio: ['ignore', output, output] });
    child.once('error', reject);
    child.once('close', (code) => {
      if (typeof output === 'number') closeSync(output);
      if (code === 0) resolve();
      else reject(new Error(`${command} ${args.join(' ')} ended with ${code}${options.log ? `\n${lastLines(options.log)}` : ''}`));
    });
  });
}

/** @param {string} file */
function lastLines(file) {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-25).join('\n');
}
