/**
 * What the editor answers at a place of an image, through its own provider commands: hover, definition, references, hints, rename. The files
 * of the case before may still be in the analysis, and problems don't tell: so each answer is awaited.
 */
import * as assert from 'node:assert';
import * as vscode from 'vscode';
import { test } from './support/runner';
import { datastorage, eventually, fileUri, notification, open, problemsBecome, problemsOfSample, rangeOfText, writeText } from './support/workspace';

const built = 'localhost/kubernaut-datastorage:e2e-test-datastorage';
const own = 'localhost/kubernaut-notification:e2e-test';
/** As long as the editor shows of a hint. */
const hint = '→ localhost/kubernaut…:e2e-test-datastorage';

/** The position inside the `nth` occurrence of `text`. */
function inside(document: vscode.TextDocument, text: string, nth = 0): vscode.Position {
  let offset = -1;
  for (let i = 0; i <= nth; i++) offset = document.getText().indexOf(text, offset + 1);
  assert.ok(offset >= 0, `${text} stands in ${document.uri.path}`);
  return document.positionAt(offset + text.length - 3);
}

/** `file:line` (1-based) of places, sorted. */
function lines(places: readonly (vscode.Location | vscode.LocationLink)[]): string[] {
  const line = (uri: vscode.Uri, range: vscode.Range): string => `${uri.path.slice(uri.path.lastIndexOf('/') + 1)}:${range.start.line + 1}`;
  return places.map((place) => ('targetUri' in place ? line(place.targetUri, place.targetRange) : line(place.uri, place.range))).sort();
}

async function lineOf(path: string, text: string, nth = 0): Promise<number> {
  const document = await vscode.workspace.openTextDocument(fileUri(path));
  return inside(document, text, nth).line + 1;
}

async function hoverText(path: string, position: vscode.Position): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', fileUri(path), position);
  return hovers.flatMap(({ contents }) => contents).map((content) => markdown(content).value).join('\n');
}

function markdown(content: unknown): vscode.MarkdownString {
  assert.ok(typeof content === 'object' && content !== null && 'value' in content);
  return content as vscode.MarkdownString;
}

test('hover tells where an image is built, saved, loaded and deployed, with links that open the places', async () => {
  await problemsBecome(problemsOfSample);
  const { document } = await open(datastorage);
  const text = await eventually(async () => {
    const found = await hoverText(datastorage, inside(document, built));
    assert.ok(found.includes(`\`${built}\``), found);
    for (const word of ['Built', 'Saved', 'Loaded', 'Deployed']) assert.match(found, new RegExp(`- \\*\\*${word}\\*\\* \\[datastorage.go:\\d+\\]\\(command:kubernautImageTags.openPlace\\?`));
    assert.match(found, /Follows the naming standard/);
    assert.doesNotMatch(found, /notification\.go/);
    return found;
  });

  const [, query] = /command:kubernautImageTags\.openPlace\?([^)]*)\)/.exec(text) ?? [];
  assert.ok(query);
  await vscode.commands.executeCommand('kubernautImageTags.openPlace', ...(JSON.parse(decodeURIComponent(query)) as unknown[]));
  assert.strictEqual(vscode.window.activeTextEditor?.document.uri.toString(), fileUri(datastorage).toString());
  assert.strictEqual(vscode.window.activeTextEditor.selection.start.line + 1, await lineOf(datastorage, built));
});

test('hover says so where an image is only mentioned', async () => {
  const path = 'test/infrastructure/gone.go';
  await writeText(path, 'package infrastructure\n\nimport "os/exec"\n\nfunc gone() { exec.Command("podman", "rmi", "localhost/gone:v1").Run() }\n');
  const { document } = await open(path);
  await eventually(async () => assert.match(await hoverText(path, inside(document, 'localhost/gone:v1')), /`localhost\/gone:v1`\s+No build, load or deployment of it is known\./));
});

test('a link opens nothing outside the workspace', async () => {
  await open(notification);
  await vscode.commands.executeCommand('kubernautImageTags.openPlace', 'file:///etc/hosts', 0, 0);
  await vscode.commands.executeCommand('kubernautImageTags.openPlace', { evil: true });
  await vscode.commands.executeCommand('kubernautImageTags.showPlaces', undefined, 'nothing');
  assert.strictEqual(vscode.window.activeTextEditor?.document.uri.toString(), fileUri(notification).toString());
});

