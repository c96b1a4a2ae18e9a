/**
 * Charts that Go installs by a library that runs Helm: the manager of sigs.k8s.io/e2e-framework, terratest's Helm module; or by Helm's own.
 * Knows which calls do; what they make of their options is helmCalls' knowledge, and what the words mean is the command line's.
 */
import type { CallExpr, FuncFact } from '../../go/facts';
import type { Evaluation } from '../../flow/evaluation';
import type { Frame } from '../../flow/frame';
import { nameOf } from '../expectations';
import { commandsOfManager, frameworkPath, isOption, managerCalls } from '../helmCalls/e2eFramework';
import { actionMakers, actionPath, commandsOfAction, runs } from '../helmCalls/sdk';
import { commandsOfModule, isPlainCall, moduleCalls, terratestPath } from '../helmCalls/terratest';
import { isWhole, type Words } from '../helmCalls/words';
import { sightingsOf } from './containerCli';
import type { Idiom, Sighting, Surroundings } from './idiom';

/** Names by which a declaration may be of interest, wherever its file imports such a package. */
export const helmLibraryCalls: { readonly paths: RegExp; readonly calls: readonly string[] } = {
  paths: new RegExp(`${frameworkPath.source}|${terratestPath.source}|${actionPath.source}`),
  calls: [...managerCalls, ...moduleCalls, ...actionMakers],
};

const managers: ReadonlySet<string> = new Set(managerCalls);
const modules: ReadonlySet<string> = new Set(moduleCalls);
const makers: ReadonlySet<string> = new Set(actionMakers);

function spot({ calls }: FuncFact): readonly CallExpr[] {
  // Any other program's `Run` has nothing to do with charts.
  const hasClient = calls.some((call) => makers.has(nameOf(call)));
  return calls.filter((call) => call.fn.kind === 'select' && (managers.has(nameOf(call)) || (modules.has(nameOf(call)) && call.fn.of.kind === 'name') || (hasClient && runs.test(nameOf(call)))));
}

/** The commands that a call runs, each in the frame of the turn it runs in; undefined where it runs none. */
function commandsIn(e: Evaluation, call: CallExpr, frame: Frame): readonly { readonly words: Words; readonly frame: Frame }[] | undefined {
  const name = nameOf(call);
  const commands = managers.has(name) ? commandsOfManager : modules.has(name) ? commandsOfModule : runs.test(name) ? commandsOfAction : undefined;
  if (!commands || !commands(e, call, frame)) return undefined;
  return e.alternatives(frame, call.args).flatMap((at) => (commands(e, call, at) ?? []).map((words) => ({ words, frame: at })));
}

function resolve(call: CallExpr, frame: Frame, around: Surroundings): readonly Sighting[] {
  return (commandsIn(around.evaluation, call, frame) ?? []).flatMap(({ words, frame: at }) => {
    const found = sightingsOf(words, call, at, around);
    // Words that nobody knows may set another image.
    return isWhole(words) ? found : found.map((one): Sighting => ({ ...one, role: 'mention' }));
  });
}

/** Whether all that such a library is handed here is read: as an option, by what installs the chart, or because it does no such thing. */
export function isReadByHelm(e: Evaluation, call: CallExpr, frame: Frame): boolean {
  const callees = e.callees(call, frame);
  if (isOption(callees) || isPlainCall(callees)) return true;
  return commandsIn(e, call, frame)?.every(({ words }) => isWhole(words)) === true;
}

export const helmLibraries: Idiom<CallExpr> = { id: 'helm', summary: 'A chart that is installed by a library which runs Helm: the e2e-framework’s manager, terratest, Helm’s own packages.', spot, resolve, placesOf: ({ span }) => [span] };
