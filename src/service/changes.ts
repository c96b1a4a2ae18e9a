/** Which files changed since they were last read? Readings may overlap and fail, so a change counts until one that began after it has ended well. */

export interface Changes {
  /** Undefined: it may be anything. */
  add(uri: string | undefined): void;
  /** What a reading that begins now must read again, undefined: everything; and what to call when it has ended well. */
  take(): { readonly uris: ReadonlySet<string> | undefined; readonly done: () => void };
}

/** At first everything counts as changed. */
export function createChanges(): Changes {
  let clock = 1;
  /** When it last was that anything may have changed; 0 when all of that is read. */
  let anything = 1;
  const changed = new Map<string, number>();
  return {
    add(uri) {
      clock++;
      if (uri === undefined) anything = clock;
      else changed.set(uri, clock);
    },
    take() {
      const began = clock;
      return {
        uris: anything > 0 ? undefined : new Set(changed.keys()),
        done: () => {
          if (anything <= began) anything = 0;
          for (const [uri, at] of changed) if (at <= began) changed.delete(uri);
        },
      };
    },
  };
}
