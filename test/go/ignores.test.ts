import { describe, expect, test } from 'vitest';
import { ignoresInComment } from '../../src/go/ignores';
import { factsOf } from './goFacts';

describe('what a comment asks to ignore', () => {
  const read = (comment: string): [string, string[], string] | undefined => {
    const fact = ignoresInComment(comment, { start: 0, end: comment.length }, 0);
    return fact && [fact.scope, [...fact.rules], fact.reason];
  };

  test.each([
    ['// image-tags:ignore', ['line', [], '']],
    ['//image-tags:ignore tag-mismatch', ['line', ['tag-mismatch'], '']],
    ['// image-tags:ignore tag-mismatch loaded by hand', ['line', ['tag-mismatch'], 'loaded by hand']],
    ['// image-tags:ignore tag-mismatch,never-built: loaded by hand', ['line', ['tag-mismatch', 'never-built'], 'loaded by hand']],
    ['// image-tags:ignore tag-mismatch , unused why', ['line', ['tag-mismatch', 'unused'], 'why']],
    ['// image-tags:ignore tag-mismatch -- why', ['line', ['tag-mismatch'], 'why']],
    ['// image-tags:ignore all of them', ['line', [], 'of them']],
    ['// image-tags:ignore loaded by hand', ['line', [], 'loaded by hand']],
    ['// image-tags:ignore: loaded by hand', ['line', [], 'loaded by hand']],
    ['// image-tags:ignore-file', ['file', [], '']],
    ['// image-tags:ignore-file generic-tag historic', ['file', ['generic-tag'], 'historic']],
    ['# image-tags:ignore tag-mismatch why', ['line', ['tag-mismatch'], 'why']],
    ['/* image-tags:ignore tag-mismatch why */', ['line', ['tag-mismatch'], 'why']],
    ['/*\n * image-tags:ignore tag-mismatch why\n */', ['line', ['tag-mismatch'], 'why']],
    ['//nolint:all // image-tags:ignore tag-mismatch', ['line', ['tag-mismatch'], '']],
  ])('%s', (comment, expected) => expect(read(comment)).toEqual(expected));

  test.each([
    ['// write image-tags:ignore to silence this'],
    ['// image-tags:ignored'],
    ['// image-tags:ignore-files'],
    ['// image-tags'],
    [''],
  ])('nothing: %s', (comment) => expect(read(comment)).toBeUndefined());
});

describe('in a Go file', () => {
  test('comments count, with their line', () => {
    const text = 'package a\n\nfunc f() {\n\tg("a") // image-tags:ignore tag-mismatch why\n\t/* image-tags:ignore\n\t*/\n}\n// image-tags:ignore-file\n';
    const facts = factsOf(text);
    expect(facts.ignores.map(({ line, scope, rules, span }) => [line, scope, rules, text.slice(span.start, span.end)])).toEqual([
      [3, 'line', ['tag-mismatch'], '// image-tags:ignore tag-mismatch why'],
      [4, 'line', [], '/* image-tags:ignore\n\t*/'],
      [7, 'file', [], '// image-tags:ignore-file'],
    ]);
  });

  test('so do the # comments of a manifest in a raw string, but no other text', () => {
    const text = 'package a\nconst m = `\n  image: a # image-tags:ignore tag-mismatch why\n  # image-tags:ignore\n`\nconst n = "// image-tags:ignore"\nconst o = `x#image-tags:ignore // image-tags:ignore`\n';
    const facts = factsOf(text);
    expect(facts.ignores.map(({ line, rules, reason, span }) => [line, rules, reason, text.slice(span.start, span.end)])).toEqual([
      [2, ['tag-mismatch'], 'why', '# image-tags:ignore tag-mismatch why'],
      [3, [], '', '# image-tags:ignore'],
    ]);
  });
});
