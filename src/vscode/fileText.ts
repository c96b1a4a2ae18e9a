/**
 * Bytes of a file -> its text, or why there is none. What VS Code itself would show, without asking it to open the file.
 */
import type { ReadResult } from '../service/workspace';

/** Hand-written files stay far below; a larger one would hold up the editor for seconds. */
export const largestFile = 5 * 1024 * 1024;

const tooLarge: ReadResult = { kind: 'skipped', reason: `larger than ${largestFile / 1024 / 1024} MB` };

/** The text of an open document, within the same limit. */
export function shown(text: string): ReadResult {
  return text.length > largestFile ? tooLarge : { kind: 'text', text };
}

export function decode(bytes: Uint8Array): ReadResult {
  if (bytes.length > largestFile) return tooLarge;
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) return { kind: 'skipped', reason: 'UTF-16; save it as UTF-8 to have it checked' };
  if (bytes.includes(0)) return { kind: 'skipped', reason: 'binary (has NUL bytes)' };
  try {
    return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { kind: 'text', text: new TextDecoder().decode(bytes), notice: 'not valid UTF-8, read with replacement' };
  }
}
