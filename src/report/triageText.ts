/** The terminal's form of a triage report: each failing pod from its cause to the line of source. Prints nothing itself. */
import { codeFrame } from './codeFrame';
import { palette, type Palette } from './colors';
import type { RenderOptions } from './format';
import { inert } from './inert';
import { relativePath } from './paths';
import type { SourceRow, TimelineEntry, TriagedPod, TriagedProblem, TriageReport } from './triageReport';

/** Rows of one kind that are shown of one problem. */
const mostRows = 6;
const mostEvents = 8;
const mostImages = 4;

export function triageText(report: TriageReport, options: RenderOptions): string {
  const paint = palette(options.color);
  const blocks = [`${paint.faint('Read from')} ${inert(targetOf(report))}`, ...report.pods.map((pod) => podText(pod, report, options, paint))];
  if (report.notices.length > 0) blocks.push(report.notices.map((notice) => `note: ${inert(notice)}`).join('\n'));
  blocks.push(summaryOf(report, paint));
  return `${blocks.join('\n\n')}\n`;
}

/** Which context and namespace was read, for a sentence. */
export function targetOf(report: Pick<TriageReport, 'context' | 'namespace'>): string {
  const context = report.context === '' ? 'the cluster this runs in' : `context ${report.context}`;
  return `${context}, ${report.namespace === '' ? 'all namespaces' : `namespace ${report.namespace}`}`;
}

function summaryOf(report: TriageReport, paint: Palette): string {
  const { pods, image, other, well } = report.summary;
  const text = `${String(pods)} pod${pods === 1 ? '' : 's'}: ${String(image)} without image, ${String(other)} with other problems, ${String(well)} without problems.`;
  return image > 0 ? paint.bad(`❌ ${text}`) : other > 0 ? `⚠️ ${text}` : paint.good(`✅ ${text}`);
}

function podText(pod: TriagedPod, report: TriageReport, options: RenderOptions, paint: Palette): string {
  const where = pod.node === '' ? '' : ` on ${inert(pod.node)}`;
  const lines = [`${paint.place(inert(`${pod.namespace}/${pod.name}`))}  ${pod.ready} ready, ${String(pod.restarts)} restarts${where}`];
  for (const problem of pod.problems) lines.push(...problemLines(problem, report, options, paint));
  const timeline = pod.timeline.slice(-mostEvents);
  if (timeline.length > 0) lines.push('  events:', ...timeline.map((entry) => `    ${eventLine(entry, pod.created)}`));
  return lines.join('\n');
}

function problemLines(problem: TriagedProblem, report: TriageReport, options: RenderOptions, paint: Palette): string[] {
  const kind = problem.containerKind === '' || problem.containerKind === 'container' ? '' : `${problem.containerKind} `;
  const who = problem.container === '' ? '' : ` ${kind}container ${inert(problem.container)}`;
  const head = `  ${paint.severity(problem.state === 'image' ? 'error' : 'warning', inert(problem.reason))}${who}`;
  if (problem.image === undefined) return [problem.message === '' ? head : `${head}: ${inert(problem.message)}`];
  const lines = [`${head}: ${paint.bad(inert(problem.image))}`];
  if (problem.cause !== undefined) {
    lines.push(`    cause: ${problem.cause.sentence} ${paint.faint(`[${problem.cause.kind}]`)}`);
    if (problem.cause.raw !== '') lines.push(`    ${paint.faint(`says: ${inert(problem.cause.raw)}`)}`);
  }
  if (problem.onNode !== undefined) lines.push(`    node: ${inert(problem.onNode.sentence)}`);
  lines.push(...sourceLines(problem, report, options, paint));
  return lines;
}

function sourceLines(problem: TriagedProblem, report: TriageReport, options: RenderOptions, paint: Palette): string[] {
  const { deploys, builds } = problem;
  if (deploys === undefined || builds === undefined) return [];
  const lines: string[] = deploys.length === 0 ? [`    source: ${noDeploy(problem)}`] : [];
  for (const row of deploys.slice(0, mostRows)) {
    const at = row === deploys[0] && problem.finding?.at.uri === row.uri ? problem.finding.at : { uri: row.uri, range: row.range };
    lines.push(`    deployed at ${paint.place(inert(place(report.root, at.uri, at.range.start)))}${functionOf(row)}${row.match === 'pattern' ? ` as ${imagesOf(row)}` : ''}`);
    const source = row === deploys[0] ? options.source(at.uri) : undefined;
    const frame = source === undefined ? undefined : codeFrame(source, at.range);
    if (frame !== undefined) {
      const gutter = ' '.repeat(String(frame.line).length);
      lines.push(`      ${paint.faint(`${String(frame.line)} |`)} ${frame.code}`, `      ${paint.faint(`${gutter} |`)} ${paint.severity('error', frame.carets)}`);
    }
  }
  for (const row of builds.slice(0, mostRows)) {
    lines.push(`    ${row.role} at ${paint.place(inert(place(report.root, row.uri, row.range.start)))}${functionOf(row)}: ${paint.good(imagesOf(row))}`);
  }
  const more = Math.max(0, deploys.length - mostRows) + Math.max(0, builds.length - mostRows);
  if (more > 0) lines.push(`    and ${String(more)} more places`);
  for (const { fix, confirmed } of (problem.fixes ?? []).slice(0, 3)) lines.push(`    fix: ${inert(fix.title)}${confirmed ? paint.faint(' (that image is on the node)') : ''}`);
  return lines;
}

/** What is said where no line of source can be shown. */
export function noDeploy({ unknownDeploys = 0 }: TriagedProblem): string {
  const none = 'no deploy site in the workspace is known to yield this image';
  return unknownDeploys === 0 ? `${none}.` : `${none}; of ${String(unknownDeploys)} deploy sites the image isn't known.`;
}

function imagesOf({ images }: SourceRow): string {
  const more = images.length > mostImages ? ` and ${String(images.length - mostImages)} more` : '';
  return `${images.slice(0, mostImages).map(inert).join(' | ')}${more}`;
}

function functionOf(row: SourceRow): string {
  return row.function === '' ? '' : ` in ${inert(row.function)}`;
}

function place(root: string, uri: string, { line, character }: { line: number; character: number }): string {
  return `${relativePath(root, uri)}:${String(line + 1)}:${String(character + 1)}`;
}

function eventLine(entry: TimelineEntry, created: string): string {
  const count = entry.count > 1 ? ` (x${String(entry.count)})` : '';
  return `${sinceStart(entry.time, created).padStart(7)}  ${inert(entry.reason)}${count}: ${inert(entry.message)}`;
}

/** `+75s` after the pod was made; '' where either time is unknown. */
export function sinceStart(time: string, created: string): string {
  const seconds = Math.round((Date.parse(time) - Date.parse(created)) / 1000);
  return Number.isFinite(seconds) ? `${seconds < 0 ? '-' : '+'}${String(Math.abs(seconds))}s` : '';
}
