/** The task "kubernaut-image-tags: check": provided, run by the editor as a process, and its output read by the problem matcher. */
import * as assert from 'node:assert';
import * as vscode from 'vscode';
import { test } from './support/runner';
import { eventually, folder, notification, problemsBecome, problemsOf, problemsOfSample, writeText } from './support/workspace';

const type = 'kubernaut-image-tags';

async function provided(): Promise<vscode.Task> {
  return eventually(async () => {
    const [task, ...others] = (await vscode.tasks.fetchTasks({ type })).filter(({ definition }) => definition['args'] === undefined);
    assert.ok(task);
    assert.deepStrictEqual(others, []);
    return task;
  });
}

/** The exit status. */
async function statusOf(task: vscode.Task): Promise<number | undefined> {
  let subscription: vscode.Disposable | undefined;
  const ended = new Promise<number | undefined>((resolve) => {
    subscription = vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
      if (execution.task.name === task.name && execution.task.definition.type === type) resolve(exitCode);
    });
  });
  try {
    await vscode.tasks.executeTask(task);
    return await ended;
  } finally {
    subscription?.dispose();
  }
}

function isMatched(problem: vscode.Diagnostic): boolean {
  return problem.code === 'tag-mismatch' && (problem.relatedInformation ?? []).length === 0;
}

test('task: provided for the folder, with a name, a source and the matcher', async () => {
  const { name, source, scope, problemMatchers, execution } = await provided();
  assert.deepStrictEqual({ name, source, scope: typeof scope === 'object' && scope.name, problemMatchers }, { name: 'check', source: type, scope: folder().name, problemMatchers: ['$kubernaut-image-tags'] });
  assert.ok(execution instanceof vscode.ProcessExecution);
});

/** The hosted VS Code 1.100 comes without a compiled terminal: no task of anybody's runs there. */
const tasksRun = !vscode.version.startsWith('1.100.');

if (tasksRun) test('task: it ends with the status of the command line, its problems arrive, and then ours stand there once again', async () => {
  await problemsBecome(problemsOfSample);
  const arrived: vscode.Diagnostic[] = [];
  const subscription = vscode.languages.onDidChangeDiagnostics(() => void arrived.push(...problemsOf(notification).filter(isMatched)));
  try {
    assert.strictEqual(await statusOf(await provided()), 1);
    await eventually(() => assert.notDeepStrictEqual(arrived, []));
    const [problem] = arrived;
    assert.strictEqual(problem?.severity, vscode.DiagnosticSeverity.Error);
    assert.match(problem.message, /localhost\/kubernaut-datastorage:e2e-test\b.*e2e-test-datastorage/);
    const live = problemsOf(notification).find((one) => !isMatched(one));
    assert.ok(live && problem.range.start.isEqual(live.range.start), 'at the first character of the tag');
  } finally {
    subscription.dispose();
  }
  await eventually(() => assert.deepStrictEqual(problemsOf(notification).filter(isMatched), []));
  await problemsBecome(problemsOfSample);
  assert.ok((problemsOf(notification)[0]?.relatedInformation ?? []).length > 0);
});

if (tasksRun) test('task: one of tasks.json takes more arguments', async () => {
  await writeText('.vscode/tasks.json', JSON.stringify({ version: '2.0.0', tasks: [{ type, command: 'check', args: ['--rule', 'tag-mismatch=off', 7, '--rule', 'generic-tag=off'], label: 'lenient', problemMatcher: [] }] }));
  const task = await eventually(async () => {
    const found = (await vscode.tasks.fetchTasks({ type })).find(({ name }) => name === 'lenient');
    assert.ok(found);
    return found;
  });
  assert.strictEqual(await statusOf(task), 0);
});
