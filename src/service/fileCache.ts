/**
 * Text -> facts, once per text and choice of declarations: an edit and its undo cost one summary each at most, and a file that nothing
 * depends on is only outlined.
 */
import { remembered } from '../base/remembered';
import { lineStarts } from '../base/text';
import { outline, type Outline } from '../go/outline';
import { summarize, summarizePart, type Chosen } from '../go/summarize';
import type { Grammar } from '../go/grammar';
import type { FileFacts } from '../go/facts';
import { manifestFacts, type ManifestFacts } from '../images/manifestFile';
import { isSameChoice, kept } from './factsReuse';
import { ignoreLines } from './ignores';

export type CachedFile = { readonly text: string } & ({ readonly kind: 'go'; readonly facts: FileFacts } | { readonly kind: 'yaml'; readonly facts: ManifestFacts });

/** Where the lines of a file's text start: found out for the few files that somebody points into. */
export const linesOf: (file: CachedFile) => readonly number[] = remembered(({ text }) => lineStarts(text));

export interface FileCache {
  /** Facts of a text; the same object as long as the text is the same. `chosen`: of the outline's declarations, all of them by default. */
  facts(uri: string, text: string, chosen?: readonly Chosen[]): CachedFile;
  /** The outline of a Go file's text; the same object as long as the text is the same. */
  outline(uri: string, text: string): Outline;
  get(uri: string): CachedFile | undefined;
  /** Forgets every file that isn't listed. */
  keepOnly(uris: ReadonlySet<string>): void;
}

interface Known {
  readonly file: CachedFile;
  /** Undefined: all declarations. */
  readonly chosen: readonly Chosen[] | undefined;
}

export function createFileCache(grammar: Grammar): FileCache {
  const files = new Map<string, Known>();
  const outlines = new Map<string, { readonly text: string; readonly outline: Outline }>();
  const outlineOf = (uri: string, text: string): Outline => {
    const known = outlines.get(uri);
    if (known?.text === text) return known.outline;
    const made = outline(text);
    outlines.set(uri, { text, outline: made });
    return made;
  };
  const goFacts = (uri: string, text: string, chosen: readonly Chosen[] | undefined, before: Known | undefined): FileFacts => {
    if (!chosen) return summarize(uri, text, grammar);
    const outlined = outlineOf(uri, text);
    const facts = summarizePart(uri, text, outlined, chosen, grammar);
    return before?.chosen && before.file.kind === 'go' && before.file.text === text ? kept({ facts: before.file.facts, chosen: before.chosen }, { facts, chosen }, outlined) : facts;
  };
  return {
    facts(uri, text, chosen) {
      const known = files.get(uri);
      if (known?.file.text === text && (known.file.kind === 'yaml' || isSameChoice(known.chosen, chosen))) return known.file;
      const file: CachedFile = uri.endsWith('.go') ? { kind: 'go', text, facts: goFacts(uri, text, chosen, known) } : { kind: 'yaml', text, facts: manifestFacts(uri, text, ignoreLines(text)) };
      files.set(uri, { file, chosen });
      return file;
    },
    outline: outlineOf,
    get: (uri) => files.get(uri)?.file,
    keepOnly(uris) {
      for (const map of [files, outlines]) for (const uri of map.keys()) if (!uris.has(uri)) map.delete(uri);
    },
  };
}

