/** Which files does a `//go:embed` directive above a variable name? Knows the directive's form; reads nothing. */
import type { OtherExpr } from './facts';

const directive = /^\/\/go:embed[ \t]+(.*?)[ \t\r]*$/;
/** One file by its plain name: no pattern, no second name. */
const plain = /^(?:([^\s"`*?[\]\\]+)|"([^"*?[\]\\]+)"|`([^`*?[\]\\]+)`)$/;

/** What a variable without a value holds: undefined where no directive stands in the comment right above `start`, its declaration. */
export function embedded(source: string, start: number): OtherExpr | undefined {
  const names: string[] = [];
  let end = source.lastIndexOf('\n', start - 1);
  while (end > 0) {
    const from = source.lastIndexOf('\n', end - 1) + 1;
    const line = source.slice(from, end).trim();
    if (!line.startsWith('//')) break;
    const named = directive.exec(line)?.[1];
    if (named !== undefined) names.push(named);
    end = from - 1;
  }
  if (names.length === 0) return undefined;
  const only = names.length === 1 ? plain.exec(names[0] ?? '') : null;
  const file = only?.[1] ?? only?.[2] ?? only?.[3];
  return { kind: 'other', why: 'an embedded file', span: { start, end: start }, ...(file === undefined ? {} : { file }) };
}
