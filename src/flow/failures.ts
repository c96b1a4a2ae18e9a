/** Which returns give no value, but say that there is none? Knows Go's habit of a last result that tells; evaluates nothing. */
import { isNil, type Expr } from '../go/facts';
import type { Func } from './declarations';

/** An empty result beside a failure is no value: `return "", err`, `return nil, false`. */
export function isFailure(values: readonly Expr[], index: number, func: Func): boolean {
  if (values.length < 2) return false;
  const value = values[index];
  const last = values[values.length - 1];
  const type = func.fact.results[values.length - 1]?.type;
  const fails = type?.kind === 'name' && ((type.name === 'error' && !isNil(last)) || (type.name === 'bool' && last?.kind === 'name' && last.name === 'false'));
  if (!fails) return false;
  return (value?.kind === 'text' && value.chunks.every((chunk) => chunk.text === '')) || isNil(value) || (value?.kind === 'composite' && value.elements.length === 0);
}
