import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { extraArguments, filler, maskVerbs, parseFormat } from '../../src/flow/formatVerbs';

/** `text`, `<arg verb>`, or `!problem`, one after the other. */
function shown(format: string, argCount?: number): string {
  return parseFormat(format, argCount)
    .map((piece) => (piece.kind === 'text' ? piece.text : piece.problem ? `!${piece.problem}!` : `<${piece.arg}${piece.verb}>`))
    .join('');
}

describe('row 25: every form of verb prints the argument that fmt prints', () => {
  test.each([
    ['%s:%s', '<0s>:<1s>'],
    ['%[2]s', '<1s>'],
    ['%[2]s %s %[1]s %s', '<1s> <2s> <0s> <1s>'],
    ['100%%', '100%'],
    ['%5%|%[3]%%s', '%|%<2s>'],
    ['%v %+v %#v %T %q %x %d %t', '<0v> <1v> <2v> <3T> <4q> <5x> <6d> <7t>'],
    ['%-10s|%10.3f|%+.2e|% d|%06d', '<0s>|<1f>|<2e>|<3d>|<4d>'],
    ['%*d %s', '<1d> <2s>'],
    ['%.*f %s', '<1f> <2s>'],
    ['%*.*f %s', '<2f> <3s>'],
    ['%[3]*.[2]*[1]f', '<0f>'],
    ['%[2]*[1]d %s', '<0d> <1s>'],
    ['%6.[2]f', '<1f>'],
    ['%[3]2d %s', '!bad index! <2s>'],
    ['%[3].2d %s', '!bad index! <2s>'],
    ['%[x]d %s', '!bad index! <0s>'],
    ['%[]d', '!bad index!'],
    ['%[-1]d', '!bad index!'],
    ['%[0]d', '!bad index!'],
    ['%[1', '!no verb!'],
    ['%[1x', '!bad index!'],
    ['%[99999999]d', '!bad index!'],
    ['%99999999d', '!no verb!'],
    ['%', '!no verb!'],
    ['%-', '!no verb!'],
    ['%.', '<0.>'],
    ['%é %🦊 %s', '<0é> <1🦊> <2s>'],
    ['', ''],
    ['no verbs', 'no verbs'],
  ])('%j', (format, expected) => expect(shown(format)).toBe(expected));

  test.each([
    ['%s %s', 1, '<0s> !missing argument!', 0],
    ['%s', 3, '<0s>', 2],
    ['%[2]s', 3, '<1s>', 0],
    ['%[5]s %s', 2, '!bad index! <0s>', 0],
    ['%*d', 1, '!missing argument!', 0],
    ['plain', 2, 'plain', 2],
  ])('missing and extra arguments: %j of %d', (format, count, expected, extra) => {
    expect(shown(format, count)).toBe(expected);
    expect(extraArguments(format, count)).toBe(extra);
  });

  test('flags, width and precision are kept', () => {
    expect(parseFormat('%-+8.3f')).toEqual([{ kind: 'verb', span: { start: 0, end: 7 }, verb: 'f', arg: 0, flags: '-+', width: 8, precision: 3 }]);
    expect(parseFormat('%*.f')).toMatchObject([{ arg: 1, width: { arg: 0 }, precision: 0 }]);
  });
});

test('row 26: a manifest of twelve verbs; image: %[4]s is the fourth argument', () => {
  const format = ['name: %s', 'ns: %s', '%s', 'image: %[4]s', 'a: %d', 'b: %q', 'image: %[4]s', 'c: %s', 'd: %v', 'e: %t', 'f: %s', 'g: %[12]s'].join('\n');
  const { masked, verbs } = maskVerbs(format);
  expect(masked).toHaveLength(format.length);
  expect(verbs.map((verb) => verb.argIndex)).toEqual([0, 1, 2, 3, 4, 5, 3, 4, 5, 6, 7, 11]);
  expect(masked).toContain(`image: ${filler.repeat(5)}\n`);
});

test('a doubled percent is text and stays in the mask', () => {
  expect(maskVerbs('50%% %s').masked).toBe(`50%% ${filler.repeat(2)}`);
});

const formats = fc.array(fc.constantFrom('%', '%s', '%%', '%[2]d', '[', ']', '*', '.', '9', '+', ' ', 'x', 'é', '🦊', '\n', '%-1.*['), { maxLength: 20 }).map((parts) => parts.join(''));

test('row 25, any format: the pieces cover it without a gap, masks keep every length, text pieces keep their place', () => {
  fc.assert(
    fc.property(formats, fc.nat(5), (format, count) => {
      let at = 0;
      for (const piece of parseFormat(format, count)) {
        expect(piece.span.start).toBe(at);
        expect(piece.span.end).toBeGreaterThan(at);
        if (piece.kind === 'verb' && piece.arg !== undefined) expect(piece.arg).toBeLessThan(count);
        at = piece.span.end;
      }
      expect(at).toBe(format.length);
      const { masked, verbs } = maskVerbs(format);
      expect(masked).toHaveLength(format.length);
      let outside = '';
      for (let i = 0; i < format.length; i++) outside += verbs.some(({ span }) => span.start <= i && i < span.end) ? filler : (format[i] ?? '');
      expect(masked).toBe(outside);
    }),
  );
});
