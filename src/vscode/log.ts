/**
 * The log port over an output channel with levels, which the user sets with "Developer: Set Log Level". Logs are pasted into reports, so
 * no secret and no home folder is written.
 */
import type * as vscode from 'vscode';
import type { Log } from '../base/log';
import { withoutSecrets } from '../cluster/secrets';

export function channelLog(channel: vscode.LogOutputChannel): Log {
  return {
    debug: (message) => channel.debug(withoutSecrets(message)),
    info: (message) => channel.info(withoutSecrets(message)),
    warn: (message) => channel.warn(withoutSecrets(message)),
    error: (message) => channel.error(withoutSecrets(message)),
  };
}

/** An error in words with its causes, for the log. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const own = error.stack ?? error.message;
  return error.cause === undefined ? own : `${own}\nCaused by: ${describeError(error.cause)}`;
}
