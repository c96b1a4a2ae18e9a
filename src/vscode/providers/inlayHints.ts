/** Inlay hints: what a verb, a variable or an archive resolves to, behind it. Nothing where the name is written out. */
import * as vscode from 'vscode';
import type { ImageSite } from '../../images/site';
import { codeSpan, message } from '../../report/markdownText';
import { namesOf, storyOf } from '../../service/imageStory';
import { subjectOf } from '../../service/imageSubject';
import type { Analysis } from '../../service/languageService';
import { fromUri, toRange } from '../convert';
import { settingsSection } from '../readSettings';
import { documents, type RegisterProvider } from './provider';
import { mostCharacters, shortened } from './shortened';

const setting = 'inlayHints';

export const inlayHints: RegisterProvider = (analyses) => {
  const changes = new vscode.EventEmitter<void>();
  const provider = vscode.languages.registerInlayHintsProvider(documents, {
    onDidChangeInlayHints: changes.event,
    async provideInlayHints(document, range, token) {
      if (!vscode.workspace.getConfiguration(settingsSection, document.uri).get<boolean>(setting, true)) return [];
      const analysis = await analyses.current(document, token);
      if (!analysis) return [];
      const uri = fromUri(document.uri);
      const sites = analysis.inventory.sites.filter(({ at, role }) => at.uri === uri && role !== 'mention');
      return sites.flatMap((site) => hintOf(analysis, site, document, range) ?? []);
    },
  });
  return vscode.Disposable.from(provider, changes, analyses.onChange(() => changes.fire()), vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(`${settingsSection}.${setting}`)) changes.fire();
  }));
};

function hintOf(analysis: Analysis, site: ImageSite, document: vscode.TextDocument, wanted: vscode.Range): vscode.InlayHint | undefined {
  const at = toRange(analysis.locate(site.details.verb ?? site.at).range);
  if (!at.isSingleLine || !wanted.contains(at.end)) return undefined;
  const subject = subjectOf(analysis.inventory, site);
  const [first, ...others] = namesOf(subject);
  if (first === undefined || (others.length === 0 && isWritten(document.getText(at), first))) return undefined;
  const more = others.length > 0 ? ` +${others.length}` : '';
  const hint = new vscode.InlayHint(at.end, `→ ${shortened(first, mostCharacters - 2 - more.length)}${more}`);
  hint.paddingLeft = true;
  const { names, holes } = storyOf(analysis, subject);
  hint.tooltip = new vscode.MarkdownString([...names.map((name) => codeSpan(name)), ...holes.map(message)].join('\n\n'));
  return hint;
}

function isWritten(text: string, name: string): boolean {
  return text.replace(/^["'`]|["'`]$/g, '') === name;
}
