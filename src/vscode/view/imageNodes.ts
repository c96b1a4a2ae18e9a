/** The tree's nodes and how each looks and is read out. Keeps no state. */
import * as vscode from 'vscode';
import type { Severity } from '../../base/finding';
import type { Role } from '../../images/site';
import { imageName } from '../../report/imageNames';
import { inert } from '../../report/inert';
import { fileName } from '../../rules/names';
import type { TreeImage, TreeService, TreeSite } from '../../service/imageTree';
import { toLocation } from '../convert';
import { openPlaceCommand } from '../places';

export interface ImageNode {
  /** Stable from one analysis to the next, so that what is open stays open. */
  readonly id: string;
  readonly parent: ImageNode | undefined;
  readonly children: readonly ImageNode[];
  readonly content: TreeService | TreeImage | TreeSite;
  /** Shown beside a service's name where several folders are open. */
  readonly folder: string;
  /** What "Copy Reference" copies; undefined for services. */
  readonly reference: string | undefined;
  readonly place: vscode.Location | undefined;
}

/** `root` tells the folders apart. */
export function nodesOf(root: string, folder: string, tree: readonly TreeService[]): ImageNode[] {
  return tree.map((service) => {
    const top = { id: `${root}|${service.service}`, parent: undefined, children: [] as ImageNode[], content: service, folder, reference: undefined, place: undefined };
    for (const image of service.images) {
      const middle = { id: `${top.id}|${image.image}`, parent: top, children: [] as ImageNode[], content: image, folder, reference: image.image, place: undefined };
      for (const [i, site] of image.sites.entries()) {
        middle.children.push({ id: `${middle.id}|${site.role}|${site.at.uri}|${site.function}|${i}`, parent: middle, children: [], content: site, folder, reference: image.image, place: toLocation(site.at) });
      }
      top.children.push(middle);
    }
    return top;
  });
}

/** Address of a node's decoration; nothing is ever read from it. */
export function decorationUri(node: ImageNode): vscode.Uri {
  return vscode.Uri.from({ scheme: 'kubernaut-image-tags-view', path: '/', query: node.id });
}

export function nodeItem(node: ImageNode): vscode.TreeItem {
  const { content } = node;
  const item = content.kind === 'service' ? serviceItem(content, node) : content.kind === 'image' ? imageItem(content) : siteItem(content);
  item.id = node.id;
  item.contextValue = content.kind;
  if (content.worst) item.resourceUri = decorationUri(node);
  const label = typeof item.label === 'string' ? item.label : '';
  const said = content.kind === 'image' ? [inert(content.image), rolesOf(content)] : [label, typeof item.description === 'string' ? item.description : ''];
  item.accessibilityInformation = { label: [...said, content.worst ? severityWord(content.worst) : ''].filter((text) => text !== '').join(', ') };
  return item;
}

function rolesOf({ sites }: TreeImage): string {
  return [...new Set(sites.map(({ role }) => roleWord(role).toLowerCase()))].join(', ');
}

function serviceItem({ service, images, worst }: TreeService, { folder }: ImageNode): vscode.TreeItem {
  const { t } = vscode.l10n;
  const item = new vscode.TreeItem(inert(service), vscode.TreeItemCollapsibleState.Collapsed);
  const count = images.length === 1 ? t('1 image') : t('{0} images', images.length);
  item.description = folder === '' ? count : `${count} · ${folder}`;
  item.iconPath = iconOf(worst, 'package');
  return item;
}

/** The tag comes first: it tells a service's images apart, also in a narrow view. */
function imageItem(content: TreeImage): vscode.TreeItem {
  const { repository, tag } = imageName(content.image);
  const item = new vscode.TreeItem(inert(tag === '' ? repository : tag), vscode.TreeItemCollapsibleState.Collapsed);
  item.description = tag === '' ? '' : inert(repository);
  item.iconPath = iconOf(content.worst, 'tag');
  item.tooltip = `${inert(content.image)}\n${rolesOf(content)}`;
  return item;
}

function siteItem({ role, at, function: name, flows, problems, worst }: TreeSite): vscode.TreeItem {
  const { t } = vscode.l10n;
  const { line, character } = at.range.start;
  const item = new vscode.TreeItem(`${roleWord(role)} ${inert(fileName(at.uri))}:${line + 1}`, vscode.TreeItemCollapsibleState.None);
  const by = flows.length === 0 ? '' : flows.length === 1 ? t('1 flow') : t('{0} flows', flows.length);
  item.description = [inert(name), by].filter((text) => text !== '').join(' · ');
  item.iconPath = iconOf(worst, roleIcons[role]);
  item.tooltip = problems.length > 0 ? problems.map(inert).join('\n\n') : undefined;
  item.command = { command: openPlaceCommand, title: t('Open'), arguments: [at.uri, line, character] };
  return item;
}

const roleIcons: Record<Role, string> = {
  build: 'tools', pull: 'cloud-download', tag: 'tag', save: 'archive', load: 'arrow-circle-down', push: 'cloud-upload', deploy: 'rocket', run: 'play', mention: 'quote',
};

function roleWord(role: Role): string {
  const { t } = vscode.l10n;
  const words: Record<Role, string> = {
    build: t('Build'), pull: t('Pull'), tag: t('Tag'), save: t('Save'), load: t('Load'), push: t('Push'), deploy: t('Deploy'), run: t('Run'), mention: t('Mention'),
  };
  return words[role];
}

function iconOf(worst: Severity | undefined, otherwise: string): vscode.ThemeIcon {
  if (worst === 'error') return new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
  if (worst === 'warning') return new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
  return new vscode.ThemeIcon(otherwise);
}

function severityWord(severity: Severity): string {
  const { t } = vscode.l10n;
  const words: Record<Severity, string> = { error: t('has an error'), warning: t('has a warning'), info: t('has a remark'), hint: t('has a hint') };
  return words[severity];
}
