/**
 * A first configuration file, written from what the workspace shows and commented so that a reader needs no manual. Pure text; knows no
 * file, asks nobody.
 */
import { configurationFile } from './configKeys';
import { defaultStandard, presets, type Preset } from './defaultStandard';
import { findService } from './services';
import type { Standard } from './standard';

/** What was found; every list may be empty. */
export interface Workplace {
  /** Globs of the files that were read. */
  readonly include: readonly string[];
  readonly engine: Standard['engine'];
  /** Service names, such as `gateway`. */
  readonly services: readonly string[];
  /** Services that several suites deploy. */
  readonly sharedDependencies: readonly string[];
  /** The documented ways of naming that images follow. */
  readonly presets: readonly Preset[];
  /** Images that follow none of them, as whole references. */
  readonly nonstandard: readonly string[];
}

const plain = (name: string) => /^[a-z0-9][a-z0-9._-]*$/.test(name);
const quote = (text: string) => JSON.stringify(text);
/** A default service by its own name, whichever of its names was found. */
const ownName = (name: string) => findService(defaultStandard, name)?.name ?? name;
const sorted = (names: readonly string[]) => [...new Set(names.filter(plain).map(ownName))].toSorted();

/** The text of `.kubernaut-image-tags.yaml`, ending in a line feed. It parses without a problem, whatever the names are. */
export function initialConfig(found: Workplace): string {
  const lines = [
    `# ${configurationFile}: what Kubernaut Image Tags checks in this folder, and by which naming standard.`,
    '# Every key may be left out; what stands here replaces the default.',
    'version: 1',
    '',
    '# Files to read, relative to this file.',
    ...list('include', found.include.map(quote)),
    '',
    '# The engine where a command does not say which: auto, podman or docker.',
    `engine: ${found.engine}`,
    '',
    ...naming(found),
    '',
    '# Severity by rule: error, warning, info, hint or off.',
    '# rules:',
    '#   generic-tag: error',
    '',
    "# Your own functions that build, load or deploy an image, and where it is: a 0-based argument, a field, or the result.",
    '# builders:',
    '#   buildImageOnly: 1',
    '#   BuildImageForKind: result',
    '',
    '# Findings that you accept, each with its reason.',
    '# ignores:',
    '#   - path: "test/e2e/legacy/**"',
    '#     rule: tag-mismatch',
    '#     reason: "Goes away with the legacy suite."',
  ];
  return `${lines.join('\n')}\n`;
}

function naming(found: Workplace): string[] {
  const used = presets.filter((preset) => found.presets.includes(preset));
  const services = sorted([...found.services, ...defaultStandard.services.map((service) => service.name)]);
  const shared = sorted([...found.sharedDependencies, ...defaultStandard.sharedDependencies]);
  const seen = used.length === 0 ? 'no image here follows one' : `seen here: ${used.join(', ')}`;
  return [
    `# DD-TEST-001 documents three ways of naming (${seen}); all are accepted.`,
    `# Pin one with \`preset: ${used[0] ?? presets[0]}\`, or write your own \`templates\`.`,
    'standard:',
    '  services:',
    ...services.map((service) => `    ${quote(service)}:${aliasesOf(service)}`),
    '  # Services that the suites of other services deploy: a generic tag is forbidden for them.',
    ...list('sharedDependencies', shared.map(quote)).map((line) => `  ${line}`),
    '  # Images that are allowed as they are.',
    '  exceptions:',
    ...defaultStandard.exceptions.flatMap(({ image, reason }) => [`    - image: ${quote(image)}`, `      reason: ${quote(reason)}`]),
    ...found.nonstandard.filter((image) => !defaultStandard.exceptions.some((exception) => exception.image === image)).flatMap(suggested),
  ];
}

function aliasesOf(service: string): string {
  const aliases = defaultStandard.services.find(({ name }) => name === service)?.aliases ?? [];
  return aliases.length === 0 ? '' : ` { aliases: [${aliases.map(quote).join(', ')}] }`;
}

/** An image that follows no template is offered, not allowed: somebody has to decide. */
function suggested(image: string): string[] {
  return [`    # - image: ${quote(image)}`, '    #   reason: "why it is allowed"'];
}

function list(key: string, items: readonly string[]): string[] {
  return items.length === 0 ? [`# ${key}: []`] : [`${key}:`, ...items.map((item) => `  - ${item}`)];
}
