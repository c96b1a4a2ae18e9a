/** The address of a rule's page, which the code of a problem links to. */
import * as vscode from 'vscode';
import { ruleInfos } from '../service/ruleInfo';

const pages = new Map(ruleInfos().map(({ id, url }) => [id, vscode.Uri.parse(url, true)]));

/** Undefined for an id that no rule has: a problem never links to nowhere. */
export function rulePage(rule: string): vscode.Uri | undefined {
  return pages.get(rule);
}
