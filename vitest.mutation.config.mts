import { defineConfig } from 'vitest/config';

/** The cases that a mutant of a folder must not get past: those of that folder (scripts/mutation.mjs says which), in one worker whose modules are loaded once. Cases that take seconds are left out. */
export default defineConfig({
  test: {
    include: [`test/${process.env['MUTATED'] ?? '*'}/**/*.test.ts`],
    exclude: ['test/{packaged,vscode}/**', 'test/flow/{goDifferential,randomPrograms,travelGenerated}.test.ts', 'test/{images/yaml/anyManifest,standard/anyConfig}.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    isolate: false,
    pool: 'threads',
  },
});
