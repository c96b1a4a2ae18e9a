/** Names as an outline remembers them: hashes, because only whether two are the same is ever asked. */
import { hashOf } from './scan';

/** A mention of a name: its hash, and in the lowest bit whether a dot stands before it. Two names may share one, which only says too much. */
export type Mention = number;

/** `name` as it is mentioned by itself. */
export function plainMention(name: string): Mention {
  return hashOf(name) << 1;
}

/** `name` as it is mentioned behind a dot. */
export function memberMention(name: string): Mention {
  return (hashOf(name) << 1) | 1;
}

/** The same name mentioned by itself. */
export function asPlain(mention: Mention): Mention {
  return mention & ~1;
}

export function isMember(mention: Mention): boolean {
  return (mention & 1) === 1;
}

/** Names by the low bits of their hashes. */
export interface NameFilter {
  /** The name of a mention, with and without a dot. */
  add(mention: Mention): void;
  /** False: that name was never added. */
  may(mention: Mention): boolean;
}

/** Most names of a program are asked for by nobody; this says so in a fraction of the time that a set takes. */
export function nameFilter(): NameFilter {
  const mask = 0xffff;
  const added = new Uint8Array(mask + 1);
  return {
    add(mention) {
      added[(mention >> 1) & mask] = 1;
    },
    may: (mention) => added[(mention >> 1) & mask] === 1,
  };
}

export interface MentionList {
  readonly add: (mention: Mention) => void;
  /** All since the last time. */
  take(): readonly Mention[];
}

/** What most lists hold: one for all of them, and an array of numbers takes less room than a typed one. */
const none: readonly Mention[] = [];

const places = 256;

/** A list without most of its repetitions: a small table knows the last mention that fell on each of its places. */
export function mentionList(): MentionList {
  const recent = new Int32Array(places).fill(-1);
  const list: Mention[] = [];
  let count = 0;
  return {
    add(mention) {
      const place = (mention ^ (mention >>> 8)) & (places - 1);
      if (recent[place] === mention) return;
      recent[place] = mention;
      list[count++] = mention;
    },
    take() {
      if (count === 0) return none;
      const taken = list.slice(0, count);
      recent.fill(-1);
      count = 0;
      return taken;
    },
  };
}
