/** A watch's objects, however the pipe cuts them. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonStream } from '../../src/cluster/jsonStream';

describe('a stream of JSON objects', () => {
  test('cut anywhere, it gives the same objects', () => {
    fc.assert(fc.property(fc.array(fc.dictionary(fc.string(), fc.jsonValue()), { maxLength: 4 }), fc.nat(), (objects, seed) => {
      const text = objects.map((object) => JSON.stringify(object, undefined, seed % 3)).join('\n');
      const stream = jsonStream();
      const size = 1 + (seed % 7);
      const found: unknown[] = [];
      for (let i = 0; i < text.length; i += size) found.push(...stream.push(text.slice(i, i + size)));
      expect(found).toEqual(objects.map((object) => JSON.parse(JSON.stringify(object)) as unknown));
      expect(stream.pending).toBe(false);
    }));
  });

  test('braces and quotes inside strings', () => {
    expect(jsonStream().push('{"a":"}{\\"}"}{"b":1}')).toEqual([{ a: '}{"}' }, { b: 1 }]);
  });

  test('words are refused, and so is an endless object', () => {
    expect(() => jsonStream().push('Error from server')).toThrow('not JSON');
    expect(() => jsonStream().push('{"a":}')).toThrow();
    const stream = jsonStream(100);
    stream.push('{"a":"');
    expect(() => stream.push('x'.repeat(200))).toThrow('too large');
    expect(stream.pending).toBe(true);
  });
});
