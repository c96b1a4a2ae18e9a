/**
 * The Helm manager of sigs.k8s.io/e2e-framework: which command does a call of it run, with the options that it is given? It joins all words by
 * blanks and has a shell's like take the line apart. Source: third_party/helm/helm.go there.
 */
import type { CallExpr, Expr } from '../../go/facts';
import type { Callees, Evaluation } from '../../flow/evaluation';
import type { Frame } from '../../flow/frame';
import { gathered, type Item } from '../../flow/lists';
import { onlyMade, originsOf } from '../../flow/origins';
import { partsBetween, uniteAnswers } from '../../flow/parts';
import { isText, onlyText, type Value } from '../../flow/value';
import { declaredOf } from '../../flow/program';
import { hole } from '../commandLine/command';
import type { Word } from '../idioms/containerCli';
import { added, anything, commandOf, wordOf, type Words } from './words';

export const frameworkPath = /(?:^|\/)e2e-framework\/third_party\/helm$/;

const verbs: ReadonlyMap<string, 'install' | 'upgrade'> = new Map([['RunInstall', 'install'], ['RunUpgrade', 'upgrade']]);
export const managerCalls: readonly string[] = [...verbs.keys()];

/** Options that say nothing of what is deployed. */
const aside: ReadonlySet<string> = new Set(['WithNamespace', 'WithWait', 'WithTimeout', 'WithContext']);

/** `helm.WithArgs(…)`: does nothing by itself. */
export function isOption(callees: Callees): boolean {
  return callees.kind === 'library' && frameworkPath.test(callees.path) && callees.name.startsWith('With');
}

/** The command in each way that it may be; undefined where the call runs none. */
export function commandsOfManager(e: Evaluation, call: CallExpr, frame: Frame): readonly Words[] | undefined {
  const verb = verbOf(e, call, frame);
  return verb && optionsOf(e, call, frame).map((items) => wordsOf(e, verb, items, { expr: call, frame, optional: false, rest: false }));
}

function verbOf(e: Evaluation, call: CallExpr, frame: Frame): 'install' | 'upgrade' | undefined {
  const { fn } = call;
  const verb = fn.kind === 'select' ? verbs.get(fn.name) : undefined;
  return fn.kind === 'select' && verb && e.callees(call, frame).kind === 'library' && isManager(e, fn.of, frame) ? verb : undefined;
}

function optionsOf(e: Evaluation, call: CallExpr, frame: Frame): readonly (readonly Item[])[] {
  return gathered(e, call.args, call.spread, frame).alternatives;
}

/** What the options of a call that runs such a command are given. */
export function givenToManager(e: Evaluation, call: CallExpr, frame: Frame): readonly Item[] {
  if (!verbOf(e, call, frame)) return [];
  return optionsOf(e, call, frame).flatMap((items) => items.flatMap((item) => {
    const option = optionOf(e, item);
    return option ? gathered(e, option.call.args, option.call.spread, option.frame).alternatives.flat() : [];
  }));
}

/** `helm.New(kubeconfig)`, in a variable or not, or whatever is declared to be one. */
function isManager(e: Evaluation, expr: Expr, frame: Frame): boolean {
  const type = e.program.typeOf(expr, frame.func);
  const declared = type && declaredOf(e.program, type);
  if (declared) return declared.kind === 'library' && frameworkPath.test(declared.path) && declared.name === 'Manager';
  const { list, complete } = originsOf(e, expr, frame);
  return complete && list.length > 0 && list.every((origin) => origin.kind === 'made' && origin.expr.kind === 'call' && makesManager(e, origin.expr, origin.frame));
}

function makesManager(e: Evaluation, call: CallExpr, frame: Frame): boolean {
  const callees = e.callees(call, frame);
  if (callees.kind !== 'library') return false;
  if (callees.name === '.WithPath' && call.fn.kind === 'select') return isManager(e, call.fn.of, frame);
  return callees.name === 'New' && frameworkPath.test(callees.path);
}

