import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/**
 * A busy machine is no failure: only what hangs runs into the limit. No file keeps state that another one could meet, so a worker loads the modules once; that and the second core halve the time.
 */
export default defineConfig({
  test: {
    testTimeout: 180_000,
    hookTimeout: 180_000,
    include: ['test/**/*.test.ts'],
    exclude: ['test/packaged/**', 'test/vscode/**', 'node_modules/**'],
    isolate: false,
    maxWorkers: availableParallelism(),
  },
});
