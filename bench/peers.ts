/** Whom do we compare with? Programs that read the same files, each as its makers ship it; those that aren't installed are left out. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Contender } from './measure';

/** The names under which costs are found again. */
export const names = { ours: 'kubernaut-image-tags check', astGrep: 'ast-grep scan -j1', goParser: 'go/parser, 1 thread', nothing: 'node -e 0' } as const;

/** `project`: the project's folder, with `dist/` built. `configuration`: a file that includes all Go and YAML. */
export function ours(project: string, root: string, configuration: string): Contender {
  return { name: names.ours, command: [process.execPath, join(project, 'dist', 'cli.cjs'), 'check', '--quiet', '--format', 'json', '--config', configuration, root], statuses: [0, 1] };
}

/** The binary of ast-grep's package for this platform; its install script only puts a link to it. Undefined: not installed. */
export function astGrepBinary(project: string): string | undefined {
  const require = createRequire(join(project, 'package.json'));
  const libc = process.platform === 'linux' ? ['-gnu', '-musl'] : process.platform === 'win32' ? ['-msvc'] : [''];
  for (const suffix of libc) {
    try {
      const binary = join(dirname(require.resolve(`@ast-grep/cli-${process.platform}-${process.arch}${suffix}/package.json`)), process.platform === 'win32' ? 'ast-grep.exe' : 'ast-grep');
      if (existsSync(binary)) return binary;
    } catch {
      continue;
    }
  }
  return undefined;
}

export function astGrep(project: string, root: string): Contender | undefined {
  const binary = astGrepBinary(project);
  return binary === undefined ? undefined : { name: names.astGrep, command: [binary, 'scan', '-r', join(project, 'bench', 'peers', 'imageStrings.yml'), '-j', '1', '--json=stream', root] };
}

/** Built from source, so only where Go is installed; without modules and without a network. */
export function goParser(project: string, root: string): Contender | undefined {
  const binary = join(project, 'out', 'bench', 'goStrings');
  mkdirSync(dirname(binary), { recursive: true });
  const built = spawnSync('go', ['build', '-o', binary, 'main.go'], { cwd: join(project, 'bench', 'peers', 'goStrings'), env: { ...process.env, GO111MODULE: 'off', CGO_ENABLED: '0' }, stdio: 'ignore' });
  return built.status === 0 ? { name: names.goParser, command: [binary, root], env: { GOMAXPROCS: '1' } } : undefined;
}

/** What starting Node costs: no program of ours can be faster. */
export const nothing: Contender = { name: names.nothing, command: [process.execPath, '-e', '0'] };
