/**
 * From texts to the inventory, looking at no more declarations than matter: outlines of all files, facts of the chosen declarations, and
 * once more where the evaluation asked for what was not chosen. Judges nothing.
 */
import { inSteps, type Pause } from '../base/steps';
import type { Span } from '../base/text';
import type { FileFacts } from '../go/facts';
import type { Asked, Program } from '../flow/declarations';
import { noModules, type Modules } from '../flow/modules';
import { link } from '../flow/program';
import { ignoreMarker } from '../go/ignores';
import { cluesOf } from '../images/idioms';
import { isSameList, type Memory } from '../images/flowMemory';
import { tryFlows } from '../images/flowWalks';
import { takeInventory } from '../images/inventory';
import type { ManifestFacts } from '../images/manifestFile';
import type { Sought } from '../images/sought';
import type { Inventory } from '../images/site';
import type { Standard } from '../standard/standard';
import { isSameChoice } from './factsReuse';
import type { CachedFile, FileCache } from './fileCache';
import { chartEditors } from './chartEditors';
import { isNamed, lookedUp, type LookUp, type NamedByCode } from './namedByCode';
import { kustomizationWriters } from './kustomizationWriters';
import { readModules } from './modules';
import { select, type Outlined, type Selection } from './selection';
import { reuse, type Choice } from './selectionReuse';
import { unmeasured, type Stages } from './stages';

export interface Survey {
  /** By uri, sorted; those that only the code names among them. */
  readonly files: ReadonlyMap<string, CachedFile>;
  readonly inventory: Inventory;
  readonly carried: Carried;
}

/** What a survey leaves for the next one of nearly the same texts. The result never depends on it, only the work does. */
export interface Carried {
  /** What the code named that wasn't listed, by key. */
  readonly sought: ReadonlyMap<string, Sought>;
  /** What the evaluation asked for: where the next survey had better begin. */
  readonly asked: Asked;
  readonly memory: Memory | undefined;
  readonly choice: Choice | undefined;
  /** What it all was made with. */
  readonly modules: Modules;
}

export const nothingCarried: Carried = { asked: { globals: new Set(), fields: new Set(), packages: new Set(), environment: new Set() }, sought: new Map(), memory: undefined, choice: undefined, modules: noModules };

export interface Surveyed {
  readonly root: string;
  readonly texts: ReadonlyMap<string, string>;
  readonly standard: Standard;
  /** Finds other files of the workspace. */
  readonly lookUp: LookUp;
}