interface Option {
  readonly name: string;
  readonly call: CallExpr;
  readonly frame: Frame;
}

function optionOf(e: Evaluation, { expr, frame }: Item): Option | undefined {
  const only = expr && onlyMade(e, expr, frame);
  if (only?.expr.kind !== 'call') return undefined;
  const callees = e.callees(only.expr, only.frame);
  return callees.kind === 'library' && isOption(callees) ? { name: callees.name, call: only.expr, frame: only.frame } : undefined;
}

function wordsOf(e: Evaluation, verb: 'install' | 'upgrade', options: readonly Item[], at: Item): Words {
  const one = new Map<string, Word>();
  const flags: Word[] = [];
  for (const item of options) {
    const option = optionOf(e, item);
    const [value] = option?.call.args ?? [];
    if (option && aside.has(option.name)) continue;
    if (option?.name === 'WithArgs') flags.push(...argumentsOf(e, option, item.optional));
    else if (option && value && !item.optional) one.set(option.name, wordOf(e, { ...item, expr: value, frame: option.frame }));
    else return commandOf(verb, [anything(at.frame)], [], at);
  }
  const [name, version] = [one.get('WithName'), one.get('WithVersion')];
  const chart = isGiven(one.get('WithChart')) ? one.get('WithChart') : one.get('WithReleaseName');
  if (isGiven(version)) flags.push(added('--version', version.item), version);
  const positionals = [name, chart].filter(isGiven);
  // More words than one, or fewer: they would all stand in other places.
  if (!chart || positionals.some(({ answer }) => !answer.complete || answer.values.some(isTakenApart))) flags.push(anything(at.frame));
  return commandOf(verb, flags, positionals, at);
}

function isGiven(word: Word | undefined): word is Word {
  return word !== undefined && onlyText(word.answer) !== '';
}

function isTakenApart({ parts }: Value): boolean {
  return parts.some((part) => isText(part) && /[\s"'$]/.test(part.text));
}

function argumentsOf(e: Evaluation, { call, frame }: Option, optional: boolean): Words {
  const [items, ...others] = gathered(e, call.args, call.spread, frame).alternatives;
  if (!items || others.length > 0) return [anything(frame)];
  const words: Word[] = [];
  for (const item of items) words.push(...parted(wordOf(e, { ...item, optional: optional || item.optional }), words.at(-1)));
  return words;
}

/** The words that the line has where this one stands in it. */
function parted({ item, answer }: Word, before: Word | undefined): Words {
  const rows = answer.values.map(fields);
  const [first] = rows;
  const isOpen = !answer.complete || !first || rows.some((row) => row === undefined || row.length !== first.length);
  if (isOpen) return [anything(item.frame)];
  const isValue = /^-[^=]*$/.test((before && onlyText(before.answer)) ?? '');
  return first.map((_, at): Word => {
    const values = rows.flatMap((row) => row?.[at] ?? []);
    // Of a text that nobody knows, nobody knows how many words it is.
    const isAny = values.some(({ parts }) => parts.every((part) => !isText(part))) && !(isValue && at === 0) && (at === 0 || !isFlag(rows, at - 1));
    return isAny ? anything(item.frame) : { item, answer: uniteAnswers([{ values, complete: true }]) };
  });
}

function isFlag(rows: readonly (readonly Value[] | undefined)[], at: number): boolean {
  return rows.every((row) => /^-[^=]*$/.test(shapeOf(row?.[at])));
}

/** Undefined where it has quotes, or variables of the session. */
function fields(value: Value): readonly Value[] | undefined {
  if (value.parts.some((part) => isText(part) && /["'$]/.test(part.text))) return undefined;
  return [...shapeOf(value).matchAll(/\S+/g)].map(({ index, 0: { length } }) => ({ parts: partsBetween(value, index, index + length), trail: value.trail }));
}

function shapeOf(value: Value | undefined): string {
  return value?.parts.map((part) => (isText(part) ? part.text : hole)).join('') ?? '';
}
