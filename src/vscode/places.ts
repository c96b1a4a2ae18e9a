/**
 * Links and lenses that lead to places: the two commands behind them, called with plain data. They open nothing outside the workspace's
 * folders, whoever calls them.
 */
import * as vscode from 'vscode';
import type { Location } from '../base/text';
import { toLocation, toUri } from './convert';

export const openPlaceCommand = 'kubernautImageTags.openPlace';
export const showPlacesCommand = 'kubernautImageTags.showPlaces';

/** The link of a Markdown text that opens a place; it needs `isTrusted` for `openPlaceCommand`. */
export function placeLink({ uri, range }: Location): string {
  const query = encodeURIComponent(JSON.stringify([uri, range.start.line, range.start.character])).replace(/[()!'*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
  return `command:${openPlaceCommand}?${query}`;
}

/** A list of places, peeked at from one of them. */
export function showPlaces(title: string, from: Location, places: readonly Location[]): vscode.Command {
  return { command: showPlacesCommand, title, arguments: [from, places] };
}

export function registerPlaceCommands(): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand(openPlaceCommand, async (uri: unknown, line: unknown, character: unknown) => {
      const target = placeIn(uri, line, character);
      if (!target) return;
      await vscode.window.showTextDocument(target.uri, { selection: target.range });
    }),
    vscode.commands.registerCommand(showPlacesCommand, async (from: unknown, places: unknown) => {
      const start = locationIn(from);
      const targets = Array.isArray(places) ? places.flatMap((place) => locationIn(place) ?? []) : [];
      if (!start || targets.length === 0) return;
      await vscode.commands.executeCommand('editor.action.showReferences', start.uri, start.range.start, targets);
    }),
  );
}

function placeIn(uri: unknown, line: unknown, character: unknown): vscode.Location | undefined {
  if (typeof uri !== 'string' || !isCount(line) || !isCount(character)) return undefined;
  const position = { line, character };
  return locationIn({ uri, range: { start: position, end: position } });
}

function locationIn(value: unknown): vscode.Location | undefined {
  if (!isLocation(value)) return undefined;
  try {
    return vscode.workspace.getWorkspaceFolder(toUri(value.uri)) ? toLocation(value) : undefined;
  } catch {
    return undefined;
  }
}

function isLocation(value: unknown): value is Location {
  if (typeof value !== 'object' || value === null || !('uri' in value) || !('range' in value) || typeof value.uri !== 'string') return false;
  const { range } = value;
  return typeof range === 'object' && range !== null && 'start' in range && 'end' in range && isPosition(range.start) && isPosition(range.end);
}

function isPosition(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'line' in value && 'character' in value && isCount(value.line) && isCount(value.character);
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}
