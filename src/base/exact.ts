/** One for all that are empty. */
const none: readonly never[] = [];

/** A list that will not grow any more, without the room that growing left in it: what is kept of thousands of files is mostly short lists. */
export function exact<T>(list: readonly T[]): readonly T[] {
  return list.length === 0 ? none : list.slice();
}
