/** How does cost grow with the corpus? One picture, as SVG that reads on light and on dark ground. Pure. */

export interface Curve {
  readonly name: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

const [width, height, left, right, top, bottom] = [640, 360, 70, 20, 40, 50];
const colours = ['#2f7ed8', '#d8742f', '#4caf6d', '#8a5fbf'];

const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

/** Both axes begin at 0, so what grows linearly is a straight line. The dashed line goes on as the first curve begins. */
export function drawCurves(title: string, xLabel: string, yLabel: string, curves: readonly Curve[]): string {
  const all = curves.flatMap(({ points }) => points);
  const mostX = Math.max(...all.map(({ x }) => x));
  const first = curves[0]?.points[0];
  const slope = first ? first.y / first.x : 0;
  const mostY = roundUp(Math.max(slope * mostX, ...all.map(({ y }) => y)));
  const x = (value: number): string => (left + (value / mostX) * (width - left - right)).toFixed(1);
  const y = (value: number): string => (height - bottom - (value / mostY) * (height - top - bottom)).toFixed(1);
  const lines = [0, 0.25, 0.5, 0.75, 1].map((part) => part * mostY);
  const ticks = [...new Set(all.map((point) => point.x))].sort((a, b) => a - b);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12" fill="#888" role="img" aria-label="${escaped(title)}">
<text x="${left}" y="20" font-size="14">${escaped(title)}</text>
${lines.map((value) => `<path d="M${left} ${y(value)}H${width - right}" stroke="#888" stroke-opacity=".25"/><text x="${left - 8}" y="${y(value)}" dy="4" text-anchor="end">${shown(value)}</text>`).join('\n')}
${ticks.map((value) => `<text x="${x(value)}" y="${height - bottom + 18}" text-anchor="middle">${value}×</text>`).join('\n')}
<text x="${width - right}" y="${height - 12}" text-anchor="end">${escaped(xLabel)}</text>
<text x="14" y="${top}" transform="rotate(-90 14 ${top})" text-anchor="end">${escaped(yLabel)}</text>
<path d="M${x(0)} ${y(0)}L${x(mostX)} ${y(slope * mostX)}" stroke="#888" stroke-dasharray="4 4"/>
${curves.map(({ points }, i) => `<path d="${points.map((point, j) => `${j === 0 ? 'M' : 'L'}${x(point.x)} ${y(point.y)}`).join('')}" fill="none" stroke="${colours[i % colours.length]}" stroke-width="2"/>${points.map((point) => `<circle cx="${x(point.x)}" cy="${y(point.y)}" r="3.5" fill="${colours[i % colours.length]}"/>`).join('')}`).join('\n')}
${curves.map(({ name }, i) => `<text x="${left + 12}" y="${top + 16 + i * 18}" fill="${colours[i % colours.length]}">${escaped(name)}</text>`).join('\n')}
</svg>
`;
}

/** The next 1, 2 or 5 with noughts. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5, 10].find((step) => step * power >= value) ?? 10) * power;
}

function shown(value: number): string {
  return Number(value.toPrecision(3)).toString();
}
