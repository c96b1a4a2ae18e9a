const report = process.env.MUTATION_REPORT ?? 'reports/mutation/all';

/**
 * Mutation testing: does a test fail when the code is changed? `npm run mutation` (scripts/mutation.mjs) says what is mutated.
 * Mutants that only a module's loading reaches are left out: each would load everything anew.
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
  testRunner: 'vitest',
  vitest: { configFile: 'vitest.mutation.config.mts', related: false },
  coverageAnalysis: 'perTest',
  ignoreStatic: true,
  ignorePatterns: ['/.vscode-test', '/dist', '/out', '/media', '/sample', '/docs', '/.git'],
  concurrency: 1,
  timeoutMS: 10_000,
  timeoutFactor: 2,
  reporters: ['clear-text', 'html', 'json', 'progress-append-only'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  htmlReporter: { fileName: `${report}.html` },
  jsonReporter: { fileName: `${report}.json` },
  thresholds: { high: 90, low: 80, break: 80 },
};
