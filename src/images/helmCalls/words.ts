/** The words of a `helm` command that a library runs for Go. Knows no library; what the words mean is commandLine's knowledge. */
import type { Evaluation } from '../../flow/evaluation';
import type { Frame } from '../../flow/frame';
import type { Item } from '../../flow/lists';
import { concatAnswers, textAnswer } from '../../flow/parts';
import type { Answer } from '../../flow/value';
import type { Word } from '../idioms/containerCli';

/** One way that the command may be. */
export type Words = readonly Word[];

/** A word that the library writes for what stands at `item`. */
export function added(text: string, item: Item): Word {
  return { item, answer: textAnswer(text) };
}

/** Any words: not all of the command is known. */
export function anything(frame: Frame): Word {
  return { item: { expr: undefined, frame, optional: false, rest: true }, answer: { values: [], complete: false } };
}

export function wordOf(e: Evaluation, item: Item): Word {
  return item.expr ? { item, answer: e.texts(item.expr, item.frame) } : anything(item.frame);
}

/** `--set key=value` */
export function setting(flag: string, key: string, value: Answer, item: Item): Words {
  return [added(flag, item), { item, answer: concatAnswers([textAnswer(`${key}=`), value]) }];
}

/** Positionals stand behind `--`, so that one whose text isn't known is taken for no flag. */
export function commandOf(verb: 'install' | 'upgrade', flags: Words, positionals: Words, item: Item): Words {
  return [added('helm', item), added(verb, item), ...flags, added('--', item), ...positionals];
}

/** All of the command is known to be there. */
export function isWhole(words: Words): boolean {
  return !words.some(({ item }) => item.rest);
}
