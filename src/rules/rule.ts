/**
 * The contract of a rule: Inventory + Standard -> drafts. A rule judges; it reads no source, finds no site, and never reports on an unknown.
 */
import type { Severity } from '../base/finding';
import type { Place } from '../base/text';
import type { Inventory } from '../images/site';
import type { Standard } from '../standard/standard';

/** An edit in offsets; `expected` is the text that stands at the place. */
export interface DraftEdit {
  readonly at: Place;
  readonly expected: string;
  readonly newText: string;
}
export interface DraftFix {
  readonly title: string;
  readonly preferred: boolean;
  readonly safe: boolean;
  readonly edits: readonly DraftEdit[];
  /** Image sites that take the edited characters, one by default; whoever else reads them gets the new text, too. */
  readonly places?: number;
}
export interface DraftRelated {
  readonly at: Place;
  readonly message: string;
  readonly kind: 'trail' | 'other';
}

/** A finding before the service turns places into locations, applies ignores and settings, and adds the "ignore here" fix. */
export interface Draft {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly at: Place;
  readonly image: string;
  readonly built: readonly string[];
  readonly related: readonly DraftRelated[];
  readonly fixes: readonly DraftFix[];
  readonly unnecessary?: boolean;
  /** It is about a manifest file that no flow is seen to apply: what is applied may be an edited copy. */
  readonly unapplied?: true;
  /** What it stands for, where one place makes many images wrong: what would be told of each by itself. */
  readonly cases?: readonly Draft[];
  /** It says that nothing makes the image, which is made of variables of these names: a linker or a file that nobody reads may say otherwise. */
  readonly missing?: { readonly variables: readonly string[] };
}

export interface Rule {
  /** Stable, kebab-case. */
  readonly id: string;
  readonly severity: Severity;
  /** One sentence, for lists. */
  readonly summary: string;
  /** The rule's page in docs/rules.md, as Markdown: what, why, how to fix, an example. How to silence is added for all. */
  readonly help: string;
  /** Its findings say that something is nowhere: they wait while a file that may hold it can't be parsed. */
  readonly absence?: true;
  check(inventory: Inventory, standard: Standard): Iterable<Draft>;
}
