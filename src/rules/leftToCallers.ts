/**
 * Does a package leave to its callers what is missing from one of its set-ups? A library that nobody calls yet has one exported function that
 * builds or loads what it is handed, and another that deploys. Knows flows and what they make; compares no names.
 */
import { folderOf } from '../base/path';
import type { TestFlow } from '../images/site';
import type { Evidence, FlowEvidence } from './evidence';

/** Whether callers of the flow's package can bring what it lacks, by another function that makes what they hand it: `what` that is. */
export function isLeftToCallers(flow: TestFlow, what: 'build' | 'load', { flows }: Evidence): boolean {
  if (!isForCallers(flow)) return false;
  const folder = folderOf(flow.at.uri);
  return [...flows.values()].some((other) => other.flow !== flow && isForCallers(other.flow) && folderOf(other.flow.at.uri) === folder && makesAny(other, what));
}

/** An exported function: programs, and tests, have nobody who calls them. */
function isForCallers({ kind, name }: TestFlow): boolean {
  return kind === 'setup' && /^\p{Lu}/u.test(name);
}

function makesAny({ flow, made, loaded, unclear, unclearSavedLoads }: FlowEvidence, what: 'build' | 'load'): boolean {
  if (!flow.complete || flow.unreadCommand) return false;
  return what === 'build' ? unclear === true && made.some(({ role }) => role !== 'pull') : unclearSavedLoads === true && loaded.length > 0;
}
