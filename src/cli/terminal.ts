/** What the command line sees of the process it runs in, so that tests can stand in for it. Knows no command. */

export interface Terminal {
  /** Results. */
  out(text: string): void;
  /** Diagnostics. */
  err(text: string): void;
  readonly outIsTerminal: boolean;
  readonly errIsTerminal: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute path of the current folder. */
  readonly folder: string;
  /** Everything on standard input. */
  readInput(): Promise<Uint8Array>;
}

export function wantsColor(choice: string, isTerminal: boolean, env: Terminal['env']): boolean {
  if (choice !== 'auto') return choice === 'always';
  return isTerminal && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb';
}
