import { defineConfig } from 'vitest/config';
import { newestOnly } from './scripts/hostedVersions.mjs';

/** Cases that drive the page of a hosted VS Code; HOSTED names which (scripts/test.mjs runs them for each). */
export default defineConfig({
  test: {
    include: ['test/vscode/page/**/*.page.ts'],
    exclude: process.env['HOSTED'] === 'oldest' ? newestOnly.map((name) => `**/${name}.page.ts`) : [],
    globalSetup: 'test/vscode/page/support/installOnce.ts',
    testTimeout: 240_000,
    hookTimeout: 240_000,
    fileParallelism: false,
    maxWorkers: 1,
    expect: { poll: { timeout: 60_000, interval: 100 } },
  },
});
