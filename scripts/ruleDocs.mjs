/**
 * Writes docs/rules.md from what the rules say of themselves: `npm run docs`. With `--check` it writes nothing and ends with 1 when the
 * file is stale.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import esbuild from 'esbuild';
import { root } from './run.mjs';

/** @returns {Promise<readonly { id: string, severity: string, summary: string, help: string }[]>} */
async function rules() {
  const built = await esbuild.build({ entryPoints: [join(root, 'src/service/ruleInfo.ts')], bundle: true, platform: 'node', format: 'esm', write: false });
  const [code] = built.outputFiles;
  if (!code) throw new Error('nothing was built');
  return (await import(`data:text/javascript;base64,${Buffer.from(code.contents).toString('base64')}`)).ruleInfos();
}

const infos = await rules();
const rows = infos.map(({ id, severity, summary }) => `| [${id}](#${id}) | ${severity} | ${summary.replaceAll('|', '\\|')} |`);
const sections = infos.map(({ id, severity, summary, help }) => `## ${id}\n\n*${summary}* Default: **${severity}**.\n\n${help.trim()}\n`);
const page = `<!-- Written by "npm run docs" from src/rules. Edit the rules, not this file. -->
# Rules

| rule | default | what it finds |
|---|---|---|
${rows.join('\n')}

Only what is certain is reported: an image of which some part is not known, or a place that a limit of the analysis hides, is never a
finding. In functions that nothing calls, and in generated files, a finding is information at most. At one place only
one rule speaks.

Severities are set in \`.kubernaut-image-tags.yaml\` (\`rules: { RULE: error | warning | info | hint | off }\`), in the editor's setting
\`kubernautImageTags.rules\`, or with \`--rule RULE=SEVERITY\` on the command line, which is stronger than the file.

${sections.join('\n')}`;

const path = join(root, 'docs/rules.md');
/** @returns {string} */
const current = () => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
};
if (!process.argv.includes('--check')) {
  mkdirSync(join(root, 'docs'), { recursive: true });
  writeFileSync(path, page);
} else if (current() !== page) {
  console.error('docs/rules.md is stale: run "npm run docs"');
  process.exitCode = 1;
}
