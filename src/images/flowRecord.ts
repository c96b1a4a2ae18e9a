/**
 * What one root's walk sees, as plain data: nothing of the program or of the evaluation is held, so that memory is free again before the
 * next root, and a record can stand for the walk as long as nothing changed that it depends on. Knows idioms and frames; joins nothing.
 */
import type { Place } from '../base/text';
import type { Func } from '../flow/declarations';
import { outermostFrame, type Frame } from '../flow/frame';
import { callSites } from '../flow/origin';
import type { Root, Walk } from '../flow/walk';
import type { Uses } from '../flow/tracked';
import { discardsIn } from './discards';
import type { OutOfSight } from './handed';
import type { Sighting } from './idioms/idiom';
import type { Discard } from './site';
import type { Sought } from './sought';

/** A sighting without its frame. */
export interface Sighted extends Omit<Sighting, 'frame'> {
  /** Call sites from the outermost frame to here. */
  readonly path: readonly Place[];
  /** The same for sightings of one frame of the flow; undefined without a frame. */
  readonly frame: number | undefined;
  /** The id of the function that starts the run; undefined without a frame. */
  readonly start: string | undefined;
}

export interface FlowRecord {
  readonly root: Pick<Root, 'name' | 'kind'>;
  readonly sightings: readonly Sighted[];
  readonly discards: readonly Discard[];
  readonly outOfSight: OutOfSight;
  /** The name of the function that starts the run in which something is seen first; undefined when nothing is, and all was looked at. */
  readonly start: Place | undefined;
  readonly complete: boolean;
  readonly uses: Uses;
  /** What it named that isn't listed, by key. */
  readonly sought: ReadonlyMap<string, Sought>;
}

const nothing: OutOfSight = { handed: [], repositories: [], unread: false, unreadCommand: false, methods: [], dispatched: [], undeclared: [], halfWritten: false };

/** `hidden`: what the flow does out of sight; nothing where nothing can be judged. */
export function recordOf(walk: Walk, found: readonly Sighting[], asked: Pick<FlowRecord, 'uses' | 'sought'>, hidden: OutOfSight = nothing): FlowRecord {
  const frames = new Map<Frame, number>();
  const numberOf = (frame: Frame): number => {
    let known = frames.get(frame);
    if (known === undefined) frames.set(frame, (known = frames.size));
    return known;
  };
  const sightings = found.map((one) => sighted(one, one.frame && numberOf(one.frame)));
  const discards = found.length > 0 ? discardsIn(walk) : [];
  const complete = walk.complete && !walk.evaluation.exhausted;
  const [first] = walk.root.funcs;
  return { root: { name: walk.root.name, kind: walk.root.kind }, sightings, discards, outOfSight: hidden, start: startOf(found) ?? (first && !complete ? nameOf(first) : undefined), complete, ...asked };
}

export function sighted(sighting: Sighting, frame: number | undefined): Sighted {
  return { ...sighting, path: callSites(sighting.frame), frame, start: sighting.frame && outermostFrame(sighting.frame).func.id };
}

/** The function that starts the run in which something is seen first. */
function startOf(sightings: readonly Sighting[]): Place | undefined {
  const frame = sightings.find((one) => one.frame)?.frame;
  return frame && nameOf(outermostFrame(frame).func);
}

function nameOf({ file, fact }: Func): Place {
  return { uri: file.uri, start: fact.nameSpan.start, end: fact.nameSpan.end };
}

