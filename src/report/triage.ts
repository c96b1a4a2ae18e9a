/** The forms of a triage report by name. Knows none of them. */
import type { RenderOptions } from './format';
import { triageJson } from './triageJson';
import { triageMarkdown } from './triageMarkdown';
import type { TriageReport } from './triageReport';
import { triageText } from './triageText';

export const triageFormats = ['text', 'json', 'markdown'] as const;
export type TriageFormat = (typeof triageFormats)[number];

export function renderTriage(format: TriageFormat, report: TriageReport, options: RenderOptions): string {
  if (format === 'json') return triageJson(report);
  return format === 'markdown' ? triageMarkdown(report) : triageText(report, options);
}
