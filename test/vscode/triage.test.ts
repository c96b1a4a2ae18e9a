/** "Triage Pods" through the command service: the real kubectl, a small API server in this process, problems and fixes read back. */
import * as assert from 'node:assert';
import * as vscode from 'vscode';
import { startApiServer, type ApiServer } from '../support/apiServer';
import * as incident from '../support/incident';
import { test } from './support/runner';
import { eventually, fileUri, notification, open, problemsBecome, problemsOfSample } from './support/workspace';

const command = 'kubernautImageTags.triagePods';
const reportUri = vscode.Uri.from({ scheme: 'kubernaut-image-tags-triage', path: '/Pod triage.md' });

function triaged(): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics().flatMap(([, diagnostics]) => diagnostics.filter(({ source }) => source === 'triage'));
}

async function withCluster(use: (api: ApiServer) => Promise<void>): Promise<void> {
  const before = process.env['KUBECONFIG'];
  const api = await startApiServer({ namespace: 'notification-e2e' });
  process.env['KUBECONFIG'] = api.kubeconfig;
  try {
    api.set('pods', incident.pods);
    api.set('events', incident.events);
    api.set('nodes', incident.nodes);
    await problemsBecome(problemsOfSample);
    await use(api);
  } finally {
    api.set('pods', []);
    await vscode.commands.executeCommand(command, { namespace: 'notification-e2e' });
    if (before === undefined) delete process.env['KUBECONFIG'];
    else process.env['KUBECONFIG'] = before;
    await api.close();
  }
}

test('triage: the pod is a problem at the tag that is wrong, with what is on the node', () =>
  withCluster(async () => {
    await vscode.commands.executeCommand(command, { namespace: 'notification-e2e' });
    const [problem, ...others] = vscode.languages.getDiagnostics(fileUri(notification)).filter(({ source }) => source === 'triage');
    assert.deepStrictEqual(others, []);
    assert.ok(problem, 'one problem');
    assert.match(problem.message, /datastorage-84c9dd66db-r42kv.*only if it was loaded under exactly this name.*under THIS tag: localhost\/kubernaut-datastorage:e2e-test-datastorage/);
    const { document } = await open(notification);
    assert.strictEqual(document.getText(problem.range), 'e2e-test');
    assert.ok((problem.relatedInformation ?? []).some(({ location }) => location.uri.path.endsWith('datastorage.go')), 'the build is related');
  }));

test('triage: the report is a document with the pod, the cause and the line', () =>
  withCluster(async () => {
    await vscode.commands.executeCommand(command, { namespace: 'notification-e2e' });
    const document = await vscode.workspace.openTextDocument(reportUri);
    await eventually(() => {
      assert.match(document.getText(), /datastorage-84c9dd66db-r42kv/);
      assert.match(document.getText(), /notification\.go:97/);
      assert.match(document.getText(), /Fix: \*\*/);
    });
  }));

test('triage: the fix that the check offers already is offered once', () =>
  withCluster(async () => {
    await vscode.commands.executeCommand(command, { namespace: 'notification-e2e' });
    const [problem] = triaged();
    assert.ok(problem);
    const titles = await eventually(async () => {
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', fileUri(notification), problem.range, vscode.CodeActionKind.QuickFix.value);
      const offered = actions.map(({ title }) => title);
      assert.ok(offered.some((title) => title.includes('e2e-test-datastorage')), offered.join('; '));
      return offered;
    });
    assert.strictEqual(new Set(titles).size, titles.length, titles.join('; '));
  }));

test('triage: the next run clears what the one before showed, also when it fails', () =>
  withCluster(async (api) => {
    await vscode.commands.executeCommand(command, { namespace: 'notification-e2e' });
    assert.strictEqual(triaged().length, 1);
    api.set('pods', incident.pods.slice(1));
    await vscode.commands.executeCommand(command, { namespace: 'notification-e2e' });
    assert.deepStrictEqual(triaged(), []);
    api.set('pods', incident.pods);
    await vscode.commands.executeCommand(command, { allNamespaces: true });
    assert.strictEqual(triaged().length, 1);
    process.env['KUBECONFIG'] = '/nonexistent';
    await vscode.commands.executeCommand(command, { namespace: 'notification-e2e' });
    assert.deepStrictEqual(triaged(), []);
    process.env['KUBECONFIG'] = api.kubeconfig;
  }));

test('row 83: a hostile namespace from a caller is refused, and nothing is read', () =>
  withCluster(async (api) => {
    for (const namespace of ['a" && touch x', '-oyaml', '--kubeconfig=/x']) await vscode.commands.executeCommand(command, { namespace });
    assert.deepStrictEqual(api.requests, []);
    await eventually(() => assert.deepStrictEqual(triaged(), []));
  }));
