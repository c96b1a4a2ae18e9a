/** What `--set`, `--set-string` and `--set-literal` make of values: held against Helm 3.16. `unknown` where it may be an error. */
import { describe, expect, test } from 'vitest';
import { dict } from '../../../src/images/helm/data';
import type { SettingKind } from '../../../src/images/commandLine/helmWords';
import { applySetting } from '../../../src/images/helm/settings';
import { ofRuns, textOf } from '../../../src/images/helm/text';
import { filler } from '../../../src/flow/formatVerbs';
import { plain } from './rendered';

function madeBy(kind: SettingKind, texts: readonly string[]): string {
  const values = dict();
  const known = texts.every((one) => applySetting(values, { kind, text: textOf(one) }));
  return known ? JSON.stringify(sorted(plain(values))) : 'unknown';
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  return value !== null && typeof value === 'object' ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, sorted(one)])) : value;
}

describe('settings', () => {
  test.each<[SettingKind, string[], string]>([
    ['set', ['a=b'], '{"a":"b"}'],
    ['set', ['a.b.c=d'], '{"a":{"b":{"c":"d"}}}'],
    ['set', ['a=1,b=x'], '{"a":1,"b":"x"}'],
    ['set', ['a=b\\,c'], '{"a":"b,c"}'],
    ['set', ['a\\.b=c'], '{"a.b":"c"}'],
    ['set', ['a='], '{"a":""}'],
    ['set', ['a'], 'unknown'],
    ['set', ['a=null'], '{"a":null}'],
    ['set', ['a=true,b=False,c=TRUE'], '{"a":true,"b":false,"c":true}'],
    ['set', ['a=1.10'], '{"a":"1.10"}'],
    ['set', ['a=010'], '{"a":"010"}'],
    ['set', ['a=0'], '{"a":0}'],
    ['set', ['a=-5'], '{"a":-5}'],
    ['set', ['a=1e3'], '{"a":"1e3"}'],
    ['set', ['a=0x10'], '{"a":"0x10"}'],
    ['set', ['a=12345678901234567890'], '{"a":"12345678901234567890"}'],
    ['set', ['a=1234567'], '{"a":1234567}'],
    ['set', ['a=+1'], '{"a":1}'],
    ['set', ['a=-0'], '{"a":0}'],
    ['set', ['a=00'], '{"a":"00"}'],
    ['set', ['a={b,c}'], '{"a":["b","c"]}'],
    ['set', ['a={}'], '{"a":[""]}'],
    ['set', ['a={1,true,x y}'], '{"a":[1,true,"x y"]}'],
    ['set', ['a={b,{c}}'], '{"a":["b","{c}"]}'],
    ['set', ['a=b{c}'], '{"a":"b{c}"}'],
    ['set', ['a=b{c,d}'], '{"a":"b{c,d}"}'],
    ['set', ['a[0]=b'], '{"a":["b"]}'],
    ['set', ['a[1]=b'], '{"a":[null,"b"]}'],
    ['set', ['a[0].b=c,a[0].d=e'], '{"a":[{"b":"c","d":"e"}]}'],
    ['set', ['a[0].b=c', 'a[1].b=d'], '{"a":[{"b":"c"},{"b":"d"}]}'],
    ['set', ['a[0][1]=x'], '{"a":[[null,"x"]]}'],
    ['set', ['a.b[2].c=x'], '{"a":{"b":[null,null,{"c":"x"}]}}'],
    ['set', ['a[-1]=x'], 'unknown'],
    ['set', ['a[x]=y'], 'unknown'],
    ['set', ['a=b=c'], '{"a":"b=c"}'],
    ['set', ['a=b', 'a.c=d'], '{"a":{"c":"d"}}'],
    ['set', ['a.b=c', 'a=d'], '{"a":"d"}'],
    ['set', ['a.b=c', 'a.d=e'], '{"a":{"b":"c","d":"e"}}'],
    ['set', ['a= b '], '{"a":" b "}'],
    ['set', [' a=b'], '{" a":"b"}'],
    ['set', ['a.=b'], '{"a":"b"}'],
    ['set', ['.a=b'], 'unknown'],
    ['set', ['a..b=c'], 'unknown'],
    ['set', ['=b'], 'unknown'],
    ['set', [''], '{}'],
    ['set', ['a=b,'], '{"a":"b"}'],
    ['set', [',a=b'], '{"a":"b"}'],
    ['set', ['a=b,,c=d'], '{"a":"b","c":"d"}'],
    ['set', ['a="b"'], '{"a":"\\"b\\""}'],
    ['set', ['a=\'b\''], '{"a":"\'b\'"}'],
    ['set', ['a=b\\\\c'], '{"a":"b\\\\c"}'],
    ['set', ['a=\\{b'], '{"a":"{b"}'],
    ['set', ['a=yes,b=on'], '{"a":"yes","b":"on"}'],
    ['set', ['a=null', 'a.b=c'], '{"a":{"b":"c"}}'],
    ['set', ['a.b=null'], '{"a":{"b":null}}'],
    ['set', ['a=x/y:v1@sha256:00'], '{"a":"x/y:v1@sha256:00"}'],
    ['set', ['a=b}c'], '{"a":"b}c"}'],
    ['set', ['a={b'], '{"a":"‹?›"}'],
    ['set', ['a={b}c'], '{"a":"‹?›"}'],
    ['set', ['a={b},c=d'], '{"a":["b"],"c":"d"}'],
    ['set', ['a={b\\,c}'], '{"a":["b,c"]}'],
    ['set', ['a=[1,2]'], 'unknown'],
    ['set', ['__proto__.x=y'], '{"__proto__":{"x":"y"}}'],
    ['set', ['constructor=y'], '{"constructor":"y"}'],
    ['set', ['a.__proto__.b=c'], '{"a":{"__proto__":{"b":"c"}}}'],
    ['set', ['a[0]=null'], '{"a":[null]}'],
    ['set', ['a={x},a[1]=y'], '{"a":["x","y"]}'],
    ['set', ['a.b[0]=x,a.b[0].c=y'], '{"a":{"b":[{"c":"y"}]}}'],
    ['set', ['a[5]=x'], '{"a":[null,null,null,null,null,"x"]}'],
    ['set', ['a=tRuE'], '{"a":true}'],
    ['set', ['a=NULL,b=Null'], '{"a":null,"b":null}'],
    ['set', ['a.b=c,a.b.d=e'], '{"a":{"b":{"d":"e"}}}'],
    ['set', ['a=b c'], '{"a":"b c"}'],
    ['string', ['a=1'], '{"a":"1"}'],
    ['string', ['a=true,b=null'], '{"a":"true","b":"null"}'],
    ['string', ['a={1,2}'], '{"a":["1","2"]}'],
    ['string', ['a=1.10'], '{"a":"1.10"}'],
    ['string', ['a=0123'], '{"a":"0123"}'],
    ['string', ['a='], '{"a":""}'],
    ['string', ['a=b\\,c'], '{"a":"b,c"}'],
    ['string', ['a.b=1,c=2'], '{"a":{"b":"1"},"c":"2"}'],
    ['literal', ['a=b,c=d'], '{"a":"b,c=d"}'],
    ['literal', ['a={x}'], '{"a":"{x}"}'],
    ['literal', ['a=b\\c'], '{"a":"b\\\\c"}'],
    ['literal', ['a.b=1'], '{"a":{"b":"1"}}'],
    ['literal', ['a[0]=x'], '{"a":["x"]}'],
    ['literal', ['a=true'], '{"a":"true"}'],
    ['literal', ['a'], 'unknown'],
    ['literal', ['a\\.b=c'], '{"a\\\\":{"b":"c"}}'],
    ['literal', ['a=b=c'], '{"a":"b=c"}'],
    ['literal', ['a='], '{"a":""}'],
  ])('%s %j', (kind, texts, expected) => expect(madeBy(kind, texts)).toBe(expected));

  test('a hole in a key may be any key that begins so', () => {
    const values = dict();
    const hole = { text: filler, hole: { kind: 'env', name: 'X' } } as const;
    expect(applySetting(values, { kind: 'set', text: ofRuns([{ text: 'a.b' }, hole, { text: '=c' }]) })).toBe(true);
    expect(plain(values)).toEqual({ a: '‹?›' });
  });
});
