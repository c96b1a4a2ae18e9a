import { describe, expect, test } from 'vitest';
import { createLanguageService, type LanguageService } from '../../src/service/languageService';
import { createFileCache } from '../../src/service/fileCache';
import { defaultSettings } from '../../src/service/settings';
import { filesOf } from '../support/fixture';
import { testGrammar } from '../support/grammar';
import { memoryWorkspace, type MemoryWorkspace } from '../support/memoryWorkspace';
import { alone } from '../rules/goFile';

const silent = { debug() {}, info() {}, warn() {}, error() {} };

async function serviceOf(fixture: string): Promise<{ service: LanguageService; workspace: MemoryWorkspace }> {
  const workspace = memoryWorkspace(new Map([['flow.go', fixture]]));
  return { workspace, service: createLanguageService({ workspace, grammar: await testGrammar(), settings: defaultSettings, log: silent, version: '1' }) };
}

const built = '\texec.Command("podman", "build", "-t", "localhost/app:v1", ".").Run()\n';
const text = (tag: string): string => filesOf(alone(`${built}\t_ = corev1.Container{Image: "localhost/app:${tag}"}`)).get('flow.go') ?? '';
const mismatches = async (service: LanguageService): Promise<number> => (await service.analyze()).findings.filter((one) => one.rule === 'tag-mismatch').length;

