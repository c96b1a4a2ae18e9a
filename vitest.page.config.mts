import { defineConfig } from 'vitest/config';

/** They hold what is ours to draw and to survive, whichever editor it is: once is enough. Everything that asks something of the editor runs in the oldest, too. */
const newestOnly = ['diagram', 'faults', 'reveal', 'themes', 'virtual'];

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
