/**
 * The one place where the core's words become VS Code's and back. Both count lines and UTF-16 characters from 0, so that nothing is shifted.
 */
import * as vscode from 'vscode';
import type { Severity } from '../base/finding';
import type { Location, Position, Range } from '../base/text';

const severities: Record<Severity, vscode.DiagnosticSeverity> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

export function toSeverity(severity: Severity): vscode.DiagnosticSeverity {
  return severities[severity];
}

export function toPosition(position: Position): vscode.Position {
  return new vscode.Position(position.line, position.character);
}

export function fromPosition(position: vscode.Position): Position {
  return { line: position.line, character: position.character };
}

export function toRange(range: Range): vscode.Range {
  return new vscode.Range(toPosition(range.start), toPosition(range.end));
}

/** The core's uris are `Uri.toString()` of the editor's, percent-encoded; only this function and `fromUri` may assume so. */
export function toUri(uri: string): vscode.Uri {
  return vscode.Uri.parse(uri, true);
}

export function fromUri(uri: vscode.Uri): string {
  return uri.toString();
}

export function toLocation(location: Location): vscode.Location {
  return new vscode.Location(toUri(location.uri), toRange(location.range));
}
