/** `explain RULE`: the rule's page; without a rule, the list of them. */
import type { Call, Command, Host } from '../command';
import { didYouMean } from '../didYouMean';
import { exitClean, UsageError } from '../exit';
import { inert } from '../../report/inert';

function run(call: Call, host: Host): Promise<number> {
  const { rules } = host;
  const [id, ...more] = call.operands;
  if (more.length > 0) throw new UsageError('explain takes one RULE');
  if (id === undefined) {
    const width = Math.max(0, ...rules.map((rule) => rule.id.length)) + 2;
    host.terminal.out(rules.map((rule) => `${rule.id.padEnd(width)}${rule.severity.padEnd(9)}${rule.summary}\n`).join(''));
    return Promise.resolve(exitClean);
  }
  const rule = rules.find((candidate) => candidate.id === id);
  if (rule === undefined) throw new UsageError(`there is no rule "${inert(id)}".${didYouMean(id, rules.map((candidate) => candidate.id))} The rules: kubernaut-image-tags explain`);
  host.terminal.out(`# ${rule.id} (${rule.severity})\n\n${rule.summary}\n\n${rule.help.trim()}\n\n${rule.url}\n`);
  return Promise.resolve(exitClean);
}

export const explain: Command = {
  name: 'explain',
  operands: '[RULE]',
  summary: "the rule's page, or the list of rules",
  options: {},
  examples: [{ line: 'kubernaut-image-tags explain tag-mismatch', does: 'what it means, why it matters, how to mend or silence it' }],
  run,
};
