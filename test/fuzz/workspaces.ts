/** Whole small workspaces, whole or spoiled: places are inside files, order means nothing, and what the editor keeps between edits changes nothing. */
import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { formats } from '../../src/report';
import { analyzed, open, said } from './analysis';
import type { Fuzzer } from './fuzz';
import { assertEdit, assertInside, assertPlace } from './inside';
import { anyFiles, edited, edits, textEdit, type Files, type TextEdit } from './sources';

interface FileEdit {
  readonly file: number;
  readonly edit: TextEdit;
}

const fileEdit: fc.Arbitrary<FileEdit> = fc.record({ file: fc.nat(), edit: textEdit });

export function withEdit(files: Files, { file, edit }: FileEdit): Map<string, string> {
  const [path, text] = [...files][file % files.size] ?? ['', ''];
  return new Map([...files, [path, edited(text, edit)]]);
}

const configured = fc.option(
  fc.constantFrom('version: 1\nengine: docker\n', 'version: 1\nrules: { tag-mismatch: warning, unused-build: "off" }\n', 'version: 1\nbuilders: { build: 0 }\ndeployers: { deploy: 0 }\nignores: [{ path: "**/s0/**", reason: x }]\n', 'version: 2\nengin: x\n', ': ['),
  { nil: undefined },
);

/** Files, some of which were spoiled, some with a configuration beside them. */
export const spoiledFiles: fc.Arbitrary<Files> = fc
  .tuple(anyFiles, fc.array(fileEdit, { maxLength: 3 }), configured)
  .map(([files, list, configuration]) => {
    const after = list.reduce(withEdit, files);
    return configuration === undefined ? after : new Map([...after, ['.kubernaut-image-tags.yaml', configuration]]);
  });

type Step = { readonly kind: 'edit'; readonly edit: FileEdit } | { readonly kind: 'delete' | 'add' | 'abort' | 'undo'; readonly file: number };
const steps = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: fileEdit.map((edit): Step => ({ kind: 'edit', edit })) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom<'delete' | 'add' | 'abort' | 'undo'>('delete', 'add', 'abort', 'undo'), file: fc.nat() }) },
  ),
  { minLength: 1, maxLength: 6 },
);

const extra = 'package infra\nconst extraTag = "v9"\nfunc extraBuild() { exec.Command("podman", "build", "-t", "localhost/app:"+extraTag, ".").Run() }\n';

function after(files: Files, step: Step, history: readonly Files[]): Map<string, string> {
  if (step.kind === 'edit') return withEdit(files, step.edit);
  if (step.kind === 'add') return new Map([...files, [`extra${step.file % 3}.go`, extra]]);
  if (step.kind === 'undo') return new Map(history[step.file % history.length] ?? files);
  if (step.kind === 'delete' && files.size > 1) return new Map([...files].filter((_, i) => i !== step.file % files.size));
  return new Map(files);
}

export const workspaceFuzzers: readonly Fuzzer[] = [
  {
    name: 'every finding, related place and edit is inside its file, an edit’s text stands there, and every report renders',
    share: 1,
    property: () => fc.asyncProperty(spoiledFiles, async (files) => {
      const { workspace, service, analyze } = await open(files);
      const analysis = await analyze();
      const textOf = (uri: string): string | undefined => workspace.text(uri);
      for (const { at, related, fixes } of [...analysis.findings, ...analysis.suppressed.map(({ finding }) => finding)]) {
        assertInside(textOf, at);
        for (const one of related) assertInside(textOf, one.at);
        for (const edit of fixes.flatMap((fix) => fix.edits)) assertEdit(textOf, edit);
      }
      for (const site of analysis.inventory.sites) assertPlace(textOf, site.at);
      const report = service.checkReport(analysis);
      for (const format of formats) {
        const shown = format.check(report, { color: false, source: textOf });
        if (format.id === 'json' || format.id === 'sarif') JSON.parse(shown);
        format.inventory?.(service.inventoryReport(analysis), { color: false, source: textOf });
      }
      service.dispose();
    }),
  },
  {
    name: 'the order in which files are listed changes nothing',
    share: 1,
    property: () => fc.asyncProperty(spoiledFiles, fc.nat(), async (files, turn) => {
      const straight = await analyzed(files);
      const turned = await open(files, (uris) => uris.map((_, i) => uris[(i + turn) % uris.length] ?? '').reverse());
      assert.deepEqual(said(await turned.analyze()), said(straight));
      turned.service.dispose();
    }),
  },
  {
    name: 'an edit and its undo give the same findings',
    share: 1,
    property: () => fc.asyncProperty(spoiledFiles, fileEdit, edits, async (files, first, more) => {
      const { workspace, service, analyze } = await open(files);
      const before = said(await analyze());
      const changed = more.reduce((all, edit, i) => withEdit(all, { file: first.file + i, edit }), withEdit(files, first));
      for (const [path, text] of changed) if (text !== files.get(path)) workspace.write(path, text);
      await analyze();
      for (const [path, text] of files) if (text !== changed.get(path)) workspace.write(path, text);
      assert.deepEqual(said(await analyze()), before);
      service.dispose();
    }),
  },
  {
    name: 'row 17: after any edits, deletions and aborted passes the service says what a fresh scan says',
    share: 1,
    property: () => fc.asyncProperty(spoiledFiles, steps, async (files, list) => {
      const { workspace, service, analyze } = await open(files);
      await analyze();
      const history: Files[] = [files];
      let now: Files = files;
      for (const step of list) {
        const next = after(now, step, history);
        for (const path of now.keys()) if (!next.has(path)) workspace.write(path, undefined);
        for (const [path, text] of next) if (text !== now.get(path)) workspace.write(path, text);
        history.push(next);
        now = next;
        if (step.kind === 'abort') {
          const stop = new AbortController();
          const pass = service.analyze(stop.signal).then(() => 'done', (error: unknown) => (error instanceof Error ? error.name : ''));
          stop.abort();
          assert.ok(['done', 'AbortError'].includes(await pass));
        } else await analyze();
      }
      assert.deepEqual(said(await analyze()), said(await analyzed(now)));
      service.dispose();
    }),
  },
];
