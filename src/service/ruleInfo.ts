/** What the rules say of themselves: for reports, documentation and the configuration. */
import type { RuleInfo } from '../report/format';
import { rules } from '../rules';

const page = 'https://github.com/jordigilh/kubernaut-image-tags/blob/main/docs/rules.md';

/** Findings that no rule makes: they have a page as well. */
const others: readonly Omit<RuleInfo, 'url'>[] = [
  {
    id: 'unused-ignore', severity: 'hint', summary: 'An ignore comment that silences nothing.',
    help: `An \`image-tags:ignore\` comment covers its own line and the next one; written as \`image-tags:ignore-file\` it covers the whole file. Nothing is found there for the rules that it names. Such a comment would hide a bug that comes later.

**How to fix.** Remove the comment; the quick fix does it.

**Example**

\`\`\`go
// image-tags:ignore tag-mismatch the old tag is still built elsewhere
Image: "localhost/app:v1", // nothing is wrong here any more, so the comment is reported
\`\`\``,
  },
  {
    id: 'pod-triage', severity: 'error', summary: 'A pod of the cluster that fails, led back to the line that named its image.',
    help: '`Triage Pods` and `kubernaut-image-tags triage` read the pods of a cluster, say why each one that fails does, what the node has under that name, and which line of Go or YAML named the image. What they find is shown as a problem until the next triage.\n\n**How to fix.** The message says what the node has instead; where one tag of the workspace is right, the quick fix writes it. Then run the suite again.',
  },
  {
    id: 'configuration', severity: 'error', summary: 'A problem in `.kubernaut-image-tags.yaml`.',
    help: `A key, type or value of the configuration is wrong, or a file of the wrong form stands in its place. What is wrong counts as not written; the rest of the file holds. The command line ends with status 2.

**How to fix.** Correct the characters that are underlined. The message names the keys and values that are allowed there.

**Example**

\`\`\`yaml
version: 1
ruls: # configuration: did you mean rules?
  tag-mismatch: warning
\`\`\``,
  },
];

const silencing = (id: string): string => `

**How to silence.** \`// image-tags:ignore ${id} reason\` on the line or the line above (\`# …\` in YAML), \`// image-tags:ignore-file ${id} reason\` for a file, \`ignores:\` or \`rules: { ${id}: off }\` in \`.kubernaut-image-tags.yaml\`.`;

/** All rules, those of the service included, sorted by id. `help` says how to silence, too. */
export function ruleInfos(): readonly RuleInfo[] {
  const all = [...rules, ...others].map(({ id, severity, summary, help }) => ({ id, severity, summary, help: id === 'configuration' || id === 'pod-triage' ? help : help + silencing(id), url: `${page}#${id}` }));
  return all.sort((a, b) => (a.id < b.id ? -1 : 1));
}

export function ruleIds(): readonly string[] {
  return ruleInfos().map((rule) => rule.id);
}
