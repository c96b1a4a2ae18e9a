/**
 * Fixes -> code actions: each fix of a finding under the cursor as a quick fix, the safe ones of a file together as
 * `source.fixAll.kubernautImageTags`, and the rule's page. A fix whose text has moved on isn't offered.
 */
import * as vscode from 'vscode';
import type { Finding } from '../base/finding';
import { ignoreInFile } from '../service/ignoreFixes';
import { gatherSafeFixes, isApplicable } from './applicable';
import { fromUri, toRange, toUri } from './convert';
import { diagnosticSource } from './diagnostics';

export const fixAllKind = vscode.CodeActionKind.SourceFixAll.append('kubernautImageTags');

export const showRuleCommand = 'kubernautImageTags.showRule';

/** `findingsIn` gives the findings of the newest finished analysis for one file. */
export function createQuickFixes(findingsIn: (uri: string) => readonly Finding[]): vscode.CodeActionProvider {
  return {
    async provideCodeActions(document, range, context) {
      const findings = findingsIn(fromUri(document.uri));
      if (findings.length === 0) return [];
      if (context.only && fixAllKind.contains(context.only)) return fixAll(findings);
      if (context.only && !context.only.contains(vscode.CodeActionKind.QuickFix)) {
        return context.only.contains(fixAllKind) ? fixAll(findings) : [];
      }
      const touched = findings.filter((finding) => toRange(finding.at.range).intersection(range) !== undefined);
      const actions = await Promise.all(touched.map((finding) => quickFixes(finding, document, context.diagnostics)));
      return actions.flat();
    },
  };
}

async function quickFixes(finding: Finding, document: vscode.TextDocument, shown: readonly vscode.Diagnostic[]): Promise<vscode.CodeAction[]> {
  const diagnostics = shown.filter((diagnostic) => shows(diagnostic, finding));
  const actions: vscode.CodeAction[] = [];
  for (const fix of [...finding.fixes, ignoreInFile(finding, document.getText())]) {
    if (!fix || !(await isApplicable(fix))) continue;
    const action = new vscode.CodeAction(fix.title, vscode.CodeActionKind.QuickFix);
    action.edit = new vscode.WorkspaceEdit();
    for (const edit of fix.edits) action.edit.replace(toUri(edit.uri), toRange(edit.range), edit.newText);
    action.isPreferred = fix.preferred;
    action.diagnostics = diagnostics;
    actions.push(action);
  }
  const page = new vscode.CodeAction(vscode.l10n.t('Show documentation of {0}', finding.rule), vscode.CodeActionKind.QuickFix);
  page.command = { command: showRuleCommand, title: page.title, arguments: [finding.rule] };
  page.diagnostics = diagnostics;
  return [...actions, page];
}

function shows(diagnostic: vscode.Diagnostic, finding: Finding): boolean {
  return diagnostic.source === diagnosticSource && diagnostic.message === finding.message && diagnostic.range.isEqual(toRange(finding.at.range));
}

async function fixAll(findings: readonly Finding[]): Promise<vscode.CodeAction[]> {
  const gathered = await gatherSafeFixes(findings);
  if (gathered.findings === 0) return [];
  const action = new vscode.CodeAction(vscode.l10n.t('Fix all image names that have one right answer'), fixAllKind);
  action.edit = gathered.edit;
  return [action];
}
