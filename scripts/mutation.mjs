/**
 * Mutation testing of one folder of the core against the tests of that folder: `npm run mutation -- rules` mutates all of src/rules, which takes
 * hours; `npm run mutation -- rules 3 0` every third top-level declaration, beginning with the first: a sample. The report stands in reports/mutation/.
 */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import typescript from 'typescript';
import { root, run } from './run.mjs';

const folders = ['standard', 'rules', 'images', 'flow'];
/** Where others than the tests of the folder itself hold it: what idioms see shows in the rules' findings only. @type {Record<string, string>} */
const tests = { images: '{images,rules}' };
const [folder = '', every = '1', first = '0'] = process.argv.slice(2);
if (!folders.includes(folder)) throw new Error(`Say which folder: ${folders.join(', ')}.`);

/** Line ranges of everything in the file that does something when it runs. @param {string} path */
function declarations(path) {
  const source = typescript.createSourceFile(path, readFileSync(join(root, path), 'utf8'), typescript.ScriptTarget.Latest);
  const isCode = (/** @type {import('typescript').Statement} */ statement) => typescript.isFunctionDeclaration(statement) || typescript.isVariableStatement(statement) || typescript.isClassDeclaration(statement);
  const line = (/** @type {number} */ position) => source.getLineAndCharacterOfPosition(position).line + 1;
  return source.statements.filter(isCode).map((statement) => `${path}:${line(statement.getStart(source))}-${line(statement.end)}`);
}

const files = readdirSync(join(root, 'src', folder), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
const all = files.map((name) => `src/${folder}/${name}`).sort().flatMap(declarations);
const chosen = all.filter((_, i) => i % Number(every) === Number(first));
const name = every === '1' ? folder : `${folder}-${first}-of-${every}`;
const reports = join(root, 'reports', 'mutation');
mkdirSync(reports, { recursive: true });
console.log(`${chosen.length} of ${all.length} declarations of src/${folder} are mutated.`);
await run(process.execPath, [join(root, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js'), 'run', '--mutate', chosen.join(',')], {
  env: { MUTATED: tests[folder] ?? folder, MUTATION_REPORT: join('reports', 'mutation', name) },
});
