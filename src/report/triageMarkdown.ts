/** A triage report as GitHub-flavoured Markdown, for the editor's preview and for job summaries. Foreign strings are inert in it. */
import { codeSpan, prose } from './markdownText';
import { relativePath } from './paths';
import { noDeploy, sinceStart, targetOf } from './triageText';
import type { SourceRow, TriagedPod, TriagedProblem, TriageReport } from './triageReport';

export function triageMarkdown(report: TriageReport): string {
  const { pods, image, other, well } = report.summary;
  const lines = ['# Pod triage', '', `Read from ${prose(targetOf(report))}.`, '', `Pods: ${String(pods)}; **${String(image)} without image**, ${String(other)} with other problems, ${String(well)} without problems.`, ''];
  if (report.pods.length > 0) {
    lines.push('| Pod | Ready | Problem | Restarts | Node |', '|---|---|---|---|---|');
    for (const pod of report.pods) lines.push(`| ${codeSpan(`${pod.namespace}/${pod.name}`)} | ${prose(pod.ready)} | ${prose(pod.problems[0]?.reason ?? pod.state)} | ${String(pod.restarts)} | ${codeSpan(pod.node)} |`);
    lines.push('');
  }
  for (const pod of report.pods) lines.push(...podLines(pod, report));
  if (report.notices.length > 0) lines.push('## Notes', '', ...report.notices.map((notice) => `- ${prose(notice)}`), '');
  return `${lines.join('\n').trimEnd()}\n`;
}

function podLines(pod: TriagedPod, report: TriageReport): string[] {
  const lines = [`## ${codeSpan(`${pod.namespace}/${pod.name}`)}`, ''];
  for (const problem of pod.problems) lines.push(...problemLines(problem, report), '');
  if (pod.timeline.length > 0) {
    lines.push('| After | Event | Message |', '|---|---|---|');
    for (const entry of pod.timeline) lines.push(`| ${sinceStart(entry.time, pod.created)} | ${prose(entry.reason)}${entry.count > 1 ? ` ×${String(entry.count)}` : ''} | ${prose(entry.message)} |`);
    lines.push('');
  }
  return lines;
}

function problemLines(problem: TriagedProblem, report: TriageReport): string[] {
  const kind = problem.containerKind === 'container' ? '' : `${problem.containerKind} `;
  const who = problem.container === '' ? '' : ` in ${kind}container ${codeSpan(problem.container)}`;
  if (problem.image === undefined) return [`**${prose(problem.reason)}**${who}${problem.message === '' ? '' : `: ${prose(problem.message)}`}`];
  const lines = [`**${prose(problem.reason)}**${who}: ${codeSpan(problem.image)}`, ''];
  if (problem.cause !== undefined) {
    lines.push(`- Cause: ${prose(problem.cause.sentence)}`);
    if (problem.cause.raw !== '') lines.push(`- The runtime says: ${codeSpan(problem.cause.raw)}`);
  }
  if (problem.onNode !== undefined) lines.push(`- Node ${codeSpan(problem.onNode.node)}: ${prose(problem.onNode.sentence)}`);
  for (const row of problem.deploys ?? []) lines.push(`- Deployed at ${sourceText(row, report.root)}`);
  for (const row of problem.builds ?? []) lines.push(`- ${roleWord(row.role)} at ${sourceText(row, report.root)}`);
  if (problem.deploys?.length === 0) lines.push(`- Source: ${prose(noDeploy(problem))}`);
  if (problem.finding !== undefined) lines.push(`- The check says: ${prose(problem.finding.message)}`);
  for (const { fix, confirmed } of problem.fixes ?? []) lines.push(`- Fix: **${prose(fix.title)}**${confirmed ? ' (that image is on the node)' : ''}`);
  return lines;
}

/** `build` -> `Build`, as the start of a line. */
function roleWord(role: string): string {
  return prose(role.charAt(0).toUpperCase() + role.slice(1));
}

function sourceText(row: SourceRow, root: string): string {
  const where = codeSpan(`${relativePath(root, row.uri)}:${String(row.range.start.line + 1)}`);
  return `${where}${row.function === '' ? '' : ` in ${codeSpan(row.function)}`}: ${row.images.map(codeSpan).join(', ')}`;
}
