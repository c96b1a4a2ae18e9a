/** Where does the template say what was printed: behind the key, to the end of its line? Knows rendered texts and the files they come from. */
import type { Place, Span } from '../../base/text';
import type { Run, Text } from './text';

/** Undefined where the key stands in no file. `texts`: of files, by uri. */
export function lineAround(rendered: Text, value: Span, texts: ReadonlyMap<string, string>): Place | undefined {
  const colon = rendered.shape.lastIndexOf(':', value.start - 1);
  const key = colon > 0 ? rendered.shape.slice(0, colon).trimEnd().length - 1 : -1;
  const found = runAt(rendered, key);
  const source = found?.run.source;
  if (!found || !source || source.end - source.start !== found.run.text.length) return undefined;
  const file = texts.get(source.uri);
  const from = source.start + found.offset;
  const line = file === undefined ? null : /^.["']?[ \t]*:[ \t]*(["']?)([^\r\n]*)/.exec(file.slice(from, from + 4_000));
  if (!line) return undefined;
  const [all, quote = '', rest = ''] = line;
  const start = from + all.length - rest.length;
  const closed = quote === '' ? -1 : rest.lastIndexOf(quote);
  const end = start + (closed >= 0 ? closed : rest.trimEnd().length);
  return end > start ? { uri: source.uri, start, end } : undefined;
}

function runAt({ runs }: Text, position: number): { readonly run: Run; readonly offset: number } | undefined {
  let at = 0;
  for (const run of runs) {
    if (position >= at && position < at + run.text.length) return { run, offset: position - at };
    at += run.text.length;
  }
  return undefined;
}
