/**
 * The `builders`, `loaders` and `deployers` keys of the configuration: which functions of the project build, load or deploy an image,
 * and where in the call it stands. Knows no Go.
 */
import type { Node } from 'yaml';
import type { Span } from '../base/text';
import { readIndex, readMap, readRecord, readText, readWord, report, shapeOf, spanOf, type Reader } from './configReader';
import type { ImageCall } from './standard';

const indexLimit = 32;

/**
 * `buildImage: 1` (0-based argument) · `BuildForKind: result` · `Build: { argument: 1, field: ImageName }` · `Load: { field: Image }` ·
 * `Make: { result: 1 }` (0-based result).
 */
export function readCalls(from: Reader, node: Node | undefined, at: Span): ImageCall[] | undefined {
  const entries = readMap(from, node, at);
  if (entries === undefined) return undefined;
  const calls: ImageCall[] = [];
  for (const { key, keySpan, value } of entries) {
    if (!/^([A-Za-z_]\w*\.)?[A-Za-z_]\w*$/.test(key)) {
      report(from, 'Expected the name of a Go function, such as `buildImage` or `infra.BuildImage`.', keySpan);
      continue;
    }
    const image = readImagePlace(from, value, keySpan);
    if (image !== undefined) calls.push({ name: key, image });
  }
  return calls;
}

function readImagePlace(from: Reader, node: Node | undefined, at: Span): ImageCall['image'] | undefined {
  const { shape, node: target } = shapeOf(from, node);
  if (shape === 'number') {
    const index = readIndex(from, target, at, indexLimit);
    return index === undefined ? undefined : { kind: 'argument', index };
  }
  if (shape === 'text') return readWord(from, target, at, 'place for an image', ['result']) === undefined ? undefined : { kind: 'result', index: 0 };
  if (shape === 'refused') return undefined;
  const entries = shape === 'map' ? readRecord(from, target, at, ['argument', 'field', 'result']) : undefined;
  const [argument, field, result] = [entries?.get('argument'), entries?.get('field'), entries?.get('result')];
  if (entries === undefined || (argument === undefined && field === undefined) === (result === undefined)) {
    report(from, 'Expected where the image is: a 0-based argument, `result`, or a mapping with `argument`, `field` or `result`.', spanOf(target, at));
    return undefined;
  }
  if (result !== undefined) {
    const index = readIndex(from, result.value, result.keySpan, indexLimit);
    return index === undefined ? undefined : { kind: 'result', index };
  }
  const name = field === undefined ? undefined : readText(from, field.value, field.keySpan);
  if (field !== undefined && (name === undefined || !/^[A-Za-z_]\w*$/.test(name))) {
    if (name !== undefined) report(from, 'Expected the name of a Go field.', spanOf(field.value, field.keySpan));
    return undefined;
  }
  if (argument === undefined) return name === undefined ? undefined : { kind: 'field', field: name };
  const index = readIndex(from, argument.value, argument.keySpan, indexLimit);
  return index === undefined ? undefined : { kind: 'argument', index, ...(name === undefined ? {} : { field: name }) };
}
