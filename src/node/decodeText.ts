/**
 * Bytes of a source file -> text as editors show it, or the reason why there is none. A byte order mark is taken off and remembered,
 * because VS Code counts columns without it. Knows no path.
 */
import { isAscii, isUtf8 } from 'node:buffer';

export type DecodedText =
  | { readonly kind: 'text'; readonly text: string; readonly byteOrderMark: boolean; readonly notice?: string }
  | { readonly kind: 'skipped'; readonly reason: string };

export const replacedNotice = 'not valid UTF-8, read with replacement characters; --fix leaves this file alone';

export function decodeText(bytes: Buffer): DecodedText {
  if (isAscii(bytes)) return bytes.includes(0) ? binary : { kind: 'text', text: bytes.toString('latin1'), byteOrderMark: false };
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) return { kind: 'skipped', reason: 'UTF-16; save it as UTF-8 to have it checked' };
  if (bytes.includes(0)) return binary;
  const byteOrderMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const text = bytes.toString('utf8', byteOrderMark ? 3 : 0);
  return isUtf8(bytes) ? { kind: 'text', text, byteOrderMark } : { kind: 'text', text, byteOrderMark, notice: replacedNotice };
}

const binary: DecodedText = { kind: 'skipped', reason: 'binary (has NUL bytes)' };

/** The bytes of a text, the mark put back. */
export function encodeText(text: string, byteOrderMark: boolean): Buffer {
  return Buffer.from(byteOrderMark ? `\ufeff${text}` : text, 'utf8');
}