test('row 87: hover tells foreign text as text, and shows no HTML', async () => {
  await writeText('test/infrastructure/odd.go', 'package infrastructure\n\nimport "os/exec"\n\nfunc odd() { exec.Command("podman", "build", "-t", "localhost/x:`[a](command:b)<b>", ".").Run() }\n');
  const { document } = await open('test/infrastructure/odd.go');
  const hovers = await eventually(async () => {
    const found = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, inside(document, 'localhost/x:'));
    assert.ok(found.length > 0);
    return found;
  });
  const { value, supportHtml, isTrusted } = markdown(hovers[0]?.contents[0]);
  assert.ok(value.includes('``localhost/x:`[a](command:b)<b>``'), value);
  assert.ok(!supportHtml);
  assert.deepStrictEqual(isTrusted, { enabledCommands: ['kubernautImageTags.openPlace'] });
});

test('Go to Definition leads from a deployment to the build', async () => {
  await problemsBecome(problemsOfSample);
  const { document } = await open(notification);
  await eventually(async () => {
    const found = await vscode.commands.executeCommand<vscode.LocationLink[]>('vscode.executeDefinitionProvider', document.uri, inside(document, own));
    assert.deepStrictEqual(lines(found), [`notification.go:${await lineOf(notification, own, 1)}`]);
  });
});

test('Find All References finds the image in Go and in YAML, and no other tag of it', async () => {
  await writeText('test/e2e/pod.yaml', `apiVersion: v1\nkind: Pod\nmetadata:\n  name: d\nspec:\n  containers:\n    - name: d\n      image: ${built}\n`);
  const { document } = await open(datastorage);
  await eventually(async () => {
    const found = await vscode.commands.executeCommand<vscode.Location[]>('vscode.executeReferenceProvider', document.uri, inside(document, built));
    const expected = await Promise.all([0, 1, 2].map((nth) => lineOf(datastorage, built, nth)));
    const loaded = await lineOf(datastorage, '"image-archive", archive');
    assert.deepStrictEqual(lines(found), [...expected, loaded].map((line) => `datastorage.go:${line}`).concat('pod.yaml:8').sort());
  });
});

test('the same image is highlighted in the file, where it is built as written', async () => {
  const { document } = await open(datastorage);
  await eventually(async () => {
    const found = await vscode.commands.executeCommand<vscode.DocumentHighlight[]>('vscode.executeDocumentHighlights', document.uri, inside(document, built));
    for (const { range } of found) assert.doesNotMatch(document.getText(range), /["`]/);
    const kinds = found.map(({ range, kind }) => `${range.start.line + 1} ${kind === vscode.DocumentHighlightKind.Write ? 'write' : 'read'}`);
    assert.ok(kinds.includes(`${await lineOf(datastorage, built, 0)} write`), kinds.join());
    assert.ok(kinds.includes(`${await lineOf(datastorage, built, 2)} read`), kinds.join());
  });
});

async function hintsOf(document: vscode.TextDocument): Promise<string[]> {
  const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>('vscode.executeInlayHintProvider', document.uri, new vscode.Range(0, 0, document.lineCount, 0));
  return hints.map(({ position, label }) => `${position.line + 1} ${typeof label === 'string' ? label : label.map(({ value }) => value).join('')}`);
}

test('inlay hints say what a verb and an archive resolve to, and can be switched off', async () => {
  const path = 'test/infrastructure/verb.go';
  await writeText(path, [
    'package infrastructure', '', 'import "fmt"', '', 'func manifestOf() string {', '\treturn fmt.Sprintf(`', 'apiVersion: v1', 'kind: Pod', 'spec:', '  containers:', '    - name: d', '      image: %s', '`, "localhost/kubernaut-datastorage:e2e-test-datastorage")', '}', '',
  ].join('\n'));
  const { document } = await open(path);
  await eventually(async () => assert.deepStrictEqual(await hintsOf(document), [`12 ${hint}`]));

  const settings = vscode.workspace.getConfiguration('kubernautImageTags', document.uri);
  await settings.update('inlayHints', false, vscode.ConfigurationTarget.Workspace);
  try {
    await eventually(async () => assert.deepStrictEqual(await hintsOf(document), []));
  } finally {
    await settings.update('inlayHints', undefined, vscode.ConfigurationTarget.Workspace);
  }
  const { document: archives } = await open(datastorage);
  await eventually(async () => assert.deepStrictEqual(await hintsOf(archives), [`${await lineOf(datastorage, '"image-archive", archive')} ${hint}`]));
});

test('code lenses count deployments and loads above a build, and name the build above a deployment', async () => {
  const { document } = await open(datastorage);
  await eventually(async () => {
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 20);
    const titles = lenses.map(({ range, command }) => `${range.start.line + 1} ${command?.title ?? ''}`).sort();
    const [build, deploy] = [await lineOf(datastorage, built, 0), await lineOf(datastorage, built, 2)];
    assert.deepStrictEqual(titles, [`${build} deployed at 1 place · loaded in 2 flows`, `${deploy} built in datastorage.go:${build}`].sort());
    assert.ok(lenses.every(({ command }) => command?.command === 'kubernautImageTags.showPlaces'));
  });
});

function isBuilt({ documentation }: vscode.CompletionItem): boolean {
  return typeof documentation === 'object' && documentation.value.includes('Built in ');
}

test('lenses don’t wait for the first analysis, and come with it', async () => {
  const { document } = await open(datastorage);
  const count = async (): Promise<number> => (await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 20)).length;
  await eventually(async () => assert.strictEqual(await count(), 2));
  // Several times, for the analysis may be quicker than the question.
  await eventually(async () => {
    const restarted = vscode.commands.executeCommand('kubernautImageTags.restart');
    const asked = count();
    await restarted;
    assert.strictEqual(await asked, 0);
  });
  await eventually(async () => assert.strictEqual(await count(), 2));
});

