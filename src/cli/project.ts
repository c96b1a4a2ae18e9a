/** One workspace root as the commands see it. Who opens it (disk, parser, service) is somebody else's: commands take an `OpenProject`. */
import type { Severity } from '../base/finding';
import type { Notice } from '../report/format';
import type { LanguageService } from '../service/languageService';
import type { Overlay } from './overlay';

export interface ProjectOptions {
  /** As given on the command line, relative to the current folder. */
  readonly path: string;
  /** The configuration file's path; undefined: look for it in the root. */
  readonly config: string | undefined;
  /** Stronger than the configuration's. */
  readonly severities: ReadonlyMap<string, Severity | 'off'>;
  readonly onRead: (read: number, listed: number) => void;
  readonly debug: (message: string) => void;
}

export interface Project {
  /** Absolute path of the root. */
  readonly folder: string;
  readonly root: string;
  readonly service: LanguageService;
  readonly overlay: Overlay;
  /** Folders and links that could not be entered. */
  readonly notices: () => readonly Notice[];
  dispose(): void;
}

/** Rejects with a UsageError when there is no such folder, or no such configuration file. */
export type OpenProject = (options: ProjectOptions) => Promise<Project>;
