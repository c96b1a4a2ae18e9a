/** "Print Debug Information": what a report of a fault needs, in the log: versions, settings, what was read. No source text and no path. */
import * as vscode from 'vscode';
import type { Log } from '../../base/log';
import type { CheckedFolders } from '../checkedFolders';
import { configurationFile } from '../../standard/config';
import { readSettings } from '../readSettings';

export async function printDebugInformation(folders: CheckedFolders, log: Log, version: string): Promise<void> {
  const { uiKind, remoteName, appHost } = vscode.env;
  const host = [`VS Code ${vscode.version}`, uiKind === vscode.UIKind.Web ? 'web' : 'desktop', appHost, ...(remoteName === undefined ? [] : [`remote ${remoteName}`])].join(', ');
  const lines = [`Kubernaut Image Tags ${version}`, host, `trusted: ${vscode.workspace.isTrusted}`];
  for (const [i, { folder, state, latest }] of folders.all.entries()) {
    const { include, exclude, engine, severities } = readSettings(folder.uri);
    lines.push(
      `folder ${i + 1} (${folder.uri.scheme}): ${state.kind}${state.kind === 'failed' ? `, ${state.message}` : ''}`,
      `  configuration: ${(await hasConfiguration(folder.uri)) ? configurationFile : 'none'}`,
      `  settings: ${JSON.stringify({ include, exclude, engine, rules: Object.fromEntries(severities) })}`,
      `  summary: ${JSON.stringify(latest?.summary ?? {})}`,
      `  stages, ms: ${(latest?.stages ?? []).map(({ stage, milliseconds }) => `${stage} ${milliseconds.toFixed(1)}`).join(', ')}`,
      `  flows: ${latest?.inventory.flows.length ?? 0}, notices: ${latest?.notices.length ?? 0}, problems of the configuration: ${latest?.configurationProblems.length ?? 0}`,
    );
  }
  if (folders.all.length === 0) lines.push('no folder is open');
  for (const line of lines) log.info(line);
}

async function hasConfiguration(folder: vscode.Uri): Promise<boolean> {
  try {
    return (await vscode.workspace.fs.stat(vscode.Uri.joinPath(folder, configurationFile))).type === vscode.FileType.File;
  } catch {
    return false;
  }
}
