/** Which manifests in Go does an engine run by itself, `podman kube play -`, so that no cluster ever sees them? Knows which commands read them. */
import type { Steps } from '../base/steps';
import type { Walk } from '../flow/walk';
import { inputsPlayed } from './idioms/containerCli';
import type { Sighting } from './idioms/idiom';
import { isOfText, standsIn, textsBehind } from './textsBehind';

/** What is played is run by that engine, from its own store. */
export function* withPlayed({ frames, idle, evaluation }: Walk, sightings: readonly Sighting[]): Steps<readonly Sighting[]> {
  if (!sightings.some(isOfText)) return sightings;
  let all = sightings;
  for (const frame of frames) {
    if (idle.has(frame)) continue;
    yield;
    for (const { input, engine } of inputsPlayed(evaluation, frame)) {
      const texts = textsBehind(evaluation, input, frame);
      all = all.map((one) => (isOfText(one) && standsIn(one, texts, frame) ? { ...one, role: 'run', engine } : one));
    }
  }
  return all;
}
