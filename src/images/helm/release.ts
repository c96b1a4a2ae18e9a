/**
 * What does a release of a chart deploy: every template rendered with the values that its chart sees, and the images in what comes out? Bounded;
 * a template that isn't understood doesn't spoil another. Knows no flow and no command line.
 */
import { lineAround } from './places';
import { isPartial, type Chart, type ChartFile } from './chart';
import { bool, copiedDict, dict, fieldOf, text, unknown, type Data, type Dict } from './data';
import { newBudget, render, type Named } from './render';
import type { Node } from './syntax';
import { isUnsure, slice, type Text } from './text';
import { instanceOf, type Instance } from './values';
import type { Place } from '../../base/text';
import { imagesInYaml, type YamlImage } from '../yaml/imagesInYaml';

export interface Release {
  readonly chart: Chart;
  /** What the user gives. */
  readonly given: Dict;
  readonly name: Text | undefined;
  /** Undefined where it may be either. */
  readonly verb: 'install' | 'upgrade' | undefined;
  readonly hooks: boolean;
}

export interface ReleasedImage {
  readonly role: 'deploy' | 'mention';
  /** Undefined where it isn't known. */
  readonly image: Text | undefined;
  /** Nobody knows whether it is deployed. */
  readonly unsure: boolean;
  /** Behind `image:` in the template that says so. */
  readonly at: Place | undefined;
  readonly policy: Text | 'default' | 'unknown';
  readonly policyAt: Place | undefined;
  readonly container: string | undefined;
  readonly workload: string | undefined;
}

export interface Released {
  readonly images: readonly ReleasedImage[];
  /** No template may deploy anything else. */
  readonly whole: boolean;
}

/** Undefined where rendering fails, or takes too long. `files` have the chart's texts. */
export function released(release: Release, files: readonly ChartFile[]): Released | undefined {
  const all = renderAll(release);
  if (!all) return undefined;
  const texts = new Map(files.map((file) => [file.uri, file.text]));
  const images = all.texts.flatMap((one) => imagesOf(one, release, texts));
  return { images, whole: all.whole && images.every(({ image, unsure }) => image !== undefined && !unsure) };
}

interface RenderedAll {
  readonly texts: readonly Text[];
  readonly whole: boolean;
}

interface Placed {
  /** As Helm names it. */
  readonly path: string;
  readonly body: readonly Node[];
  readonly defined: ReadonlyMap<string, readonly Node[]>;
  readonly instance: Instance;
  readonly root: string;
}

/** In Helm's order: what a template changes in the values, those that come after it see. */
function renderAll(release: Release): RenderedAll | undefined {
  const budget = newBudget();
  const top = instanceOf(release.chart, copiedDict(release.given));
  const templates: Placed[] = [];
  let whole = gather(top, top.name, templates);
  templates.sort(byHelmsOrder);
  const named = namedIn(templates);
  const texts: Text[] = [];
  const contexts = new Map<string, Data>();
  for (const { path, body, instance, root } of templates) {
    if (instance.chart.library || isPartial(path)) continue;
    const context = contexts.get(root) ?? contextOf(instance, release);
    contexts.set(root, context);
    const rendered = render(body, context, named, budget, instance.unsure);
    if (rendered.kind !== 'text') return undefined;
    whole &&= !rendered.lacks;
    texts.push(rendered.text);
  }
  return { texts, whole };
}

/** The last definition of a name counts, but for one with nothing in it. */
function namedIn(templates: readonly Placed[]): Named {
  const named = new Map<string, readonly Node[]>();
  for (const { defined } of templates) {
    for (const [name, body] of defined) if (!named.has(name) || body.some((node) => node.kind !== 'text' || node.text.shape.trim() !== '')) named.set(name, body);
  }
  return named;
}

/** Whether every template is understood. */
function gather(instance: Instance, root: string, into: Placed[]): boolean {
  let whole = !instance.lacks;
  for (const { path, template } of instance.chart.templates) {
    if (template) into.push({ path: `${root}/${path}`, body: template.body, defined: template.defined, instance, root });
    else whole = false;
  }
  for (const one of instance.inside) whole = gather(one, `${root}/charts/${one.name}`, into) && whole;
  return whole;
}

/** The deepest first, so that a chart's own definitions come after those of the charts in it. */
function byHelmsOrder(a: Placed, b: Placed): number {
  return slashesIn(b.path) - slashesIn(a.path) || (a.path < b.path ? 1 : a.path > b.path ? -1 : 0);
}

function slashesIn(path: string): number {
  return path.split('/').length;
}

const unread = ['Capabilities', 'Files', 'Template', 'Subcharts'];

