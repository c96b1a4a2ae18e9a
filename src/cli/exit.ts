/** The exit statuses that scripts rely on, and the error that carries one. */

export const exitClean = 0;
export const exitFindings = 1;
export const exitUsage = 2;
export const exitInternal = 3;

/** Something the person at the keyboard can mend: the message names the thing, the place and the next step. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Something that came with the program is missing or broken: an internal fault whose message is all that anybody needs. */
export class InstallationError extends Error {
  override readonly name = 'InstallationError';
}
