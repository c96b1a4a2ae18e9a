import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { imagesInYaml } from '../../../src/images/yaml/imagesInYaml';
import { layout, manifests, write } from '../../support/manifests';

function spansOf(text: string): { start: number; end: number }[] {
  return imagesInYaml(text).map((found) => found.at);
}

describe('manifests from a model', () => {
  test('every image is found at its exact range, and nothing else is', () => {
    fc.assert(
      fc.property(manifests, layout, (models, { newline, indent }) => {
        const written = write(models, newline, indent);
        const found = imagesInYaml(written.text);
        expect(found.map(({ at, container: named }) => ({ ...at, container: named }))).toEqual(written.images);
        expect(found.every((one) => one.role === 'deploy' && !one.fallback && one.workload !== undefined)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  test('row 61: fillers of the same length, in values, images or whole lines, move no range', () => {
    fc.assert(
      fc.property(manifests, layout, fc.infiniteStream(fc.nat(3)), (models, { newline, indent }, choices) => {
        const written = write(models, newline, indent);
        let masked = written.text;
        for (const span of [...written.values, ...written.images]) {
          if (choices.next().value !== 0) continue;
          masked = masked.slice(0, span.start) + '\uE000'.repeat(span.end - span.start) + masked.slice(span.end);
        }
        expect(masked).toHaveLength(written.text.length);
        expect(spansOf(masked)).toEqual(written.images.map(({ start, end }) => ({ start, end })));
      }),
      { numRuns: 150 },
    );
  });

  test('row 61: a line of fillers anywhere between the lines loses no image', () => {
    fc.assert(
      fc.property(manifests, layout, fc.nat(), fc.nat(12), (models, { newline, indent }, at, pad) => {
        const written = write(models, newline, indent);
        const breaks = [...written.text.matchAll(/\n/g)].map((match) => match.index + 1);
        const where = breaks[at % breaks.length] ?? 0;
        const added = `${' '.repeat(pad)}\uE000\uE000${newline}`;
        const shifted = written.images.map(({ start, end }) => (start >= where ? { start: start + added.length, end: end + added.length } : { start, end }));
        expect(spansOf(written.text.slice(0, where) + added + written.text.slice(where))).toEqual(shifted);
      }),
      { numRuns: 150 },
    );
  });

  test('row 57: a broken line loses no image but the one it continues', () => {
    const garbage = fc.constantFrom('\t', '"', "'", '[', '{', '}', ': :', '- - -', '@', '`', '%', '*x', '&', '!', 'a: b: c', '  x', 'key: "open', '<<: *none', '...');
    fc.assert(
      fc.property(manifests, layout, fc.nat(), garbage, fc.nat(12), (models, { newline, indent }, at, text, pad) => {
        // A block scalar that the line cuts short would rightly show its content.
        const written = write(models.map((one) => ({ ...one, script: false })), newline, indent);
        const breaks = [...written.text.matchAll(/\n/g)].map((match) => match.index + 1);
        const where = breaks[at % breaks.length] ?? 0;
        fc.pre(!/image: .*\r?\n$/.test(written.text.slice(0, where)));
        const added = ' '.repeat(pad) + text + newline;
        const found = new Set(spansOf(written.text.slice(0, where) + added + written.text.slice(where)).map((span) => `${span.start} ${span.end}`));
        const lost = written.images.filter(({ start, end }) => {
          const by = start >= where ? added.length : 0;
          return !found.has(`${start + by} ${end + by}`);
        });
        expect(lost).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test('any prefix and any text: no throw, every span inside', () => {
    const check = (text: string) => {
      for (const { at, chunks } of imagesInYaml(text, { nested: true })) {
        expect(at.start).toBeGreaterThanOrEqual(0);
        expect(at.end).toBeLessThanOrEqual(text.length);
        for (const chunk of chunks) expect(at.start <= chunk.start && chunk.start <= chunk.end && chunk.end <= at.end).toBe(true);
      }
    };
    fc.assert(
      fc.property(manifests, layout, fc.nat(), (models, { newline, indent }, at) => {
        const { text } = write(models, newline, indent);
        check(text.slice(0, at % text.length));
      }),
    );
    const words = fc.array(fc.constantFrom('image', ': ', '\n', '  ', '- ', '"', "'", '|', '>', '#', '{', '}', '[', ']', '&a ', '*a', '<<: ', '---', '\t', '\r', '\uE000', '{{', '}}', '${', '\\x4', '\\', 'containers:', 'é', '🦊', '!', '%', ','), { maxLength: 40 });
    fc.assert(fc.property(words, (parts) => check(`image: a\n${parts.join('')}`)), { numRuns: 500 });
  });
});

describe('big texts', () => {
  test('rows 57 and 58: thousands of containers, of brackets, of blanks, of open expressions', () => {
    let text = 'containers:\n';
    let count = 0;
    while (text.length < 150_000) text += `- name: c${count}\n  image: reg/app:${count++}\n`;
    expect(imagesInYaml(text)).toHaveLength(count);
    expect(imagesInYaml(`a: "\n${text}`)).toHaveLength(count);
    expect(imagesInYaml(`image: x\n${'['.repeat(1_000_000)}`)).toHaveLength(1);
    expect(imagesInYaml(`image: x\n${'a: '.repeat(30_000)}`)).toHaveLength(1);
    expect(imagesInYaml(`image: x\n${'- '.repeat(30_000)}`)).toHaveLength(1);
    expect(imagesInYaml(`image: x\n${' \n'.repeat(100_000)}y: z`)).toHaveLength(1);
    expect(imagesInYaml(`image: x\n${'{{'.repeat(200_000)}`)).toHaveLength(1);
    expect(imagesInYaml(`image: x\n${'${'.repeat(200_000)}`)).toHaveLength(1);
    expect(imagesInYaml(`${' '.repeat(500_000)}image: x`)).toHaveLength(1);
    expect(imagesInYaml(`${'\uE000'.repeat(500_000)}x`)).toEqual([]);
    expect(imagesInYaml(`image: "${'\\x41'.repeat(100_000)}"`)[0]?.text).toHaveLength(100_000);
  }, 60_000);

  test('a thousand levels of maps', () => {
    let text = '';
    for (let i = 0; i < 1_000; i++) text += `${' '.repeat(i)}a:\n`;
    expect(imagesInYaml(`${text}${' '.repeat(1_000)}image: x\n`)).toMatchObject([{ text: 'x', role: 'mention' }]);
  });
});
