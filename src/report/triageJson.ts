/** A triage report for other programs: 1-based, stable, changed only by adding. The same shape as the findings' JSON where they share. */
import type { Finding, Fix } from '../base/finding';
import type { Location } from '../base/text';
import { inertJson, redact } from './inert';
import { publicRange, relativePath } from './paths';
import type { SourceRow, TriagedProblem, TriageReport } from './triageReport';

export function triageJson(report: TriageReport): string {
  const { root } = report;
  const document = {
    version: 1,
    context: report.context,
    namespace: report.namespace,
    pods: report.pods.map((pod) => ({
      namespace: pod.namespace, name: pod.name, node: pod.node, state: pod.state, ready: pod.ready, restarts: pod.restarts, created: pod.created,
      problems: pod.problems.map((problem) => problemJson(problem, root)),
      timeline: pod.timeline,
    })),
    notices: report.notices,
    summary: report.summary,
  };
  return `${inertJson(JSON.stringify(document, (_key, value: unknown) => (typeof value === 'string' ? redact(value) : value), 2))}\n`;
}

function problemJson(problem: TriagedProblem, root: string): object {
  const { state, container, containerKind, reason, message, image } = problem;
  const plain = { state, container, containerKind, reason, message };
  if (image === undefined) return plain;
  return {
    ...plain, image,
    cause: problem.cause,
    onNode: problem.onNode,
    deploys: (problem.deploys ?? []).map((row) => rowJson(row, root)),
    builds: (problem.builds ?? []).map((row) => rowJson(row, root)),
    unknownDeploys: problem.unknownDeploys ?? 0,
    ...(problem.finding === undefined ? {} : { finding: findingJson(problem.finding, root) }),
    fixes: (problem.fixes ?? []).map(({ fix, confirmed }) => ({ ...fixJson(fix, root), confirmed })),
  };
}

function rowJson(row: SourceRow, root: string): object {
  const { role, images, match, flows, dead } = row;
  return { role, ...place(root, row), function: row.function, images, match, flows, dead };
}

function findingJson(finding: Finding, root: string): object {
  return { rule: finding.rule, severity: finding.severity, message: finding.message, ...place(root, finding.at) };
}

function fixJson(fix: Fix, root: string): object {
  return { title: fix.title, preferred: fix.preferred, edits: fix.edits.map((edit) => ({ ...place(root, edit), expected: edit.expected, newText: edit.newText })) };
}

function place(root: string, at: Location): object {
  return { file: relativePath(root, at.uri), range: publicRange(at.range) };
}
