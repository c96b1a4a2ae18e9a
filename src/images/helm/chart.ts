/** A chart as its folder has it: what `Chart.yaml`, `values.yaml`, templates and charts in `charts/` say. Renders nothing. */
import { remembered } from '../../base/remembered';
import { fieldOf, knownText, type Data, type Dict, dict } from './data';
import { parseTemplate } from './parser';
import type { Template } from './syntax';
import { slice, textIn } from './text';
import { dataIn } from './yamlData';

export interface ChartFile {
  readonly uri: string;
  readonly text: string;
}

export interface TemplateFile {
  /** From the chart's folder, such as `templates/app.yaml`. */
  readonly path: string;
  /** Undefined where Go would refuse it. */
  readonly template: Template | undefined;
}

export interface Dependency {
  /** Undefined where it isn't among the files: packed, or not fetched yet. */
  readonly chart: Chart | undefined;
  /** Its key in the values. */
  readonly name: string;
  /** Paths in the values of the chart around it: the first that is there says whether it is deployed. */
  readonly conditions: readonly string[];
  readonly tags: readonly string[];
}

export interface Chart {
  readonly name: string;
  /** What `Chart.yaml` says. */
  readonly about: Dict;
  readonly values: Dict;
  readonly templates: readonly TemplateFile[];
  readonly dependencies: readonly Dependency[];
  /** Only what it defines counts. */
  readonly library: boolean;
}

/** Charts in charts. */
const deepest = 8;

/** Without the mark that some editors put at the beginning. */
const parsedFiles = remembered((file: ChartFile) => parseTemplate(slice(textIn(file.text, file.uri), file.text.startsWith('\uFEFF') ? 1 : 0)));
const valuesIn = remembered((file: ChartFile) => ({ data: dataIn(textIn(file.text, file.uri)) }));

/** `files`: all below the folder. Undefined where it is no chart, or one that isn't understood. */
export function chartIn(folder: string, files: readonly ChartFile[], depth = 0): Chart | undefined {
  const start = `${folder}/`;
  const inside = new Map(files.flatMap((file) => (file.uri.startsWith(start) ? [[decodeURIComponent(file.uri.slice(start.length)), file] as const] : [])));
  const main = inside.get('Chart.yaml');
  const about = main && valuesIn(main).data;
  const name = about && knownText(fieldOf(about, 'name'));
  if (about?.kind !== 'dict' || name === undefined || depth > deepest) return undefined;
  const defaults = inside.get('values.yaml');
  const values = defaults ? valuesIn(defaults).data : dict();
  if (values?.kind !== 'dict' && values?.kind !== 'nil') return undefined;
  const required = inside.get('requirements.yaml');
  const dependencies = dependenciesOf(folder, [...inside], declaredBy(about, required && valuesIn(required).data), depth);
  const library = knownText(fieldOf(about, 'type')) === 'library';
  const isTemplate = (path: string): boolean => /^templates\/(?!\.)/.test(path) && (!library || isPartial(path));
  return dependencies && {
    name,
    about,
    values: values.kind === 'dict' ? values : dict(),
    templates: [...inside].flatMap(([path, file]) => (isTemplate(path) ? [{ path, template: parsedFiles(file) }] : [])),
    dependencies,
    library,
  };
}

/** Only what it defines counts. */
export function isPartial(path: string): boolean {
  return /(?:^|\/)_[^/]*$/.test(path);
}

/** In the first format of charts a file of its own says them. */
function declaredBy(about: Dict, required: Data | undefined): Data {
  return required?.kind === 'dict' && required.entries.has('dependencies') ? fieldOf(required, 'dependencies') : fieldOf(about, 'dependencies');
}

/** Undefined where it takes values of theirs for its own, or they aren't understood. */
function dependenciesOf(folder: string, inside: readonly (readonly [string, ChartFile])[], declared: Data, depth: number): Dependency[] | undefined {
  const items = declared.kind === 'list' ? declared.items : [];
  if (declared.kind === 'unknown' || items.some((item) => item.kind !== 'dict' || item.entries.has('import-values'))) return undefined;
  const names = new Set(inside.flatMap(([path]) => /^charts\/([^/._][^/]*)\/Chart\.yaml$/.exec(path)?.[1] ?? []));
  const found: Dependency[] = [];
  for (const name of names) {
    const prefix = `charts/${name}/`;
    const files = inside.flatMap(([path, file]) => (path.startsWith(prefix) ? [file] : []));
    const [first] = files;
    const chart = first && chartIn(first.uri.slice(0, first.uri.indexOf('/', `${folder}/charts/`.length)), files, depth + 1);
    if (!chart) return undefined;
    const own = items.filter((item) => knownText(fieldOf(item, 'name')) === chart.name);
    const meant = own.filter((item) => isMeant(item, chart));
    // One of another version is deployed as if nobody declared it, but for what is turned off by its name.
    const other = own.find((item) => fieldOf(item, 'alias').kind === 'nil');
    if (meant.length === 0) found.push(other ? dependencyOn(other, chart) : { chart, name: chart.name, conditions: [], tags: [] });
    for (const item of meant) found.push(dependencyOn(item, chart));
  }
  return [...found, ...items.filter((item) => !found.some(({ chart }) => chart?.name === knownText(fieldOf(item, 'name')))).map((item) => dependencyOn(item, undefined))];
}

function dependencyOn(item: Data, chart: Chart | undefined): Dependency {
  const name = knownText(fieldOf(item, 'alias')) ?? chart?.name ?? knownText(fieldOf(item, 'name')) ?? '';
  return { chart, name, conditions: pathsIn(fieldOf(item, 'condition')), tags: tagsIn(fieldOf(item, 'tags')) };
}

/** Of no version that is certainly another. */
function isMeant(item: Data, { about }: Chart): boolean {
  const [wanted, version] = [knownText(fieldOf(item, 'version')), knownText(fieldOf(about, 'version'))];
  const exact = /^[0-9]+\.[0-9]+\.[0-9]+$/;
  return !(wanted !== version && exact.test(wanted ?? '') && exact.test(version ?? ''));
}

function pathsIn(condition: Data): string[] {
  return (knownText(condition) ?? '').trim().split(',').filter((path) => path !== '');
}

function tagsIn(tags: Data): string[] {
  return tags.kind === 'list' ? tags.items.flatMap((tag) => knownText(tag) ?? []) : [];
}
