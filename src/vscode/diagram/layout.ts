/** Where boxes and lines of a lane are drawn: sizes from the length of their texts, places from the layout library. Knows no SVG. */
import dagre from '@dagrejs/dagre';
import type { DiagramBox, DiagramLane, DiagramLine } from '../../service/imageDiagram';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface PlacedBox {
  readonly box: DiagramBox;
  /** Lines of text, top to bottom. */
  readonly texts: readonly string[];
  /** Top left corner. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PlacedLine {
  readonly line: DiagramLine;
  /** At least two. */
  readonly points: readonly Point[];
  /** Middle of the label of a broken line. */
  readonly label: Point | undefined;
}

export interface PlacedLane {
  readonly service: string;
  readonly boxes: readonly PlacedBox[];
  readonly lines: readonly PlacedLine[];
  readonly width: number;
  readonly height: number;
}

/** Of the 12 px fonts that are drawn with. */
const characterWidth = 7.4;
const lineHeight = 17;
const padding = 12;

/** Lanes are laid out by themselves, each from its own origin. */
export function layOut(lane: DiagramLane, textsOf: (box: DiagramBox) => readonly string[]): PlacedLane {
  const graph = new dagre.graphlib.Graph<object, { width: number; height: number; x?: number; y?: number }, { width: number; height: number; labelpos: 'c'; points?: Point[]; x?: number; y?: number }>({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', nodesep: 16, ranksep: 44, marginx: 8, marginy: 8 });
  for (const box of lane.boxes) graph.setNode(box.id, sizeOf(textsOf(box)));
  for (const line of lane.lines) {
    const label = line.broken === undefined ? { width: 0, height: 0 } : sizeOf([line.broken]);
    graph.setEdge(line.from, line.to, { ...label, labelpos: 'c' }, line.broken ?? 'way');
  }
  dagre.layout(graph);
  const boxes = lane.boxes.map((box): PlacedBox => {
    const { x = 0, y = 0, width, height } = graph.node(box.id);
    return { box, texts: textsOf(box), x: x - width / 2, y: y - height / 2, width, height };
  });
  const lines = lane.lines.map((line): PlacedLine => {
    const { points = [], x, y } = graph.edge(line.from, line.to, line.broken ?? 'way');
    return { line, points, label: line.broken === undefined || x === undefined || y === undefined ? undefined : { x, y } };
  });
  const right = Math.max(0, ...boxes.map(({ x, width }) => x + width), ...lines.flatMap(({ points }) => points.map(({ x }) => x)));
  const bottom = Math.max(0, ...boxes.map(({ y, height }) => y + height), ...lines.flatMap(({ points }) => points.map(({ y }) => y)));
  return { service: lane.service, boxes, lines, width: right + 8, height: bottom + 8 };
}

function sizeOf(texts: readonly string[]): { width: number; height: number } {
  const longest = Math.max(...texts.map((text) => text.length));
  return { width: Math.ceil(longest * characterWidth + 2 * padding), height: texts.length * lineHeight + padding };
}
