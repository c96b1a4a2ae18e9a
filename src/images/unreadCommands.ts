/**
 * Which commands can nobody read, though they may build, tag, load or push images? One whose words aren't known, or aren't all written yet, may
 * do that to any image, so whoever runs it can't be told that something is missing. Knows which programs and subcommands do such things.
 */
import { remembered } from '../base/remembered';
import type { FuncFact } from '../go/facts';
import type { Evaluation } from '../flow/evaluation';
import type { Item } from '../flow/lists';
import { termsOf } from '../flow/texts';
import { isText, knownText, type Answer } from '../flow/value';
import { isShell, takesScript } from './commandLine/shell';
import { baseName, isWrapper } from './commandLine/wrappers';
import { writtenText } from './idioms/commandsRun';
import { isUnderstood } from './idioms/containerCli';

/** Engines, and tools that bring images to a cluster or a registry. */
export const tools: ReadonlySet<string> = new Set(['podman', 'docker', 'buildah', 'nerdctl', 'img', 'kind', 'k3d', 'minikube', 'microk8s', 'ctr', 'skopeo', 'crane']);
const making: ReadonlySet<string> = new Set(['build', 'bud', 'buildx', 'image', 'images', 'import', 'load', 'save', 'tag', 'push', 'pull', 'commit', 'copy', 'compose', 'manifest']);
const madeIn = new RegExp(`\\b(?:${[...tools].join('|')})\\b`);
/** A command line as one text, where some function from elsewhere runs it. */
const line = new RegExp(`^\\s*(?:sudo\\s+)?(?:${[...tools].join('|')})\\s(?:\\S+\\s+)*?(?:${[...making].join('|')})\\b`);

/** What a word of a command is, as far as it matters here: its text, if it is one; `open`: nobody knows. */
interface Word {
  readonly text: string | undefined;
  readonly open: boolean;
  readonly answer: Answer | undefined;
}

/** Whether a body writes such a line into a call, or into the format of one. */
export const writesCommandLine = remembered(({ calls }: FuncFact): boolean => calls.some(({ args }) => args.some((arg) => line.test(termsOf(arg).map((term) => writtenText(term) ?? ' ').join('')))));

/** Whether the command of these words is such a one. */
export function isUnreadCommand(e: Evaluation, items: readonly Item[]): boolean {
  const words = items.map((item) => wordOf(e, item));
  if (!words.some(({ open }) => open) || isUnderstood(e, items)) return false;
  const [program, ...rest] = unwrapped(words);
  if (!program) return false;
  const subcommand = rest.find(({ text, open }) => open || text?.startsWith('-') === false);
  const mayMake = subcommand === undefined || subcommand.text === undefined || making.has(subcommand.text);
  if (program.text === undefined) return program.open && mayMake;
  if (isShell(baseName(program.text))) {
    const flag = rest.findIndex(({ text }) => text !== undefined && takesScript(text));
    return flag >= 0 && isUnreadLine(rest[flag + 1]);
  }
  return tools.has(baseName(program.text)) && mayMake;
}

/** Without `sudo` and its like. */
function unwrapped(words: readonly Word[]): readonly Word[] {
  return words.slice(words.findIndex(({ text }) => text === undefined || !isWrapper(baseName(text))));
}

/** What has to follow a subcommand, at the least. */
const operands: Readonly<Record<string, number>> = { tag: 2, save: 1, push: 1, pull: 1, 'docker-image': 1, 'image-archive': 1 };

/** Whether the command of these words is still being written: `podman`, `podman ta`, `podman tag <image>`, `kind load`. */
export function isHalfCommand(e: Evaluation, items: readonly Item[]): boolean {
  if (items.some(({ rest }) => rest)) return false;
  const words = items.map((item) => wordOf(e, item));
  const [program, ...rest] = unwrapped(words);
  if (program?.text === undefined || !tools.has(baseName(program.text))) return false;
  const [subcommand, ...others] = rest.filter(({ text }) => text?.startsWith('-') !== true);
  // A flag may be of any program: `podman --version`.
  if (!subcommand) return rest.length === 0;
  if (subcommand.text === undefined) return false;
  if (baseName(program.text) === 'kind' && subcommand.text === 'load') {
    const [what, ...names] = others;
    return what?.text === undefined ? others.length === 0 : names.length < (operands[what.text] ?? 0);
  }
  const isBegun = !making.has(subcommand.text) && [...making].some((name) => name.startsWith(subcommand.text ?? name));
  return isBegun || others.length < (operands[subcommand.text] ?? 0);
}

/** A shell's line, if it has one: it begins with something unknown, or runs such a tool. */
function isUnreadLine(word: Word | undefined): boolean {
  if (!word?.open) return false;
  return word.answer === undefined || word.answer.values.some(({ parts }) => parts[0] === undefined || !isText(parts[0]) || parts.some((part) => isText(part) && madeIn.test(part.text)));
}

function wordOf(e: Evaluation, { expr, frame, rest }: Item): Word {
  const answer = expr && e.texts(expr, frame);
  const [only, ...more] = answer?.values ?? [];
  const open = rest || answer?.complete !== true || answer.values.some(({ parts }) => parts.some((part) => !isText(part) && (part.hole.kind === 'unknown' || part.hole.kind === 'param')));
  return { text: only && more.length === 0 && !open ? knownText(only) : undefined, open, answer };
}
