/**
 * The Helm module of github.com/gruntwork-io/terratest: which command does a call of it run, with the options that it is given? Source:
 * modules/helm there.
 */
import type { CallExpr, Expr } from '../../go/facts';
import { entriesOf } from '../../flow/entries';
import type { Callees, Evaluation } from '../../flow/evaluation';
import type { Frame } from '../../flow/frame';
import { gathered, listsOf, type Item } from '../../flow/lists';
import { elementOf, fieldOf } from '../../flow/members';
import type { Made } from '../../flow/origin';
import { onlyMade, originsOf } from '../../flow/origins';
import { uniteAnswers } from '../../flow/parts';
import { textsOfOrigin } from '../../flow/texts';
import { onlyText } from '../../flow/value';
import { added, anything, commandOf, setting, wordOf, type Words } from './words';

export const terratestPath = /(?:^|\/)terratest\/modules\/helm(?:\/v[0-9]+)?$/;

/** `Context`: it is given one, behind the test. */
const releasing = /^(Install|Upgrade)(Context)?E?$/;
const running = /^RunHelmCommandAndGet(?:Output|StdOut|StdOutErr)(Context)?E?$/;
const suffixes = ['', 'E', 'Context', 'ContextE'];
export const moduleCalls: readonly string[] = ['Install', 'Upgrade', 'RunHelmCommandAndGetOutput', 'RunHelmCommandAndGetStdOut', 'RunHelmCommandAndGetStdOutErr'].flatMap((name) => suffixes.map((suffix) => name + suffix));

/** They deploy nothing, and hand on nothing but what they are told of the release. */
const plain = /^(?:Delete|Rollback|AddRepo|RemoveRepo)(?:Context)?E?$/;

/** Which flag gives what such a field has. */
const maps: ReadonlyMap<string, string> = new Map([
  ['SetValues', '--set'], ['SetStrValues', '--set-string'], ['SetJsonValues', '--set-json'], ['SetJSONValues', '--set-json'], ['SetFiles', '--set-file'],
]);
const others: ReadonlySet<string> = new Set(['ValuesFiles', 'ExtraArgs', 'Version']);
/** They say nothing of what is deployed. */
const aside: ReadonlySet<string> = new Set(['Logger', 'KubectlOptions', 'EnvVars', 'SnapshotPath', 'BuildDependencies']);

const most = 8;

export function isPlainCall(callees: Callees): boolean {
  return callees.kind === 'library' && terratestPath.test(callees.path) && plain.test(callees.name);
}

/** The command in each way that it may be; undefined where the call runs none that deploys. */
export function commandsOfModule(e: Evaluation, call: CallExpr, frame: Frame): readonly Words[] | undefined {
  const callees = e.callees(call, frame);
  if (callees.kind !== 'library' || !terratestPath.test(callees.path)) return undefined;
  const at: Item = { expr: call, frame, optional: false, rest: false };
  const [, verb, inContext] = releasing.exec(callees.name) ?? [];
  if (verb) {
    const [options, chart, release] = call.args.slice(inContext ? 2 : 1);
    if (!options || !chart || !release || call.spread) return [commandOf(verb === 'Install' ? 'install' : 'upgrade', [anything(frame)], [], at)];
    return releaseOf(e, verb === 'Install' ? 'install' : 'upgrade', options, chart, release, at);
  }
  const [isRun, withContext] = running.exec(callees.name) ?? [];
  const [command, ...rest] = isRun === undefined ? [] : call.args.slice(withContext ? 3 : 2);
  const run = command && e.keyText(command, frame);
  if (run !== 'install' && run !== 'upgrade') return undefined;
  return gathered(e, rest, call.spread, frame).alternatives.map((items) => [added('helm', at), added(run, at), ...items.map((item) => wordOf(e, item))]);
}

function releaseOf(e: Evaluation, verb: 'install' | 'upgrade', options: Expr, chart: Expr, release: Expr, at: Item): readonly Words[] {
  const { frame } = at;
  const made = madeIn(e, options, frame);
  if (!made) return [commandOf(verb, [anything(frame)], [], at)];
  const settings = [...maps].flatMap(([field, flag]) => settingsIn(e, field, flag, options, made, at));
  const files = filesIn(e, fieldOf(options, 'ValuesFiles'), frame);
  const version = versionIn(e, fieldOf(options, 'Version'), at);
  const upgrades = verb === 'upgrade' ? [added('--install', at)] : [];
  const name = wordOf(e, { ...at, expr: release });
  const positionals = [...(onlyText(name.answer) === '' ? [] : [name]), wordOf(e, { ...at, expr: chart })];
  const ways = extraIn(e, verb, options, at).flatMap((extra) => files.map((file) => [...extra, ...upgrades, ...version, ...settings, ...file]));
  return ways.length > most ? [commandOf(verb, [anything(frame)], [], at)] : ways.map((flags) => commandOf(verb, flags, positionals, at));
}

/** The literal that the options are made by; undefined where they may be made otherwise, or have fields that nobody knows. */
function madeIn(e: Evaluation, options: Expr, frame: Frame): Made | undefined {
  const only = onlyMade(e, options, frame);
  if (only?.expr.kind !== 'composite') return undefined;
  const { type, elements } = only.expr;
  const declared = type?.kind === 'name' && type.pkg !== undefined ? e.program.member(type.pkg, type.name, only.frame.func.file) : undefined;
  if (declared?.kind !== 'library' || !terratestPath.test(declared.path)) return undefined;
  return elements.every(({ field }) => field !== undefined && (maps.has(field) || others.has(field) || aside.has(field))) ? only : undefined;
}

function settingsIn(e: Evaluation, field: string, flag: string, options: Expr, made: Made, at: Item): Words {
  const written = made.expr.kind === 'composite' ? made.expr.elements.find((element) => element.field === field)?.value : undefined;
  const entries = entriesOf(e, fieldOf(options, field), at.frame, { before: written && { expr: written, frame: made.frame } });
  if (!entries) return [anything(at.frame)];
  return entries.flatMap(({ key, value, written: by, sure }) => {
    const answer = uniteAnswers(value.list.map((origin) => textsOfOrigin(e, origin)));
    return setting(flag, key, { ...answer, complete: answer.complete && value.complete }, { ...at, ...by, optional: !sure });
  });
}

function filesIn(e: Evaluation, files: Expr, frame: Frame): readonly Words[] {
  if (originsOf(e, files, frame).list.some(({ unsure }) => unsure)) return [[anything(frame)]];
  return listsOf(e, files, frame).alternatives.map((items) => items.flatMap((item) => [added('-f', item), wordOf(e, item)]));
}

function versionIn(e: Evaluation, version: Expr, at: Item): Words {
  const word = wordOf(e, { ...at, expr: version });
  return onlyText(word.answer) === '' ? [] : [added('--version', at), word];
}

/** What is given for the command by its name. */
function extraIn(e: Evaluation, verb: string, options: Expr, at: Item): readonly Words[] {
  const extra = fieldOf(options, 'ExtraArgs');
  const entries = entriesOf(e, extra, at.frame);
  const own = entries?.find(({ key }) => key === verb);
  if (entries && !own) return [[]];
  if (!own?.sure) return [[anything(at.frame)]];
  return listsOf(e, elementOf(extra, verb), at.frame).alternatives.map((items) => items.map((item) => wordOf(e, item)));
}
