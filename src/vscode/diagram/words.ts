/** What stands in the diagram's boxes, in the reader's language. */
import * as vscode from 'vscode';
import type { Role } from '../../images/site';
import { fileName } from '../../rules/names';
import type { DiagramBox } from '../../service/imageDiagram';
import type { DrawingWords } from './drawing';

export function drawingWords(): DrawingWords {
  const { t } = vscode.l10n;
  const words: Record<Role, string> = {
    build: t('Built'), pull: t('Pulled'), tag: t('Tagged'), save: t('Saved'), load: t('Loaded'), push: t('Pushed'), deploy: t('Deployed'), run: t('Run'), mention: t('Mentioned'),
  };
  const texts = ({ role, image, places }: DiagramBox): string[] => {
    const [first] = places;
    if (role === undefined || !first) return [image];
    const more = places.length > 1 ? ` +${places.length - 1}` : '';
    return [words[role], `${fileName(first.uri)}:${first.range.start.line + 1}${more}`];
  };
  const label = (box: DiagramBox): string => {
    const said = box.role === undefined ? t('Image {0}', box.image) : `${texts(box).join(' ')}: ${box.image}`;
    return box.worst === 'error' || box.worst === 'warning' ? `${said}, ${t('has a problem')}` : said;
  };
  return { texts, label, title: t('Image flow: what is built, loaded and deployed') };
}
