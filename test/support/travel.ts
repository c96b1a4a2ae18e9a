/**
 * Ways that a string travels, each from one piece of Go: it must give one finding where another tag is deployed than is built, none
 * where it is the same, and none where a hole stands in the string's place.
 */
import { describe, test } from 'vitest';
import { check, checkSilent } from './check';
import { fixtureOf, type Way } from './wayFixture';

export { fixtureOf, goFile, type Way } from './wayFixture';

export const otherTag = ' // want tag-mismatch "built .*as .*app:v1"';

const holes = [
  ['the environment', 'os.Getenv("APP_IMAGE")'],
  ['an unknown call', 'outside.Image()'],
  ['a parameter of no known caller', 'given'],
] as const;

/** One hit, one silence, and, where the way begins at an expression, one silence for each kind of hole. */
export function travels(theme: string, ways: readonly Way[]): void {
  describe(theme, () => {
    describe.each(ways.map((way) => [way.name, way] as const))('%s', (_name, way) => {
      test('hit: another tag is deployed than is built', async () => {
        await check(fixtureOf(way, 'v2', undefined, otherTag));
      });
      test('silence: the same tag is deployed', async () => {
        await checkSilent(fixtureOf(way, 'v1'));
      });
      if (!/\bIMAGE\b/.test(way.source)) return;
      test.each(holes)('hole: %s', async (hole, image) => {
        if (way.beside && hole === 'the environment') await check(fixtureOf(way, 'v2', image, otherTag));
        else await checkSilent(fixtureOf(way, 'v2', image));
      });
    });
  });
}
