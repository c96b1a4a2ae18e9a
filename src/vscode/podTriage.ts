/**
 * What the last triage found, as the editor shows it: problems with the source "triage", their quick fixes, and the report as Markdown.
 * Each run replaces what the one before showed. Reads no cluster.
 */
import * as vscode from 'vscode';
import type { Finding } from '../base/finding';
import { inert } from '../report/inert';
import { renderTriage } from '../report/triage';
import type { TriageReport } from '../report/triageReport';
import { isApplicable } from './applicable';
import { fromUri, toLocation, toRange, toSeverity, toUri } from './convert';

export const triageSource = 'triage';
const scheme = 'kubernaut-image-tags-triage';
const reportUri = vscode.Uri.from({ scheme, path: '/Pod triage.md' });

export interface PodTriage {
  readonly report: TriageReport | undefined;
  show(report: TriageReport): void;
  clear(): void;
  /** The report of the last run in a Markdown preview. */
  openReport(): Promise<void>;
  dispose(): void;
}

/** `findingsIn` gives what the static check found in a file: a fix that it offers already isn't offered twice. */
export function createPodTriage(findingsIn: (uri: string) => readonly Finding[]): PodTriage {
  const diagnostics = vscode.languages.createDiagnosticCollection(triageSource);
  const changed = new vscode.EventEmitter<vscode.Uri>();
  let report: TriageReport | undefined;
  let findings: readonly Finding[] = [];

  const show = (next: TriageReport | undefined): void => {
    report = next;
    findings = next?.findings ?? [];
    diagnostics.clear();
    for (const uri of new Set(findings.map(({ at }) => at.uri))) diagnostics.set(toUri(uri), findings.filter(({ at }) => at.uri === uri).map(toDiagnostic));
    changed.fire(reportUri);
  };

  const subscriptions = [
    diagnostics,
    changed,
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: () => (report === undefined ? '' : renderTriage('markdown', report, { color: false, source: () => undefined })),
    }),
    vscode.languages.registerCodeActionsProvider([{ language: 'go' }, { language: 'yaml' }], {
      provideCodeActions: async (document, range, context) => {
        const uri = fromUri(document.uri);
        const touched = findings.filter(({ at }) => at.uri === uri && toRange(at.range).intersection(range) !== undefined);
        const offered = new Set(findingsIn(uri).filter(({ at }) => toRange(at.range).intersection(range) !== undefined).flatMap(({ fixes }) => fixes.map(({ title }) => title)));
        const actions = await Promise.all(touched.map((finding) => quickFixes(finding, offered, context.diagnostics)));
        return actions.flat();
      },
    }, { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] }),
  ];

  return {
    get report() {
      return report;
    },
    show,
    clear: () => show(undefined),
    async openReport() {
      try {
        await vscode.commands.executeCommand('markdown.showPreview', reportUri);
      } catch {
        await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(reportUri));
      }
    },
    dispose() {
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}

function toDiagnostic(finding: Finding): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(toRange(finding.at.range), inert(finding.message), toSeverity(finding.severity));
  diagnostic.source = triageSource;
  diagnostic.code = finding.rule;
  diagnostic.relatedInformation = finding.related.map(({ at, message }) => new vscode.DiagnosticRelatedInformation(toLocation(at), inert(message)));
  return diagnostic;
}

async function quickFixes(finding: Finding, offered: ReadonlySet<string>, shown: readonly vscode.Diagnostic[]): Promise<vscode.CodeAction[]> {
  const actions: vscode.CodeAction[] = [];
  for (const fix of finding.fixes) {
    if (offered.has(fix.title) || !(await isApplicable(fix))) continue;
    const action = new vscode.CodeAction(inert(fix.title), vscode.CodeActionKind.QuickFix);
    action.edit = new vscode.WorkspaceEdit();
    for (const edit of fix.edits) action.edit.replace(toUri(edit.uri), toRange(edit.range), edit.newText);
    action.isPreferred = fix.preferred;
    action.diagnostics = shown.filter((diagnostic) => diagnostic.source === triageSource && diagnostic.range.isEqual(toRange(finding.at.range)));
    actions.push(action);
  }
  return actions;
}
