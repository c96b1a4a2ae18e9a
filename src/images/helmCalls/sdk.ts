/**
 * Helm's own Go packages: which command would do what `action.NewInstall(…).Run(chart, values)` does? A loaded chart that somebody stores into, a
 * client that somebody else gets, and values that aren't a map written down or what `values.Options` merge are no known command. Source:
 * pkg/action, pkg/chart/loader and pkg/cli/values there.
 */
import { isNil, type CallExpr, type Expr, type VarId } from '../../go/facts';
import { entriesOf } from '../../flow/entries';
import type { Evaluation } from '../../flow/evaluation';
import type { Frame } from '../../flow/frame';
import { listsOf, type Item } from '../../flow/lists';
import { elementOf, fieldOf } from '../../flow/members';
import type { Origin } from '../../flow/origin';
import { onlyMade, originsOf } from '../../flow/origins';
import { textAnswer, uniteAnswers, unknownAnswer } from '../../flow/parts';
import { pathOf } from '../../flow/paths';
import { textsOfOrigin } from '../../flow/texts';
import { isText, type Answer } from '../../flow/value';
import { nameOf } from '../expectations';
import { added, anything, commandOf, setting, wordOf, type Words } from './words';

export const actionPath = /(?:^|\/)helm\.sh\/helm\/v[0-9]+\/pkg\/action$/;
const loaderPath = /(?:^|\/)helm\.sh\/helm\/v[0-9]+\/pkg\/chart(?:\/v[0-9]+)?\/loader$/;
const valuesPath = /(?:^|\/)helm\.sh\/helm\/v[0-9]+\/pkg\/cli\/values$/;

const makers: ReadonlyMap<string, 'install' | 'upgrade'> = new Map([['NewInstall', 'install'], ['NewUpgrade', 'upgrade']]);
export const actionMakers: readonly string[] = [...makers.keys()];

/** Of a client. */
export const runs = /^Run(?:WithContext)?$/;

/** Fields of a client that say nothing of what is deployed. */
const aside = /^(?:ReleaseName|Namespace|CreateNamespace|Wait\w*|Timeout|Atomic|RollbackOnFailure|CleanupOnFail|Description|Labels|Replace|Force\w*|Devel|Version|DependencyUpdate|MaxHistory|SkipCRDs|SkipSchemaValidation|DisableOpenAPIValidation|TakeOwnership|ServerSideApply|EnableDNS|HideSecret|Install|GenerateName)$/;
/** With them nothing goes to the cluster, or may not. */
const trying = /^(?:DryRun\w*|ClientOnly|OutputDir)$/;

const flags: ReadonlyMap<string, string> = new Map([
  ['Values', '--set'], ['StringValues', '--set-string'], ['JSONValues', '--set-json'], ['FileValues', '--set-file'], ['LiteralValues', '--set-literal'], ['ValueFiles', '-f'],
]);

/** The command in each way that it may be; undefined where the call runs none that deploys. */
export function commandsOfAction(e: Evaluation, call: CallExpr, frame: Frame): readonly Words[] | undefined {
  const { fn, args } = call;
  if (args.length < 2 || args.some(({ kind }) => kind === 'func')) return undefined;
  const client = fn.kind === 'select' && fn.of.kind === 'local' && runs.test(fn.name) ? fn.of : undefined;
  const made = client && onlyMade(e, client, frame);
  const callees = made?.expr.kind === 'call' ? e.callees(made.expr, made.frame) : undefined;
  const verb = callees?.kind === 'library' && actionPath.test(callees.path) ? makers.get(callees.name) : undefined;
  if (!client || !verb) return undefined;
  const given = nameOf(call) === 'Run' ? args : args.slice(1);
  const [name, chart, values] = verb === 'upgrade' ? given : [fieldOf(client, 'ReleaseName'), ...given];
  const stores = storesTo(e, client.id, frame);
  if (stores.some((field) => trying.test(field))) return undefined;
  const at: Item = { expr: call, frame, optional: false, rest: false };
  const path = chart && made?.frame === frame && stores.every((field) => aside.test(field)) && isKept(e, client.id, frame) ? loadedFrom(e, chart, frame) : undefined;
  if (!name || !path || !values) return [commandOf(verb, [anything(frame)], [], at)];
  return valuesIn(e, values, at).map((words) => commandOf(verb, words, [wordOf(e, { ...at, expr: name }), path].map((word) => ({ ...word, item: { ...word.item, expr: chart } })), at));
}

/** Names of the fields that are stored into; those of a part have a dot before them. */
function storesTo(e: Evaluation, id: VarId, { func }: Frame): readonly string[] {
  return (e.program.index(func).through.get(id) ?? []).map(({ bind: { target } }) => (target.kind === 'field' && pathOf(target.of).length === 0 ? target.name : '.'));
}

/** Nobody of the workspace gets it, nor has it under another name. */
function isKept(e: Evaluation, id: VarId, { func }: Frame): boolean {
  const { handed, copies, aliases, vars } = e.program.index(func);
  const isOwn = (call: CallExpr, index: number): boolean => index >= 0 && e.program.callee(call, func)?.kind !== 'library' && !runs.test(nameOf(call));
  return vars.get(id)?.length === 1 && !copies.has(id) && !aliases.has(id) && !(handed.get(id) ?? []).some(({ call, index, arg }) => arg.kind === 'local' && isOwn(call, index));
}

