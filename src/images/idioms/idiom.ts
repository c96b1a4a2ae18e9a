/**
 * The contract of an idiom: one way of writing an image down in Go. `spot` looks at one function's facts and depends on them only;
 * `resolve` asks the evaluation what stands there in one frame.
 */
import type { Expr, FuncFact, TextExpr } from '../../go/facts';
import type { Place, Span } from '../../base/text';
import type { Evaluation } from '../../flow/evaluation';
import type { Frame } from '../../flow/frame';
import type { Answer } from '../../flow/value';
import type { ImageCalls } from '../imageCall';
import type { ImageEntry } from '../kustomize/imageEntry';
import type { Observation, Removal } from '../site';

/** A YAML file of the workspace, for idioms that read one. */
export interface ManifestFile {
  readonly uri: string;
  readonly text: string;
}

/** A folder of the workspace with its YAML files and templates (`.yaml`, `.yml`, `.tpl`), those of folders in it included, sorted by uri. */
export interface Tree {
  /** Its uri, without a slash at the end. */
  readonly folder: string;
  readonly files: readonly ManifestFile[];
}

/** An edit of the kustomization in a folder; of any where that isn't known. */
export interface KustomizationEdit {
  readonly folder: string | undefined;
  /** What it sets; undefined where it may change anything. */
  readonly entry: ImageEntry | undefined;
}

export interface Kustomizes {
  /** Its uri. */
  readonly folder: string;
  readonly deletes: boolean;
  /** Edits that surely came before, in their order. */
  readonly edits: readonly KustomizationEdit[];
  /** Those of which nobody knows whether they did. */
  readonly unsure: readonly KustomizationEdit[];
}

/** A chart that was read to know what is deployed. */
export interface Renders {
  /** Its uri. */
  readonly folder: string;
  /** Uris of all files that were read: its own, and those of values. */
  readonly files: readonly string[];
  /** The release, where its name is known. */
  readonly release: string | undefined;
  /** Nothing is given: if the release is there already, it keeps what it was given. */
  readonly keeps: boolean;
}

/** A call in its function. */
export interface Ran {
  readonly span: Span;
  /** Undefined: all of the function. */
  readonly scope: Span | undefined;
}

export interface Surroundings {
  readonly evaluation: Evaluation;
  /** The workspace file that a path names, when it names exactly one. */
  readonly fileAt: (path: Answer, frame: Frame) => ManifestFile | undefined;
  /** The manifests of the folder that a path names. */
  readonly filesIn: (path: Answer, frame: Frame) => readonly ManifestFile[];
  /** All that is below the folder that a path names, such as a chart; undefined where that isn't certain, or not read yet. */
  readonly treeAt: (path: Answer, frame: Frame) => Tree | undefined;
  /** The same for a folder's uri. */
  readonly treeBelow: (uri: string) => Tree | undefined;
  /** The manifest that a package-level name holds, as seen from a frame. */
  readonly manifestGlobal: (name: string, frame: Frame) => { readonly text: TextExpr; readonly frame: Frame } | undefined;
  readonly calls: ImageCalls;
}

/** An observation with what the inventory needs to tell its like from it. */
export interface Sighting extends Observation {
  /** Undefined for a YAML file by itself. */
  readonly frame: Frame | undefined;
  /** Literals and calls that went into a larger text: what they hold is not a manifest of its own. */
  readonly uses?: readonly Expr[];
  /** The literal or call that this sighting was read from. */
  readonly source?: Expr;
  /** Where the replacements are written that found their text in this manifest. */
  readonly replaces?: readonly Place[];
  /** A manifest file that is applied here as it is. */
  readonly applies?: string;
  /** An engine runs it by itself, from its own store. */
  readonly plays?: true;
  /** A kustomization that is built and applied here, or deleted. */
  readonly kustomizes?: Kustomizes;
  /** It is what this chart deploys. */
  readonly renders?: Renders;
  /** What a command makes of one. */
  readonly edits?: KustomizationEdit;
  /** Where the call stands that runs the command, and the block around it. */
  readonly ran?: Ran;
  /** What is deleted here. */
  readonly removes?: Removal;
  /** The code stands here, but this flow never runs it: comparisons around it, or around a call that leads to it, fail. */
  readonly idle?: true;
}

/** It uses an image that must be there. */
export function isDeployment({ role, applies, kustomizes }: Sighting): boolean {
  return role === 'deploy' || role === 'run' || applies !== undefined || kustomizes !== undefined;
}

/** A clue that is a string is only a package-level name that the function mentions. */
export interface Idiom<Clue = unknown> {
  /** Kebab-case, shown in the inventory. */
  readonly id: string;
  readonly summary: string;
  readonly spot: (func: FuncFact, calls: ImageCalls) => readonly Clue[];
  readonly resolve: (clue: Clue, frame: Frame, around: Surroundings) => readonly Sighting[];
  /** Where the function does what the clue tells; it is not done where none of these places runs. Empty: nobody knows where. */
  readonly placesOf: (clue: Clue, func: FuncFact) => readonly Span[];
}
