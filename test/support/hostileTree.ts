/**
 * A workspace made to hurt whoever opens it: names, links, programs, settings, configuration and manifests. Beside it lies what nobody may read; in it, the seed's bug,
 * so that there is something to find.
 */
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { deployFile, seedBug, wrong } from '../cli/seed';

export interface HostileTree {
  readonly root: string;
  /** Nobody may read below it. */
  readonly outside: string;
  /** Whoever starts a program of the tree makes this file. */
  readonly marker: string;
}

/** Programs that a careless tool starts. */
const programs = ['kubectl', 'podman', 'docker', 'kind', 'git', 'go', 'gopls', 'node', 'sh', 'bash', 'rg'];

const settings = (root: string, marker: string): object => ({
  'kubernautImageTags.kubectl.path': join(root, 'kubectl'),
  'kubernautImageTags.include': ['**/*.go', '../**', '/etc/**', '~/**', '**/**/**/{a,b,{c,d}}/**'],
  'kubernautImageTags.exclude': [],
  'kubernautImageTags.engine': `docker'; touch ${marker}; '`,
  'git.path': join(root, 'git'),
  'go.alternateTools': { go: join(root, 'go') },
  'terminal.integrated.automationProfile.linux': { path: '/bin/sh', args: ['-c', `touch ${marker}`] },
});

/** YAML of a few lines that means 9^12 words. */
const bomb = `a: &a [x]\n${Array.from({ length: 12 }, (_, i) => `b${i}: &b${i} [${Array.from({ length: 9 }, () => (i === 0 ? '*a' : `*b${i - 1}`)).join(', ')}]\n`).join('')}`;

/** `home` must be empty; everything is made below it. */
export function makeHostileTree(home: string): HostileTree {
  const root = join(home, 'tree');
  const outside = join(home, 'outside');
  const marker = join(home, 'a-program-of-the-tree-ran');
  const write = (path: string, text: string, mode = 0o644): void => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    chmodSync(path, mode);
  };

  for (const name of ['secret.go', 'folder/secret.go']) write(join(outside, name), deployFile('"localhost/kubernaut-datastorage:secret"'));
  write(join(outside, 'manifest.yaml'), 'spec:\n  containers:\n  - image: localhost/kubernaut-datastorage:secret\n');
  write(join(outside, 'ignore'), '*\n');
  write(join(outside, 'config.yaml'), 'version: 1\nexclude: ["**"]\n');

  for (const [path, text] of Object.entries(seedBug)) write(join(root, path), text);
  for (const name of ['a" && touch x && "b', '$(touch x)', '`touch x`', '--fix', '-oyaml', 'new\nline', '%2e%2e%2f%2e%2e', ';touch x', "it's", '\u001b]0;title\u0007', '[x](command:workbench.action.closeWindow)', '<img src=x onerror=x>']) {
    write(join(root, 'test/e2e', name, 'suite.go'), deployFile(`"${wrong}"`).replace('package infrastructure', 'package e2e'));
    write(join(root, 'test/e2e', `${name}.go`), 'package e2e\n');
  }
  for (const name of programs) write(join(root, name), `#!/bin/sh\n: > '${marker}'\nexit 1\n`, 0o755);
  write(join(root, 'node_modules/yaml/index.js'), `require('fs').writeFileSync(${JSON.stringify(marker)}, '')\n`);
  write(join(root, 'node_modules/yaml/package.json'), '{ "name": "yaml", "main": "index.js" }');
  write(join(root, 'package.json'), JSON.stringify({ name: 'hostile', scripts: { preinstall: `touch '${marker}'`, test: `touch '${marker}'` } }));
  write(join(root, '.npmrc'), `script-shell=${join(root, 'sh')}\n`);
  write(join(root, '.envrc'), `touch '${marker}'\n`);
  write(join(root, '.git/config'), `[core]\n\tfsmonitor = "touch '${marker}'"\n\tsshCommand = "touch '${marker}'"\n`);
  write(join(root, '.git/HEAD'), 'ref: refs/heads/main\n');
  write(join(root, 'go.mod'), 'module hostile\n\ngo 1.22\n\nreplace example.com/x => ../outside\n');
  write(join(root, '.vscode/settings.json'), JSON.stringify(settings(root, marker)));
  write(join(root, '.vscode/tasks.json'), JSON.stringify({ version: '2.0.0', tasks: [{ label: 'x', type: 'shell', command: `touch '${marker}'`, runOptions: { runOn: 'folderOpen' } }] }));
  write(join(root, 'test/e2e/reads.go'), readsOutside(outside));
  write(join(root, 'test/e2e/bomb.yaml'), `${bomb}image: *b11\n`);

  const link = (target: string, path: string): void => symlinkSync(target, join(root, path));
  link(join(outside, 'secret.go'), 'test/e2e/linked.go');
  link(join(outside, 'manifest.yaml'), 'test/e2e/linked.yaml');
  link(join(outside, 'folder'), 'test/e2e/linked-folder');
  link('../../../outside', 'test/e2e/relative');
  link('..', 'test/e2e/loop');
  link('itself.go', 'test/e2e/itself.go');
  link('/proc/self', 'test/e2e/process');
  link('/dev/zero', 'test/e2e/endless.go');
  link(join(outside, 'ignore'), 'test/e2e/.gitignore');
  return { root, outside, marker };
}

export const hostileConfigurations = ['file', 'bomb', 'link'] as const;

/** Sets a configuration that asks for more than the tree, as a file or as a link to outside, or one that grows when it is read. */
export function setConfiguration({ root, outside }: HostileTree, how: (typeof hostileConfigurations)[number]): void {
  const path = join(root, '.kubernaut-image-tags.yaml');
  rmSync(path, { force: true });
  if (how === 'link') symlinkSync(join(outside, 'config.yaml'), path);
  else writeFileSync(path, how === 'bomb' ? `${bomb}version: 1\ninclude: *b11\n` : 'version: 1\ninclude: ["../**", "/etc/**", "~/**", "test/**/*.{go,yaml}"]\n');
}

/** Go that names files outside as its manifests. */
function readsOutside(outside: string): string {
  return `package e2e

import (
	_ "embed"
	"os"
	"os/exec"
)

//go:embed ../../../outside/manifest.yaml
var embedded string

func applyOutside() error {
	content, err := os.ReadFile("../../../outside/manifest.yaml")
	if err != nil {
		return err
	}
	_ = content
	if err := exec.Command("kubectl", "apply", "-f", "${outside}/manifest.yaml").Run(); err != nil {
		return err
	}
	return exec.Command("kubectl", "apply", "-f", "../../../outside/manifest.yaml").Run()
}
`;
}
