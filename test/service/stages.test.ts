/** Stage times, against a clock that the test turns. */
import { expect, test } from 'vitest';
import { createStages } from '../../src/service/stages';

test('a stage inside another one counts for itself alone, and what no stage measured is said', () => {
  let now = 100;
  const stages = createStages(() => now);
  const pass = (milliseconds: number): void => void (now += milliseconds);
  stages.restart();
  pass(1);
  const result = stages.measure('parse', () => {
    pass(10);
    stages.measure('facts', () => pass(5));
    pass(2);
    return 'done';
  });
  expect(() => stages.measure('link', () => {
    pass(3);
    throw new Error('stopped');
  })).toThrow('stopped');
  pass(4);
  expect(result).toBe('done');
  expect(stages.times()).toEqual([{ stage: 'parse', milliseconds: 12 }, { stage: 'facts', milliseconds: 5 }, { stage: 'link', milliseconds: 3 }, { stage: 'others', milliseconds: 5 }]);
  stages.restart();
  pass(7);
  expect(stages.times()).toEqual([{ stage: 'others', milliseconds: 7 }]);
});
