/** Whatever bytes a file holds: it is text or it is skipped with a reason, and what is text can be read as Go, as YAML and as a configuration. */
import * as assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { decodeText, encodeText } from '../../src/node/decodeText';
import { manifestFacts } from '../../src/images/manifestFile';
import { ignoreLines } from '../../src/service/ignores';
import { ruleIds } from '../../src/service/ruleInfo';
import { parseConfig } from '../../src/standard/config';
import { testGrammar } from '../support/grammar';
import type { Fuzzer } from './fuzz';
import { assertFacts } from './go';
import { outside } from './inside';
import { goText, yamlText } from './sources';

const marks = fc.constantFrom([], [0xef, 0xbb, 0xbf], [0xff, 0xfe], [0xfe, 0xff]);
const splinters = fc.array(fc.record({ at: fc.nat(), bytes: fc.uint8Array({ maxLength: 4 }) }), { maxLength: 5 });
const raw = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes));
const splintered = fc.tuple(fc.oneof(goText, yamlText), splinters).map(([text, list]) =>
  list.reduce((bytes, { at, bytes: splinter }) => {
    const from = at % (bytes.length + 1);
    return Buffer.concat([bytes.subarray(0, from), splinter, bytes.subarray(from)]);
  }, Buffer.from(text)));

export const byteFuzzers: readonly Fuzzer[] = [
  {
    name: 'any bytes are a text or are skipped with a reason, and any text is read as Go, YAML and configuration',
    share: 4,
    property: async () => {
      const grammar = await testGrammar();
      return fc.property(marks, fc.oneof(raw, splintered), (mark, rest) => {
        const bytes = Buffer.concat([Buffer.from(mark), rest]);
        const read = decodeText(bytes);
        if (read.kind === 'skipped') {
          assert.notEqual(read.reason, '');
          return;
        }
        // What is no UTF-8 has a notice, and --fix leaves it alone; all else is written back byte for byte.
        if (read.notice === undefined) assert.deepEqual(encodeText(read.text, read.byteOrderMark), bytes);
        assertFacts(read.text, grammar);
        assert.deepEqual(outside(manifestFacts('file:///a.yaml', read.text, ignoreLines(read.text)), read.text.length), []);
        assert.deepEqual(outside(parseConfig(read.text, { ruleIds: ruleIds() }).problems, read.text.length), []);
      });
    },
  },
];
