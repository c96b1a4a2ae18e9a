/**
 * The user's settings as the core knows them. What isn't usable (a number among the globs, an unknown severity) falls back to the default:
 * VS Code has already underlined it in settings.json.
 */
import * as vscode from 'vscode';
import { severities, type Severity } from '../base/finding';
import { defaultSettings, type Settings } from '../service/settings';

export const settingsSection = 'kubernautImageTags';

/** What an analysis depends on. The others change what is shown of it. */
export const analysisSettings: readonly string[] = ['include', 'exclude', 'engine', 'rules'];

export function readSettings(folder: vscode.Uri): Settings {
  const values = vscode.workspace.getConfiguration(settingsSection, folder);
  const engine = values.get<unknown>('engine');
  return {
    include: globs(values.get<unknown>('include')) ?? defaultSettings.include,
    exclude: globs(values.get<unknown>('exclude')) ?? defaultSettings.exclude,
    engine: engine === 'podman' || engine === 'docker' ? engine : 'auto',
    severities: ruleSeverities(values.get<unknown>('rules')),
  };
}

/** Milliseconds after which the language status warns and complains of an analysis; 0: never. */
export interface TimeBudget {
  readonly warn: number;
  readonly error: number;
}

export const defaultTimeBudget: TimeBudget = { warn: 4000, error: 8000 };

export function readTimeBudget(folder: vscode.Uri): TimeBudget {
  const value = vscode.workspace.getConfiguration(settingsSection, folder).get<unknown>('timeBudget');
  const { warn, error } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  const limit = (chosen: unknown, otherwise: number): number => (typeof chosen === 'number' && chosen >= 0 ? chosen : otherwise);
  return { warn: limit(warn, defaultTimeBudget.warn), error: limit(error, defaultTimeBudget.error) };
}

function globs(value: unknown): string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.filter((glob): glob is string => typeof glob === 'string' && glob !== '');
}

function ruleSeverities(value: unknown): Map<string, Severity | 'off'> {
  const chosen = new Map<string, Severity | 'off'>();
  if (typeof value !== 'object' || value === null) return chosen;
  for (const [rule, severity] of Object.entries(value)) {
    const known = severity === 'off' ? 'off' : severities.find((name) => name === severity);
    if (known) chosen.set(rule, known);
  }
  return chosen;
}
