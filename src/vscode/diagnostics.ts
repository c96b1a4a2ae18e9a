/**
 * Findings -> the Problems panel. Sets only what changed, clears files that have nothing any more, and keeps within the number of problems
 * that VS Code shows for one file. Judges nothing. One collection serves all folders, because its name is the owner of the problem matcher.
 */
import * as vscode from 'vscode';
import { severities, type Finding } from '../base/finding';
import { pushTo } from '../base/pushTo';
import { toLocation, toRange, toSeverity, toUri } from './convert';

export const diagnosticSource = 'kubernaut-image-tags';

/** VS Code drops what exceeds this for one file, silently for the reader of the squiggles: so the last place says what is missing. */
export const mostPerFile = 1000;

export interface Publisher {
  /** Replaces everything that was published before. */
  publish(findings: readonly Finding[]): void;
  /** Knows of nothing that stands there, so that the next call sets everything. */
  forget(): void;
  /** Takes away what it published. */
  dispose(): void;
}

/** `rulePage` gives the page that a rule's id links to. No two publishers publish for the same file. */
export function createPublisher(collection: vscode.DiagnosticCollection, rulePage: (rule: string) => vscode.Uri | undefined): Publisher {
  let published = new Map<string, string>();

  return {
    publish(findings) {
      const next = new Map<string, string>();
      for (const [uri, ofFile] of byFile(findings)) {
        const content = JSON.stringify(ofFile);
        next.set(uri, content);
        if (published.get(uri) !== content) collection.set(toUri(uri), toDiagnostics(ofFile, rulePage));
      }
      for (const uri of published.keys()) if (!next.has(uri)) collection.delete(toUri(uri));
      published = next;
    },
    forget() {
      published = new Map();
    },
    dispose() {
      for (const uri of published.keys()) collection.delete(toUri(uri));
    },
  };
}

function byFile(findings: readonly Finding[]): Map<string, Finding[]> {
  const files = new Map<string, Finding[]>();
  for (const finding of findings) pushTo(files, finding.at.uri, finding);
  return files;
}

function toDiagnostics(findings: readonly Finding[], rulePage: (rule: string) => vscode.Uri | undefined): vscode.Diagnostic[] {
  if (findings.length <= mostPerFile) return findings.map((finding) => toDiagnostic(finding, rulePage));
  const worstFirst = [...findings].sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
  const shown = worstFirst.slice(0, mostPerFile - 1).map((finding) => toDiagnostic(finding, rulePage));
  const more = new vscode.Diagnostic(
    new vscode.Range(0, 0, 0, 0),
    vscode.l10n.t('{0} more problems of this file are not shown.', findings.length - shown.length),
    vscode.DiagnosticSeverity.Information,
  );
  more.source = diagnosticSource;
  return [...shown, more];
}

function toDiagnostic(finding: Finding, rulePage: (rule: string) => vscode.Uri | undefined): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(toRange(finding.at.range), finding.message, toSeverity(finding.severity));
  diagnostic.source = diagnosticSource;
  const target = rulePage(finding.rule);
  diagnostic.code = target ? { value: finding.rule, target } : finding.rule;
  diagnostic.relatedInformation = finding.related.map(({ at, message }) => new vscode.DiagnosticRelatedInformation(toLocation(at), message));
  if (finding.tags.includes('unnecessary')) diagnostic.tags = [vscode.DiagnosticTag.Unnecessary];
  return diagnostic;
}
