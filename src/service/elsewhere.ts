/**
 * Files that nobody lists, but that somebody has to look into: what makefiles and scripts build, manifests that code names. Looked for by globs,
 * and read once, until something is known to have changed.
 */
import type { Workspace } from './workspace';

export interface Look {
  readonly globs: readonly string[];
  /** Globs of what nobody looks at. */
  readonly exclude: readonly string[];
  /** How many files are read at most. */
  readonly most: number;
  /** Uris of files that are read anyway. */
  readonly except?: ReadonlyMap<string, unknown>;
}

export interface Elsewhere {
  /** Texts by uri, sorted; none where the workspace can't be asked. */
  texts(look: Look, signal: AbortSignal | undefined): Promise<ReadonlyMap<string, string>>;
  /** Whether that file was read here since everything may have changed. */
  knows(uri: string): boolean;
  /** `uris` undefined: anything may have. */
  changed(uris: ReadonlySet<string> | undefined): void;
}

const mostRemembered = 16;

export function createElsewhere(workspace: Workspace): Elsewhere {
  const found = new Map<string, readonly string[]>();
  /** Undefined: it has to be read again. */
  const texts = new Map<string, { readonly text: string | undefined } | undefined>();
  return {
    async texts({ globs, exclude, most, except }, signal) {
      if (globs.length === 0) return new Map();
      const key = JSON.stringify([globs, exclude]);
      const uris = found.get(key) ?? (await workspace.find?.({ include: globs, exclude }, signal)) ?? [];
      // While a path is being typed, each of its beginnings is looked for.
      if (found.size >= mostRemembered) found.clear();
      found.set(key, uris);
      const wanted = uris.filter((uri) => except?.has(uri) !== true).slice(0, most);
      await Promise.all(wanted.map(async (uri) => {
        if (texts.get(uri)) return;
        const result = await workspace.read(uri);
        texts.set(uri, { text: result.kind === 'text' ? result.text : undefined });
      }));
      return new Map(wanted.flatMap((uri): [string, string][] => {
        const text = texts.get(uri)?.text;
        return text === undefined ? [] : [[uri, text]];
      }));
    },
    knows: (uri) => texts.has(uri),
    changed(uris) {
      if (!uris) for (const known of [found, texts]) known.clear();
      for (const uri of uris ?? []) if (texts.has(uri)) texts.set(uri, undefined);
    },
  };
}
