/** The contract of what the editor asks at a place: each provider registers itself and answers from the latest analysis only. */
import type * as vscode from 'vscode';
import type { Analyses } from '../analyses';

export type RegisterProvider = (analyses: Analyses) => vscode.Disposable;

/** Go files and YAML files, wherever they live. */
export const documents: vscode.DocumentSelector = [{ language: 'go' }, { language: 'yaml' }];
