/** `check`: every rule over every root; fixes, baselines and outputs as asked. The default command. */
import { formats } from '../../report';
import type { CheckReport } from '../../report/format';
import { inert } from '../../report/inert';
import { relativePath } from '../../report/paths';
import { checkCombinations, colorChoice, failsOn, rootsOf, ruleSeverities, sharedOptions } from '../checkOptions';
import { applyBaseline } from '../baselineFile';
import { has, valueOf, type Call, type Command, type Host } from '../command';
import { exitClean, exitFindings, exitUsage, UsageError } from '../exit';
import { fixInMemory, unifiedDiff, writeFixes, type Written } from '../fixes';
import { mergeChecks } from '../mergeReports';
import { outputsOf } from '../outputs';
import { createProfile, type Profile } from '../profile';
import { createProgress } from '../progress';
import type { Project } from '../project';
import { addInput } from '../standardInput';
import { explainNothingChecked } from '../nothingChecked';
import { sayNotices, writeOutputs } from '../writeOutputs';

interface Checked {
  readonly report: CheckReport;
  readonly diff: string;
  readonly written: Written;
  readonly badConfiguration: boolean;
  readonly project: Project;
}

async function run(call: Call, host: Host): Promise<number> {
  checkCombinations(call);
  const outputs = outputsOf(call.given, formats.map((format) => format.id));
  const fails = failsOn(call);
  const severities = ruleSeverities(call, host.rules.map((rule) => rule.id));
  colorChoice(call);
  const quiet = has(call, 'quiet');
  const { terminal } = host;
  const progress = createProgress(terminal, !quiet, () => performance.now());
  const profile = createProfile(() => performance.now());
  const open: Project[] = [];
  try {
    const checked: Checked[] = [];
    for (const path of rootsOf(call)) {
      const project = await profile.during('start', () => host.open({ path, config: valueOf(call, 'config'), severities, onRead: (read, listed) => progress.step(read, listed), debug: () => undefined }));
      open.push(project);
      if (has(call, 'stdin')) await addInput(project, valueOf(call, 'stdin-file') ?? '', terminal);
      checked.push(await checkProject(project, call, profile));
      progress.done();
    }
    const [first, ...others] = checked;
    if (first === undefined) throw new UsageError('no folder was given');
    const merged = mergeChecks([first.report, ...others.map((one) => one.report)]);
    const report = applyBaseline(merged, call, terminal);
    const source = (uri: string): string | undefined => open.map((project) => project.service.source(uri)).find((text) => text !== undefined);
    if (has(call, 'dry-run')) terminal.out(checked.map((one) => one.diff).join(''));
    else await profile.during('report', () => writeOutputs(outputs, call, terminal, (format, options) => format.check(report, { ...options, source })));
    if (has(call, 'profile')) terminal.err(profile.text());
    if (!quiet) sayNotices(report, terminal);
    if (!quiet) for (const path of checked.flatMap((one) => one.written.fixed)) terminal.err(`kubernaut-image-tags: ${inert(path)}: fixed\n`);
    const problems = checked.flatMap((one) => one.written.problems);
    for (const problem of problems) terminal.err(`kubernaut-image-tags: ${inert(problem)}\n`);
    if (checked.some((one) => one.badConfiguration)) {
      terminal.err('kubernaut-image-tags: the configuration has problems (listed above as [configuration]); mend them first\n');
      return exitUsage;
    }
    return problems.length > 0 || report.findings.some((finding) => fails(finding.severity)) ? exitFindings : exitClean;
  } finally {
    progress.done();
    for (const project of open) project.dispose();
  }
}

async function checkProject(project: Project, call: Call, profile: Profile): Promise<Checked> {
  const found = await project.service.analyze();
  profile.add(found.stages);
  let analysis = found;
  const lost = [...project.overlay.replaced.keys()].find((uri) => !found.files.includes(uri));
  if (lost !== undefined) throw new UsageError(`${inert(relativePath(project.root, lost))} is not among the files to check; see "include" and "exclude" in .kubernaut-image-tags.yaml`);
  if (found.files.length === 0 && found.configurationProblems.length === 0) throw new UsageError(explainNothingChecked(project, found.notices));
  let diff = '';
  let written: Written = { fixed: [], problems: [] };
  const badConfiguration = found.configurationProblems.length > 0;
  // What a broken configuration asks for is not known well enough to write to files.
  if (!badConfiguration && (has(call, 'fix') || has(call, 'dry-run'))) {
    const fixed = await fixInMemory(project, found);
    if (has(call, 'dry-run')) diff = unifiedDiff(project.root, fixed.files);
    else {
      analysis = fixed.analysis;
      written = writeFixes(project, fixed.files);
    }
  }
  const report = project.service.checkReport(analysis);
  return { report: { ...report, notices: [...report.notices, ...project.notices()] }, diff, written, badConfiguration, project };
}

export const check: Command = {
  name: 'check',
  operands: '[PATH...]',
  summary: 'every rule over every image site',
  options: {
    format: { value: formats.map((format) => format.id).join('|'), short: 'f', repeatable: true, summary: 'how to write the findings (default text); several with an --output each' },
    ...sharedOptions,
    fix: { summary: 'apply the fixes that are safe and have one right answer' },
    'dry-run': { summary: 'show what --fix would do, as a unified diff' },
    'fail-on': { value: 'error|warning|info', summary: 'the mildest severity that makes the exit status 1 (default error)' },
    rule: { value: 'ID=SEVERITY', repeatable: true, summary: 'error, warning, info, hint or off for one rule' },
    baseline: { value: 'FILE', summary: 'leave out the findings that FILE lists' },
    'write-baseline': { summary: 'write the findings of now to the --baseline FILE' },
    stdin: { summary: 'take the text of --stdin-file from standard input' },
    'stdin-file': { value: 'FILE', summary: "the buffer's path, relative to PATH" },
  },
  examples: [
    { line: 'kubernaut-image-tags', does: 'checks the current folder' },
    { line: 'kubernaut-image-tags check --format text --format sarif --output image-tags.sarif', does: 'shows findings and writes them for code scanning' },
    { line: 'kubernaut-image-tags check --fix', does: 'mends what has one right answer, then shows what remains' },
    { line: 'kubernaut-image-tags check --baseline image-tags.json --write-baseline', does: 'accepts the findings of today; only new ones fail from now on' },
  ],
  run,
};
