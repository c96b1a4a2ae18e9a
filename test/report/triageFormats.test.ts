/** The forms of a triage report of the incident: as they were agreed on, and read as their readers read them. */
import { marked, type Token, type Tokens } from 'marked';
import { expect, test } from 'vitest';
import { parseEvents } from '../../src/cluster/events';
import { parseNodes } from '../../src/cluster/nodeImages';
import { parsePods } from '../../src/cluster/pods';
import { triage } from '../../src/cluster/triage';
import { renderTriage, triageFormats } from '../../src/report/triage';
import * as incident from '../support/incident';

const report = triage({
  target: { context: 'kind-notification-e2e', namespace: 'notification-e2e', defaulted: { context: false, namespace: false } },
  pods: parsePods({ items: incident.pods }), events: parseEvents({ items: incident.events }), nodes: parseNodes({ items: incident.nodes }),
  notices: ['A notice.'], source: incident.source, root: incident.root, version: '0',
});
const endings = { text: 'txt', json: 'json', markdown: 'md' };
const rendered = (format: (typeof triageFormats)[number]): string => renderTriage(format, report, { color: false, source: () => undefined });

test.each(triageFormats)('golden: triage --format %s', async (format) => {
  await expect(rendered(format)).toMatchFileSnapshot(`golden/triage.${format}.${endings[format]}`);
});

test('Markdown: a table of the pods, and below it the pod with its cause', () => {
  const tokens = marked.lexer(rendered('markdown'), { gfm: true });
  const table = tokens.find((token: Token): token is Tokens.Table => token.type === 'table');
  expect(table?.rows.map((row) => row.length)).toEqual([table?.header.length]);
  expect(table?.rows[0]?.[0]?.text).toContain(incident.failingPod);
  expect(tokens.some((token) => token.type === 'heading' && JSON.stringify(token).includes(incident.failingPod))).toBe(true);
});

test('JSON: what a program asks for', () => {
  const { version, pods } = JSON.parse(rendered('json')) as { version: number; pods: { name: string; problems: { cause: { kind: string }; fixes: { edits: { newText: string }[] }[] }[] }[] };
  expect([version, pods[0]?.name, pods[0]?.problems[0]?.cause.kind]).toEqual([1, incident.failingPod, 'localhost-refused']);
  expect(pods[0]?.problems[0]?.fixes[0]?.edits[0]?.newText).toBe('e2e-test-datastorage');
});
