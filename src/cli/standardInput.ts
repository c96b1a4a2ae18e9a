/** `--stdin --stdin-file FILE`: an editor's buffer stands in for a file of the workspace. */
import { relative, resolve, sep } from 'node:path';
import { decodeText } from '../node/decodeText';
import { uriOf } from '../node/diskWorkspace';
import { isInside } from '../node/textFile';
import { inert } from '../report/inert';
import { UsageError } from './exit';
import type { Project } from './project';
import type { Terminal } from './terminal';

/** `file`: relative to the project's root, or absolute. Its uri is made as the disk's are. */
export async function addInput(project: Project, file: string, terminal: Terminal): Promise<void> {
  const path = resolve(project.folder, file);
  if (!isInside(project.folder, path) || path === project.folder) throw new UsageError(`--stdin-file ${inert(file)} is not inside ${project.folder}`);
  const decoded = decodeText(Buffer.from(await terminal.readInput()));
  if (decoded.kind === 'skipped') throw new UsageError(`standard input can't be checked: ${decoded.reason}`);
  project.overlay.replace(uriOf(project.root, relative(project.folder, path).split(sep).join('/')), decoded.text);
}
