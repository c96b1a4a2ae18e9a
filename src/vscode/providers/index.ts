/** The list of providers; one line each. */
import * as vscode from 'vscode';
import type { Analyses } from '../analyses';
import { codeLens } from './codeLens';
import { completion } from './completion';
import { definition } from './definition';
import { highlights } from './highlights';
import { hover } from './hover';
import { inlayHints } from './inlayHints';
import { links } from './links';
import type { RegisterProvider } from './provider';
import { references } from './references';
import { rename } from './rename';

const all: readonly RegisterProvider[] = [hover, definition, references, highlights, inlayHints, codeLens, completion, rename, links];

export function registerProviders(analyses: Analyses): vscode.Disposable {
  return vscode.Disposable.from(...all.map((register) => register(analyses)));
}
