/** What strace saw, cut down to what matters for safety: programs started, sockets opened, files opened and written. */
import { execFileSync } from 'node:child_process';

export interface Trace {
  /** Paths of programs that were started, in order. */
  readonly executed: readonly string[];
  /** Sockets that can leave the machine, and every connect, as strace wrote them. */
  readonly sockets: readonly string[];
  /** Paths of files and folders that were opened; what doesn't exist and what was only looked at is left out. */
  readonly opened: readonly string[];
  readonly written: readonly string[];
}

/** False where there is no strace, and in a sandbox that forbids it. */
export function canTrace(): boolean {
  try {
    execFileSync('strace', ['-f', '-qq', '-e', 'trace=execve', '-o', '/dev/null', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** `record`: of `strace -f`, with whole strings (`-s`). */
export function readTrace(record: string): Trace {
  const executed: string[] = [];
  const sockets: string[] = [];
  const opened: string[] = [];
  const written: string[] = [];
  for (const line of record.split('\n')) {
    if (/ = -1 E/.test(line)) continue;
    // A call that another thread interrupted is finished in a line of its own; its arguments stand in the first.
    const call = /^\d+\s+(\w+)\(/.exec(line)?.[1] ?? '';
    const path = plain(/"((?:[^"\\]|\\.)*)"/.exec(line)?.[1] ?? '');
    if (call === 'execve' || call === 'execveat') executed.push(path);
    else if ((call === 'socket' && /AF_(INET6?|PACKET|VSOCK)/.test(line)) || (call === 'connect' && /AF_(INET6?)/.test(line))) sockets.push(line);
    else if (call.startsWith('open')) {
      opened.push(path);
      if (/O_(WRONLY|RDWR|CREAT|TRUNC)/.test(line) && !path.startsWith('/dev/') && !path.startsWith('/proc/')) written.push(path);
    } else if (/^(rename|unlink|rmdir|mkdir|link|symlink|chmod|chown|truncate)/.test(call)) written.push(path);
  }
  return { executed, sockets, opened, written };
}

/** A string as strace escapes it. */
function plain(escaped: string): string {
  const named: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', v: '\v', f: '\f', '"': '"', '\\': '\\' };
  return escaped.replace(/\\([0-7]{1,3}|x[0-9a-f]{2}|.)/g, (_, code: string) => named[code] ?? String.fromCharCode(code.startsWith('x') ? parseInt(code.slice(1), 16) : parseInt(code, 8)));
}