test('completion inside an image string offers what is built, the standard’s form first', async () => {
  await problemsBecome(problemsOfSample);
  const { document } = await open(notification);
  const offered = await eventually(async () => {
    const list = await vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', document.uri, inside(document, 'localhost/kubernaut-datastorage:e2e-test"'), undefined, 50);
    const found = list.items.filter(isBuilt).sort((a, b) => (a.sortText ?? '').localeCompare(b.sortText ?? ''));
    assert.deepStrictEqual(found.map(({ insertText }) => insertText), [built, own]);
    return found;
  });
  // As much as a row shows, so that the tag at the end can be read.
  assert.deepStrictEqual(offered.map(({ label, detail }) => [label, detail]), [['localhost/kubernaut-d…:e2e-test-datastorage', undefined], [own, undefined]]);
  const [first] = offered;
  assert.ok(first?.range instanceof vscode.Range, 'nothing of the name that stood there is left behind');
  assert.strictEqual(document.getText(first.range), 'localhost/kubernaut-datastorage:e2e-test');

  const elsewhere = await vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', document.uri, inside(document, 'package infrastructure'));
  assert.ok(!elsewhere.items.some(isBuilt));
});

test('a tag is renamed at every site, and the problems stay what they were', async () => {
  await problemsBecome(problemsOfSample);
  const { document } = await open(datastorage);
  const prepared = await vscode.commands.executeCommand<{ range: vscode.Range; placeholder: string }>('vscode.prepareRename', document.uri, inside(document, built));
  assert.strictEqual(prepared.placeholder, 'e2e-test-datastorage');
  assert.ok(prepared.range.isEqual(rangeOfText(document, 'e2e-test-datastorage"').with({ end: prepared.range.end })));
  const edit = await eventually(async () => {
    const found = await vscode.commands.executeCommand<vscode.WorkspaceEdit>('vscode.executeDocumentRenameProvider', document.uri, inside(document, built), 'v7');
    assert.deepStrictEqual(found.entries().map(([uri, edits]) => `${uri.path.slice(uri.path.lastIndexOf('/') + 1)} ${edits.map(({ newText }) => newText).join()}`), ['datastorage.go v7,v7,v7']);
    return found;
  });
  assert.ok(await vscode.workspace.applyEdit(edit));
  await eventually(() => assert.strictEqual(document.getText().split('localhost/kubernaut-datastorage:v7').length, 4));
  await problemsBecome(problemsOfSample);
});

