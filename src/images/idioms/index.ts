/** The list of idioms: one line each. */
import type { FuncFact, WrittenRun } from '../../go/facts';
import { exact } from '../../base/exact';
import type { Span } from '../../base/text';
import { isAskedAround, isDecided, runningAt } from '../../flow/branches';
import { asksChanged } from '../../flow/changedInTurns';
import type { Frame } from '../../flow/frame';
import { isElsewhere } from '../../flow/systems';
import type { ImageCalls } from '../imageCall';
import { isMeantToFail } from '../meantToFail';
import { holdingFields } from '../neverStarted';
import { mayBuild } from '../scripts';
import { applyConfigurations } from './applyConfigurations';
import { configured, configuredCalls } from './configured';
import { commandType } from './commandsRun';
import { containerCli, mayRun } from './containerCli';
import { decodedManifests, decoders } from './decodedManifests';
import { helmLibraries, helmLibraryCalls } from './helmLibraries';
import { isDeployment, type Idiom, type Sighting, type Surroundings } from './idiom';
import { objectMaps } from './objectMaps';
import { containerTypes, podSpec, policyField } from './podSpec';
import { dockerfileType, testcontainers } from './testcontainers';
import { yamlManifest } from './yamlManifest';

/** What an idiom saw in one function, ready to be resolved in any frame of it. */
export interface Spotted {
  readonly idiom: string;
  readonly clues: number;
  /** Only package-level names that may hold a manifest: no reason to walk there by itself. */
  readonly onlyMentions: boolean;
  readonly resolve: (frame: Frame, around: Surroundings) => readonly Sighting[];
}

function spotter<Clue>(idiom: Idiom<Clue>): (func: FuncFact, calls: ImageCalls) => Spotted {
  return (func, calls) => {
    const clues = idiom.spot(func, calls);
    const onlyMentions = clues.every((clue) => typeof clue === 'string');
    const resolve = (clue: Clue, frame: Frame, around: Surroundings): readonly Sighting[] => {
      let places: readonly Span[] | undefined;
      const placesOf = (): readonly Span[] => (places ??= idiom.placesOf(clue, func));
      const found = running(idiom.resolve(clue, frame, around), placesOf, frame, around);
      return found.map((one) => spared(one, placesOf(), frame, around));
    };
    return { idiom: idiom.id, clues: clues.length, onlyMentions, resolve: (frame, around) => clues.flatMap((clue) => resolve(clue, frame, around)) };
  };
}

/** Without what can't run in its frame; where nothing of it can, it is there and idle. */
function running(found: readonly Sighting[], placesOf: () => readonly Span[], frame: Frame, { evaluation }: Surroundings): readonly Sighting[] {
  if (found.length === 0 || !isDecided(evaluation, frame.func)) return found;
  const places = placesOf();
  const runs = (at: Frame): boolean => places.length === 0 || places.some((place) => runningAt(evaluation, place, at).length > 0);
  const live = found.filter((one) => runs(one.frame?.func === frame.func ? one.frame : frame));
  return live.length > 0 ? live : found.map((one) => ({ ...one, idle: true }));
}

/**
 * Marks what is meant to fail, what only another system comes to than suites usually run on, and what a loop comes to by what it changes itself:
 * whether that works, or ever happens, nobody knows.
 */
function spared(one: Sighting, places: readonly Span[], frame: Frame, { evaluation }: Surroundings): Sighting {
  const at = one.frame?.func === frame.func ? one.frame : frame;
  const isDoubtful = isElsewhere(evaluation, places, at) || isAskedAround(places, at, (asked, around) => asksChanged(evaluation.program, asked, around));
  if (isDoubtful) return { ...one, details: { ...one.details, ...(isDeployment(one) ? { spared: true } : { doubted: true }) } };
  const isRequest = one.role === 'deploy' || one.applies !== undefined || one.kustomizes !== undefined;
  return isRequest && isMeantToFail(places, one.image, at, evaluation) ? { ...one, details: { ...one.details, spared: true } } : one;
}

const spotters = [spotter(containerCli), spotter(helmLibraries), spotter(podSpec), spotter(objectMaps), spotter(applyConfigurations), spotter(yamlManifest), spotter(decodedManifests), spotter(testcontainers), spotter(configured)];

/** What every idiom sees in a function; depends on the function's facts and the configured helpers only. */
export function spotted(func: FuncFact, calls: ImageCalls): readonly Spotted[] {
  return exact(spotters.map((spot) => spot(func, calls)).filter((one) => one.clues > 0));
}

/** Without one of these no idiom sees anything but a text: what a cheap look at a file must not overlook. */
export interface Clues {
  /** Functions that are called. */
  readonly calls: readonly string[];
  /** The same where the file imports a package whose path is such. */
  readonly imported: readonly { readonly paths: RegExp; readonly calls: readonly string[] }[];
  /** Types behind a qualifier. */
  readonly types: readonly string[];
  /** Fields that are set. */
  readonly stores: readonly string[];
  /** Whether running a program may concern images, or build some. */
  readonly runs: (run: WrittenRun) => boolean;
}

export function cluesOf(calls: ImageCalls): Clues {
  const own = configuredCalls(calls).map(([, { name }]) => name.slice(name.lastIndexOf('.') + 1));
  return { calls: own, imported: [decoders, helmLibraryCalls], types: [...containerTypes, commandType, dockerfileType], stores: ['Image', policyField, ...holdingFields], runs: ({ name, args }) => args === undefined || mayRun(name, args) || mayBuild(name, args) };
}