/** `carried`: of an earlier survey. */
export async function survey({ root, texts, standard, lookUp }: Surveyed, cache: FileCache, carried: Carried, breathe: Pause, stages: Pick<Stages, 'measure' | 'measureAll'> = unmeasured): Promise<Survey> {
  const uris = [...texts.keys()].sort();
  const outlined: Outlined[] = [];
  for (const uri of uris) {
    await breathe();
    if (uri.endsWith('.go')) outlined.push({ uri, outline: cache.outline(uri, texts.get(uri) ?? '') });
  }
  const modules = await stages.measureAll('read', () => readModules(uris, root, lookUp, carried.modules));
  // Any name may mean something else then.
  const before = modules === carried.modules ? carried : { ...nothingCarried, sought: carried.sought };
  const clues = cluesOf(standard);
  const choose = (asked: Asked): Promise<Selection> => stages.measureAll('select', () => inSteps(select(outlined, { clues, asked, modules }), breathe));
  const { choice: last } = before;
  const reused = last && stages.measure('select', () => reuse(last, outlined));
  let known = last && reused ? last.asked : before.asked;
  let { memory } = before;
  let selection = reused ?? (await choose(known));
  let { sought } = before;
  const look = (): Promise<NamedByCode> => stages.measureAll('read', () => lookedUp(sought, uris, root, lookUp));
  let named = await look();
  const code = (): string[] => uris.flatMap((uri) => (uri.endsWith('.go') ? [texts.get(uri) ?? ''] : []));
  const isWritten = kustomizationWriters(code);
  const isChartEdited = chartEditors(code);
  let linked: { readonly facts: readonly FileFacts[]; readonly program: Program } | undefined;
  for (let again = false; ; again = true) {
    const files = new Map<string, CachedFile>();
    for (const uri of uris) {
      await breathe();
      files.set(uri, cache.facts(uri, texts.get(uri) ?? '', selection.get(uri)));
    }
    const sorted = [...files.values()];
    const facts = sorted.flatMap((file) => (file.kind === 'go' ? [file.facts] : []));
    // A round for the sake of files that code names has the same Go files.
    if (!linked || !isSameList(linked.facts, facts)) linked = { facts, program: stages.measure('link', () => link(facts, modules)) };
    const { program } = linked;
    const others = new Map([...named.texts].map(([uri, text]) => [uri, cache.facts(uri, text)]));
    const analysed = { program, manifests: manifestsIn(sorted), named: { files: manifestsIn([...others.values()]), found: named.found }, calls: standard, root, isWritten, isChartEdited };
    /** With what was asked for until now. */
    const chosenAnew = async (): Promise<Selection> => {
      const asked = both(known, program.asked);
      const next = isLarger(asked, known) ? await choose(asked) : selection;
      known = asked;
      return next;
    };
    if (!memory) {
      memory = await stages.measureAll('inventory', () => inSteps(tryFlows(analysed), breathe));
      const next = memory ? await chosenAnew() : selection;
      if (!isSame(selection, next)) {
        selection = next;
        continue;
      }
    }
    const taken = await stages.measureAll('inventory', () => inSteps(takeInventory(analysed, memory, again), breathe));
    memory = taken.memory;
    const next = await chosenAnew();
    if (isSame(selection, next) && before.asked !== nothingCarried.asked && (await breaksByAsking(files, outlined, () => choose(nothingCarried.asked)))) {
      return survey({ root, texts, standard, lookUp }, cache, { ...nothingCarried, sought, memory, modules }, breathe, stages);
    }
    const isSoughtAnew = [...taken.sought.keys()].some((key) => !sought.has(key));
    if (isSoughtAnew) {
      sought = new Map([...sought, ...taken.sought]);
      named = await look();
    }
    if (isSame(selection, next) && !isSoughtAnew) {
      const choice = { outlines: new Map(outlined.map(({ uri, outline }) => [uri, outline])), selection, asked: known };
      for (const [uri, file] of others) if (isNamed(uri, taken.sought, root)) files.set(uri, file);
      const all = new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
      return { files: all, inventory: taken.inventory, carried: { asked: program.asked, sought: taken.sought, memory, choice, modules } };
    }
    selection = next;
  }
}

function manifestsIn(files: readonly CachedFile[]): ManifestFacts[] {
  return files.flatMap((file) => (file.kind === 'yaml' ? [file.facts] : []));
}

/**
 * Whether a file counts as broken only because of what was asked for: errors in declarations that nothing depends on any more would
 * silence rules that a first survey lets speak. A file with an ignore comment is always read whole.
 */
async function breaksByAsking(files: ReadonlyMap<string, CachedFile>, outlined: readonly Outlined[], choose: () => Promise<Selection>): Promise<boolean> {
  let unasked: Selection | undefined;
  for (const { uri, outline } of outlined) {
    const file = files.get(uri);
    if (file?.kind !== 'go' || file.facts.broken.length === 0 || file.text.includes(ignoreMarker)) continue;
    unasked ??= await choose();
    const chosen = (unasked.get(uri) ?? []).flatMap(({ index, without }) => ({ at: outline.declarations[index], without }));
    const stands = (span: Span): boolean => chosen.some(({ at, without }) => at && span.start <= at.end && at.start <= span.end && !without.some((left) => left.start <= span.start && span.end <= left.end));
    if (!file.facts.broken.some(stands)) return true;
  }
  return false;
}

function both(a: Asked, b: Asked): Asked {
  return { globals: new Set([...a.globals, ...b.globals]), fields: new Set([...a.fields, ...b.fields]), packages: new Set([...a.packages, ...b.packages]), environment: new Set([...a.environment, ...b.environment]) };
}

function isLarger(a: Asked, b: Asked): boolean {
  return a.globals.size > b.globals.size || a.fields.size > b.fields.size || a.packages.size > b.packages.size || a.environment.size > b.environment.size;
}

function isSame(a: Selection, b: Selection): boolean {
  return a === b || [...a].every(([uri, chosen]) => isSameChoice(chosen, b.get(uri) ?? []));
}
