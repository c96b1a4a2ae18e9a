/**
 * Runs one program without a shell and always comes to an end: standard input closed, a neutral working folder, a time limit, a limit on
 * what is kept, and the whole process group killed. Knows nothing of kubectl.
 */
import { spawn } from 'node:child_process';
import path from 'node:path';

export interface ProcessRequest {
  /** Absolute. */
  readonly file: string;
  readonly argv: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly timeoutMs: number;
  /** Bytes of standard output that are kept; more ends the program. */
  readonly maxBytes: number;
  /** Any of them ends the program. (Node 20 may forget a signal made by `AbortSignal.any`.) */
  readonly signals: readonly AbortSignal[];
  /** Gets standard output as it comes, decoded; then nothing is kept and `maxBytes` doesn't count. A throw ends the program. */
  readonly onOutput?: (text: string) => void;
}

export interface ProcessResult {
  readonly ended: 'exit' | 'timeout' | 'too-large' | 'aborted' | 'not-started' | 'stopped';
  readonly code: number | null;
  readonly stdout: string;
  /** The last 64 KiB; the reason where the program couldn't be started or a listener threw. */
  readonly stderr: string;
}

const stderrLimit = 64 * 1024;
const running = new Set<() => void>();
let watchesExit = false;

/** Never rejects. */
export function runProcess(request: ProcessRequest): Promise<ProcessResult> {
  if (request.signals.some(({ aborted }) => aborted)) return Promise.resolve({ ended: 'aborted', code: null, stdout: '', stderr: '' });
  return new Promise((resolve) => {
    const child = spawn(request.file, [...request.argv], {
      shell: false,
      stdio: ['ignore', 'pipe', 'pipe'],
      cwd: path.parse(request.file).root,
      env: request.env,
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    const chunks: Buffer[] = [];
    let size = 0;
    let stderr = '';
    let ended: ProcessResult['ended'] = 'exit';
    let settled = false;

    const kill = (): void => killGroup(child.pid, () => child.kill('SIGKILL'));
    const stop = (why: ProcessResult['ended']): void => {
      if (ended === 'exit') ended = why;
      kill();
      // A grandchild that left the group may keep the pipes open: don't wait for it.
      child.stdout.destroy();
      child.stderr.destroy();
    };
    const abort = (): void => stop('aborted');
    const timer = setTimeout(() => stop('timeout'), request.timeoutMs);
    for (const signal of request.signals) signal.addEventListener('abort', abort, { once: true });
    guardExit(kill);

    const settle = (code: number | null): void => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      for (const signal of request.signals) signal.removeEventListener('abort', abort);
      running.delete(kill);
      resolve({ ended, code, stdout: Buffer.concat(chunks).toString('utf8'), stderr });
    };

    const decoder = new TextDecoder('utf-8');
    child.stdout.on('data', (chunk: Buffer) => {
      if (request.onOutput !== undefined) {
        try {
          request.onOutput(decoder.decode(chunk, { stream: true }));
        } catch (error) {
          stderr = error instanceof Error ? error.message : String(error);
          stop('stopped');
        }
        return;
      }
      size += chunk.length;
      if (size > request.maxBytes) stop('too-large');
      else chunks.push(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      if (ended !== 'stopped') stderr = (stderr + chunk.toString('utf8')).slice(-stderrLimit);
    });
    child.on('error', (error) => {
      ended = 'not-started';
      stderr = error.message;
      settle(null);
    });
    child.on('close', (code) => settle(code));
    child.on('exit', (code) => {
      if (ended !== 'exit') settle(code);
      // A child of the program that holds the pipes open must not hold us: `close` may never come.
      else setTimeout(() => { kill(); settle(code); }, 2000).unref();
    });
  });
}

/** Ends a program and all it started. On Windows a process tree has no group; the system's own tool ends it. */
function killGroup(pid: number | undefined, fallback: () => void): void {
  if (pid === undefined) return;
  if (process.platform === 'win32') {
    const root = process.env.SystemRoot ?? 'C:\\Windows';
    spawn(path.join(root, 'System32', 'taskkill.exe'), ['/T', '/F', '/PID', String(pid)], { stdio: 'ignore', windowsHide: true, shell: false }).on('error', fallback);
    return;
  }
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    fallback();
  }
}

/** Nothing outlives this process, even when it ends in the midst of a watch. */
function guardExit(kill: () => void): void {
  running.add(kill);
  if (watchesExit) return;
  watchesExit = true;
  process.once('exit', () => {
    for (const end of running) end();
  });
}
