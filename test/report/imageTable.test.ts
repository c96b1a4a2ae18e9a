import { expect, test } from 'vitest';
import { imageTable, type ImageRow } from '../../src/report/imageTable';
import type { SiteRow } from '../../src/report/format';
import { mismatch, sites } from './sampleReport';

function site(role: string, ...images: string[]): SiteRow {
  return { ...sites[0]!, role, images };
}

const verdicts = (rows: readonly ImageRow[]): [string, string][] => rows.map((row) => [row.service, row.verdict]);

test('each verdict', () => {
  const rows = imageTable(
    [
      site('build', 'localhost/kubernaut-gateway:v1'), site('deploy', 'kubernaut-gateway:v1'), site('deploy', 'localhost/kubernaut-gateway:v1'),
      site('build', 'localhost/kubernaut-unused:v1'), site('build', 'same:{fresh:1}'), site('deploy', 'same:{fresh:1}'),
      site('build', 'datastorage:x'), site('build', 'generic:latest'), site('deploy', 'generic:latest'), site('deploy', 'postgres:16'), site('build', '{param:f.image}'),
    ],
    [{ ...mismatch, image: 'datastorage:y', built: ['datastorage:x'] }, { ...mismatch, image: 'generic:latest', built: [] }, { ...mismatch, severity: 'warning', image: 'same:{fresh:1}', built: ['same:{fresh:2}'] }],
  );
  expect(verdicts(rows)).toEqual([['datastorage', 'differs'], ['generic', 'wrong'], ['gateway', 'unsure'], ['unused', 'unused'], ['same', 'same']]);
});

test('generated values are one name in the table, but not in the verdict', () => {
  const [row] = imageTable([site('build', 'x:{fresh:1}'), site('build', 'x:{fresh:2}'), site('deploy', 'x:{fresh:3}')], []);
  expect(row).toMatchObject({ verdict: 'unsure', built: [{ image: 'x:{generated}' }], deployed: [{ image: 'x:{generated}' }] });
  expect(row?.built[0]?.at).toHaveLength(2);
});
