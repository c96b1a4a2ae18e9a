/** Text -> facts, once per text: the text itself is the key, so an edit and its undo cost one summary each at most. */
import { summarize } from '../go/summarize';
import type { Grammar } from '../go/grammar';
import type { FileFacts } from '../go/facts';
import { manifestFacts, type ManifestFacts } from '../images/manifestFile';
import { ignoreLines } from './ignores';

export type CachedFile = { readonly text: string } & ({ readonly kind: 'go'; readonly facts: FileFacts } | { readonly kind: 'yaml'; readonly facts: ManifestFacts });

export interface FileCache {
  /** Facts of a text; the same object as long as the text is the same. */
  facts(uri: string, text: string): CachedFile;
  get(uri: string): CachedFile | undefined;
  /** Forgets every file that isn't listed. */
  keepOnly(uris: ReadonlySet<string>): void;
}

export function createFileCache(grammar: Grammar): FileCache {
  const files = new Map<string, CachedFile>();
  return {
    facts(uri, text) {
      const known = files.get(uri);
      if (known?.text === text) return known;
      const made: CachedFile = uri.endsWith('.go') ? { kind: 'go', text, facts: summarize(uri, text, grammar) } : { kind: 'yaml', text, facts: manifestFacts(uri, text, ignoreLines(text)) };
      files.set(uri, made);
      return made;
    },
    get: (uri) => files.get(uri),
    keepOnly(uris) {
      for (const uri of files.keys()) if (!uris.has(uri)) files.delete(uri);
    },
  };
}
