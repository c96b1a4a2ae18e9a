/** What is written into the log can be pasted into a report. */
import * as assert from 'node:assert';
import * as vscode from 'vscode';
import { channelLog } from '../../src/vscode/log';
import { test } from './support/runner';
import { eventually } from './support/workspace';

test('the log names no home folder and no credential', async () => {
  const channel = vscode.window.createOutputChannel('Probe', { log: true });
  try {
    const log = channelLog(channel);
    log.warn('file:///home/jane/code/a.go: larger than 5 MB');
    log.error('https://jane:secret@registry.example.com/v2: refused');
    channel.show();
    await eventually(() => {
      const text = vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'output' && uri.path.includes('Probe'))?.getText() ?? '';
      assert.match(text, /\[warning\] file:\/\/~\/code\/a\.go: larger/);
      assert.match(text, /\[error\] https:\/\/\*\*\*@registry\.example\.com/);
      assert.doesNotMatch(text, /jane|secret/);
    });
    await vscode.commands.executeCommand('workbench.action.closePanel');
  } finally {
    channel.dispose();
  }
});
