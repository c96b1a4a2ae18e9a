/**
 * The diagram as SVG: text in, text out. Everything foreign is written as inert, escaped text. Boxes are buttons for keyboard and screen
 * reader; what a button does is the page's business, colours are the style sheet's.
 */
import { inert } from '../../report/inert';
import type { DiagramBox, DiagramLane } from '../../service/imageDiagram';
import { layOut, type PlacedBox, type PlacedLane, type PlacedLine, type Point } from './layout';

/** Words of the reader's language. */
export interface DrawingWords {
  /** The lines of a box, such as `Built`, `datastorage.go:30`. */
  texts(box: DiagramBox): readonly string[];
  /** What a screen reader says of a box. */
  label(box: DiagramBox): string;
  /** What the whole is called. */
  readonly title: string;
}

export interface Drawing {
  readonly svg: string;
  /** Boxes by the index in their `data-box`. */
  readonly boxes: readonly DiagramBox[];
}

const margin = 16;
const headline = 26;

/** Lanes that were laid out before, by all that they show; a drawing that follows keystrokes lays out only what is new. */
export type Layouts = Map<string, PlacedLane>;

/** `style`: a sheet that goes along, for a picture that stands alone. `layouts` is brought up to date. */
export function draw(lanes: readonly DiagramLane[], words: DrawingWords, style = '', layouts: Layouts = new Map()): Drawing {
  const before = new Map(layouts);
  layouts.clear();
  const boxes: DiagramBox[] = [];
  const parts: string[] = [];
  let top = margin;
  let right = 0;
  for (const [index, lane] of lanes.entries()) {
    const key = JSON.stringify(lane);
    const placed = before.get(key) ?? layOut(lane, (box) => words.texts(box).map(inert));
    layouts.set(key, placed);
    const lines = placed.lines.map(drawLine).join('');
    const drawn = placed.boxes.map((one) => drawBox(one, boxes.push(one.box) - 1, words.label(one.box))).join('');
    const width = placed.width + 2 * margin;
    parts.push(
      `<g transform="translate(${margin} ${top})" role="group" data-lane="${index}" aria-label="${escape(inert(lane.service))}"><rect class="lane" x="0" y="0" width="$W" height="${round(placed.height + headline + 8)}" rx="6"/>` +
        `<text class="service" x="12" y="18">${escape(inert(lane.service))}</text><g transform="translate(8 ${headline})">${lines}${drawn}</g></g>`,
    );
    top += placed.height + headline + 8 + margin;
    right = Math.max(right, width);
  }
  const width = Math.max(right, 200) + 2 * margin;
  const body = parts.join('').replaceAll('width="$W"', `width="${round(width - 2 * margin)}"`);
  const sheet = style === '' ? '' : `<style>${style}</style>`;
  return {
    boxes,
    svg: `<svg xmlns="http://www.w3.org/2000/svg" width="${round(width)}" height="${round(top)}" viewBox="0 0 ${round(width)} ${round(top)}" role="img" aria-label="${escape(words.title)}">${sheet}${markers}${body}</svg>`,
  };
}

const markers =
  '<defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="head" d="M0 0 8 4 0 8z"/></marker>' +
  '<marker id="cross" viewBox="0 0 10 10" refX="5" refY="5" markerWidth="10" markerHeight="10" orient="auto"><path class="cross" d="m1 1 8 8m0-8-8 8"/></marker></defs>';

function drawBox({ box, texts, x, y, width, height }: PlacedBox, index: number, label: string): string {
  const kind = box.role === undefined ? 'name' : 'step';
  const severity = box.worst === 'error' || box.worst === 'warning' ? ` ${box.worst}` : '';
  const button = box.places.length > 0 ? ` role="button" tabindex="0" data-box="${index}"` : ' role="img"';
  const lines = texts.map((text, i) => `<text x="${round(width / 2)}" y="${round(20 + i * 17)}"${i === 0 && texts.length > 1 ? ' class="first"' : ''}>${escape(text)}</text>`).join('');
  const tip = [label, ...box.problems].map((text) => escape(inert(text))).join('\n');
  return `<g class="${kind}${severity}" transform="translate(${round(x)} ${round(y)})"${button} aria-label="${escape(inert(label))}"><title>${tip}</title><rect width="${round(width)}" height="${round(height)}" rx="${kind === 'name' ? round(height / 2) : 4}"/>${lines}</g>`;
}

function drawLine({ line, points, label }: PlacedLine): string {
  if (line.broken === undefined) return `<path class="line" d="${pathOf(points)}" marker-end="url(#arrow)"/>`;
  const text = label ? `<text class="reason" x="${round(label.x)}" y="${round(label.y - 8)}">${escape(inert(line.broken))}</text>` : '';
  return `<g class="broken"><title>${escape(inert(line.why))}</title><path class="line" d="${pathOf(points)}" marker-mid="url(#cross)" marker-end="url(#arrow)"/>${text}</g>`;
}

function pathOf(points: readonly Point[]): string {
  return points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`).join('');
}

function round(number: number): string {
  return String(Math.round(number * 10) / 10);
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
