/**
 * "Show Image Flow Diagram": the page that shows the drawing, follows the analysis, opens the line that is clicked, and saves the picture.
 * The page runs one script of ours under a policy that allows nothing else: no network, no inline code, no foreign resource.
 */
import * as vscode from 'vscode';
import { diagramOf, laneNear, type DiagramBox } from '../../service/imageDiagram';
import type { Analyses } from '../analyses';
import { fromUri } from '../convert';
import { openPlaceCommand, showPlacesCommand } from '../places';
import { draw, type Drawing, type Layouts } from './drawing';
import { drawingWords } from './words';

export const showDiagramCommand = 'kubernautImageTags.showDiagram';

export function registerDiagram(analyses: Analyses, extensionUri: vscode.Uri): vscode.Disposable {
  let panel: vscode.WebviewPanel | undefined;
  let drawing: Drawing | undefined;
  /** Where the diagram was asked for: the lane of what stands there is brought into view once. */
  let from: { readonly uri: string; readonly line: number } | undefined;
  const layouts: Layouts = new Map();

  const redraw = async (): Promise<void> => {
    if (!panel?.visible) return;
    const lanes = analyses.all.flatMap(({ analysis }) => diagramOf(analysis));
    drawing = draw(lanes, drawingWords(), '', layouts);
    const lane = from && laneNear(lanes, from.uri, from.line);
    if (await panel.webview.postMessage({ kind: 'draw', svg: drawing.svg, empty: drawing.boxes.length === 0, lane })) from = undefined;
  };

  const hear = async (message: unknown): Promise<void> => {
    const { kind, box, style } = (typeof message === 'object' && message !== null ? message : {}) as Record<string, unknown>;
    if (kind === 'ready') await redraw();
    if (kind === 'open' && typeof box === 'number') await openBox(drawing?.boxes[box]);
    if (kind === 'save' && typeof style === 'string') await save(analyses, style);
  };

  const show = (): void => {
    const editor = vscode.window.activeTextEditor;
    from = editor && { uri: fromUri(editor.document.uri), line: editor.selection.active.line };
    if (panel) {
      panel.reveal();
      void redraw();
      return;
    }
    const media = vscode.Uri.joinPath(extensionUri, 'media');
    panel = vscode.window.createWebviewPanel('kubernautImageTags.diagram', vscode.l10n.t('Image Flow'), vscode.ViewColumn.Active, { enableScripts: true, localResourceRoots: [media] });
    panel.iconPath = { light: vscode.Uri.joinPath(media, 'images-light.svg'), dark: vscode.Uri.joinPath(media, 'images-dark.svg') };
    panel.webview.onDidReceiveMessage(hear);
    panel.onDidChangeViewState(() => void redraw());
    panel.onDidDispose(() => {
      panel = undefined;
      drawing = undefined;
      layouts.clear();
    });
    panel.webview.html = pageOf(panel.webview, media);
  };

  return vscode.Disposable.from(
    vscode.commands.registerCommand(showDiagramCommand, show),
    analyses.onChange(() => void redraw()),
    new vscode.Disposable(() => void panel?.dispose()),
  );
}

/** One place is opened beside the diagram, several are listed there. */
async function openBox(box: DiagramBox | undefined): Promise<void> {
  const first = box?.places[0];
  if (!box || !first) return;
  const { start } = first.range;
  const other = vscode.window.tabGroups.all.find((group) => !group.isActive);
  await vscode.commands.executeCommand(other ? 'workbench.action.focusPreviousGroup' : 'workbench.action.newGroupRight');
  await vscode.commands.executeCommand(openPlaceCommand, first.uri, start.line, start.character);
  if (box.places.length > 1) await vscode.commands.executeCommand(showPlacesCommand, first, box.places);
}

/** The same drawing with the colours that the page shows it in; `style` comes from the page and is held to what a sheet of ours needs. */
async function save(analyses: Analyses, style: string): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const target = await vscode.window.showSaveDialog({ filters: { SVG: ['svg'] }, ...(folder ? { defaultUri: vscode.Uri.joinPath(folder, 'image-flow.svg') } : {}) });
  if (!target) return;
  const sheet = style.replace(/[<>&]/g, '').slice(0, 10_000);
  const { svg } = draw(analyses.all.flatMap(({ analysis }) => diagramOf(analysis)), drawingWords(), sheet);
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(svg));
}

function pageOf(webview: vscode.Webview, media: vscode.Uri): string {
  const { t } = vscode.l10n;
  const nonce = crypto.randomUUID().replaceAll('-', '');
  const asset = (name: string): string => webview.asWebviewUri(vscode.Uri.joinPath(media, name)).toString();
  const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
  const button = (action: string, label: string, text: string): string => `<button type="button" data-action="${action}" title="${label}" aria-label="${label}">${text}</button>`;
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${asset('diagram.css')}">
<title>${t('Image Flow')}</title>
</head>
<body>
<div id="tools" role="toolbar" aria-label="${t('Diagram')}">
${button('in', t('Zoom in (+)'), '+')}${button('out', t('Zoom out (-)'), '−')}${button('fit', t('Fit to window (0)'), t('Fit'))}${button('save', t('Save as SVG'), t('Save as SVG'))}
</div>
<main id="drawing" tabindex="-1"></main>
<p id="empty" hidden>${t('No image of an E2E suite was found.')}</p>
<script nonce="${nonce}" src="${asset('diagram.js')}"></script>
</body>
</html>`;
}
