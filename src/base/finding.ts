/**
 * What the product says: a finding, its related places and its fixes. Plain, serialisable data that every host shows in its own way.
 */
import type { Location, Range } from './text';

/** From worst to mildest. `hint` is shown faded or not at all; `off` never leaves the service. */
export type Severity = 'error' | 'warning' | 'info' | 'hint';
export const severities: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

/** A place that explains a finding: the build on the other side, or one hop of the way a string took. */
export interface Related {
  readonly at: Location;
  readonly message: string;
  /** `trail`: a hop of the value's way, nearest first; `other`: the other side (a build, a load, a second builder). */
  readonly kind: 'trail' | 'other';
}

/** One replacement. It applies only if the text at `range` still is `expected`. */
export interface Edit {
  readonly uri: string;
  readonly range: Range;
  readonly expected: string;
  readonly newText: string;
}

/** A way to mend a finding. The title is a verb phrase. */
export interface Fix {
  readonly title: string;
  /** At most one fix of a finding is preferred: only where there is one right answer. */
  readonly preferred: boolean;
  /** Safe fixes join fix-all: the edit can't change which images exist. Ignores and multi-site renames aren't safe. */
  readonly safe: boolean;
  readonly edits: readonly Edit[];
}

/** One of the images that a finding is about, where it shows. */
export type Case = Pick<Finding, 'at' | 'image' | 'function' | 'built'>;

export interface Finding {
  /** Stable rule id, such as `tag-mismatch`. */
  readonly rule: string;
  readonly severity: Severity;
  /** One or two sentences: what is deployed, what is built and where, what to do, how to silence it. */
  readonly message: string;
  /** The very characters that are wrong (usually a tag), never a whole call. */
  readonly at: Location;
  /** The image reference as deployed (or built), holes in braces; '' where there is none. */
  readonly image: string;
  /** The Go function around `at`, '' outside functions and in YAML files. */
  readonly function: string;
  /** The built references that the message compares with, holes in braces. */
  readonly built: readonly string[];
  readonly related: readonly Related[];
  readonly fixes: readonly Fix[];
  /** `unnecessary`: show faded. */
  readonly tags: readonly 'unnecessary'[];
  /** Where one place makes many images wrong: each of them, where it would be told by itself. */
  readonly cases?: readonly Case[];
}

/** All that a finding is about. */
export function casesOf(finding: Finding): readonly Case[] {
  return finding.cases ?? [finding];
}
