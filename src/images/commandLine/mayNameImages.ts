/**
 * Can a command line do anything to images, going by the words that are written down in it? A cheap look before anybody evaluates the
 * others: most programs that tests run are `kubectl get` and the like. Knows which tools and subcommands have readers; reads nothing.
 */
import type { Tool } from './command';
import { tools } from './tools';
import { baseName, isWrapper } from './wrappers';
import { isShell } from './shell';

const byName: ReadonlyMap<string, Tool> = new Map(tools.flatMap((tool) => tool.names.map((name) => [name, tool] as const)));

/** A reader, or a shell, says what this program does with its arguments. */
export function isReadProgram(program: string): boolean {
  const name = baseName(program);
  return isShell(name) || isWrapper(name) || byName.has(name);
}

/**
 * `words`: the program and its arguments, undefined where an argument isn't written down or may be several. False only where
 * `readCommand` gives nothing, whatever the unknown words are.
 */
export function mayNameImages(words: readonly (string | undefined)[]): boolean {
  const [program, ...rest] = words;
  if (program === undefined) return true;
  const name = baseName(program);
  if (isShell(name) || isWrapper(name)) return true;
  const tool = byName.get(name);
  if (!tool?.verbs) return tool !== undefined;
  const { flags, names } = tool.verbs;
  for (let i = 0; i < rest.length; i++) {
    const word = rest[i];
    if (word === undefined || word === '--') return true;
    if (!word.startsWith('-')) return names.has(word);
    if (word.startsWith('--') && word.includes('=')) continue;
    const arity = flags.get(word);
    if (arity === undefined) return true;
    // A value that may be several words may bring the subcommand along.
    if (arity === 'value' && rest[++i] === undefined && i >= rest.length - 1) return true;
  }
  return true;
}
