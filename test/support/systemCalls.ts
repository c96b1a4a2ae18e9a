/** What strace saw, cut down to what matters for safety: programs started, sockets opened, files opened and written. */
import { execFileSync } from 'node:child_process';

export interface Trace {
  /** Paths of programs that were started, in order. */
  readonly executed: readonly string[];
  /** Sockets that can leave the machine, and every connect, as strace wrote them. */
  readonly sockets: readonly string[];
  /** Paths of files and folders that were opened, and where links led; what doesn't exist and what was only looked at is left out. */
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

export interface ProcessRecord {
  /** The lines of the process itself, all its threads. */
  readonly own: string;
  /** The command lines of the programs that it started, and that those started. */
  readonly started: readonly string[];
}

/** Of a record of many processes (with `%process`) what concerns one: the one whose command line has `words`. Undefined where there is no such process. */
export function recordOf(record: string, words: string): ProcessRecord | undefined {
  const lines = record.split('\n');
  const idOf = (line: string): string => /^\d+/.exec(line)?.[0] ?? '';
  const parents = new Map<string, { readonly parent: string; readonly thread: boolean }>();
  const interrupted = new Map<string, string>();
  for (const line of lines) {
    const call = /^\d+\s+(?:<\.\.\. )?(?:clone3?|v?fork)\b/.exec(line);
    if (!call) continue;
    // `clone3(… <unfinished ...>`, then `<... clone3 resumed>…) = 7`: the flags stand in the first.
    if (line.endsWith('<unfinished ...>')) interrupted.set(idOf(line), line);
    const child = / = (\d+)$/.exec(line)?.[1];
    if (child) parents.set(child, { parent: idOf(line), thread: (call[0].includes('...') ? interrupted.get(idOf(line)) : line)?.includes('CLONE_THREAD') ?? false });
  }
  const starts = lines.filter((line) => line.includes(' execve('));
  const process = idOf(starts.find((line) => line.includes(words)) ?? '');
  if (process === '') return undefined;
  /** How the id came to be: as the process or a thread of it, as something below it, or apart from it. */
  const kinship = (id: string): 'own' | 'below' | 'apart' => {
    if (id === process) return 'own';
    const up = parents.get(id);
    if (!up) return 'apart';
    const above = kinship(up.parent);
    return above === 'own' && !up.thread ? 'below' : above;
  };
  const commandLine = (line: string): string => /\[("(?:[^"\\]|\\.)*"(?:, )?)*\]/.exec(line)?.[0] ?? line;
  return { own: lines.filter((line) => kinship(idOf(line)) === 'own').join('\n'), started: starts.filter((line) => kinship(idOf(line)) === 'below').map(commandLine) };
}

/** `record`: of `strace -f -y`, with whole strings (`-s`). */
export function readTrace(record: string): Trace {
  const executed: string[] = [];
  const sockets: string[] = [];
  const opened: string[] = [];
  const written: string[] = [];
  for (const line of record.split('\n')) {
    if (/ = -1 E/.test(line)) continue;
    // A call that another thread interrupted is finished in a line of its own; its arguments stand in the first.
    const call = /^\d+\s+(\w+)\(/.exec(line)?.[1] ?? '';
    const led = plain(/ = \d+<(\/[^<>]*)>$/.exec(line)?.[1] ?? '');
    if (led !== '' && /^\d+\s+(<\.\.\. )?open/.test(line)) opened.push(led);
    const path = plain(/"((?:[^"\\]|\\.)*)"/.exec(line)?.[1] ?? '');
    if (call === 'execve' || call === 'execveat') executed.push(path);
    else if ((call === 'socket' && /AF_(INET6?|PACKET|VSOCK)/.test(line)) || (call === 'connect' && /AF_(INET6?)/.test(line))) sockets.push(line);
    else if (call.startsWith('open')) {
      if (path !== led) opened.push(path);
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
