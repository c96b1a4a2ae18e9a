import { defineConfig } from 'vitest/config';

/** The cases that a mutant of a folder must not get past: those of that folder (scripts/mutation.mjs says which), in one worker whose modules are loaded once. */
export default defineConfig({
  test: {
    include: [`test/${process.env['MUTATED'] ?? '*'}/**/*.test.ts`],
    exclude: ['test/{packaged,vscode}/**', 'test/flow/{goDifferential,randomPrograms,travelGenerated}.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    isolate: false,
    pool: 'threads',
  },
});