/** The folder of `loader.Load(path)`, where the chart stays as it was loaded. */
function loadedFrom(e: Evaluation, chart: Expr, frame: Frame): ReturnType<typeof wordOf> | undefined {
  if (chart.kind !== 'local' || storesTo(e, chart.id, frame).length > 0 || !isKept(e, chart.id, frame)) return undefined;
  const made = onlyMade(e, chart, frame);
  const callees = made?.expr.kind === 'call' ? e.callees(made.expr, made.frame) : undefined;
  const [path] = made?.expr.kind === 'call' ? made.expr.args : [];
  if (!made || !path || made.frame !== frame || callees?.kind !== 'library' || !loaderPath.test(callees.path) || !/^Load(?:Dir)?$/.test(callees.name)) return undefined;
  const located = onlyMade(e, path, frame);
  const [name] = located?.expr.kind === 'call' && nameOf(located.expr) === 'LocateChart' ? located.expr.args : [];
  return wordOf(e, { expr: name ?? path, frame: name && located ? located.frame : frame, optional: false, rest: false });
}

function valuesIn(e: Evaluation, values: Expr, at: Item): readonly Words[] {
  const { frame } = at;
  const made = onlyMade(e, values, frame);
  if (isNil(values)) return [[]];
  if (made?.expr.kind === 'call' && nameOf(made.expr) === 'MergeValues') return values.kind === 'local' && storesTo(e, values.id, frame).length === 0 && isKept(e, values.id, frame) ? mergedBy(e, made.expr, made.frame, at) : [[anything(frame)]];
  return [settingsOf(e, values, '', at, 0)];
}

const deepest = 8;

/** What a map of maps holds, each text as a setting of its own. */
function settingsOf(e: Evaluation, map: Expr, prefix: string, at: Item, depth: number): Words {
  const entries = depth < deepest ? entriesOf(e, map, at.frame, { isThere: depth > 0 }) : undefined;
  if (!entries || entries.some(({ key }) => key === '' || /[.=,[\]\\]/.test(key))) return [anything(at.frame)];
  return entries.flatMap(({ key, value, written, sure }): Words => {
    const path = prefix + key;
    const item: Item = { ...at, ...written, optional: !sure };
    const unread = setting('--set-json', path, unknownAnswer('a value of Go'), item);
    const [only, ...others] = value.list;
    const isMap = value.list.some((origin) => origin.kind === 'made' && origin.expr.kind === 'composite');
    if (isMap) {
      const isOne = only?.kind === 'made' && only.expr.kind === 'composite' && only.expr.type?.kind === 'map' && others.length === 0 && sure && value.complete;
      return isOne ? settingsOf(e, elementOf(map, key), `${path}.`, at, depth + 1) : unread;
    }
    const plain = value.list.length === 1 ? plainText(only) : undefined;
    if (plain !== undefined) return setting('--set', path, textAnswer(plain), item);
    const answer = uniteAnswers(value.list.map((origin) => textsOfOrigin(e, origin)));
    return value.complete && isOfTexts(answer) ? setting('--set-literal', path, answer, item) : unread;
  });
}

/** A number, or a truth. */
function plainText(origin: Origin | undefined): string | undefined {
  if (origin?.kind !== 'made') return undefined;
  if (origin.expr.kind === 'number') return origin.expr.text;
  return origin.expr.kind === 'name' && /^(?:true|false)$/.test(origin.expr.name) ? origin.expr.name : undefined;
}

/** What isn't known of it surely is text, too. */
function isOfTexts({ values, complete }: Answer): boolean {
  return complete && values.length > 0 && values.every(({ parts }) => parts.some(isText) || parts.every((part) => !isText(part) && (part.hole.kind === 'env' || part.hole.kind === 'fresh')));
}

/** `(&values.Options{Values: …}).MergeValues(providers)` */
function mergedBy(e: Evaluation, { fn }: CallExpr, frame: Frame, at: Item): readonly Words[] {
  const unread: readonly Words[] = [[anything(at.frame)]];
  if (fn.kind !== 'select') return unread;
  const made = onlyMade(e, fn.of, frame);
  const type = made?.expr.kind === 'composite' ? made.expr.type : undefined;
  const declared = made && type?.kind === 'name' && type.pkg !== undefined ? e.program.member(type.pkg, type.name, made.frame.func.file) : undefined;
  if (made?.expr.kind !== 'composite' || declared?.kind !== 'library' || !valuesPath.test(declared.path) || !made.expr.elements.every(({ field }) => field !== undefined && flags.has(field))) return unread;
  let ways: readonly Words[] = [[]];
  for (const [field, flag] of flags) {
    const list = fieldOf(fn.of, field);
    if (originsOf(e, list, frame).list.some(({ unsure }) => unsure)) return unread;
    const more = listsOf(e, list, frame).alternatives.map((items) => items.flatMap((item) => (item.rest ? [anything(frame)] : [{ ...added(flag, item), item }, wordOf(e, item)])));
    ways = ways.flatMap((way) => more.map((words) => [...way, ...words]));
  }
  return ways.length > 8 ? unread : ways;
}