test('a rename of a generated tag is refused with the reason', async () => {
  await writeText('test/infrastructure/fresh.go', 'package infrastructure\n\nimport (\n\t"os/exec"\n\t"time"\n)\n\nfunc fresh() { exec.Command("podman", "build", "-t", "localhost/x:a-" + time.Now().Format("150405"), ".").Run() }\n');
  const { document } = await open('test/infrastructure/fresh.go');
  const position = inside(document, 'localhost/x:a-').translate(0, 2);
  await eventually(() => assert.rejects(async () => vscode.commands.executeCommand('vscode.prepareRename', document.uri, position), /put together from several pieces, or generated/));
});

test('where no image name stands, nothing is offered for renaming', async () => {
  const { document } = await open(datastorage);
  for (const text of ['package infrastructure', 'exec.Command', '"build"']) {
    await assert.rejects(async () => vscode.commands.executeCommand('vscode.prepareRename', document.uri, inside(document, text)), /No image name stands here/);
  }
});

test('a repository is renamed in Go and YAML at once', async () => {
  await writeText('test/e2e/pod.yaml', `apiVersion: v1\nkind: Pod\nmetadata:\n  name: d\nspec:\n  containers:\n    - name: d\n      image: ${built}\n`);
  const { document } = await open(datastorage);
  const position = inside(document, 'localhost/kubernaut-datastorage');
  await eventually(async () => {
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>('vscode.executeDocumentRenameProvider', document.uri, position, 'localhost/kubernaut/datastorage');
    const changed = edit.entries().map(([uri, edits]) => `${uri.path.slice(uri.path.lastIndexOf('/') + 1)} ${edits.length}`);
    assert.deepStrictEqual(changed.sort(), ['datastorage.go 3', 'notification.go 1', 'pod.yaml 1']);
    assert.ok(edit.entries().every(([, edits]) => edits.every(({ newText }) => newText === 'localhost/kubernaut/datastorage')));
  });
});

test('a rename at a verb is refused with the reason', async () => {
  const path = 'test/infrastructure/refused.go';
  await writeText(path, 'package infrastructure\n\nimport "fmt"\n\nfunc manifestOf() string {\n\treturn fmt.Sprintf(`\nkind: Pod\nspec:\n  containers:\n    - name: d\n      image: %s\n`, "localhost/kubernaut-datastorage:e2e-test-datastorage")\n}\n');
  const { document } = await open(path);
  const verb = document.positionAt(document.getText().indexOf('%s') + 1);
  await eventually(() => assert.rejects(async () => vscode.commands.executeCommand('vscode.prepareRename', document.uri, verb), /put in here from elsewhere, and can be renamed only where it is written/));
});

/** `line path` of the links of a document. */
async function linksOf(document: vscode.TextDocument): Promise<string[]> {
  const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', document.uri, 50);
  return links.filter(({ tooltip }) => tooltip !== undefined).map(({ range, target }) => `${range.start.line + 1} ${target ? vscode.workspace.asRelativePath(target) : ''}`);
}

test('the paths of a Dockerfile, a chart and its values lead to the files, where they are', async () => {
  for (const [path, text] of [['docker/app.Dockerfile', 'FROM scratch\n'], ['charts/app/Chart.yaml', 'name: app\n'], ['test/e2e/values.yaml', 'a: b\n']] as const) await writeText(path, text);
  const path = 'test/e2e/build.go';
  await writeText(path, [
    'package e2e', '', 'import "os/exec"', '', 'func build() {',
    '\texec.Command("podman", "build", "-t", "localhost/app:v1", "-f", "docker/app.Dockerfile", ".").Run()',
    '\texec.Command("podman", "build", "-t", "localhost/app:v2", "-f", "docker/missing.Dockerfile", ".").Run()',
    '\texec.Command("podman", "build", "-t", "localhost/app:v3", "-f", "/etc/hosts", ".").Run()',
    '\texec.Command("helm", "upgrade", "--install", "app",',
    '\t\t"./charts/app",',
    '\t\t"-f", "values.yaml",',
    '\t\t"--set", "app.image=localhost/app:v1").Run()', '}', '',
  ].join('\n'));
  const { document } = await open(path);
  await eventually(async () => assert.deepStrictEqual(await linksOf(document), ['6 docker/app.Dockerfile', '10 charts/app/Chart.yaml', '11 test/e2e/values.yaml']));
  await writeText('test/e2e/docker/app.Dockerfile', 'FROM scratch\n');
  await eventually(async () => assert.deepStrictEqual(await linksOf(document), ['10 charts/app/Chart.yaml', '11 test/e2e/values.yaml'], 'a path that fits two files leads to neither'));
});