describe('freshness', () => {
  test('nothing changed: the same analysis', async () => {
    const { service } = await serviceOf(text('v2'));
    expect(await service.analyze()).toBe(await service.analyze());
    service.dispose();
  });

  test('an edit, a new file, a deleted file', async () => {
    const { service, workspace } = await serviceOf(text('v2'));
    expect(await mismatches(service)).toBe(1);
    workspace.write('flow.go', text('v1'));
    expect(await mismatches(service)).toBe(0);
    workspace.write('more.go', text('v3').replace('SetupApp', 'SetupMore'));
    expect(await mismatches(service)).toBe(1);
    workspace.write('more.go', undefined);
    expect(await mismatches(service)).toBe(0);
    service.dispose();
  });

  test('a manifest that no glob includes and that code names: edited, gone, back again, named no more', async () => {
    const pod = (tag: string): string => `apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n  containers:\n  - name: c\n    image: localhost/app:${tag}\n`;
    const code = (path: string): string => filesOf(alone(`${built}\texec.Command("kubectl", "apply", "-f", "${path}").Run()`)).get('flow.go') ?? '';
    const workspace = memoryWorkspace(new Map([['flow.go', code('deploy/pod.yaml')], ['deploy/pod.yaml', pod('v2')], ['deploy/other.yaml', pod('v3')]]), (path) => path.endsWith('.go'));
    const service = createLanguageService({ workspace, grammar: await testGrammar(), settings: defaultSettings, log: silent });
    expect(await mismatches(service)).toBe(1);
    workspace.write('deploy/pod.yaml', pod('v1'));
    expect(await mismatches(service)).toBe(0);
    workspace.write('deploy/pod.yaml', pod('v2'));
    expect(await mismatches(service)).toBe(1);
    expect(service.source(workspace.uri('deploy/pod.yaml'))).toBe(pod('v2'));
    workspace.write('deploy/pod.yaml', undefined);
    expect(await mismatches(service)).toBe(0);
    workspace.write('deploy/pod.yaml', pod('v2'));
    expect(await mismatches(service)).toBe(1);
    workspace.write('flow.go', code('deploy/none.yaml'));
    const none = await service.analyze();
    expect([none.findings, none.files]).toEqual([[], [workspace.uri('flow.go')]]);
    workspace.write('flow.go', code('deploy/other.yaml'));
    expect((await service.analyze()).files).toEqual(['deploy/other.yaml', 'flow.go'].map((path) => workspace.uri(path)));
    service.dispose();
  });

  test('a chart that no glob includes and that a flow installs: its template, its values, a new helper', async () => {
    const path = (name: string): string => `charts/app/${name}`;
    const template = (image: string): string => `apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n  containers:\n  - name: c\n    image: ${image}\n`;
    const code = filesOf(alone(`${built}\texec.Command("helm", "install", "app", "./charts/app").Run()`)).get('flow.go') ?? '';
    const workspace = memoryWorkspace(
      new Map([['flow.go', code], [path('Chart.yaml'), 'apiVersion: v2\nname: app\nversion: 1.0.0\n'], [path('values.yaml'), 'tag: v2\n'], [path('templates/pod.yaml'), template('localhost/app:{{ .Values.tag }}')]]),
      (name) => name.endsWith('.go'),
    );
    const service = createLanguageService({ workspace, grammar: await testGrammar(), settings: defaultSettings, log: silent });
    expect(await mismatches(service)).toBe(1);
    workspace.write(path('values.yaml'), 'tag: v1\n');
    expect(await mismatches(service)).toBe(0);
    workspace.write(path('templates/pod.yaml'), template('localhost/app:{{ .Values.tag }}-x'));
    expect(await mismatches(service)).toBe(1);
    workspace.write(path('templates/pod.yaml'), template('{{ include "image" . }}'));
    expect(await mismatches(service)).toBe(0);
    workspace.write(path('templates/_image.tpl'), '{{ define "image" }}localhost/app:v3{{ end }}');
    expect(await mismatches(service)).toBe(1);
    workspace.write(path('templates/_image.tpl'), undefined);
    expect(await mismatches(service)).toBe(0);
    service.dispose();
  });

  test('a kustomization that no glob includes and that a flow applies: its entry, its manifest', async () => {
    const pod = (tag: string): string => `apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n  containers:\n  - name: c\n    image: localhost/app:${tag}\n`;
    const entry = (tag: string): string => `resources: [pod.yaml]\nimages:\n- name: localhost/app\n  newTag: ${tag}\n`;
    const code = filesOf(alone(`${built}\texec.Command("kubectl", "apply", "-k", "./deploy").Run()`)).get('flow.go') ?? '';
    const workspace = memoryWorkspace(new Map([['flow.go', code], ['deploy/kustomization.yaml', entry('v2')], ['deploy/pod.yaml', pod('dev')]]), (name) => name.endsWith('.go'));
    const service = createLanguageService({ workspace, grammar: await testGrammar(), settings: defaultSettings, log: silent });
    expect(await mismatches(service)).toBe(1);
    workspace.write('deploy/kustomization.yaml', entry('v1'));
    expect(await mismatches(service)).toBe(0);
    workspace.write('deploy/kustomization.yaml', 'resources: [pod.yaml]\n');
    expect(await mismatches(service)).toBe(1);
    workspace.write('deploy/pod.yaml', pod('v1'));
    expect(await mismatches(service)).toBe(0);
    service.dispose();
  });

  test('a makefile that builds the image is written', async () => {
    const { service, workspace } = await serviceOf(text('v2'));
    workspace.write('Makefile', 'images:\n\tpodman build -t localhost/app:v3 .\n');
    expect(await mismatches(service)).toBe(1);
    workspace.write('Makefile', 'images:\n\tpodman build -t localhost/app:v2 .\n');
    expect(await mismatches(service)).toBe(0);
    workspace.write('Makefile', 'images:\n\tpodman build -t localhost/app:v3 .\n');
    expect(await mismatches(service)).toBe(1);
    service.dispose();
  });

  test('the configuration is read anew', async () => {
    const { service, workspace } = await serviceOf(text('v2'));
    expect(await mismatches(service)).toBe(1);
    workspace.write('.kubernaut-image-tags.yaml', 'version: 1\nrules: { tag-mismatch: off }\n');
    expect(await mismatches(service)).toBe(0);
    workspace.write('.kubernaut-image-tags.yaml', undefined);
    expect(await mismatches(service)).toBe(1);
    service.dispose();
  });

  test('what an earlier analysis looked at changes nothing: a half-typed file that no image depends on any more', async () => {
    const files = filesOf(`
-- travel.go --
package infra
var/app:v1" }
func travel() { deploy(image) }
-- base.go --
package infra
func Setup() { travel() }
func deploy(image string) corev1.Container { return corev1.Container{Image: image} }
-- build.go --
package infra
import "os/exec"
func Build() { exec.Command("podman", "build", "-t", "localhost/other:v1", ".").Run() }
-- deploy.yaml --
kind: Pod
spec:
  containers:
  - image: localhost/never:v1
    imagePullPolicy: Never
`);
    const opened = async (): Promise<{ service: LanguageService; workspace: MemoryWorkspace }> => {
      const workspace = memoryWorkspace(files);
      return { workspace, service: createLanguageService({ workspace, grammar: await testGrammar(), settings: defaultSettings, log: silent }) };
    };
    const [kept, fresh] = [await opened(), await opened()];
    await kept.service.analyze();
    for (const { workspace } of [kept, fresh]) workspace.write('base.go', undefined);
    const found = (await kept.service.analyze()).findings;
    expect(found.map(({ rule }) => rule)).toEqual(['never-built']);
    expect(found).toEqual((await fresh.service.analyze()).findings);
  });

  test('listeners hear of it once until the next analysis, and not after dispose', async () => {
    const { service, workspace } = await serviceOf(text('v2'));
    let heard = 0;
    service.onStale(() => heard++);
    await service.analyze();
    workspace.write('flow.go', text('v1'));
    workspace.write('flow.go', text('v2'));
    expect(heard).toBe(1);
    await service.analyze();
    service.dispose();
    workspace.write('flow.go', text('v1'));
    expect(heard).toBe(1);
  });

  test('an aborted analysis rejects, keeps the last result, and the next one is whole', async () => {
    const { service, workspace } = await serviceOf(text('v2'));
    const first = await service.analyze();
    workspace.write('flow.go', text('v1'));
    await expect(service.analyze(AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
    expect(service.latest).toBe(first);
    expect(await mismatches(service)).toBe(0);
    service.dispose();
  });

  test('a change that comes while an analysis runs is seen by the next', async () => {
    const { service, workspace } = await serviceOf(text('v2'));
    const running = service.analyze();
    workspace.write('flow.go', text('v1'));
    await running;
    expect(await mismatches(service)).toBe(0);
    service.dispose();
  });
});

describe('the file cache', () => {
  test('the same text gives the same facts; an edit of one file keeps the other’s', async () => {
    const cache = createFileCache(await testGrammar());
    const a = cache.facts('file:///a.go', text('v1'));
    const b = cache.facts('file:///b.yaml', 'image: a:1\n');
    expect(cache.facts('file:///a.go', text('v1'))).toBe(a);
    expect(cache.facts('file:///a.go', text('v2')).facts).not.toBe(a.facts);
    expect(cache.facts('file:///b.yaml', 'image: a:1\n')).toBe(b);
    cache.keepOnly(new Set(['file:///a.go']));
    expect([cache.get('file:///a.go') !== undefined, cache.get('file:///b.yaml')]).toEqual([true, undefined]);
  });
  test('facts and analyses are plain data', async () => {
    const facts = createFileCache(await testGrammar()).facts('file:///a.go', text('v1')).facts;
    expect(JSON.parse(JSON.stringify(facts))).toEqual(JSON.parse(JSON.stringify(structuredClone(facts))));
    const { service } = await serviceOf(text('v2'));
    const { findings, rows, summary } = await service.analyze();
    expect(JSON.parse(JSON.stringify({ findings, rows, summary }))).toEqual({ findings, rows, summary });
    service.dispose();
  });
});

describe('questions to the latest analysis', () => {
  const place = (needle: string) => {
    const lines = text('v2').split('\n');
    const line = lines.findIndex((one) => one.includes(needle));
    return { line, character: (lines[line] ?? '').indexOf(needle) + 1 };
  };
  test('before the first analysis nobody knows anything', async () => {
    const { service, workspace } = await serviceOf(text('v2'));
    expect([service.latest, service.siteAt(workspace.uri('flow.go'), place('app:v2')), service.fixesAt(workspace.uri('flow.go'), place('app:v2')), service.source(workspace.uri('flow.go'))]).toEqual([undefined, undefined, [], undefined]);
    service.dispose();
  });
  test('the site, the fixes and the text at a place', async () => {
    const { service, workspace } = await serviceOf(text('v2'));
    await service.analyze();
    const uri = workspace.uri('flow.go');
    expect(service.siteAt(uri, place('localhost/app:v2'))?.role).toBe('deploy');
    expect(service.siteAt(uri, place('localhost/app:v1'))?.role).toBe('build');
    expect(service.siteAt(uri, { line: 0, character: 0 })).toBeUndefined();
    expect(service.fixesAt(uri, place('v2"')).map(({ fix }) => fix.title)).toEqual(['Use the built tag v1', 'Ignore tag-mismatch here with a reason']);
    expect(service.fixesAt(uri, place('package'))).toEqual([]);
    expect(service.source(uri)).toBe(text('v2'));
    service.dispose();
  });
  test('the two reports', async () => {
    const { service } = await serviceOf(text('v2'));
    const analysis = await service.analyze();
    expect(service.checkReport(analysis)).toMatchObject({ kind: 'check', version: '1', findings: analysis.findings, summary: { files: 1, sites: 2, error: 1 } });
    expect(service.inventoryReport(analysis)).toMatchObject({ kind: 'inventory', summary: { files: 1, sites: 2, resolved: 2, partial: 0, unresolved: 0 } });
    service.dispose();
  });
});
