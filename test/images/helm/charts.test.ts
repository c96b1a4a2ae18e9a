/** Which images do whole charts deploy, and is anything else deployed? */
import { expect, test } from 'vitest';
import { chartIn } from '../../../src/images/helm/chart';
import { dict } from '../../../src/images/helm/data';
import { released } from '../../../src/images/helm/release';
import { applySetting } from '../../../src/images/helm/settings';
import { textOf } from '../../../src/images/helm/text';
import { cases, type Case } from './charts';
import { shown } from './rendered';

function deployedBy({ files, sets = [], verb = 'install' }: Case): readonly string[] | undefined {
  const list = Object.entries(files).map(([path, text]) => ({ uri: `f:///c/${path}`, text })).sort((a, b) => (a.uri < b.uri ? -1 : 1));
  const chart = chartIn('f:///c', list);
  const given = dict();
  if (!chart || !sets.every((one) => applySetting(given, { kind: 'set', text: textOf(one) }))) return undefined;
  const result = released({ chart, given, name: textOf('rel'), verb, hooks: true }, list);
  return result && [...result.images.map(({ image, unsure }) => `${unsure ? '~' : ''}${image ? shown(image).replace(/.*‹\?›.*/, '?') : '?'}`).sort(), ...(result.whole ? [] : ['…'])];
}

test.each(cases)('$name', (one) => expect(deployedBy(one)).toEqual(one.expected));
