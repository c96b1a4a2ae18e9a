/**
 * The view "E2E Images" in the Explorer: service → image → site, problems marked by icon, badge, colour and words. Follows the newest
 * analysis; what the tree is, is said elsewhere.
 */
import * as vscode from 'vscode';
import { imageTree, onlyProblems } from '../../service/imageTree';
import type { Analyses } from '../analyses';
import { problemDecorations } from './decorations';
import { nodeItem, nodesOf, type ImageNode } from './imageNodes';

export const imagesViewId = 'kubernautImageTags.images';
const command = (name: string): string => `${imagesViewId}.${name}`;
const filtered = 'kubernautImageTags.onlyProblems';
const active = 'kubernautImageTags.active';

/** `scan` analyses at once. */
export function registerImagesView(analyses: Analyses, scan: () => Thenable<unknown>): vscode.Disposable {
  const changes = new vscode.EventEmitter<undefined>();
  const decorations = problemDecorations();
  let only = false;
  let roots: readonly ImageNode[] = [];
  let stale = true;

  /** A view that nobody sees costs nothing. */
  const change = (): void => {
    stale = true;
    if (view.visible) refresh();
  };

  const refresh = (): void => {
    stale = false;
    const all = analyses.all;
    roots = all.flatMap(({ folder, analysis }) => {
      const tree = imageTree(analysis);
      return nodesOf(folder.uri.toString(), all.length > 1 ? folder.name : '', only ? onlyProblems(tree) : tree);
    });
    decorations.show(roots);
    view.message = only && roots.length === 0 && all.length > 0 ? vscode.l10n.t('No image has a problem.') : undefined;
    changes.fire(undefined);
  };

  const view = vscode.window.createTreeView<ImageNode>(imagesViewId, {
    showCollapseAll: true,
    treeDataProvider: {
      onDidChangeTreeData: changes.event,
      getTreeItem: nodeItem,
      getChildren: (node) => [...(node ? node.children : roots)],
      getParent: (node) => node.parent,
    },
  });

  const show = (problemsOnly: boolean) => async (): Promise<void> => {
    only = problemsOnly;
    await vscode.commands.executeCommand('setContext', filtered, only);
    change();
  };

  const siteUnderCursor = (editor: vscode.TextEditor): ImageNode | undefined => {
    const uri = editor.document.uri.toString();
    const cursor = editor.selection.active;
    const sites = roots.flatMap((service) => service.children).flatMap((image) => image.children);
    const near = (node: ImageNode): boolean => node.place?.uri.toString() === uri && node.place.range.start.line === cursor.line;
    return sites.find((node) => near(node) && node.place?.range.contains(cursor)) ?? sites.find(near);
  };

  /** Asked before the first analysis has ended, or while somebody types, it waits for the analysis that knows. */
  const reveal = async (): Promise<void> => {
    const editor = vscode.window.activeTextEditor;
    if (!editor) return;
    await vscode.window.withProgress({ location: { viewId: imagesViewId } }, (_, token) => analyses.current(editor.document, token));
    if (stale) refresh();
    if (siteUnderCursor(editor) && !view.visible) {
      await vscode.commands.executeCommand(`${imagesViewId}.focus`);
      // VS Code lays out a tree that has just opened when it is told something, else two seconds later, and scrolls to the wrong place before.
      refresh();
    }
    const found = siteUnderCursor(editor);
    if (found) await view.reveal(found, { select: true, focus: true, expand: true });
    else void vscode.window.showInformationMessage(vscode.l10n.t('No image is built, loaded or deployed on this line.'));
  };

  void vscode.commands.executeCommand('setContext', active, true);
  change();
  return vscode.Disposable.from(
    view,
    changes,
    decorations,
    analyses.onChange(change),
    view.onDidChangeVisibility(({ visible }) => {
      if (visible && stale) refresh();
    }),
    vscode.commands.registerCommand(command('refresh'), () => vscode.window.withProgress({ location: { viewId: imagesViewId } }, scan)),
    vscode.commands.registerCommand(command('showProblems'), show(true)),
    vscode.commands.registerCommand(command('showAll'), show(false)),
    vscode.commands.registerCommand(command('reveal'), reveal),
    vscode.commands.registerCommand(command('copyReference'), async (node: unknown) => {
      const reference = referenceOf(node);
      if (reference !== undefined) await vscode.env.clipboard.writeText(reference);
    }),
  );
}

function referenceOf(node: unknown): string | undefined {
  return typeof node === 'object' && node !== null && 'reference' in node && typeof node.reference === 'string' ? node.reference : undefined;
}
