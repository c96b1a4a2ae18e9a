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

export interface MentionList {
  readonly add: (mention: Mention) => void;
  /** All since the last time. */
  take(): Int32Array;
}

const places = 256;

/** A list without most of its repetitions: a small table knows the last mention that fell on each of its places. */
export function mentionList(): MentionList {
  const recent = new Int32Array(places).fill(-1);
  let list = new Int32Array(64);
  let count = 0;
  return {
    add(mention) {
      const place = (mention ^ (mention >>> 8)) & (places - 1);
      if (recent[place] === mention) return;
      recent[place] = mention;
      if (count === list.length) {
        const grown = new Int32Array(count * 2);
        grown.set(list);
        list = grown;
      }
      list[count++] = mention;
    },
    take() {
      const taken = list.slice(0, count);
      if (count > 0) recent.fill(-1);
      count = 0;
      return taken;
    },
  };
}
