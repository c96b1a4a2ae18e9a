/** `--baseline FILE` and `--write-baseline`: reads or writes the file and says how it shrinks. */
import { resolve } from 'node:path';
import { errorCode, readTextFile, writeResult } from '../node/textFile';
import type { CheckReport } from '../report/format';
import { inert } from '../report/inert';
import { acceptable, readBaseline, withBaseline, writeBaseline } from './baseline';
import { has, valueOf, type Call } from './command';
import { UsageError } from './exit';
import type { Terminal } from './terminal';

/** The report without the known findings. The same report when no baseline was asked for. */
export function applyBaseline(report: CheckReport, call: Call, terminal: Terminal): CheckReport {
  const file = valueOf(call, 'baseline');
  if (file === undefined) return report;
  const path = resolve(terminal.folder, file);
  if (has(call, 'write-baseline')) {
    try {
      writeResult(path, writeBaseline(report));
    } catch (error) {
      throw new UsageError(`the baseline ${inert(file)} could not be written (${errorCode(error)})`);
    }
    if (!has(call, 'quiet')) terminal.err(`kubernaut-image-tags: ${inert(file)} now lists ${acceptable(report.findings).length} findings\n`);
  }
  const read = readTextFile(path);
  if (read.kind === 'missing') throw new UsageError(`there is no baseline ${inert(file)}; make it with --baseline ${inert(file)} --write-baseline`);
  if (read.kind === 'skipped') throw new UsageError(`the baseline ${inert(file)} can't be used: ${read.reason}`);
  const result = withBaseline(report, readBaseline(read.text, inert(file)), file);
  if (result.vanished > 0 && !has(call, 'quiet')) {
    terminal.err(`kubernaut-image-tags: ${result.vanished} of the ${result.known + result.vanished} findings in ${inert(file)} are gone; shrink it with --write-baseline\n`);
  }
  return result.report;
}
