import { describe, expect, test } from 'vitest';
import { formats } from '../../src/report';
import { inventory, report, source } from './sampleReport';

const endings: Record<string, string> = { text: 'txt', json: 'json', sarif: 'sarif', github: 'txt', markdown: 'md' };

describe('golden files', () => {
  for (const format of formats) {
    test(`check --format ${format.id}`, async () => {
      await expect(format.check(report, { color: false, source })).toMatchFileSnapshot(`golden/check.${format.id}.${endings[format.id] ?? 'txt'}`);
    });
    if (format.inventory !== undefined) {
      test(`inventory --format ${format.id}`, async () => {
        await expect(format.inventory?.(inventory, { color: false, source })).toMatchFileSnapshot(`golden/inventory.${format.id}.${endings[format.id] ?? 'txt'}`);
      });
    }
  }
  test('text in colour', async () => {
    const text = formats[0]?.check(report, { color: true, source }) ?? '';
    await expect(JSON.stringify(text.split('\n'), undefined, 1)).toMatchFileSnapshot('golden/check.text.color.json');
  });
});
