/** The contract of a template's function: from what it is given to what it gives, without knowing what isn't known. */
import type { Data, Dict } from '../data';
import type { Text } from '../text';

/** The template that calls. */
export interface Caller {
  /** What a named template prints; undefined where that isn't known. */
  readonly include: (name: string, dot: Data) => Text | undefined;
  /** What a text prints, as a template. */
  readonly print: (template: Text, dot: Data) => Text | undefined;
  /** Puts an entry into a map, or takes it out. */
  readonly store: (into: Dict, key: string, value: Data | undefined) => void;
  /** Several entries may have changed. */
  readonly spoil: (map: Dict) => void;
  /** The rendering fails, and with it the whole command. */
  readonly fail: () => never;
}

/** Anything that it can't tell is unknown. */
export type TemplateFunction = (args: readonly Data[], caller: Caller) => Data;
