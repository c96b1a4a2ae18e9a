/** Installations whose parser is missing, cut short or made for another one. */
import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { withOtherAbi } from '../../support/otherAbi';
import { version, workbenchOfEachTest } from './support/workbench';

describe(`VS Code ${version.vscode}: a spoilt installation`, () => {
  const opened = workbenchOfEachTest();

  for (const [part, fault, spoil] of [
    ['tree-sitter-go.wasm', 'missing', (file: string) => rmSync(file)],
    ['tree-sitter-go.wasm', 'made for another parser', (file: string) => writeFileSync(file, withOtherAbi(readFileSync(file)))],
    ['web-tree-sitter.wasm', 'cut short', (file: string) => truncateSync(file, 1000)],
  ] as const) {
    test(`row 79: ${part} that is ${fault} gives one message, and never "clean"`, async () => {
      const { openFile, languageStatus, notifications, problemCount, screenshot } = await opened({ spoil: (extension) => spoil(join(extension, 'dist', part)) });
      await openFile('notification.go');
      await expect.poll(languageStatus).toContain('Image tags: not checked');
      const told = await notifications();
      expect(told.match(/could not be checked/g)).toHaveLength(1);
      expect(told).toContain(part);
      expect(await problemCount()).not.toContain('Errors');
      await screenshot(`${part} ${fault}`);
    });
  }
});
