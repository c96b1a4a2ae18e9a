/** malformed-reference: what stands in an image's place is refused by the grammar of image references. */
import { malformedImage } from '../images/reference';
import type { ImageSite, Inventory } from '../images/site';
import { cut, isText, type Answer, type Value } from '../flow/value';
import { placeKey, type Place } from '../base/text';
import { keyOf } from './evidence';
import { mayBecomeOtherAt } from './halfWritten';
import { isDead, isUnmentioned, liveFirst } from './gathered';
import { missingKeys } from './missingKey';
import { done, flowNames, imageName, list } from './names';
import { isNoImage } from './noImage';
import { trailOf } from './places';
import type { Draft, Rule } from './rule';

const judgedRoles = new Set(['build', 'tag', 'save', 'load', 'push', 'pull', 'run', 'deploy']);
const written = new Set(['pod-spec', 'yaml-manifest']);
const words: Readonly<Record<string, string>> = { build: 'built', tag: 'tagged', save: 'saved', load: 'loaded', push: 'pushed', pull: 'pulled' };

/** A manifest file that no suite mentions: perhaps nobody applies it, or it is broken on purpose. */
function isSample(site: ImageSite, inventory: Inventory): boolean {
  return site.function === '' && site.flows.length === 0 && isUnmentioned([], inventory);
}

/** `REPLACE_IMAGE`, `[YOUR IMAGE]`, `<image>`: somebody, or a script, is to put a name in its place. */
function isStandIn(value: Value): boolean {
  const text = value.parts.map((part) => (isText(part) ? part.text : '')).join('');
  return /^[^a-z]*$/.test(text) || /^[[<{(_$].*[\]>})_]$/.test(text);
}

/**
 * `__IMAGE__`, `localhost/app:@@TAG@@`, `%IMAGE%`, `REPLACE_IMAGE`, `docker.io/YOUR_ALIAS/app`: made to be found and replaced; a file that a suite applies as it is
 * is past that. `localhost/*`, `!*:latest`: a policy's pattern.
 */
function isTemplate({ parts }: Value, { idiom, flows }: ImageSite): boolean {
  const made = idiom === 'yaml-file' && flows.length > 0 ? /\*|^!/ : /__[A-Z][A-Z0-9_]*__|@@?[A-Z][A-Z0-9_]*@@?|%[A-Z][A-Z0-9_]*%|\[[A-Z][A-Z _-]*\]|\b(?:YOUR|REPLACE)[ _-]|PLACEHOLDER|\*|^!/;
  return parts.some((part) => isText(part) && made.test(part.text));
}

/** In YAML's double quotes a backslash begins an escape, which isn't decoded. */
function isEscaped({ parts }: Value, { idiom }: ImageSite): boolean {
  return (idiom === 'yaml-file' || idiom === 'yaml-manifest') && parts.some((part) => isText(part) && part.text.includes('\\'));
}

/** `IMAGE`, `PLACEHOLDER`: nobody writes an image's name like that; what puts one in its place isn't seen. */
function isCapitals({ parts }: Value): boolean {
  const [only, ...more] = parts;
  return only !== undefined && more.length === 0 && isText(only) && /^[A-Z][A-Z0-9_]*$/.test(only.text);
}

/** Not in a file that suites apply as it is, unless they hand something to what nobody sees. */
function mayBeReplaced(site: ImageSite, inventory: Inventory): boolean {
  return site.idiom !== 'yaml-file' || site.flows.length === 0 || inventory.flows.some(({ handed, events }) => handed.length > 0 && events.some((event) => event.site === site.id));
}

/** Objects and texts that tests hand to their own functions: suites that run no program write whatever name they like into them. */
function isData(site: ImageSite, inventory: Inventory): boolean {
  const inMemory = ({ idiom, at }: ImageSite): boolean => written.has(idiom) && at.uri.endsWith('.go');
  if (!inMemory(site) || site.flows.length === 0) return false;
  const reaching = inventory.flows.filter((flow) => flow.events.some((event) => event.site === site.id));
  return reaching.every((flow) => flow.kind === 'suite' && flow.events.every((event) => {
    const other = inventory.sites[event.site];
    return other === undefined || inMemory(other);
  }));
}

/** Words without any of a reference's marks, which a test puts into an object: they stand for some image that is compared, not deployed. */
function isWord(value: Value, site: ImageSite, at: Place): boolean {
  return written.has(site.idiom) && at.uri.endsWith('_test.go') && value.parts.every((part) => isText(part) && !/[/:@]/.test(part.text));
}

/**
 * `:`, put together of fields that nobody is seen to set. In code that nothing runs, such as a controller's own, objects come from a cluster,
 * and defaults are filled in where no way leads.
 */
function isUnset({ parts }: Value): boolean {
  return parts.every((part) => isText(part) && /^[:@/]*$/.test(part.text));
}