function contextOf({ chart, name, values }: Instance, { name: releaseName, verb }: Release): Data {
  const about = aboutChart(chart, name);
  const release = dict([
    ['Name', releaseName ? text(releaseName) : unknown],
    ['Namespace', unknown],
    ['Service', text('Helm')],
    ['IsInstall', bool(verb && verb === 'install')],
    ['IsUpgrade', bool(verb && verb === 'upgrade')],
    ['Revision', unknown],
  ]);
  const context = dict([['Values', values], ['Chart', about], ['Release', release], ...unread.map((key) => [key, unknown] as const)]);
  for (const one of [context, values, about, release]) one.made = true;
  return context;
}

/** Go has a struct there, with texts whatever YAML makes of them. */
function aboutChart({ name: own, about }: Chart, name: string): Dict {
  const fields = ['Version', 'AppVersion', 'Description', 'Home', 'Icon', 'KubeVersion'].map((key) => {
    const field = fieldOf(about, key.replace(/^./, (first) => first.toLowerCase()));
    return [key, field.kind === 'text' ? field : field.kind === 'nil' ? text('') : unknown] as const;
  });
  return { ...dict([['Name', name === own ? fieldOf(about, 'name') : text(name)], ['Annotations', openTexts(fieldOf(about, 'annotations'))], ...fields]), more: true };
}

function openTexts(of: Data): Data {
  return of.kind === 'dict' ? { ...dict([...of.entries].filter(([, { kind }]) => kind === 'text')), more: true } : unknown;
}

const readShapes = new Map<string, readonly YamlImage[]>();
const mostShapes = 500;

/** Several flows install the same chart, with values that differ in what isn't known. */
function imagesInShape(shape: string): readonly YamlImage[] {
  const there = readShapes.get(shape);
  if (there) return there;
  const images = imagesInYaml(shape);
  if (readShapes.size >= mostShapes) readShapes.clear();
  if (images.length > 0) readShapes.set(shape, images);
  return images;
}

function imagesOf(rendered: Text, { verb, hooks }: Release, texts: ReadonlyMap<string, string>): ReleasedImage[] {
  return imagesInShape(rendered.shape).flatMap((image): ReleasedImage[] => {
    if (image.role === 'build' || image.role === 'run') return [];
    const document = documentAround(rendered, image);
    const runs = hasNoPods(document) ? undefined : hookRuns(document, verb, hooks);
    if (runs === false) return [];
    const written = image.templated || image.fallback || hasEscapes(image) ? undefined : slice(rendered, image.at.start, image.at.end);
    const policy = image.pullPolicy ? slice(rendered, image.pullPolicy.at.start, image.pullPolicy.at.end) : 'default';
    return [{
      role: image.role,
      image: written && !isUnsure(written) ? written : undefined,
      unsure: runs === undefined || isUnsure(slice(rendered, lineStart(rendered.shape, image.at.start), image.at.end)),
      at: lineAround(rendered, image.at, texts),
      policy: policy === 'default' || !isUnsure(policy) ? policy : 'unknown',
      policyAt: policy === 'default' || !image.pullPolicy ? undefined : lineAround(rendered, image.pullPolicy.at, texts),
      container: image.container,
      workload: image.workload,
    }];
  });
}

function hasEscapes({ chunks }: YamlImage): boolean {
  return chunks.some(({ text: characters, start, end }) => characters.length !== end - start);
}

function lineStart(shape: string, at: number): number {
  return shape.lastIndexOf('\n', at - 1) + 1;
}

/** The text of the document that the image stands in. */
function documentAround({ shape }: Text, { at }: YamlImage): string {
  const before = shape.slice(0, at.start).lastIndexOf('\n---');
  const after = shape.indexOf('\n---', at.end);
  return shape.slice(before < 0 ? 0 : before, after < 0 ? undefined : after);
}

/** Nobody pulls the image of a workload that is scaled down. */
function hasNoPods(document: string): boolean {
  return /^ {2}(?:replicas:[ \t]*0|suspend:[ \t]*true)[ \t]*$/m.test(document);
}

/** Whether what is a hook of some events runs by this command; what is none, always. */
function hookRuns(document: string, verb: Release['verb'], hooks: boolean): boolean | undefined {
  const found = /["']?helm\.sh\/hook["']?[ \t]*:[ \t]*["']?([^\n"'#]*)/.exec(document)?.[1];
  if (found === undefined) return true;
  if (!hooks) return false;
  const events = found.split(',').map((event) => event.trim());
  const own = events.flatMap((event) => /^(?:pre|post)-(install|upgrade)$/.exec(event)?.[1] ?? []);
  if (events.some((event) => !/^[a-z-]+$/.test(event))) return undefined;
  if (own.length === 0) return false;
  return verb === undefined ? (new Set(own).size > 1 ? true : undefined) : own.includes(verb);
}
