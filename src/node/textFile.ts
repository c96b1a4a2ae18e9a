/**
 * One file of the disk as text: read with every reason for a refusal, replaced in one step. Whoever is killed between two instructions
 * leaves the old file or the new one, never a part. Synchronous, because thousands of small reads are several times faster that way.
 */
import { randomBytes } from 'node:crypto';
import { chownSync, chmodSync, closeSync, fstatSync, fsyncSync, mkdirSync, openSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { basename, dirname, join, relative, sep, isAbsolute } from 'node:path';
import { decodeText, encodeText, type DecodedText } from './decodeText';

export const largestFile = 5 * 1024 * 1024;

export type FileText = DecodedText | { readonly kind: 'missing' };

export function readTextFile(path: string): FileText {
  let descriptor: number | undefined;
  try {
    const before = statSync(path);
    if (!before.isFile()) return { kind: 'skipped', reason: before.isDirectory() ? 'a folder' : 'not a regular file' };
    descriptor = openSync(path, 'r');
    const { size } = fstatSync(descriptor);
    if (size > largestFile) return { kind: 'skipped', reason: `larger than 5 MB (${(size / 1024 / 1024).toFixed(1)} MB)` };
    return decodeText(readFileSync(descriptor));
  } catch (error) {
    const code = errorCode(error);
    return code === 'ENOENT' || code === 'ENOTDIR' ? { kind: 'missing' } : { kind: 'skipped', reason: `could not be read (${code})` };
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/**
 * Puts `text` in the file's place: a new file beside it, flushed, renamed over it, with its mode and owner. A link is written through to
 * its target, which must lie inside `root`. Throws an Error whose message names the path and the cause.
 */
export function replaceTextFile(root: string, path: string, text: string, byteOrderMark: boolean): void {
  const target = realpathSync(path);
  if (!isInside(realpathSync(root), target)) throw new Error(`${path} leads out of ${root}; it was left alone`);
  replaceFile(target, encodeText(text, byteOrderMark));
}

/** Replaces or creates a file in one step. Anything but a regular file (a terminal, a pipe) is written to directly. */
export function replaceFile(path: string, bytes: Uint8Array): void {
  const existing = statSync(path, { throwIfNoEntry: false });
  if (existing !== undefined && !existing.isFile()) {
    writeAll(path, 'w', bytes);
    return;
  }
  const target = existing === undefined ? path : realpathSync(path);
  const temporary = join(dirname(target), `.${basename(target).slice(0, 200)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    writeAll(temporary, 'wx', bytes);
    if (existing !== undefined) {
      chmodSync(temporary, existing.mode & 0o7777);
      keepOwner(temporary, existing.uid, existing.gid);
    }
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  syncFolder(dirname(target));
}

/** Whether a path is the folder or below it; both absolute and free of links. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : String(error);
}

function writeAll(path: string, flags: string, bytes: Uint8Array): void {
  const descriptor = openSync(path, flags, 0o666);
  try {
    for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done);
    if (flags === 'wx') fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Only a privileged user may give a file away; for everyone else the owner is the same already. */
function keepOwner(path: string, uid: number, gid: number): void {
  const now = statSync(path);
  if (now.uid === uid && now.gid === gid) return;
  try {
    chownSync(path, uid, gid);
  } catch (error) {
    if (errorCode(error) !== 'EPERM') throw error;
  }
}

/** Makes the rename durable. Windows can't open a folder; there the rename is durable by itself. */
function syncFolder(folder: string): void {
  let descriptor: number;
  try {
    descriptor = openSync(folder, 'r');
  } catch {
    return;
  }
  try {
    fsyncSync(descriptor);
  } catch (error) {
    if (!['EINVAL', 'EPERM', 'EISDIR', 'EBADF'].includes(errorCode(error))) throw error;
  } finally {
    closeSync(descriptor);
  }
}

/** Writes a result, making the folders above it. Throws what the file system throws. */
export function writeResult(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  replaceFile(path, encodeText(text, false));
}