/** The characters at fault, where they stand in the source. */
function faultPlace(value: Value, site: ImageSite): Place {
  const fault = malformedImage(value);
  const part = fault && value.parts[fault.part];
  if (!fault || !part || !isText(part)) return value.parts.find((one) => one.source)?.source ?? site.at;
  const source = cut(part, fault.at.start, fault.at.end).source ?? part.source;
  return source && source.end > source.start ? source : (part.source ?? site.at);
}

/** Nothing at all in an image's place. What is only pulled where a registry is named is saved or deployed as well. */
function* empty(inventory: Inventory): Iterable<Draft> {
  for (const { absent, site, flow, related, fixes } of missingKeys(inventory, new Set([...judgedRoles].filter((role) => role !== 'pull')))) {
    yield {
      rule: malformedReference.id,
      severity: isDead([flow]) ? 'info' : malformedReference.severity,
      message: `Nothing is stored under the key \`${absent.key}\`, so the image that is ${words[site.role] ?? done(site)} in ${flowNames([flow])} is empty. The map is filled under ${list(absent.keys.map(({ text }) => text), 5)}: read one of these keys, or store the image under this one.`,
      at: absent.at, image: '', built: [], related, fixes,
    };
  }
}

interface Refused {
  readonly named: readonly Value[];
  readonly dead: boolean;
}

/** What is malformed at a site in every way that leads there, or else in every way that one flow takes: a helper has good names from others. */
function refusedAt(site: ImageSite, inventory: Inventory): Refused {
  const named = refused(site.image);
  if (named.length > 0 || !site.image.values.some((value) => value.parts.length > 0 && malformedImage(value))) return { named, dead: site.dead };
  const found = liveFirst(inventory).flatMap((flow) => flow.events.filter((event) => event.site === site.id && !event.details.spared).map((event): Refused => ({ named: refused(event.image), dead: isDead([flow]) })));
  return { named: [...new Map(found.flatMap((one) => one.named).map((value) => [keyOf(value), value])).values()], dead: found.every((one) => one.named.length === 0 || one.dead) };
}

/** All names of an answer, if each is malformed; where one way gives a good name, a bad one may be a way that is never taken. */
function refused({ values, complete }: Answer): readonly Value[] {
  const named = complete ? values.filter((value) => value.parts.length > 0) : [];
  return named.every((value) => malformedImage(value) !== undefined) ? named : [];
}

function* check(inventory: Inventory): Iterable<Draft> {
  yield* empty(inventory);
  const seen = new Set<string>();
  for (const site of inventory.sites) {
    if (!judgedRoles.has(site.role) || site.details.spared) continue;
    const { named, dead } = refusedAt(site, inventory);
    // What slipped into a template's slot is wrong-argument's to tell.
    if (named.length === 0 || (site.details.verb && named.every(isNoImage))) continue;
    if (isData(site, inventory) || named.some((value) => isTemplate(value, site) || isEscaped(value, site))) continue;
    if (dead && named.some(isUnset)) continue;
    const sample = isSample(site, inventory);
    for (const value of named) {
      const fault = malformedImage(value);
      const at = faultPlace(value, site);
      if ((sample && isStandIn(value)) || (isCapitals(value) && mayBeReplaced(site, inventory)) || isWord(value, site, at) || mayBecomeOtherAt(value, site.id, inventory)) continue;
      const key = placeKey(at);
      if (!fault || seen.has(key)) continue;
      seen.add(key);
      const image = imageName(value);
      yield {
        rule: malformedReference.id,
        severity: dead || sample ? 'info' : malformedReference.severity,
        message: `\`${image.slice(0, 160)}\` is ${words[site.role] ?? done(site)}, but it is no image reference: ${fault.reason}.`,
        at, image, built: [], related: trailOf(value), fixes: [],
      };
    }
  }
}

export const malformedReference: Rule = {
  id: 'malformed-reference',
  severity: 'error',
  summary: 'A string in an image’s place that the grammar of references refuses, the empty one of a map’s missing key included.',
  help: `An image reference is \`[registry[:port]/]path[:tag][@digest]\`: the path is lower-case, the tag has at most 128 letters, digits, \`_\`, \`.\` and \`-\`. The kubelet answers anything else with \`InvalidImageName\`, the engine with a parse error.

Typical causes: a whole reference used as a tag, an upper-case repository, an invisible or foreign character that came in by copying.

An empty text is no reference, either. That is what a map gives under a key that nothing stores: \`images["api-frontend"]\`, where the builders' results are kept under \`apifrontend\`. Told only of a map of which every use is seen, with all of its keys written down, and not where somebody asks whether the key is there or the text is empty.

**How to fix.** Correct the characters that are underlined, or read a key that the map has.

**Example**

\`\`\`go
tag := "localhost/gateway:v1"
image := fmt.Sprintf("localhost/gateway:%s", tag) // malformed-reference: localhost/gateway:localhost/gateway:v1
\`\`\``,
  check,
};
