/** Hover: what an image is, what is not known of it, and where it is built, loaded and deployed, with links that open the places. */
import * as vscode from 'vscode';
import type { Role } from '../../images/site';
import { codeSpan, message, prose } from '../../report/markdownText';
import { fileName } from '../../rules/names';
import { storyOf, type Chapter, type ImageStory } from '../../service/imageStory';
import { toRange } from '../convert';
import { openPlaceCommand, placeLink } from '../places';
import { pointedAt } from './pointed';
import { documents, type RegisterProvider } from './provider';

const mostNames = 5;
const mostHoles = 4;
const mostPlaces = 4;
const mostFlows = 3;

export const hover: RegisterProvider = (analyses) =>
  vscode.languages.registerHoverProvider(documents, {
    async provideHover(document, position, token) {
      const pointed = await pointedAt(analyses, document, position, token);
      if (!pointed) return undefined;
      const { analysis, subject } = pointed;
      const story = storyOf(analysis, subject);
      if (story.names.length === 0 && story.holes.length === 0) return undefined;
      const text = new vscode.MarkdownString(sayStory(story));
      text.isTrusted = { enabledCommands: [openPlaceCommand] };
      return new vscode.Hover(text, toRange(analysis.locate(subject.place).range));
    },
  });

/** Markdown in which everything foreign is inert. */
export function sayStory(story: ImageStory): string {
  const { t } = vscode.l10n;
  const title = story.names.length === 1 ? t('Image') : t('{0} images', story.names.length);
  const names = story.names.slice(0, mostNames).map((name) => codeSpan(name));
  const more = story.names.length > mostNames ? [t('and {0} more', story.names.length - mostNames)] : [];
  const heading = story.names.length === 0 ? `**${t('An image of which nothing is known')}**` : `**${title}** ${names.length > 1 ? '\n\n' : ''}${[...names, ...more].join('  \n')}`;
  const unsure = story.complete ? [] : [t('There may be others: not every way to this place could be followed.')];
  const chapters = story.chapters.filter(({ role }) => role !== 'mention');
  const told = story.told.slice(0, mostPlaces).map(({ rule, at }) => t('{0} is told of all images that go through {1}', codeSpan(rule), `[${prose(`${fileName(at.uri)}:${at.range.start.line + 1}`)}](${placeLink(at)})`));
  const notes = [...told, ...story.holes.slice(0, mostHoles).map(message), ...unsure];
  return [
    heading,
    ...(notes.length > 0 ? [bullets(notes)] : []),
    chapters.length > 0 ? bullets(chapters.map(sayChapter)) : t('No build, load or deployment of it is known.'),
    ...story.verdicts.slice(0, 2).map(message),
  ].join('\n\n');
}

function bullets(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n');
}

function sayChapter({ role, places, flows }: Chapter): string {
  const { t } = vscode.l10n;
  const links = places.slice(0, mostPlaces).map(({ at }) => `[${prose(`${fileName(at.uri)}:${at.range.start.line + 1}`)}](${placeLink(at)})`);
  const more = places.length > mostPlaces ? [t('{0} more', places.length - mostPlaces)] : [];
  const by = flows.length === 0 ? '' : ` · ${flows.length > mostFlows ? t('{0} flows', flows.length) : flows.map(codeSpan).join(', ')}`;
  return `**${wordOf(role)}** ${[...links, ...more].join(', ')}${by}`;
}

/** What happens to an image there, as a past participle. */
function wordOf(role: Role): string {
  const { t } = vscode.l10n;
  const words: Record<Role, string> = {
    build: t('Built'), pull: t('Pulled'), tag: t('Tagged'), save: t('Saved'), load: t('Loaded'), push: t('Pushed'), deploy: t('Deployed'), run: t('Run'), mention: t('Mentioned'),
  };
  return words[role];
}
