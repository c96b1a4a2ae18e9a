import { expect, test } from 'vitest';
import { pathFilter } from '../../src/node/globs';

test.each(['!', 'a/', '*', '@(a)'])('backslashes at the end of a glob are read to their end: %s', (start) => {
  for (let count = 1; count < 8; count++) {
    const filter = pathFilter([`${start}${'\\'.repeat(count)}`, 'test/**'], []);
    expect([filter.wants('test/a.go'), filter.wants('a/b.go')], `${count} backslashes`).toEqual([true, false]);
  }
});
