/**
 * The `builders`, `loaders` and `deployers` keys of the configuration: which functions of the project build, load or deploy an image,
 * and where in the call it stands. Knows no Go.
 */
import { readIndex, readMap, readRecord, readText, readWord, reportExpected } from './configReader';
import { report, type ConfigNode, type Reader } from './configTree';
import type { ImageCall } from './standard';

const indexLimit = 32;

/**
 * `buildImage: 1` (0-based argument) · `BuildForKind: result` · `Build: { argument: 1, field: ImageName }` · `Load: { field: Image }` ·
 * `Make: { result: 1 }` (0-based result).
 */
export function readCalls(from: Reader, node: ConfigNode): ImageCall[] | undefined {
  const entries = readMap(from, node);
  if (entries === undefined) return undefined;
  const calls: ImageCall[] = [];
  for (const { key, keySpan, value } of entries) {
    if (!/^([A-Za-z_]\w*\.)?[A-Za-z_]\w*$/.test(key)) {
      report(from, 'Expected the name of a Go function, such as `buildImage` or `infra.BuildImage`.', keySpan);
      continue;
    }
    const image = readImagePlace(from, value);
    if (image !== undefined) calls.push({ name: key, image });
  }
  return calls;
}

function readImagePlace(from: Reader, node: ConfigNode): ImageCall['image'] | undefined {
  if (node.kind === 'map') return readNamedPlace(from, node);
  if (node.kind !== 'scalar' || node.value === null || typeof node.value === 'boolean') {
    reportExpected(from, 'where the image is (a 0-based argument, `result`, or a mapping with `argument`, `field` or `result`)', node);
    return undefined;
  }
  if (typeof node.value === 'string') return readWord(from, node, 'place for an image', ['result']) === undefined ? undefined : { kind: 'result', index: 0 };
  const index = readIndex(from, node, indexLimit);
  return index === undefined ? undefined : { kind: 'argument', index };
}

function readNamedPlace(from: Reader, node: ConfigNode): ImageCall['image'] | undefined {
  const entries = readRecord(from, node, ['argument', 'field', 'result']);
  const [argument, field, result] = [entries?.get('argument'), entries?.get('field'), entries?.get('result')];
  if ((argument === undefined && field === undefined) === (result === undefined)) {
    report(from, 'An image is in an `argument`, in a `field` or both, or it is a `result`.', node.span);
    return undefined;
  }
  if (result !== undefined) {
    const index = readIndex(from, result.value, indexLimit);
    return index === undefined ? undefined : { kind: 'result', index };
  }
  const name = field === undefined ? undefined : readField(from, field.value);
  if (field !== undefined && name === undefined) return undefined;
  if (argument === undefined) return name === undefined ? undefined : { kind: 'field', field: name };
  const index = readIndex(from, argument.value, indexLimit);
  return index === undefined ? undefined : { kind: 'argument', index, ...(name === undefined ? {} : { field: name }) };
}

function readField(from: Reader, node: ConfigNode): string | undefined {
  const name = readText(from, node);
  if (name === undefined || /^[A-Za-z_]\w*$/.test(name)) return name;
  report(from, 'Expected the name of a Go field.', node.span);
  return undefined;
}
