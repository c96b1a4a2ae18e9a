/** The image flow diagram: what is drawn, that nothing foreign gets out of its text, and that the page opens. */
import * as assert from 'node:assert';
import * as vscode from 'vscode';
import type { DiagramBox, DiagramLane } from '../../src/service/imageDiagram';
import { draw, type Layouts } from '../../src/vscode/diagram/drawing';
import { test } from './support/runner';
import { eventually, problemsBecome, problemsOfSample } from './support/workspace';

const words = { texts: ({ role, image }: DiagramBox) => (role === undefined ? [image] : [role, image]), label: ({ image }: DiagramBox) => image, title: 'Images' };

function box(id: string, image: string, more: Partial<DiagramBox> = {}): DiagramBox {
  return { id, role: undefined, image, places: [], worst: undefined, problems: [], ...more };
}

const place = { uri: 'file:///a.go', range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } } };

test('boxes stand in the order of the way, and no two of them overlap', () => {
  const lane: DiagramLane = {
    service: 'app',
    boxes: [box('b', 'v1', { role: 'build', places: [place] }), box('n', 'localhost/app:v1'), box('d', 'v1', { role: 'deploy', places: [place, place], worst: 'error' })],
    lines: [{ from: 'b', to: 'n', broken: undefined, why: '' }, { from: 'n', to: 'd', broken: 'tag-mismatch', why: 'no' }],
  };
  const { svg, boxes } = draw([lane, { ...lane, service: 'other' }], words);
  assert.deepStrictEqual(boxes.map(({ id }) => id), ['b', 'n', 'd', 'b', 'n', 'd']);
  const spans = [...svg.matchAll(/<g class="(?:step|name)[^"]*" transform="translate\(([\d.]+) [\d.]+\)"[^>]*><title>[^<]*<\/title><rect width="([\d.]+)"/g)].map(([, x, width]) => [Number(x), Number(x) + Number(width)] as const);
  assert.strictEqual(spans.length, 6);
  for (const i of [0, 1, 3, 4]) assert.ok((spans[i]?.[1] ?? 0) < (spans[i + 1]?.[0] ?? 0), svg);
  assert.strictEqual(svg.match(/role="button" tabindex="0"/g)?.length, 4);
  assert.strictEqual(svg.match(/class="broken"/g)?.length, 2);
  assert.deepStrictEqual([...svg.matchAll(/data-lane="(\d+)" aria-label="(\w+)"/g)].map(([, lane, service]) => [lane, service]), [['0', 'app'], ['1', 'other']]);
});

test('foreign text stays text', () => {
  const evil = '"><script>alert(1)</script>\u202e user:secret@host/x';
  const { svg } = draw([{ service: evil, boxes: [box('a', evil, { problems: [evil] }), box('b', evil)], lines: [{ from: 'a', to: 'b', broken: evil, why: evil }] }], words);
  assert.doesNotMatch(svg, /<script|\u202e|secret/);
});

test('what was laid out before is not laid out again, and what is gone is forgotten', () => {
  const lane: DiagramLane = { service: 'app', boxes: [box('a', 'localhost/app:v1')], lines: [] };
  const layouts: Layouts = new Map();
  const first = draw([lane, { ...lane, service: 'other' }], words, '', layouts);
  const kept = [...layouts.values()];
  assert.strictEqual(kept.length, 2);
  assert.strictEqual(draw([{ ...lane }, { ...lane, service: 'other' }], words, '', layouts).svg, first.svg);
  assert.deepStrictEqual([...layouts.values()].map((one, i) => one === kept[i]), [true, true]);
  draw([lane], words, '', layouts);
  assert.strictEqual(layouts.size, 1);
});

test('nothing to draw is an empty picture', () => {
  const { svg, boxes } = draw([], words);
  assert.deepStrictEqual(boxes, []);
  assert.match(svg, /^<svg .*<\/svg>$/);
});

test('the diagram opens once, and is gone when it is closed', async () => {
  await problemsBecome(problemsOfSample);
  const diagrams = () => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith('kubernautImageTags.diagram'));
  for (let i = 0; i < 2; i++) await vscode.commands.executeCommand('kubernautImageTags.showDiagram');
  await eventually(() => assert.strictEqual(diagrams().length, 1));
  await vscode.window.tabGroups.close(diagrams());
  await eventually(() => assert.strictEqual(diagrams().length, 0));
});
