import { defineConfig } from 'vitest/config';

/** Cases that run what is shipped: the bundled command line, the npm package and the .vsix. */
export default defineConfig({ test: { include: ['test/packaged/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 240_000 } });
