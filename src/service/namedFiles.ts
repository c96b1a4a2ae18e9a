/**
 * Which files do builds and deployments name: Dockerfiles, charts, files of values? Where each name's characters stand, and as much of the
 * path as is known. Finds no file; whether it exists is the host's question.
 */
import type { Place } from '../base/text';
import { isText, type Answer, type Value } from '../flow/value';
import type { Details } from '../images/site';
import type { Analysis } from './languageService';

export interface NamedFile {
  readonly kind: 'dockerfile' | 'chart' | 'values';
  /** The last piece of the path that is written out in the source. */
  readonly at: Place;
  /** With `/`; `./` and `../` at its beginning are left off. What stands before it isn't known where `whole` is false. */
  readonly path: string;
  readonly whole: boolean;
}

/** Those whose name stands in the file, in its order. One place that means several paths means none. */
export function namedFilesIn(analysis: Analysis, uri: string): NamedFile[] {
  const byPlace = new Map<string, NamedFile | undefined>();
  const add = (kind: NamedFile['kind'], answer: Answer | undefined): void => {
    for (const value of answer?.values ?? []) {
      const named = namedFile(kind, value);
      if (named?.at.uri !== uri) continue;
      const key = `${named.at.start}:${named.at.end}`;
      const other = byPlace.get(key);
      if (!byPlace.has(key)) byPlace.set(key, named);
      else if (other && (other.path !== named.path || other.kind !== kind)) byPlace.set(key, undefined);
    }
  };
  const addAll = ({ dockerfile, chart, valueFiles }: Details): void => {
    add('dockerfile', dockerfile);
    add('chart', chart);
    for (const file of valueFiles ?? []) add('values', file);
  };
  for (const site of analysis.inventory.sites) addAll(site.details);
  for (const flow of analysis.inventory.flows) for (const event of flow.events) addAll(event.details);
  return [...byPlace.values()].flatMap((named) => named ?? []).sort((a, b) => a.at.start - b.at.start);
}

/** A path behind something unknown counts from its first slash on. */
function namedFile(kind: NamedFile['kind'], { parts }: Value): NamedFile | undefined {
  const from = parts.findLastIndex((part) => !isText(part)) + 1;
  const known = parts.slice(from).filter(isText);
  const text = known.map((part) => part.text).join('');
  const at = known.findLast((part) => part.source && part.source.end - part.source.start === part.text.length && /[^/]/.test(part.text))?.source;
  const path = (from === 0 ? text : text.slice(text.indexOf('/') + 1)).replace(/^(\.{1,2}\/+)+/, '');
  if (!at || path === '' || (from > 0 && !text.includes('/')) || /^[\w+.-]+:\/\//.test(path)) return undefined;
  return { kind, at, path, whole: from === 0 };
}
