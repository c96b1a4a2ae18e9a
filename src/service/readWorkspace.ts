/**
 * What is there to analyse? Reads the configuration and the files that it includes; again only what is known to have changed, where
 * that is known. Knows the workspace port; analyses nothing.
 */
import type { Severity } from '../base/finding';
import type { Pause } from '../base/steps';
import type { Notice } from '../report/format';
import { configurationFiles, parseConfig, type Configuration } from '../standard/config';
import type { Elsewhere } from './elsewhere';
import { ruleIds } from './ruleInfo';
import type { Reading } from './snapshot';
import type { ServiceOptions } from './languageService';
import type { Stages } from './stages';
import type { ReadResult } from './workspace';

export interface Reader {
  /** `changes`: uris of what must be read again, undefined: everything. Rejects when `breathe` or the workspace does; what was read before stays good. */
  read(changes: ReadonlySet<string> | undefined, signal: AbortSignal | undefined, breathe: Pause): Promise<Reading>;
}

type Configured = Pick<Reading, 'configuration' | 'configurationFile' | 'severities'> & { readonly text: string | undefined; readonly notices: readonly Notice[] };

export function createReader({ workspace, settings, configuration: given, today }: ServiceOptions, elsewhere: Elsewhere, stages: Pick<Stages, 'measureAll'>): Reader {
  let configured: Configured | undefined;
  let last: Reading | undefined;

  const noticesOf = (uri: string, result: ReadResult): Notice[] => {
    if (result.kind === 'skipped') return [{ uri, message: result.reason }];
    return result.kind === 'text' && result.notice !== undefined ? [{ uri, message: result.notice }] : [];
  };

  /** The first that can be read. */
  const ownConfiguration = async (notices: Notice[]): Promise<ServiceOptions['configuration']> => {
    for (const name of configurationFiles) {
      const uri = `${workspace.root}/${name}`;
      const result = await workspace.read(uri);
      if (result.kind === 'text') return { uri, text: result.text };
      notices.push(...noticesOf(uri, result));
    }
    return undefined;
  };

  const configure = async (): Promise<Configured> => {
    const notices: Notice[] = [];
    const found = given ?? (await ownConfiguration(notices));
    const text = found?.text;
    // The same text stays the same object: whoever remembers what followed from it goes on remembering.
    if (configured && configured.text === text && configured.configurationFile?.uri === (text === undefined ? undefined : found?.uri)) return { ...configured, notices };
    const parsed: Configuration = parseConfig(text, { ruleIds: ruleIds(), ...(today === undefined ? {} : { today }) });
    const standard = { ...parsed.standard, engine: parsed.engine ?? settings.engine };
    const severities = new Map<string, Severity | 'off'>([...parsed.severities, ...settings.severities]);
    return { text, notices, configuration: { ...parsed, standard }, configurationFile: found?.text === undefined ? undefined : { uri: found.uri, text: found.text }, severities };
  };

  const readAll = async (signal: AbortSignal | undefined, breathe: Pause): Promise<Reading> => {
    const started = performance.now();
    elsewhere.changed(undefined);
    const { notices: own, ...rest } = (configured = await configure());
    const notices = [...own];
    const { configuration } = rest;
    const globs = { include: configuration.include ?? settings.include, exclude: [...settings.exclude, ...(configuration.exclude ?? [])] };
    const uris = await stages.measureAll('list', () => workspace.list(signal, globs));
    const texts = new Map<string, string>();
    for (const uri of uris) {
      await breathe();
      const result = await stages.measureAll('read', () => workspace.read(uri));
      notices.push(...noticesOf(uri, result));
      if (result.kind === 'text') texts.set(uri, result.text);
    }
    return { root: workspace.root, texts, notices, ...rest, exclude: globs.exclude, started };
  };

  /** Undefined where a change is more than another text of a file that was read before. */
  const readChanged = async (before: Reading, changes: ReadonlySet<string>): Promise<Reading | undefined> => {
    const started = performance.now();
    elsewhere.changed(changes);
    const texts = new Map(before.texts);
    const notices = before.notices.filter(({ uri }) => !changes.has(uri));
    for (const uri of changes) {
      if (!before.texts.has(uri) && elsewhere.knows(uri)) continue;
      const result = before.texts.has(uri) ? await stages.measureAll('read', () => workspace.read(uri)) : undefined;
      if (result?.kind !== 'text') return undefined;
      texts.set(uri, result.text);
      notices.push(...noticesOf(uri, result));
    }
    return { ...before, texts, notices, started };
  };

  return {
    async read(changes, signal, breathe) {
      const reading = (last && changes && (await readChanged(last, changes))) ?? (await readAll(signal, breathe));
      signal?.throwIfAborted();
      return (last = reading);
    },
  };
}
