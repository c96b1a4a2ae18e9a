/**
 * Which packages of others are in the bundles, and under which licences? Told by what esbuild really put in, not by what package.json lists.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/**
 * @typedef {object} BundledPackage
 * @property {string} name
 * @property {string} version
 * @property {string} licence its SPDX name
 * @property {string} text of the licence
 * @property {string[]} files of ours that it is in
 */

/** Licences that ask for no more than their text beside the copy. */
const permissive = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'Apache-2.0'];

/**
 * `copied`: files of ours that stand for a whole package, such as its wasm. Throws when a package's licence isn't permissive or its text is missing: that must not
 * be shipped.
 * @param {import('esbuild').Metafile[]} metafiles @param {Record<string, string>} copied file of ours -> file of the package @returns {BundledPackage[]}
 */
export function bundledPackages(metafiles, copied) {
  /** @type {Map<string, Set<string>>} */
  const byFolder = new Map();
  const add = (/** @type {string} */ input, /** @type {string} */ file) => {
    const folder = packageFolder(input);
    if (folder !== undefined) byFolder.set(folder, (byFolder.get(folder) ?? new Set()).add(file));
  };
  for (const { outputs } of metafiles) {
    for (const [file, { inputs }] of Object.entries(outputs)) {
      for (const [input, { bytesInOutput }] of Object.entries(inputs)) if (bytesInOutput > 0) add(input, file);
    }
  }
  // A package may carry what it depends on inside its own file, where esbuild doesn't see it.
  for (const [folder, files] of byFolder) for (const dependency of dependenciesOf(folder)) for (const file of files) add(join(dependency, 'package.json'), file);
  for (const [file, original] of Object.entries(copied)) add(original, file);
  return [...byFolder].map(([folder, files]) => described(folder, [...files].sort())).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** @param {string} input */
function packageFolder(input) {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(resolve(input).replaceAll('\\', '/'))?.[0];
}

/** @param {string} folder @returns {string[]} */
function dependenciesOf(folder) {
  const { dependencies = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return Object.keys(dependencies).map((name) => {
    const places = [folder, folder.slice(0, folder.lastIndexOf('/node_modules/'))].map((above) => join(above, 'node_modules', name));
    const found = places.find((place) => existsSync(place));
    if (found === undefined) throw new Error(`${folder} depends on ${name}, which isn't installed.`);
    return found;
  });
}

/** @param {string} folder @param {string[]} files @returns {BundledPackage} */
function described(folder, files) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (!permissive.includes(license)) throw new Error(`${name} ${version} is bundled, but its licence (${license}) is none of ${permissive.join(', ')}.`);
  const texts = readdirSync(folder).filter((entry) => /^(licen[cs]e|copying|notice)/i.test(entry)).sort();
  if (texts.length === 0) throw new Error(`${name} ${version} is bundled, but has no text of its licence in ${folder}.`);
  return { name, version, licence: license, text: texts.map((entry) => readFileSync(join(folder, entry), 'utf8').replaceAll('\r\n', '\n').trim()).join('\n\n'), files };
}

/** @param {BundledPackage[]} packages */
export function noticesOf(packages) {
  const line = '-'.repeat(80);
  const list = packages.map(({ name, version, licence, files }) => `${name} ${version} (${licence}) in ${files.map((file) => file.replace(/^dist\//, '')).join(', ')}`);
  const texts = packages.map(({ name, version, text }) => `${line}\n${name} ${version}\n${line}\n\n${text}\n`);
  return `Kubernaut Image Tags contains the following works of others.\n\n${list.join('\n')}\n\n${texts.join('\n')}`;
}
