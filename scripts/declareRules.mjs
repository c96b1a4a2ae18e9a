/**
 * Writes what the rules say of themselves to docs/rules.md, their severities into the settings that package.json declares, and the tests of
 * bad input to docs/reliability.md: `npm run docs`. To be run when a rule or such a test is added; a test fails while one lags behind.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import esbuild from 'esbuild';
import { reliabilityPage, rowTests } from './reliabilityPage.mjs';
import { rulesPage, withoutSeverity } from './rulesPage.mjs';
import { root } from './run.mjs';

/** @returns {Promise<readonly { id: string, severity: string, summary: string, help: string }[]>} */
async function rules() {
  const built = await esbuild.build({ entryPoints: [join(root, 'src/service/ruleInfo.ts')], bundle: true, platform: 'node', format: 'esm', write: false });
  const [code] = built.outputFiles;
  if (!code) throw new Error('nothing was built');
  return (await import(`data:text/javascript;base64,${Buffer.from(code.contents).toString('base64')}`)).ruleInfos();
}

/** @param {string} name */
const read = (name) => JSON.parse(readFileSync(join(root, name), 'utf8'));
/** @param {string} name @param {unknown} content */
const write = (name, content) => writeFileSync(join(root, name), `${JSON.stringify(content, null, 2)}\n`);

const manifest = read('package.json');
const texts = Object.fromEntries(Object.entries(read('package.nls.json')).filter(([key]) => !key.startsWith('rule.')));
const severities = ['error', 'warning', 'info', 'hint', 'off'];
/** @type {Record<string, unknown>} */
const properties = {};
const all = await rules();
for (const { id, severity, summary } of all) {
  if (withoutSeverity.includes(id)) continue;
  properties[id] = { type: 'string', enum: severities, markdownDescription: `%rule.${id}%` };
  texts[`rule.${id}`] = `${summary} Default: \`${severity}\`.`;
}
manifest.contributes.configuration.properties['kubernautImageTags.rules'].properties = properties;
write('package.json', manifest);
write('package.nls.json', texts);
mkdirSync(join(root, 'docs'), { recursive: true });
writeFileSync(join(root, 'docs', 'rules.md'), rulesPage(all));
writeFileSync(join(root, 'docs', 'reliability.md'), reliabilityPage(rowTests()));
