/**
 * Every image that a YAML text names, at its exact place: documents, broken regions and nested manifests put together. Knows no Go: parts
 * of the text that are unknown come masked by fillers of the same length, and an image made of fillers is found like any other.
 */
import type { Span } from '../../base/text';
import { judge } from './judge';
import { readLines } from './lines';
import { type Candidate, pathOf } from './mapping';
import { partedImages } from './parted';
import { prepare } from './prepare';
import { type ReadDocument, readTree } from './tree';
import type { YamlImage, YamlOptions } from './yamlImage';

export type { YamlImage, YamlImageParts, YamlOptions, YamlText } from './yamlImage';

/**
 * The images in order of their place (an image that is run and built gives two, `run` first). Spans are offsets in `text`. Where YAML is
 * broken, what stands before the first fault comes from the parsed tree and the rest from its lines, marked `fallback`. Never throws.
 */
export function imagesInYaml(text: string, options: YamlOptions = {}): readonly YamlImage[] {
  if (!anyImage.test(text)) return [];
  return imagesIn(text, prepare(text), { start: 0, end: text.length }, options.nested ? 3 : 0);
}

function imagesIn(text: string, prepared: string, span: Span, depth: number): readonly YamlImage[] {
  const images = documentsIn(prepared, span).flatMap((at, number) =>
    anyImage.test(prepared.slice(at.start, at.end)) ? imagesInDocument(text, prepared, at, number, depth) : [],
  );
  return images.sort((a, b) => a.at.start - b.at.start || a.at.end - b.at.end || order.indexOf(a.role) - order.indexOf(b.role));
}

/** A key that ends in `image` or is `images`: what has none is not worth parsing. */
const anyImage = /images?["']?[ \t]*:/i;

const order: readonly YamlImage['role'][] = ['deploy', 'run', 'build', 'mention'];

function imagesInDocument(text: string, prepared: string, span: Span, number: number, depth: number): readonly YamlImage[] {
  const tree = readTree(text, prepared, span);
  const images = candidatesOf(tree, text, prepared, span).flatMap((candidate) => judge(candidate, number));
  const parted = tree ? partedImages(tree.mappings, number) : [];
  const nested = depth > 0 && tree ? nestedImages(tree, text, prepared, number, depth - 1) : [];
  return withoutShadows([...images, ...parted, ...nested]);
}

function candidatesOf(tree: ReadDocument | undefined, text: string, prepared: string, span: Span): readonly Candidate[] {
  if (tree && tree.brokenAt === undefined) return tree.candidates;
  const brokenAt = tree?.brokenAt ?? span.start;
  const certain = tree?.candidates.filter((candidate) => candidate.value.at.end <= brokenAt) ?? [];
  const known = new Set(certain.map((candidate) => candidate.value.at.start));
  return [...certain, ...readLines(text, prepared, span).filter((candidate) => !known.has(candidate.value.at.start))];
}

/** Of one place that is found through an anchor and through its aliases, the plain field of a template (`x-base: &base`) says least. */
function withoutShadows(images: readonly YamlImage[]): readonly YamlImage[] {
  const used = new Set(images.filter((image) => image.role !== 'mention').map((image) => image.at.start));
  const seen = new Set<string>();
  return images.filter((image) => {
    if (image.role === 'mention' && used.has(image.at.start)) return false;
    const identity = `${image.at.start} ${image.role} ${image.container ?? ''} ${image.workload ?? ''}`;
    if (seen.has(identity)) return false;
    seen.add(identity);
    return true;
  });
}

/** Manifests inside block scalars: read as texts of their own, their paths and documents being those of the scalar. */
function nestedImages(tree: ReadDocument, text: string, prepared: string, number: number, depth: number): readonly YamlImage[] {
  return tree.blocks.flatMap((block) => {
    const header = prepared.indexOf('\n', block.at.start);
    if (header < 0 || header >= block.at.end) return [];
    const inner = imagesIn(text, prepared, { start: header + 1, end: block.at.end }, depth);
    return inner.map((image) => ({ ...image, path: [...pathOf(block.within), block.key, ...image.path], document: number }));
  });
}

/**
 * Documents by their `---` lines, which end a document wherever they stand in column 0; `...` ends one as well. In a text that is
 * indented as a whole, as raw strings often are, the markers are too.
 */
function documentsIn(text: string, span: Span): readonly Span[] {
  const found: Span[] = [];
  const marker = /^([ \t]*)(?:---(?=\s|$)|\.\.\.(?=\s*$))/gm;
  const first = /[^\s]/g;
  first.lastIndex = span.start;
  const content = first.exec(text)?.index ?? span.end;
  const indent = content - (text.lastIndexOf('\n', content) + 1);
  let start = span.start;
  marker.lastIndex = span.start;
  for (let match = marker.exec(text); match && match.index < span.end; match = marker.exec(text)) {
    if (match[1]?.length !== 0 && match[1]?.length !== indent) continue;
    if (text.slice(start, match.index).trim() !== '' || found.length > 0) found.push({ start, end: match.index });
    start = match.index + match[0].length;
  }
  found.push({ start, end: span.end });
  return found;
}
