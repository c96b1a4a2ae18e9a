/** The port through which the core sees files. Hosts implement it over a disk, an editor or memory; the core never touches a file system. */

export interface Disposable {
  dispose(): void;
}

/** What a read gave: text, or the reason why there is none. */
export type ReadResult =
  | { readonly kind: 'text'; readonly text: string; /** Such as "not valid UTF-8, read with replacement"; a file with a notice is never edited. */ readonly notice?: string }
  /** Vanished between list and read: silently skipped. */
  | { readonly kind: 'missing' }
  /** Binary, UTF-16, too large, unreadable: named in the summary. */
  | { readonly kind: 'skipped'; readonly reason: string };

export interface Workspace {
  /** Workspace root as a uri without a trailing slash; every listed uri starts with it. */
  readonly root: string;
  /** Uris of the files that the settings include, sorted, each once. `globs`, from the configuration, stand in for the settings' own. */
  list(signal?: AbortSignal, globs?: { readonly include?: readonly string[]; readonly exclude?: readonly string[] }): Promise<readonly string[]>;
  /** Uris of other files by globs, sorted: for a look at what isn't analysed. A host that can't look has none. */
  find?(globs: { readonly include: readonly string[]; readonly exclude: readonly string[] }, signal?: AbortSignal): Promise<readonly string[]>;
  read(uri: string): Promise<ReadResult>;
  /** `uri` undefined: anything may have changed, list again. */
  onDidChange(listener: (uri: string | undefined) => void): Disposable;
}
