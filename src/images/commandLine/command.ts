/**
 * What a command line does to images: the words between an argument vector and the idioms. Plain data, generic over what an argument
 * stands for. Knows no tool, no evaluator and no Go.
 */
import type { Engine, Role } from '../site';
import type { SettingKind } from './helmWords';

export type { Engine, Role } from '../site';

/** Stands for one unknown run of characters in a shape (U+FFFC, OBJECT REPLACEMENT CHARACTER). */
export const hole = '\uFFFC';

/** One element of an argument vector, as far as it is known. */
export interface Argument<T> {
  /** The full text if exactly one concrete value is known; undefined otherwise. */
  readonly text: string | undefined;
  /** Known leading text, '' if none. Counts only where `text` and `shape` are undefined. */
  readonly prefix: string;
  /**
   * The text with every unknown run as one `hole` character, for an argument of one value that is partly known: it finds `=` and `,`
   * behind a hole. Left out, it is taken as `prefix` and one hole.
   */
  readonly shape?: string;
  /** Every full text it can be, where that is known and there are several: tells which program `{podman, docker}` is. */
  readonly texts?: readonly string[];
  /** The argument is there only sometimes: appended in a branch. */
  readonly optional: boolean;
  /** An unknown number of unknown arguments stands here: the spread of an unknown slice. */
  readonly rest?: boolean;
  readonly value: T;
}

/**
 * A part of one argument: its characters from `skip` up to `end` (half-open; the whole remainder where `end` is undefined), counted in
 * UTF-16 units of the argument's text, every hole counting as one.
 */
export interface ImageArg<T> {
  readonly value: T;
  readonly skip: number;
  readonly end?: number;
  /** The part holds something that a shell expands (`$TAG`, `$(…)`): its literal text is no image. Absent where it doesn't. */
  readonly expands?: true;
}

/** An image written in parts, as charts take it; each part may stand in another argument, and any may be missing. */
export interface ImageParts<T> {
  /** The key that the parts share, such as `gateway.image`. */
  readonly key: string;
  readonly registry?: ImageArg<T>;
  readonly namespace?: ImageArg<T>;
  readonly repository?: ImageArg<T>;
  readonly tag?: ImageArg<T>;
  readonly digest?: ImageArg<T>;
}

/** What a command does with a kustomization: builds one and deploys or prints the result, or changes one. */
export interface Kustomizing<T> {
  /** Where it is, as seen from where the command runs; undefined: right there. */
  readonly folder?: ImageArg<T>;
  /** The folders that the shell has entered before, one after the other; `unread`: nobody knows which. */
  readonly entered?: readonly ImageArg<T>[] | 'unread';
  /** What is built is written to standard output. */
  readonly printed?: true;
  /** Images that bear the name are deployed as the use's own image; without a name, those that bear that image's own. */
  readonly sets?: { readonly name: ImageArg<T> | undefined };
  /** It is changed in some other way. */
  readonly edits?: true;
}

/** A chart that is installed or upgraded, with all that is put into its values. */
export interface ReleaseArgs<T> {
  readonly chart: ImageArg<T>;
  /** Undefined where it is generated. */
  readonly name: ImageArg<T> | undefined;
  /** Undefined where it may be either. */
  readonly verb: 'install' | 'upgrade' | undefined;
  /** Nothing is given, so that an upgrade keeps what the release has. */
  readonly keeps: boolean;
  /** Hooks run, too. */
  readonly hooks: boolean;
  readonly valueFiles: readonly ImageArg<T>[];
  readonly settings: readonly { readonly kind: SettingKind; readonly value: ImageArg<T>; readonly optional: boolean }[];
}

/** One thing that a command does to one image, one archive or one manifest. */
export interface CommandUse<T> {
  readonly role: Role;
  /** The base name of the program that does it; '' where the program isn't known. */
  readonly tool: string;
  readonly engine: Engine;
  /**
   * False where an argument of unknown meaning (an unknown flag, a spread, a branch) may shift the image to another place. Such a use is
   * good for listing, never for a finding.
   */
  readonly certain: boolean;
  /** Undefined for a use of an archive (`load`), of a manifest file, and of `imageParts`. */
  readonly image?: ImageArg<T>;
  readonly imageParts?: ImageParts<T>;
  /** `tag`: its source; `push`, `pull` with two names: the other one. */
  readonly from?: ImageArg<T>;
  /** Where a `load` ends up: in a cluster's nodes, or in the engine's own store. Absent for other roles. */
  readonly into?: 'cluster' | 'engine';
  readonly loadFrom?: 'docker-image' | 'image-archive';
  readonly archive?: ImageArg<T>;
  /** `load`: the archive comes on standard input. Absent otherwise. */
  readonly input?: true;
  readonly cluster?: ImageArg<T>;
  readonly dockerfile?: ImageArg<T>;
  readonly context?: ImageArg<T>;
  /** The chart that is deployed, and the files of values that are put in. */
  readonly chart?: ImageArg<T>;
  readonly valueFiles?: readonly ImageArg<T>[];
  /** All that the chart deploys: what the same command's other uses say of images is a part of it. Absent where that isn't certain. */
  readonly release?: ReleaseArgs<T>;
  /** A YAML or JSON file that the command applies; `-` is standard input. */
  readonly manifest?: ImageArg<T>;
  /** The manifest changes a workload that is there. Absent otherwise. */
  readonly patch?: true;
  /** Manifest text given as an argument (`kubectl patch -p`). */
  readonly inlineManifest?: ImageArg<T>;
  readonly pullPolicy?: ImageArg<T>;
  /** Container name in a pod spec, where it is known text. */
  readonly container?: string;
  /** `kind/name` as written (`deployment/app`), where it is known text. */
  readonly workload?: string;
  /** Something is made of the image, or runs on it: a build's base, a cluster's nodes. */
  readonly under?: 'build' | 'nodes';
  /** The words that are handed to the program in the container which `run` starts. Absent where there are none. */
  readonly told?: readonly T[];
  /** What is done with a kustomization. Absent where nothing is. */
  readonly kustomization?: Kustomizing<T>;
  /** The command deletes the workload, or what the manifest describes. Absent otherwise. */
  readonly removes?: true;
}

/** Reads the arguments after the program's name. */
export type ReadTool = <T>(args: readonly Argument<T>[], program: string) => readonly CommandUse<T>[];

/** Whether a flag takes a value, by its name with its dashes. A flag whose value is optional counts as a switch: it needs `=`. */
export type FlagTable = ReadonlyMap<string, 'value' | 'switch'>;

export interface Tool {
  /** Base names of the program. */
  readonly names: readonly string[];
  /**
   * The subcommands behind `flags` that the tool's reader knows: any other is nothing to it, whatever follows. Undefined where a command
   * without one of them may name images, too.
   */
  readonly verbs?: { readonly flags: FlagTable; readonly names: { has(name: string): boolean } };
  readonly read: ReadTool;
}

/** An argument's characters, unknown runs as holes. */
export function shapeOf<T>(argument: Argument<T>): string {
  return argument.text ?? argument.shape ?? argument.prefix + hole;
}
