/**
 * Splits arguments into flags, their values and positionals, by the rules of spf13/pflag (which podman, docker, buildah, kind, kubectl and
 * helm share): `--flag value`, `--flag=value`, `-f value`, `-fvalue`, `-f=value`, combined switches `-dit`, and `--`. Knows tables of
 * flags, not what any flag means.
 */
import { type Argument, type FlagTable, hole, type ImageArg, shapeOf } from './command';

export type { FlagTable } from './command';

/** Both lists are names with their dashes, separated by blanks. */
export function flagTable(values: string, switches: string): FlagTable {
  const table = new Map<string, 'value' | 'switch'>();
  for (const name of values.split(/\s+/)) if (name) table.set(name, 'value');
  for (const name of switches.split(/\s+/)) if (name) table.set(name, 'switch');
  return table;
}

/** A positional argument or a flag's value, seen as a part of an argument. */
export interface Word<T> {
  readonly argument: Argument<T>;
  readonly skip: number;
  /** The part's characters, unknown runs as holes. */
  readonly shape: string;
  /** It surely is what it seems, and not the value of a flag nobody knows. */
  readonly certain: boolean;
  /** Its number among the positionals is certain. Always true of a flag's value. */
  readonly placed: boolean;
}

export interface Scan<T> {
  readonly flags: readonly { readonly name: string; readonly value: Word<T> | undefined }[];
  readonly positionals: readonly Word<T>[];
  /** A spread of unknown arguments stands among them. */
  readonly open: boolean;
  /** With `stopAtFirst`: everything after the first positional that is surely there. */
  readonly after: readonly Argument<T>[];
}

/** `stopAtFirst`: flags end at the first positional, as in `docker run IMAGE COMMAND -x` and before every subcommand. */
export function scan<T>(args: readonly Argument<T>[], table: FlagTable, stopAtFirst = false): Scan<T> {
  const flags: { name: string; value: Word<T> | undefined }[] = [];
  const positionals: Word<T>[] = [];
  let placed = true;
  let open = false;
  let afterUnknownFlag = false;
  let positionalsOnly = false;
  const takesValues = [...table.values()].includes('value');
  for (let i = 0; i < args.length; i++) {
    const argument = args[i];
    if (!argument) break;
    if (argument.rest) {
      placed = false;
      open = true;
      afterUnknownFlag = takesValues && !positionalsOnly;
      continue;
    }
    const shape = shapeOf(argument);
    if (!positionalsOnly && shape === '--') {
      positionalsOnly = true;
      afterUnknownFlag = false;
      continue;
    }
    if (positionalsOnly || !shape.startsWith('-') || shape === '-') {
      if (afterUnknownFlag) placed = false;
      positionals.push({ argument, skip: 0, shape, certain: !afterUnknownFlag, placed });
      if (stopAtFirst && !argument.optional && !afterUnknownFlag) return { flags, positionals, open, after: args.slice(i + 1) };
      if (argument.optional) placed = false;
      // What is wholly unknown is taken for a positional, yet the next word isn't certain not to be its value.
      afterUnknownFlag = !positionalsOnly && shape === hole && takesValues;
      continue;
    }
    const read = readFlag(argument, shape, table);
    flags.push(...read.flags);
    afterUnknownFlag = read.unknown;
    if (read.wants === undefined) continue;
    const next = args[i + 1];
    if (!next || next.rest) {
      flags.push({ name: read.wants, value: undefined });
      continue;
    }
    flags.push({ name: read.wants, value: { argument: next, skip: 0, shape: shapeOf(next), certain: next.optional === argument.optional, placed: true } });
    if (next.optional !== argument.optional) placed = false;
    i++;
  }
  return { flags, positionals, open, after: [] };
}

interface ReadFlag<T> {
  readonly flags: { name: string; value: Word<T> | undefined }[];
  /** The flag whose value is the next argument. */
  readonly wants?: string;
  /** Whether the next argument is a value isn't known. */
  readonly unknown: boolean;
}

function readFlag<T>(argument: Argument<T>, shape: string, table: FlagTable): ReadFlag<T> {
  const part = (skip: number): Word<T> => ({ argument, skip, shape: shape.slice(skip), certain: true, placed: true });
  if (shape.startsWith('--')) {
    const equals = shape.indexOf('=');
    const name = equals < 0 ? shape : shape.slice(0, equals);
    if (equals >= 0) return { flags: name.includes(hole) ? [] : [{ name, value: part(equals + 1) }], unknown: false };
    const arity = table.get(name);
    if (arity === 'value') return { flags: [], wants: name, unknown: false };
    return { flags: name.includes(hole) ? [] : [{ name, value: undefined }], unknown: arity === undefined };
  }
  const flags: { name: string; value: Word<T> | undefined }[] = [];
  for (let i = 1; i < shape.length; i++) {
    const name = `-${shape[i] ?? ''}`;
    const arity = table.get(name);
    if (shape[i + 1] === '=') return { flags: [...flags, { name, value: part(i + 2) }], unknown: false };
    if (arity === undefined) return { flags, unknown: true };
    if (arity === 'switch') flags.push({ name, value: undefined });
    else if (i + 1 < shape.length) return { flags: [...flags, { name, value: part(i + 1) }], unknown: false };
    else return { flags, wants: name, unknown: false };
  }
  return { flags, unknown: false };
}

/** The values of a flag's every occurrence, in order. */
export function valuesOf<T>(found: Scan<T>, ...names: readonly string[]): readonly Word<T>[] {
  return found.flags.flatMap((flag) => (names.includes(flag.name) && flag.value ? [flag.value] : []));
}

/** The last occurrence wins, as it does in the tools; undefined where there is none. */
export function lastValue<T>(found: Scan<T>, ...names: readonly string[]): Word<T> | undefined {
  return valuesOf(found, ...names).at(-1);
}

/** A switch that is given, and not as `--switch=false`. */
export function isSet<T>(found: Scan<T>, ...names: readonly string[]): boolean {
  return found.flags.some((flag) => names.includes(flag.name) && flag.value?.shape !== 'false');
}

/** The characters of a word that follow its first `skip` ones, up to `end` of them. */
export function partOf<T>(word: Word<T>, skip = 0, end?: number): ImageArg<T> {
  const image = { value: word.argument.value, skip: word.skip + skip };
  return end === undefined ? image : { ...image, end: word.skip + end };
}

export function partIf<T>(word: Word<T> | undefined): ImageArg<T> | undefined {
  return word && partOf(word);
}

/** A word's text where all of it is known. */
export function textOf<T>(word: Word<T> | undefined): string | undefined {
  return word && !word.shape.includes(hole) ? word.shape : undefined;
}

/** The subcommand after `table`'s flags, and the arguments after it; undefined where it isn't known text. */
export function subcommand<T>(args: readonly Argument<T>[], table: FlagTable): { readonly name: string; readonly args: readonly Argument<T>[] } | undefined {
  const found = scan(args, table, true);
  const [first] = found.positionals;
  const name = textOf(first);
  if (!first || name === undefined || !first.certain || !first.placed || first.argument.optional) return undefined;
  return { name, args: found.after };
}
