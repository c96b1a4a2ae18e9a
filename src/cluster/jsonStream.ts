/**
 * Splits a stream of JSON objects that stand one after another, as `kubectl get --watch --output=json` prints them. Counts braces outside
 * strings and leaves the rest to the JSON parser. Knows nothing of what the objects say.
 */

export interface JsonStream {
  /** Takes the next piece of text and gives every object that it completes. Throws where one object is too large or isn't JSON. */
  push(text: string): unknown[];
  /** Whether an object was begun and not ended. */
  readonly pending: boolean;
}

/** `limit`: the longest object, in UTF-16 code units. */
export function jsonStream(limit = 8 * 1024 * 1024): JsonStream {
  let pieces: string[] = [];
  let length = 0;
  let depth = 0;
  let inString = false;
  let escaped = false;

  return {
    get pending() {
      return depth > 0;
    },
    push(text) {
      const objects: unknown[] = [];
      let start = 0;
      for (let i = 0; i < text.length; i++) {
        const c = text[i];
        if (inString) {
          if (escaped) escaped = false;
          else if (c === '\\') escaped = true;
          else if (c === '"') inString = false;
        } else if (depth > 0 && c === '"') inString = true;
        else if (c === '{') {
          if (depth === 0) start = i;
          depth++;
        } else if (c === '}' && depth > 0) {
          depth--;
          if (depth > 0) continue;
          pieces.push(text.slice(start, i + 1));
          objects.push(JSON.parse(pieces.join('')));
          pieces = [];
          length = 0;
        } else if (depth === 0 && c !== undefined && !/\s/.test(c)) throw new Error('the watch printed something that is not JSON');
      }
      if (depth > 0) {
        pieces.push(text.slice(start));
        length += text.length - start;
        if (length > limit) throw new Error('one object of the watch is too large');
      }
      return objects;
    },
  };
}
