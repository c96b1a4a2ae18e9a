/**
 * Which fixes still hold: every place still has the text that the fix expects there. An edit made since the analysis withdraws the fix.
 * Also gathers fixes into one edit of the workspace, each place changed once.
 */
import * as vscode from 'vscode';
import type { Edit, Finding, Fix } from '../base/finding';
import { toRange, toUri } from './convert';

export async function isApplicable(fix: Fix): Promise<boolean> {
  for (const edit of fix.edits) {
    const text = await textAt(edit);
    if (text !== edit.expected) return false;
  }
  return fix.edits.length > 0;
}

async function textAt(edit: Edit): Promise<string | undefined> {
  try {
    const document = await vscode.workspace.openTextDocument(toUri(edit.uri));
    const range = toRange(edit.range);
    return document.validateRange(range).isEqual(range) ? document.getText(range) : undefined;
  } catch {
    return undefined;
  }
}

/** The one fix of a finding that fix-all may take: safe, and the only right answer. */
export function safeFix(finding: Finding): Fix | undefined {
  return finding.fixes.find((fix) => fix.safe && fix.preferred);
}

export interface GatheredFixes {
  readonly edit: vscode.WorkspaceEdit;
  /** Findings that the edit mends. */
  readonly findings: number;
  readonly files: number;
}

/** Joins the safe fixes of the findings; one whose place is already changed otherwise is left for the next time. */
export async function gatherSafeFixes(findings: readonly Finding[], metadata?: (fix: Fix) => vscode.WorkspaceEditEntryMetadata): Promise<GatheredFixes> {
  const edit = new vscode.WorkspaceEdit();
  const taken: Edit[] = [];
  let mended = 0;
  for (const finding of findings) {
    const fix = safeFix(finding);
    if (!fix || !(await isApplicable(fix))) continue;
    const fresh = fix.edits.filter((wanted) => !taken.some((other) => isSame(wanted, other)));
    if (fresh.some((wanted) => taken.some((other) => overlaps(wanted, other)))) continue;
    for (const { uri, range, newText } of fresh) edit.replace(toUri(uri), toRange(range), newText, metadata?.(fix));
    taken.push(...fresh);
    mended++;
  }
  return { edit, findings: mended, files: new Set(taken.map(({ uri }) => uri)).size };
}

function isSame(a: Edit, b: Edit): boolean {
  return a.uri === b.uri && a.newText === b.newText && toRange(a.range).isEqual(toRange(b.range));
}

function overlaps(a: Edit, b: Edit): boolean {
  return a.uri === b.uri && toRange(a.range).intersection(toRange(b.range)) !== undefined;
}
