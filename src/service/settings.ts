/** Plain settings with defaults, the same for both hosts. */
import type { Severity } from '../base/finding';

export interface Settings {
  /** Globs relative to the root. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** The engine where a command doesn't say which (a variable, a Makefile). `auto`: by what the code shows. */
  readonly engine: 'auto' | 'podman' | 'docker';
  /** Severity by rule id; a rule that isn't named keeps its own. */
  readonly severities: ReadonlyMap<string, Severity | 'off'>;
}

export const defaultInclude: readonly string[] = ['test/{infrastructure,e2e,integration}/**/*.{go,yaml,yml}'];
export const defaultExclude: readonly string[] = ['**/vendor/**', '**/node_modules/**', '**/.git/**'];

export const defaultSettings: Settings = { include: defaultInclude, exclude: defaultExclude, engine: 'auto', severities: new Map() };
