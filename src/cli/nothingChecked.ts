/** Why nothing was checked, and what to do: a run that looked at no file is never green. */
import { repositoryAbove } from '../node/folders';
import type { Notice } from '../report/format';
import { inert } from '../report/inert';
import { relativePath } from '../report/paths';
import type { Project } from './project';

export function explainNothingChecked(project: Project, skipped: readonly Notice[]): string {
  const globs = project.overlay.include.map((glob) => `  ${inert(glob)}`).join('\n');
  const reasons = skipped.map((notice) => `  ${inert(relativePath(project.root, notice.uri))}: ${inert(notice.message)}`).join('\n');
  if (reasons !== '') return `nothing was checked in ${inert(project.folder)}: no matching file could be read\n${reasons}`;
  const above = repositoryAbove(project.folder);
  const next = above === undefined ? "Give the repository's root as PATH" : `Give the repository's root as PATH (${inert(above)})`;
  return `nothing was checked: no file in ${inert(project.folder)} matches\n${globs}\n${next}, or set "include" in .kubernaut-image-tags.yaml.`;
}
