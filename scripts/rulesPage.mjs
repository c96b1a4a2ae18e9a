/** docs/rules.md as the rules themselves tell it. Pure: rules in, Markdown out. */

/** @param {readonly { id: string, severity: string, summary: string, help: string }[]} rules */
export function rulesPage(rules) {
  const sections = rules.map(({ id, severity, summary, help }) => `## ${id}\n\n**${summary}** Severity: ${severity}.\n\n${help.trim()}\n`);
  return `<!-- Written by "npm run docs" from src/rules; a change here is lost. -->
# Rules

Each rule judges what the suite's code does to an image, never how it looks. Only what is certain is reported: an image of which some part
isn't known is never a finding. In functions that nothing calls, in branches that never run and in generated files, a finding is information at most. At one place
one rule speaks.

A rule's severity can be changed, or the rule switched off, in the setting \`kubernautImageTags.rules\`, in
\`.kubernaut-image-tags.yaml\` (\`rules: { RULE: off }\`), or by \`--rule RULE=SEVERITY\`, which is stronger than the file.

| rule | severity | |
|---|---|---|
${rules.map(({ id, severity, summary }) => `| [${id}](#${id}) | ${severity} | ${summary.replaceAll('|', '\\|')} |`).join('\n')}

${sections.join('\n')}`;
}

/** Findings that aren't judged by a rule: they have a page, and no severity to choose. */
export const withoutSeverity = ['configuration', 'pod-triage'];
