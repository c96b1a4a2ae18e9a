/** Values as YAML, as `toYaml` prints them: keys in order, texts in quotes where they must be. What isn't known is a hole. Each text keeps its places. */
import { filler } from '../../flow/formatVerbs';
import { printed, type Data } from './data';
import { concat, holeText, joined, slice, textOf, type Text } from './text';

/** Without a newline at its end, as Helm cuts it off. */
export function yamlOf(data: Data): Text {
  return { ...concat(linesOf(data, 0)), data };
}

const mostLevels = 60;

function linesOf(data: Data, depth: number): readonly Text[] {
  if (depth > mostLevels) return [holeText('nested too deeply')];
  const indent = ' '.repeat(2 * depth);
  if (data.kind === 'dict' && data.entries.size > 0) {
    const keys = [...data.entries.keys()].sort();
    return keys.flatMap((key, i) => [textOf(`${i > 0 ? '\n' : ''}${i > 0 ? indent : ''}${keyText(key)}:`), ...valueOf(data.entries.get(key) ?? { kind: 'nil' }, depth, indent)]);
  }
  if (data.kind === 'list' && data.items.length > 0) {
    // A list in a map stands as deep as the map's own keys; what is in an item, one level deeper.
    return data.items.flatMap((item, i) => [textOf(`${i > 0 ? `\n${indent}` : ''}- `), ...linesOf(item, depth + 1)]);
  }
  return [scalarOf(data, indent)];
}

function valueOf(data: Data, depth: number, indent: string): readonly Text[] {
  if (data.kind === 'dict' && data.entries.size > 0) return [textOf(`\n${indent}  `), ...linesOf(data, depth + 1)];
  if (data.kind === 'list' && data.items.length > 0) return [textOf(`\n${indent}`), ...linesOf(data, depth)];
  return [textOf(' '), ...linesOf(data, depth)];
}

function scalarOf(data: Data, indent: string): Text {
  switch (data.kind) {
    case 'nil':
      return textOf('null');
    case 'dict':
      return textOf('{}');
    case 'list':
      return textOf('[]');
    case 'text':
      return textScalar(data.text, indent);
    default:
      return printed(data);
  }
}

const plain = /^[A-Za-z/](?:[\w./@+=,;()-]|:(?=\S)|[ ](?=[^\s#]))*$/;
const reserved = /^(?:~|null|true|false|yes|no|on|off|y|n)$/i;

function textScalar(text: Text, indent: string): Text {
  const shape = text.shape.replaceAll(filler, 'x');
  if (shape.includes('\n')) {
    const lines = linesIn(text);
    const ends = lines.at(-1)?.shape === '';
    return concat([textOf(ends ? '|\n' : '|-\n'), joined((ends ? lines.slice(0, -1) : lines).map((line) => (line.shape === '' ? line : concat([textOf(`${indent}  `), line]))), '\n')]);
  }
  if (plain.test(shape) && !reserved.test(shape)) return text;
  if (!shape.includes("'") && !/[^\x20-\x7E\u00A0-\uFFFD]/.test(shape)) return concat([textOf("'"), text, textOf("'")]);
  return text.shape.includes(filler) ? holeText('in quotes') : textOf(JSON.stringify(text.shape));
}

/** The pieces between newlines. */
export function linesIn(text: Text): Text[] {
  const lines: Text[] = [];
  let from = 0;
  for (let at = text.shape.indexOf('\n'); at >= 0; at = text.shape.indexOf('\n', from)) {
    lines.push(slice(text, from, at));
    from = at + 1;
  }
  lines.push(slice(text, from));
  return lines;
}

function keyText(key: string): string {
  return plain.test(key) && !reserved.test(key) ? key : JSON.stringify(key);
}
