/** Renders each asked format and puts it where it was asked for. Knows no command's meaning. */
import { resolve } from 'node:path';
import { errorCode, writeResult } from '../node/textFile';
import { formats } from '../report';
import type { CheckReport, Format, RenderOptions } from '../report/format';
import { inert } from '../report/inert';
import { relativePath } from '../report/paths';
import { colorChoice } from './checkOptions';
import { has, type Call } from './command';
import { UsageError } from './exit';
import type { Output } from './outputs';
import { wantsColor, type Terminal } from './terminal';

export type Render = (format: Format, options: Omit<RenderOptions, 'source'>) => string;

export function writeOutputs(outputs: readonly Output[], call: Call, terminal: Terminal, render: Render): void {
  for (const { format: id, file } of outputs) {
    const format = formats.find((candidate) => candidate.id === id);
    if (format === undefined) throw new UsageError(`there is no format ${id}`);
    const color = wantsColor(colorChoice(call), file === undefined && terminal.outIsTerminal, terminal.env);
    const text = render(format, { color, quiet: has(call, 'quiet') });
    if (file === undefined) terminal.out(text);
    else writeFile(resolve(terminal.folder, file), file, text);
  }
}

function writeFile(path: string, shown: string, text: string): void {
  try {
    writeResult(path, text);
  } catch (error) {
    throw new UsageError(`${inert(shown)} could not be written (${errorCode(error)}); choose another --output FILE`);
  }
}

/** One line a file that was not, or not wholly, read. */
export function sayNotices(report: Pick<CheckReport, 'root' | 'notices'>, terminal: Terminal): void {
  for (const notice of report.notices) terminal.err(`kubernaut-image-tags: ${inert(relativePath(report.root, notice.uri))}: ${inert(notice.message)}\n`);
}
