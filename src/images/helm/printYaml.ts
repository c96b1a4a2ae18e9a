/** Values as YAML, as `toYaml` prints them: keys in order, texts in quotes where they must be. What isn't known is a hole. Each text keeps its places. */
import { filler } from '../../flow/formatVerbs';
import { printed, type Data } from './data';
import { concat, holeText, joined, piecesBetween, textOf, type Text } from './text';
import { compareKeys, styleOf } from './yamlStyle';

/** Without a newline at its end, as Helm cuts it off. */
export function yamlOf(data: Data): Text {
  // Of what is in itself, Go prints nothing.
  if (levelsOf(data) > mostLevels) return holeText('nested too deeply');
  return { ...concat(linesOf(data, 0, 0)), data };
}

const mostLevels = 60;

function levelsOf(data: Data): number {
  const inside = data.kind === 'list' ? data.items : data.kind === 'dict' ? [...data.entries.values()] : [];
  return inside.reduce((most, one) => Math.max(most, 1 + levelsOf(one)), 0);
}

/** `column`: where its first character stands. */
function linesOf(data: Data, depth: number, column: number): readonly Text[] {
  if (data.kind === 'dict' && data.more) return [holeText('with more entries')];
  const indent = ' '.repeat(2 * depth);
  if (data.kind === 'dict' && data.entries.size > 0) {
    return [...data.entries.keys()].sort(compareKeys).flatMap((key, i) => {
      const written = textScalar(textOf(key), depth, indent.length, true);
      return [textOf(i > 0 ? `\n${indent}` : ''), written, textOf(':'), ...valueOf(data.entries.get(key) ?? { kind: 'nil' }, depth, indent, indent.length + written.shape.length + 2)];
    });
  }
  if (data.kind === 'list' && data.items.length > 0) {
    // A list in a map stands as deep as the map's own keys; what is in an item, one level deeper.
    return data.items.flatMap((item, i) => [textOf(`${i > 0 ? `\n${indent}` : ''}- `), ...linesOf(item, depth + 1, indent.length + 2)]);
  }
  return [scalarOf(data, depth, column)];
}

function valueOf(data: Data, depth: number, indent: string, column: number): readonly Text[] {
  if (data.kind === 'dict' && data.entries.size > 0 && !data.more) return [textOf(`\n${indent}  `), ...linesOf(data, depth + 1, indent.length + 2)];
  if (data.kind === 'list' && data.items.length > 0) return [textOf(`\n${indent}`), ...linesOf(data, depth, indent.length)];
  return [textOf(' '), scalarOf(data, depth + 1, column)];
}

function scalarOf(data: Data, depth: number, column: number): Text {
  switch (data.kind) {
    case 'nil':
      return textOf('null');
    case 'dict':
      return data.more ? holeText('with more entries') : textOf('{}');
    case 'list':
      return textOf('[]');
    case 'text':
      return textScalar(data.text, depth, column);
    default:
      return printed(data);
  }
}

/** A hole counts as a word. */
function textScalar(text: Text, depth: number, column: number, key = false): Text {
  const style = styleOf(text.shape.replaceAll(filler, 'x'), column, key);
  switch (style) {
    case 'plain':
      return text;
    case 'literal':
      return literal(text, ' '.repeat(2 * Math.max(depth, 1)));
    case 'single':
      if (!text.shape.includes("'")) return concat([textOf("'"), text, textOf("'")]);
      break;
    case 'double':
      if (!/["\\\n\t]/.test(text.shape)) return concat([textOf('"'), text, textOf('"')]);
      break;
    case undefined:
      return holeText('written in a way of its own');
  }
  if (text.shape.includes(filler)) return holeText('in quotes');
  return textOf(style === 'single' ? `'${text.shape.replaceAll("'", "''")}'` : JSON.stringify(text.shape));
}

function literal(text: Text, indent: string): Text {
  const lines = piecesBetween(text, '\n');
  const ends = lines.at(-1)?.shape === '';
  // Of several newlines at its end, what is left depends on what follows.
  if (/^\n*$|\n\n$/.test(text.shape)) return holeText('newlines at its end');
  const head = `|${/^[ \n]/.test(text.shape) ? '2' : ''}${ends ? '' : '-'}\n`;
  return concat([textOf(head), joined((ends ? lines.slice(0, -1) : lines).map((line) => (line.shape === '' ? line : concat([textOf(indent), line]))), '\n')]);
}
