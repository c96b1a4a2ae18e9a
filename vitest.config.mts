import { defineConfig } from 'vitest/config';

// A busy machine is no failure: only what hangs runs into the limit.
export default defineConfig({ test: { testTimeout: 180_000, hookTimeout: 180_000, include: ['test/**/*.test.ts'], exclude: ['test/packaged/**', 'test/vscode/**', 'node_modules/**'] } });
