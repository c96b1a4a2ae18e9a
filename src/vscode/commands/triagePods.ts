/**
 * "Triage Pods": reads failing pods with the user's kubectl, joins them with the source, and shows problems and a report. Refused in a
 * workspace that isn't trusted. What pods mean and how kubectl is run is said elsewhere.
 */
import * as vscode from 'vscode';
import type { Log } from '../../base/log';
import { askNodes, collectFacts, type ClusterFacts } from '../../cluster/collect';
import type { ClusterReader } from '../../cluster/reader';
import { triage } from '../../cluster/triage';
import type { SourceView } from '../../cluster/triageSource';
import { connectKubectl } from '../../node/kubectl';
import { ClusterError } from '../../node/kubectlError';
import { inert } from '../../report/inert';
import type { TriageReport } from '../../report/triageReport';
import type { Analysis } from '../../service/languageService';
import type { CheckedFolders } from '../checkedFolders';
import { fromUri, toRange, toUri } from '../convert';
import type { PodTriage } from '../podTriage';
import { askConsent, askScope, scopeOf, type TriageScope } from '../triageQuestions';

export interface TriageParts {
  readonly folders: CheckedFolders;
  readonly shown: PodTriage;
  readonly log: Log;
  readonly memory: vscode.Memento;
  /** Of the extension, for the report. */
  readonly version: string;
}

/** `request`: what a caller of the command named; the user is asked for the rest, and always for consent. */
export async function triagePods(parts: TriageParts, request: unknown): Promise<void> {
  if (!vscode.workspace.isTrusted) {
    void refuseUntrusted();
    return;
  }
  const scope = scopeOf(request) ?? (await askScope(parts.memory));
  if (scope === undefined) return;
  parts.shown.clear();
  try {
    const report = await readAndShow(parts, scope);
    if (report !== undefined) void announce(report);
  } catch (error) {
    if (error instanceof ClusterError ? error.fault === 'aborted' : error instanceof Error && error.name === 'AbortError') return;
    if (!(error instanceof ClusterError)) throw error;
    void showFault(error, parts.log);
  }
}

async function refuseUntrusted(): Promise<void> {
  const { t } = vscode.l10n;
  const manage = t('Manage Workspace Trust');
  const answer = await vscode.window.showErrorMessage(t('Pods are triaged in a trusted workspace only, because that starts kubectl.'), manage);
  if (answer === manage) await vscode.commands.executeCommand('workbench.trust.manage');
}

/** Shows what the API server says; then, where that leaves open what is on a node, asks and shows again. Undefined when cancelled. */
async function readAndShow(parts: TriageParts, scope: TriageScope): Promise<TriageReport | undefined> {
  const title = vscode.l10n.t('Triaging pods');
  const controller = new AbortController();
  const { signal } = controller;
  const cancelled = (): boolean => signal.aborted;
  const during = <T>(work: () => Promise<T>): Thenable<T> =>
    vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title, cancellable: true }, (_progress, cancellation) => {
      cancellation.onCancellationRequested(() => controller.abort());
      return work();
    });
  const read = await during(async () => {
    const reader = await connect(parts.log, scope, signal);
    const [facts, source] = await Promise.all([collectFacts(reader, { askNodes: false, signal }), readSource(parts.folders)]);
    return { reader, facts, source };
  });
  if (cancelled()) return undefined;
  const report = join(read.reader, read.facts, read.source, parts.version);
  parts.shown.show(report);
  await parts.shown.openReport();
  const nodes = nodesToAsk(report);
  if (nodes.length === 0 || !(await askConsent(nodes))) return report;
  const facts = await during(() => askNodes(read.reader, read.facts, nodes, signal));
  if (cancelled()) return report;
  const fuller = join(read.reader, facts, read.source, parts.version);
  parts.shown.show(fuller);
  return fuller;
}

function connect(log: Log, { context, namespace, allNamespaces = false }: TriageScope, signal: AbortSignal): Promise<ClusterReader> {
  const executable = kubectlPath();
  const onRun = (file: string, argv: readonly string[]): void => log.info(`Runs ${inert([file, ...argv].join(' '))}`);
  const workspace = (vscode.workspace.workspaceFolders ?? []).flatMap(({ uri }) => (uri.scheme === 'file' ? [uri.fsPath] : []));
  return connectKubectl({ workspace, log, signal, onRun, context, namespace, allNamespaces, ...(executable === undefined ? {} : { executable }) });
}

/** The user's own setting: what a workspace says of it is never looked at. */
function kubectlPath(): string | undefined {
  const value: unknown = vscode.workspace.getConfiguration('kubernautImageTags').inspect('kubectl.path')?.globalValue;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** All folders as one source. */
async function readSource(folders: CheckedFolders): Promise<SourceView | undefined> {
  await Promise.all(folders.all.map((folder) => folder.scan()));
  const analyses: { readonly root: string; readonly analysis: Analysis }[] = folders.all.flatMap(({ folder, state }) => (state.kind === 'checked' ? [{ root: fromUri(folder.uri), analysis: state.analysis }] : []));
  const [first] = analyses;
  if (first === undefined) return undefined;
  return {
    inventory: { sites: analyses.flatMap(({ analysis }) => analysis.inventory.sites), flows: analyses.flatMap(({ analysis }) => analysis.inventory.flows) },
    findings: analyses.flatMap(({ analysis }) => analysis.findings),
    locate: (place) => (analyses.find(({ root }) => place.uri.startsWith(`${root}/`)) ?? first).analysis.locate(place),
  };
}

function join(reader: ClusterReader, facts: ClusterFacts, source: SourceView | undefined, version: string): TriageReport {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const notices = source === undefined ? [...facts.notices, vscode.l10n.t('No file of the workspace was read, so no line of source is shown.')] : facts.notices;
  return triage({ ...facts, notices, target: reader.target, source, root: folder === undefined ? '' : fromUri(folder.uri), version });
}

/** Nodes whose status leaves open whether the image is there. */
function nodesToAsk(report: TriageReport): string[] {
  const nodes = report.pods.flatMap(({ problems }) => problems.flatMap(({ onNode }) =>
    onNode !== undefined && onNode.node !== '' && onNode.listedBy === 'node status' && (onNode.verdict === 'absent' || onNode.verdict === 'unknown') ? [onNode.node] : []));
  return [...new Set(nodes)];
}

/** Counts only: notifications turn some texts into links, so nothing from the cluster stands in them. */
async function announce({ summary, findings }: TriageReport): Promise<void> {
  const { t } = vscode.l10n;
  const text = t('Pods: {0}. Without image: {1}. With other problems: {2}.', summary.pods, summary.image, summary.other);
  const [first] = findings;
  if (first === undefined) {
    void (summary.image + summary.other > 0 ? vscode.window.showWarningMessage(text) : vscode.window.showInformationMessage(text));
    return;
  }
  const go = t('Go to Source');
  if ((await vscode.window.showErrorMessage(text, go)) !== go) return;
  await vscode.window.showTextDocument(toUri(first.at.uri), { selection: toRange(first.at.range), preview: false });
}

async function showFault(error: ClusterError, log: Log): Promise<void> {
  const { t } = vscode.l10n;
  log.error(inert(`Triage: ${error.message} ${error.detail}`));
  const showLog = t('Show Log');
  if ((await vscode.window.showErrorMessage(`${error.message} ${error.nextStep}`, showLog)) === showLog) await vscode.commands.executeCommand('kubernautImageTags.showLog');
}
