// The house rules that a machine can hold: who may import whom (the table in ARCHITECTURE.md, one entry a folder), and strict TypeScript.
import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/**
 * Folder of src -> what its files may import besides their own folder: `layers` are folders or single files of src, `packages` are
 * modules, `only` gives a module to some files alone.
 */
const folders = {
  base: {},
  go: { layers: ['base'], packages: ['web-tree-sitter'] },
  flow: { layers: ['base', 'go/facts'] },
  images: { layers: ['base', 'go/facts', 'flow'], only: { 'yaml/tree': ['yaml'], 'yaml/plain': ['yaml'], 'helm/yamlData': ['yaml'] } },
  standard: { layers: ['base', 'images/imageCall', 'images/reference', 'flow/value'], only: { config: ['yaml'] } },
  rules: { layers: ['base', 'flow/value', 'images', 'standard'] },
  cluster: { layers: ['base', 'flow/value', 'images', 'report/triageReport'] },
  report: { layers: ['base'] },
  service: { layers: ['base', 'go', 'flow', 'images', 'standard', 'rules', 'report/format', 'report/standardTable'] },
  node: { layers: ['base', 'service/workspace', 'cluster'], packages: ['node:.*', 'ignore', 'picomatch'] },
  cli: { layers: ['base', 'go', 'flow', 'images', 'standard', 'rules', 'cluster', 'report', 'service', 'node'], packages: ['node:(path|process|url|util)', 'diff', '(\\.\\./)+package\\.json'] },
  vscode: { layers: ['base', 'go', 'flow', 'images', 'standard', 'rules', 'cluster', 'report', 'service', 'node'], packages: ['vscode'], only: { 'diagram/layout': ['@dagrejs/dagre'] } },
};

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A regular expression of the specifiers that a file `depth` folders below its layer may not import. */
function forbidden(layers, packages, depth) {
  const up = '\\.\\./'.repeat(depth);
  const own = depth === 1 ? '\\./.+' : `\\.{1,2}/(?!\\.\\.).+|${Array.from({ length: depth - 1 }, (_, i) => '\\.\\./'.repeat(i + 1)).join('|')}`;
  const other = layers.map((layer) => `${up}${escaped(layer)}${layer.includes('/') ? '' : '(/.*)?'}`);
  return `^(?!(${[own, ...other, ...packages].join('|')})$)`;
}

function importRule(folder, layers, packages, depth) {
  const regex = forbidden(layers, packages, depth);
  const message = `src/${folder} may not import this; see the table in ARCHITECTURE.md.`;
  return { 'no-restricted-imports': ['error', { patterns: [{ regex, message }] }] };
}

const importRules = Object.entries(folders).flatMap(([folder, { layers = [], packages = [], only = {} }]) => [
  ...[1, 2, 3].map((depth) => ({ files: [`src/${folder}/${'*/'.repeat(depth - 1)}*.ts`], rules: importRule(folder, layers, packages, depth) })),
  ...Object.entries(only).map(([file, more]) => ({ files: [`src/${folder}/${file}.ts`], rules: importRule(folder, layers, [...packages, ...more], file.split('/').length) })),
]);

export default tseslint.config(
  { ignores: ['node_modules/', 'dist/', 'out/', 'coverage/', 'reports/', '.vscode-test/', 'media/', '.stryker-tmp/'] },
  js.configs.recommended,
  { files: ['**/*.{mjs,cjs,js}'], languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly', Buffer: 'readonly', setTimeout: 'readonly', require: 'readonly', module: 'readonly', exports: 'readonly', __dirname: 'readonly', TextEncoder: 'readonly' } } },
  {
    files: ['**/*.ts', '**/*.mts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true, ignoreVoidOperator: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/prefer-literal-enum-member': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      eqeqeq: 'error',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }],
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      'max-lines': ['error', 400],
      'no-console': 'error',
      'no-restricted-syntax': ['error', { selector: 'ImportExpression', message: 'Imports are static, so that the table of layers holds.' }],
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/node/**', 'src/cli/**'],
    rules: { 'no-restricted-globals': ['error', ...['process', 'Buffer', '__dirname', '__filename', 'require'].map((name) => ({ name, message: 'Only src/node and src/cli know the process.' }))] },
  },
  ...importRules,
  {
    files: ['test/**/*.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off', '@typescript-eslint/unbound-method': 'off' },
  },
);
