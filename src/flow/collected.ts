/** Which variables has one question gone through already, in which frame? A pointer or map that many functions get is met again in each of them. */
import type { Frame } from './frame';

/** What was met in a frame: variables with the path to what is asked for. */
export type Collected = Map<Frame, Set<string>>;

/** Whether the mark was met in that frame before; from now on it was. */
export function isCollected(seen: Collected, frame: Frame, mark: string): boolean {
  const marks = seen.get(frame);
  if (!marks) seen.set(frame, new Set([mark]));
  else if (marks.has(mark)) return true;
  else marks.add(mark);
  return false;
}
