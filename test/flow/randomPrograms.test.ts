/** Random programs: what the evaluator says contains what really happens, and where it says it knows, it is what really happens. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isText, type Answer } from '../../src/flow/value';
import { summarize } from '../../src/go/summarize';
import { link } from '../../src/flow/program';
import { evaluationOf, shown, sunk } from '../support/evaluated';
import { goPrograms, writeGo } from '../support/goProgram';
import { possibleStrings, trueStrings } from '../support/goRuns';
import { testGrammar } from '../support/grammar';

const grammar = await testGrammar();

function answerOf(source: string): Answer {
  const program = link([summarize('random.go', source, grammar)]);
  const [answer, ...more] = sunk(program, evaluationOf(program));
  if (!answer || more.length > 0) throw new Error('the program has one sink');
  return answer;
}

/** A value as a pattern: a hole may be anything. */
function covers(answer: Answer, text: string): boolean {
  return answer.values.some((value) => new RegExp(`^${value.parts.map((part) => (isText(part) ? part.text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&') : '[^]*')).join('')}$`, 'u').test(text));
}

const known = (answer: Answer): string[] => answer.values.flatMap((value) => (value.parts.every(isText) ? [value.parts.map((part) => (isText(part) ? part.text : '')).join('')] : []));

test('the truth is among the values; and exactly they are the truth where branches are independent', () => {
  let exact = 0;
  fc.assert(
    fc.property(goPrograms, (program) => {
      const truth = trueStrings(program);
      if (!truth) return;
      const source = writeGo(program);
      const answer = answerOf(source);
      if (!answer.complete) return;
      const missing = [...truth].filter((text) => !covers(answer, text));
      expect(missing, `${source}\nvalues: ${shown(answer).join(' | ')}`).toEqual([]);
      const possible = possibleStrings(program);
      if (!possible) return;
      expect(known(answer).filter((text) => !possible.has(text)), source).toEqual([]);
      if (known(answer).length < answer.values.length || possible.size !== truth.size) return;
      exact++;
      expect(shown(answer), source).toEqual([...truth].sort());
    }),
    { numRuns: 250, seed: 20_261_123 },
  );
  expect(exact).toBeGreaterThan(80);
}, 60_000);

describe('shrunk counterexamples: what the evaluator takes for possible beyond the truth, and no more', () => {
  test.each<readonly [string, string, readonly string[]]>([
    ['a value that a branch sets and replaces', 'func main() {\n\tv := "a"\n\tif unknown() {\n\t\tv += "a"\n\t\tv = "b"\n\t}\n\tsink(v)\n}', ['a', 'aa', 'b']],
    ['an else sees what the then has set', 'func f(q string) string {\n\tif unknown() {\n\t\tq += "b"\n\t} else {\n\t\tq += "c"\n\t}\n\treturn q\n}\nfunc main() { sink(f("a")) }', ['ab', 'ac', 'abc', 'a']],
    ['a later store into a map reaches an earlier read', 'func main() {\n\tm := map[string]string{"first": "a"}\n\tv := m["first"]\n\tm["first"] = "b"\n\tsink(v)\n}', ['a', 'b']],
    ['two reads of one branch are independent', 'func main() {\n\tv := "a"\n\tif unknown() {\n\t\tv = "b"\n\t}\n\tsink(v + v)\n}', ['aa', 'ab', 'ba', 'bb']],
  ])('%s', (_name, body, values) => {
    expect(shown(answerOf(`package random\n${body}`))).toEqual([...values].sort());
  });
});
