/** Module files come, go and change while a service runs; what is known of them is the same while they say the same. */
import { expect, test } from 'vitest';
import { noModules } from '../../src/flow/modules';
import { pathFilter } from '../../src/node/globs';
import { createLanguageService } from '../../src/service/languageService';
import { readModules } from '../../src/service/modules';
import { mostNamed } from '../../src/service/namedByCode';
import { defaultSettings } from '../../src/service/settings';
import { filesOf } from '../support/fixture';
import { testGrammar } from '../support/grammar';
import { memoryRoot, memoryWorkspace, type MemoryWorkspace } from '../support/memoryWorkspace';

const fixture = `
-- test/infrastructure/images/images.go --
package images

const Tag = "local"
-- test/e2e/app/app_test.go --
package app

import (
	"os/exec"
	"testing"

	"github.com/other/tool/test/infrastructure/images"
)

func TestApp(t *testing.T) {
	exec.Command("podman", "build", "-t", "localhost/app:e2e-app", ".").Run()
	exec.Command("podman", "run", "localhost/app:" + images.Tag).Run()
}
`;

async function serviceOf(workspace: MemoryWorkspace): Promise<ReturnType<typeof createLanguageService>> {
  return createLanguageService({ workspace, grammar: await testGrammar(), settings: defaultSettings, log: { debug() {}, info() {}, warn() {}, error() {} } });
}

test('a running service sees what a new one sees', async () => {
  const files = filesOf(fixture);
  const workspace = memoryWorkspace(files);
  const service = await serviceOf(workspace);
  const steps: [string, string | undefined, number][] = [
    ['go.mod', undefined, 1],
    ['go.mod', 'module example.com/x\n', 0],
    ['go.mod', 'modul example.com/x\n', 1],
    ['go.mod', 'module example.com/x // ours\n', 0],
    ['go.mod', 'module github.com/other/tool\n', 1],
    ['go.mod', 'module example.com/x\n', 0],
    ['test/infrastructure/go.mod', 'module github.com/other/tool/test/infrastructure\n', 1],
    ['test/infrastructure/go.mod', undefined, 0],
    ['go.mod', undefined, 1],
    ['go.mod', 'module example.com/x\n\nreplace github.com/other/tool => .\n', 1],
    ['go.mod', 'module example.com/x\n', 0],
  ];
  for (const [path, text, count] of steps) {
    workspace.write(path, text);
    if (text === undefined) files.delete(path);
    else files.set(path, text);
    const { findings } = await service.analyze();
    expect(findings.filter(({ rule }) => rule === 'tag-mismatch').length, `${path}: ${String(text)}`).toBe(count);
    const fresh = await serviceOf(memoryWorkspace(files));
    expect(findings).toEqual((await fresh.analyze()).findings);
    fresh.dispose();
  }
  service.dispose();
});

/** What a workspace of these files finds by globs. */
const lookUpIn = (texts: Readonly<Record<string, string>>) => (globs: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  const { wants } = pathFilter(globs, []);
  return Promise.resolve(new Map(Object.entries(texts).flatMap(([path, text]): [string, string][] => (wants(path) ? [[`${memoryRoot}/${path}`, text]] : []))));
};
const uris = (...paths: string[]): string[] => paths.map((path) => `${memoryRoot}/${path}`);

test('the same object while the files say the same of modules', async () => {
  const read = (text: string, before = noModules): ReturnType<typeof readModules> => readModules(uris('a/a.go'), memoryRoot, lookUpIn({ 'go.mod': text }), before);
  const first = await read('module example.com/x\n');
  expect(first).toEqual({ known: [{ path: 'example.com/x', folder: memoryRoot }], complete: true });
  expect(await read('module "example.com/x"\ngo 1.24\n', first)).toBe(first);
  expect(await read('module example.com/y\n', first)).not.toBe(first);
  expect(await read('', noModules)).toBe(noModules);
});

test('only folders with Go files are looked through, whatever they are called', async () => {
  const asked: string[] = [];
  const texts = { 'te(st)[1]/go.mod': 'module example.com/t\n', 'deploy/go.mod': 'module example.com/d\n' };
  const modules = await readModules(uris('te(st)%5B1%5D/e2e/a.go', 'deploy/a.yaml'), memoryRoot, (globs) => {
    asked.push(...globs);
    return lookUpIn(texts)(globs);
  }, noModules);
  expect(asked).toEqual(['go.mod', 'te\\(st\\)\\[1\\]/**/go.mod']);
  expect(modules.known.map(({ path }) => path)).toEqual(['example.com/t']);
  await readModules(uris('deploy/a.yaml'), memoryRoot, (globs) => {
    expect(globs).toEqual([]);
    return lookUpIn(texts)(globs);
  }, noModules);
});

test('too many of them say nothing', async () => {
  const texts = Object.fromEntries(Array.from({ length: mostNamed }, (_, i) => [`a/${i}/go.mod`, `module example.com/m${i}\n`]));
  expect(await readModules(uris('a/1/a.go'), memoryRoot, lookUpIn(texts), noModules)).toBe(noModules);
});
