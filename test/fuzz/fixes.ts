/** Fixes of whole small workspaces: applied, a file still parses, the finding is gone; all of them applied, nothing is left that would be applied. */
import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { lineStarts, offsetAt, type Span } from '../../src/base/text';
import type { Finding, Fix } from '../../src/base/finding';
import { applyFixes } from '../../src/cli/chooseFixes';
import type { Grammar } from '../../src/go/grammar';
import { summarize } from '../../src/go/summarize';
import type { Analysis } from '../../src/service/languageService';
import { applied } from '../support/applied';
import { testGrammar } from '../support/grammar';
import { memoryRoot } from '../support/memoryWorkspace';
import { analyzed, pathOf } from './analysis';
import type { Fuzzer } from './fuzz';
import { type Files } from './sources';
import { spoiledFiles } from './workspaces';

const errorsIn = (text: string, grammar: Grammar): number => summarize('file:///a.go', text, grammar).broken.length;

/** Where a finding stands after a fix; undefined where the fix replaced it. */
function moved(finding: Finding, fix: Fix, before: Files): Span {
  const starts = lineStarts(before.get(pathOf(finding.at.uri)) ?? '');
  const at = { start: offsetAt(starts, finding.at.range.start), end: offsetAt(starts, finding.at.range.end) };
  let { start, end } = at;
  for (const edit of fix.edits) {
    if (edit.uri !== finding.at.uri) continue;
    const from = offsetAt(starts, edit.range.start);
    const by = edit.newText.length - edit.expected.length;
    if (from + edit.expected.length <= at.start && from < at.start) start += by;
    if (from < at.end || (from === at.end && at.start === at.end)) end += by;
  }
  return { start, end };
}

function stillThere(finding: Finding, fix: Fix, before: Files, files: Files, { findings }: Analysis): Finding | undefined {
  const { start, end } = moved(finding, fix, before);
  const starts = lineStarts(files.get(pathOf(finding.at.uri)) ?? '');
  return findings.find((one) => one.rule === finding.rule && one.at.uri === finding.at.uri && offsetAt(starts, one.at.range.start) < Math.max(end, start + 1) && start < Math.max(offsetAt(starts, one.at.range.end), offsetAt(starts, one.at.range.start) + 1));
}

/** All safe fixes of one round; the same files where there is none. */
function fixedOnce(files: Files, { findings }: Analysis): Files {
  const { texts } = applyFixes(findings, (uri) => files.get(pathOf(uri)));
  return texts.size === 0 ? files : new Map([...files, ...[...texts].map(([uri, text]) => [uri.slice(memoryRoot.length + 1), text] as const)]);
}

export const fixFuzzers: readonly Fuzzer[] = [
  {
    name: 'a fix leaves a file that parses as well as before, and removes its finding',
    share: 1,
    property: async () => {
      const grammar = await testGrammar();
      return fc.asyncProperty(spoiledFiles, fc.nat(), async (files, which) => {
        const analysis = await analyzed(files);
        const all = analysis.findings.flatMap((finding) => finding.fixes.map((fix) => ({ finding, fix })));
        const chosen = all[which % Math.max(all.length, 1)];
        if (!chosen) return;
        const { finding, fix } = chosen;
        const after = applied(files, fix);
        for (const [path, text] of after) if (path.endsWith('.go') && text !== files.get(path)) assert.ok(errorsIn(text, grammar) <= errorsIn(files.get(path) ?? '', grammar), `${fix.title} breaks ${path}:\n${text}`);
        const left = stillThere(finding, fix, files, after, await analyzed(after));
        assert.equal(left?.message, undefined, `${fix.title} leaves it:\n${[...after.values()].join('\n')}`);
      });
    },
  },
  {
    name: 'row 56: a fix that sets a tag touches the characters of the tag only',
    share: 1,
    property: () => fc.asyncProperty(spoiledFiles, async (files) => {
      for (const { image, fixes } of (await analyzed(files)).findings) {
        for (const { title, edits } of fixes) {
          if (!/^Use the (built|standard) tag/.test(title)) continue;
          for (const { uri, range, expected, newText } of edits) {
            const text = files.get(pathOf(uri)) ?? '';
            const start = offsetAt(lineStarts(text), range.start);
            // An image without a tag gets one behind its characters; a fix for several tags of one site changes tags that aren't this finding's. A tag stands behind a colon, or is a literal of its own.
            const added = expected === image && newText.startsWith(`${image}:`) ? newText.slice(image.length) : expected === '' ? newText : undefined;
            const isTag = /[:"`]/.test(text[start - 1] ?? '') && text.startsWith(expected, start) && /^[\w.-]+$/.test(expected);
            assert.ok(added !== undefined ? /^:[\w.-]+$/.test(added) : isTag && /^[\w.-]+$/.test(newText), `${title}: ${JSON.stringify({ image, expected, newText })}`);
          }
        }
      }
    }),
  },
  {
    name: 'row 55: fix-all ends, and a second time changes nothing',
    share: 1,
    property: () => fc.asyncProperty(spoiledFiles, async (files) => {
      let now = files;
      for (let round = 0; ; round++) {
        const next = fixedOnce(now, await analyzed(now));
        if (next === now) break;
        assert.ok(round < 10, 'fixes go round in a circle');
        now = next;
      }
      assert.equal(fixedOnce(now, await analyzed(now)), now);
    }),
  },
];
