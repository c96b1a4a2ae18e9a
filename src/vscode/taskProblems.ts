/**
 * Problems that a task's output was matched to stand where ours do, so that none is shown twice, and they have less to say: no related
 * places, no link to the rule. When such a task has ended, ours are put back.
 */
import * as vscode from 'vscode';
import type { CheckedFolders } from './checkedFolders';

/** Declared in package.json, for our own task and for those that a team writes down itself. */
export const problemMatcher = '$kubernaut-image-tags';

/** VS Code goes on reading a task's output for 100 ms after its end; what is published earlier would be replaced once more. */
const settleMilliseconds = 1000;

export function restoreProblemsAfterTasks(folders: CheckedFolders): vscode.Disposable {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const subscription = vscode.tasks.onDidEndTaskProcess(({ execution }) => {
    if (!execution.task.problemMatchers.includes(problemMatcher)) return;
    clearTimeout(timer);
    timer = setTimeout(() => folders.publishAgain(), settleMilliseconds);
  });
  return new vscode.Disposable(() => {
    clearTimeout(timer);
    subscription.dispose();
  });
}
