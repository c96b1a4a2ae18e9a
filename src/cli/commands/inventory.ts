/** `inventory`: every image site and what it resolves to. Judges nothing. */
import { formats } from '../../report';
import { colorChoice, rootsOf, sharedOptions } from '../checkOptions';
import { has, valueOf, type Call, type Command, type Host } from '../command';
import { exitClean, exitUsage, UsageError } from '../exit';
import { mergeInventories } from '../mergeReports';
import { explainNothingChecked } from '../nothingChecked';
import { outputsOf } from '../outputs';
import { createProfile } from '../profile';
import { createProgress } from '../progress';
import type { InventoryReport } from '../../report/format';
import { sayNotices, writeOutputs } from '../writeOutputs';

const inventoryFormats = formats.filter((format) => format.inventory !== undefined).map((format) => format.id);

async function run(call: Call, host: Host): Promise<number> {
  const outputs = outputsOf(call.given, inventoryFormats);
  colorChoice(call);
  const { terminal } = host;
  const progress = createProgress(terminal, !has(call, 'quiet'), () => performance.now());
  const profile = createProfile(() => performance.now());
  const reports: InventoryReport[] = [];
  let badConfiguration = false;
  try {
    for (const path of rootsOf(call)) {
      const project = await profile.during('start', () => host.open({ path, config: valueOf(call, 'config'), severities: new Map(), onRead: (read, listed) => progress.step(read, listed), debug: () => undefined }));
      try {
        const analysis = await project.service.analyze();
        profile.add(analysis.stages);
        if (analysis.files.length === 0) throw new UsageError(explainNothingChecked(project, analysis.notices));
        badConfiguration ||= analysis.configurationProblems.length > 0;
        const report = project.service.inventoryReport(analysis);
        reports.push({ ...report, notices: [...report.notices, ...project.notices()] });
      } finally {
        project.dispose();
      }
    }
  } finally {
    progress.done();
  }
  const [first, ...others] = reports;
  if (first === undefined) throw new UsageError('no folder was given');
  const report = mergeInventories([first, ...others]);
  await profile.during('report', () => writeOutputs(outputs, call, terminal, (format, options) => format.inventory?.(report, { ...options, source: () => undefined }) ?? ''));
  if (has(call, 'profile')) terminal.err(profile.text());
  if (!has(call, 'quiet')) sayNotices(report, terminal);
  if (!badConfiguration) return exitClean;
  terminal.err('kubernaut-image-tags: the configuration has problems; kubernaut-image-tags check lists them\n');
  return exitUsage;
}

export const inventory: Command = {
  name: 'inventory',
  operands: '[PATH...]',
  summary: 'every image site and what it resolves to',
  options: {
    format: { value: inventoryFormats.join('|'), short: 'f', repeatable: true, summary: 'how to write the sites (default text); several with an --output each' },
    ...sharedOptions,
  },
  examples: [{ line: 'kubernaut-image-tags inventory --format json', does: 'every site for other programs' }],
  run,
};
