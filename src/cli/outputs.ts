/** Which format goes where: pairs of `--format` and `--output` in the order of the command line. Knows no report. */
import type { GivenOption } from './command';
import { UsageError } from './exit';
import { oneOf } from './options';

export interface Output {
  readonly format: string;
  /** Undefined: standard output. */
  readonly file: string | undefined;
}

/**
 * An `--output` belongs to the `--format` before it, or to the one after it when none is before it. Without any format the first of the
 * known ones is meant. One format at most goes to standard output: two in one stream could be read by nobody.
 */
export function outputsOf(given: readonly GivenOption[], known: readonly string[]): Output[] {
  const outputs: { format: string | undefined; file: string | undefined }[] = [];
  for (const { name, value } of given) {
    const open = outputs.at(-1);
    if (name === 'format') {
      const format = oneOf('--format', value, known);
      if (open !== undefined && open.format === undefined) open.format = format;
      else outputs.push({ format, file: undefined });
    } else if (name === 'output') {
      const file = value === '-' ? undefined : value;
      if (open !== undefined && open.file === undefined) open.file = file;
      else outputs.push({ format: undefined, file });
    }
  }
  const complete = (outputs.length === 0 ? [{ format: undefined, file: undefined }] : outputs).map(({ format, file }) => ({ format: format ?? known[0] ?? '', file }));
  const unnamed = complete.filter((output) => output.file === undefined);
  if (unnamed.length > 1) throw new UsageError(`the formats ${unnamed.map((output) => output.format).join(' and ')} would both go to standard output; give all but one an --output FILE`);
  const twice = complete.find((output, i) => output.file !== undefined && complete.findIndex((other) => other.file === output.file) !== i);
  if (twice !== undefined) throw new UsageError(`two formats would be written to ${twice.file ?? ''}; give each its own --output FILE`);
  return complete;
}
