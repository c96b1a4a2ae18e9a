/** Code lenses: above a build, who deploys and loads it; above a deployment, where it is built. A click shows the places. */
import * as vscode from 'vscode';
import type { ImageSite } from '../../images/site';
import { fileName } from '../../rules/names';
import { chaptersOf, type Chapter } from '../../service/imageStory';
import { sameUses, subjectOf } from '../../service/imageSubject';
import type { Analysis } from '../../service/languageService';
import { fromUri, toRange } from '../convert';
import { showPlaces } from '../places';
import { settingsSection } from '../readSettings';
import { documents, type RegisterProvider } from './provider';

const setting = 'codeLens';

/** Its command is found when it comes into view. */
class SiteLens extends vscode.CodeLens {
  constructor(readonly analysis: Analysis, readonly site: ImageSite) {
    super(toRange(analysis.locate(site.at).range));
  }
}

export const codeLens: RegisterProvider = (analyses) => {
  const changes = new vscode.EventEmitter<void>();
  const provider = vscode.languages.registerCodeLensProvider(documents, {
    onDidChangeCodeLenses: changes.event,
    async provideCodeLenses(document, token) {
      if (!vscode.workspace.getConfiguration(settingsSection, document.uri).get<boolean>(setting, true)) return [];
      // The editor waits before it asks again for as long as answers took, and the first analysis takes longest: it asks again after that anyway.
      const analysis = analyses.latest(document) && (await analyses.current(document, token));
      const uri = fromUri(document.uri);
      return (analysis?.inventory.sites ?? []).filter(({ at, role }) => at.uri === uri && ['build', 'deploy', 'run'].includes(role)).flatMap((site) => (analysis ? [new SiteLens(analysis, site)] : []));
    },
    resolveCodeLens(lens) {
      if (lens instanceof SiteLens) lens.command = commandOf(lens.analysis, lens.site);
      return lens;
    },
  });
  return vscode.Disposable.from(provider, changes, analyses.onChange(() => changes.fire()), vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(`${settingsSection}.${setting}`)) changes.fire();
  }));
};

function commandOf(analysis: Analysis, site: ImageSite): vscode.Command {
  const { t } = vscode.l10n;
  const chapters = chaptersOf(analysis, sameUses(analysis.inventory, subjectOf(analysis.inventory, site)));
  const [title, told] = site.role === 'build' ? sayUses(chapters) : sayMakers(chapters);
  const from = analysis.locate(site.at);
  const places = told.flatMap((chapter) => chapter.places.map(({ at }) => at));
  return places.length > 0 ? showPlaces(title, from, places) : { command: '', title: title === '' ? t('no build of this image is known') : title };
}

function sayUses(chapters: readonly Chapter[]): [string, Chapter[]] {
  const { t } = vscode.l10n;
  const deploys = chapters.filter(({ role }) => role === 'deploy' || role === 'run');
  const loads = chapters.filter(({ role }) => role === 'load');
  const count = deploys.reduce((sum, { places }) => sum + places.length, 0);
  const flows = new Set(loads.flatMap((chapter) => chapter.flows)).size;
  const deployed = count === 0 ? t('no deployment is known') : count === 1 ? t('deployed at 1 place') : t('deployed at {0} places', count);
  const loaded = flows === 0 ? [] : [flows === 1 ? t('loaded in 1 flow') : t('loaded in {0} flows', flows)];
  return [[deployed, ...loaded].join(' · '), [...deploys, ...loads]];
}

function sayMakers(chapters: readonly Chapter[]): [string, Chapter[]] {
  const { t } = vscode.l10n;
  const words = {
    build: { one: (where: string) => t('built in {0}', where), several: (count: number) => t('built at {0} places', count) },
    tag: { one: (where: string) => t('tagged in {0}', where), several: (count: number) => t('tagged at {0} places', count) },
    pull: { one: (where: string) => t('pulled in {0}', where), several: (count: number) => t('pulled at {0} places', count) },
  };
  for (const role of ['build', 'tag', 'pull'] as const) {
    const chapter = chapters.find((found) => found.role === role);
    const first = chapter?.places[0];
    if (!chapter || !first) continue;
    const count = chapter.places.length;
    return [count === 1 ? words[role].one(`${fileName(first.at.uri)}:${first.at.range.start.line + 1}`) : words[role].several(count), [chapter]];
  }
  return ['', []];
}
