/** Turns a line of words into an argument vector and back: `{}` is an unknown run, `...` an unknown spread, `[x]` a word that is there only sometimes, `a|b` at
 * the front a program that is one of two. */
import { type Argument, type CommandUse, hole, type ImageArg } from '../../../src/images/commandLine/command';
import { readCommand } from '../../../src/images/commandLine/readCommand';

export function argumentsOf(words: readonly string[]): Argument<string>[] {
  return words.map((word, at) => {
    if (word === '...') return { text: undefined, prefix: '', optional: false, rest: true, value: '' };
    const optional = /^\[.*\]$/.test(word) && word.length > 2;
    const shape = (optional ? word.slice(1, -1) : word).replaceAll('{}', hole);
    if (at === 0 && shape.includes('|')) return { text: undefined, prefix: '', texts: shape.split('|'), optional: false, value: shape };
    const known = !shape.includes(hole);
    return { text: known ? shape : undefined, prefix: shape.split(hole)[0] ?? '', shape, optional, value: shape };
  });
}

export function cut(part: ImageArg<string> | undefined): string | undefined {
  return part && `${part.value.slice(part.skip, part.end).replaceAll(hole, '{}')}${part.expands ? '!' : ''}`;
}

/** Words are separated by single blanks. */
export function uses(line: string): readonly CommandUse<string>[] {
  return readCommand(argumentsOf(line.split(' ')));
}

/** `kustomized IMAGE as NAME in FOLDER`: what is said of a kustomization; folders that are entered before joined by `>`. */
function kustomized({ kustomization, image, removes }: CommandUse<string>): string | undefined {
  if (!kustomization) return undefined;
  const { folder, entered = [], printed, sets, edits } = kustomization;
  const where = entered === 'unread' ? '?' : [...entered, ...(folder ? [folder] : [])].map(cut).join('>');
  const what = [printed ? 'printed' : sets ? `sets ${cut(sets.name) ?? '-'}` : edits ? 'edits' : removes ? 'deletes' : 'kustomized', ...(image ? [cut(image)] : [])];
  return `${what.join(' ')} in ${where || '.'}`;
}

/** `role image`, ` < from` where there is one, a leading `?` where the use isn't certain; archives in parentheses, manifests as `@file`. */
export function summary(found: readonly CommandUse<string>[]): string[] {
  return found.map((use) => {
    const name = kustomized(use) ?? cut(use.image) ?? (use.manifest ? `@${cut(use.manifest)}` : use.archive ? '' : '-');
    const source = use.from ? ` < ${cut(use.from)}` : '';
    const archive = use.archive ? ` (${cut(use.archive)})` : '';
    return `${use.certain ? '' : '?'}${use.role} ${name}${archive}${source}`.replace('  ', ' ');
  });
}

export function read(line: string): string[] {
  return summary(uses(line));
}
