/**
 * Uris of a workspace as other programs want them: relative paths with `/` for people, relative percent-encoded references for SARIF.
 * Knows no disk.
 */
import type { Location, Range } from '../base/text';

/** The decoded path relative to the root, with `../` where the file is outside (a configuration from elsewhere). */
export function relativePath(root: string, uri: string): string {
  const path = uri.startsWith(`${root}/`) ? uri.slice(root.length + 1) : wayOut(root.split('/'), uri.split('/'));
  return path.split('/').map(decode).join('/');
}

/** Nothing is shared but `file://`: on another drive, or no file at all. */
const leastShared = 3;

function wayOut(from: readonly string[], to: readonly string[]): string {
  let shared = 0;
  while (shared < from.length && from[shared] === to[shared]) shared++;
  return shared < leastShared ? to.join('/') : [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/');
}

/** A relative uri reference in which every segment is percent-encoded, `:` and `[` included. */
export function relativeReference(root: string, uri: string): string {
  return relativePath(root, uri).split('/').map(encode).join('/');
}

/** 1-based lines and columns, as every output counts them. */
export interface PublicRange {
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
}

export function publicRange(range: Range): PublicRange {
  return {
    start: { line: range.start.line + 1, column: range.start.character + 1 },
    end: { line: range.end.line + 1, column: range.end.character + 1 },
  };
}

/** `file:line`, unescaped. */
export function fileLine(root: string, at: Location): string {
  return `${relativePath(root, at.uri)}:${at.range.start.line + 1}`;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function encode(segment: string): string {
  return encodeURIComponent(segment.replace(/\p{Cs}/gu, '\ufffd')).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}
