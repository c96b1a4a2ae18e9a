/** The page and the picture that a run of the benchmark writes, and the arithmetic under them. */
import { describe, expect, test } from 'vitest';
import { drawCurves } from '../../bench/curve';
import { costOf, median, quantile, ratioOf } from '../../bench/measure';
import { benchmarksPage } from '../../bench/page';
import { names } from '../../bench/peers';
import type { Results } from '../../bench/results';

const census = { goFiles: 837, goBytes: 10_300_000, yamlFiles: 152 };
const results: Results = {
  machine: '2 cores', load: 1, versions: { Node: '20' }, date: '2026-01-02',
  corpora: [
    { name: 'made', repository: false, census, costs: { [names.ours]: { cpu: 500, wall: 600 }, [names.astGrep]: { cpu: 1000, wall: 1100 } }, ratios: { [names.astGrep]: { cpu: 0.5, wall: 0.55 } }, differences: 0, stages: { parse: 120.4, whole: 600 } },
    { name: 'tree', repository: true, census, ratios: { [names.astGrep]: { cpu: 0.4, wall: 0.4 } }, differences: 3 },
  ],
  few: 2.6,
  growth: [1, 3, 10].map((copies) => ({ copies, census, cpu: { [names.ours]: copies * 500 } })),
};

test('each goal has a row that says where it is met', () => {
  const rows = benchmarksPage(results).split('\n');
  const row = (start: string): string | undefined => rows.find((line) => line.startsWith(start));
  expect(row('| G1')).toMatch(/\| 0\.6 × \| 0\.5 × ✓ \| – \|$/);
  expect(row('| G2')).toMatch(/\| 0\.3 × \| – \| 0\.4 × ✗ \|$/);
  expect(row('| G3')).toMatch(/\| 2\.6 × ✗ \|/);
  expect(row('| G7 ten')).toMatch(/\| 10 × ✓ \|/);
  expect(row('| G8')).toMatch(/\| 0 ✓ \| 3 ✗ \|$/);
  expect(row('| parse')).toBe('| parse | 120 |');
  expect(row(`| ${names.astGrep} |`)).toBe(`| ${names.astGrep} | 1000 | 1100 | 0.50 × | 0.55 × |`);
});

test('what grows linearly is a straight line from the origin', () => {
  const svg = drawCurves('A & B', 'copies', 's', [{ name: 'ours', points: [1, 3, 10].map((x) => ({ x, y: x })) }]);
  expect(svg).toContain('A &#38; B');
  const points = Array.from(svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)"/g), ([, x, y]) => [Number(x), Number(y)] as const);
  expect(points).toHaveLength(3);
  const slopes = points.map(([x, y]) => (310 - y) / (x - 70));
  for (const slope of slopes) expect(slope).toBeCloseTo(slopes[0] ?? NaN, 1);
});

describe('costs', () => {
  test('work costs processor time, waiting does not', () => {
    const work = costOf({ name: 'work', command: [process.execPath, '-e', 'for (let i = 0; i < 3e8; i++);'] });
    const wait = costOf({ name: 'wait', command: [process.execPath, '-e', 'setTimeout(() => {}, 400)'] });
    expect(work.cpu).toBeGreaterThan(100);
    expect(wait.wall).toBeGreaterThan(390);
    expect(wait.cpu).toBeGreaterThan(0);
  });

  test('a program that fails or is missing is no measurement', () => {
    expect(() => costOf({ name: 'failing', command: [process.execPath, '-e', 'process.exit(3)'] })).toThrow('failing ended with 3');
    expect(() => costOf({ name: 'missing', command: ['/no/such/program'] })).toThrow('missing ended with 127');
    expect(costOf({ name: 'findings', command: [process.execPath, '-e', 'process.exit(1)'], statuses: [0, 1] }).cpu).toBeGreaterThan(0);
  });

  test('medians, quantiles, and the median of the rounds’ ratios', () => {
    expect([median([3, 1, 2]), median([4, 1, 2, 3]), quantile([1, 2, 3, 4], 0.95), quantile([5], 0.5)]).toEqual([2, 2.5, 4, 5]);
    const costs = (...cpu: number[]): { cpu: number; wall: number }[] => cpu.map((one) => ({ cpu: one, wall: 1 }));
    expect(ratioOf(costs(1, 20, 3), costs(2, 40, 3), 'cpu')).toBe(0.5);
  });
});
