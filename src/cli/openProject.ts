/** Opens a workspace root: its configuration, its files on the disk, the parser (once a run), the language service over them. */
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { version } from '../../package.json';
import { loadGrammar, type Grammar } from '../go/grammar';
import { createDiskWorkspace } from '../node/diskWorkspace';
import { kindOfPath, leadsOutOf } from '../node/folders';
import { readTextFile } from '../node/textFile';
import { readWasmFiles } from '../node/wasmFiles';
import { inert } from '../report/inert';
import { createLanguageService, type ServiceOptions } from '../service/languageService';
import { defaultSettings } from '../service/settings';
import { configurationFile, configurationFiles } from '../standard/config';
import { InstallationError, UsageError } from './exit';
import { createOverlay } from './overlay';
import type { OpenProject } from './project';

export interface Opening {
  /** Absolute path of the current folder. */
  readonly folder: string;
  /** Where the running code stands. */
  readonly codeFolder: string;
  /** What a path that is no folder may have been meant as, such as ` Did you mean "check"?`; '' when nothing is near. */
  readonly meant: (path: string) => string;
}

type Configuration = NonNullable<ServiceOptions['configuration']>;

export function openProject({ folder, codeFolder, meant }: Opening): OpenProject {
  let grammar: Promise<Grammar> | undefined;
  return async (options) => {
    const root = resolve(folder, options.path);
    const kind = kindOfPath(root);
    if (kind === 'missing') throw new UsageError(`there is no folder ${inert(options.path)}.${meant(options.path)}`);
    if (kind === 'file') throw new UsageError(`${inert(options.path)} is a file. PATH is a workspace root, because one image is built in one file and deployed in another`);
    const configuration = options.config === undefined ? ownConfiguration(root) : readConfiguration(resolve(folder, options.config), options.config);
    const today = new Date().toISOString().slice(0, 10);
    const disk = createDiskWorkspace(root, defaultSettings);
    const overlay = createOverlay(disk, options.onRead);
    const log = { debug: options.debug, info: options.debug, warn: options.debug, error: options.debug };
    grammar ??= startGrammar(codeFolder);
    const settings = { ...defaultSettings, severities: options.severities };
    const service = createLanguageService({ workspace: overlay, grammar: await grammar, settings, log, version, configuration, today });
    return { folder: root, root: disk.root, service, overlay, notices: () => disk.notices, dispose: () => service.dispose() };
  };
}

async function startGrammar(codeFolder: string): Promise<Grammar> {
  try {
    return await loadGrammar(readWasmFiles(codeFolder));
  } catch (error) {
    const why = inert(error instanceof Error ? error.message : String(error));
    throw new InstallationError(`nothing was checked, because the Go parser did not start: ${why}. Install kubernaut-image-tags again`);
  }
}

/** The first that exists in the root. It must not be a link to elsewhere: whoever runs the check didn't name that file. */
function ownConfiguration(root: string): Configuration {
  const name = configurationFiles.find((candidate) => leadsOutOf(root, join(root, candidate)) || readTextFile(join(root, candidate)).kind !== 'missing');
  if (name === undefined) return { uri: pathToFileURL(join(root, configurationFile)).href, text: undefined };
  if (leadsOutOf(root, join(root, name))) throw new UsageError(`the configuration ${name} is a link out of the workspace, which isn't followed. Name the file with --config if it is to be used`);
  return readConfiguration(join(root, name), name);
}

/** `shown`: the path as the user knows it. */
function readConfiguration(path: string, shown: string): Configuration {
  const read = readTextFile(path);
  if (read.kind === 'skipped') throw new UsageError(`the configuration ${inert(shown)} can't be read: ${read.reason}`);
  if (read.kind === 'missing') throw new UsageError(`there is no configuration ${inert(shown)}`);
  return { uri: pathToFileURL(path).href, text: read.text };
}
