/**
 * Makes dist/sbom.cdx.json, the bill of materials (CycloneDX) of what is shipped: what npm says of the installed packages, cut down to those that are in the bundles.
 * The build comes first; `node scripts/billOfMaterials.mjs` prints the path.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './run.mjs';

export const billPath = join(root, 'dist', 'sbom.cdx.json');

/** @param {string} path */
const read = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));

export function writeBillOfMaterials() {
  const { name } = read('package.json');
  const { description } = read('package.nls.json');
  /** @type {{ name: string, version: string }[]} */
  const bundled = read('dist/bundled.json');
  const bill = JSON.parse(execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application', '--package-lock-only'], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 }));

  const components = bundled.map((wanted) => {
    const found = bill.components.find((/** @type {{ name: string, version: string }} */ one) => one.name === wanted.name && one.version === wanted.version);
    if (!found) throw new Error(`${wanted.name} ${wanted.version} is bundled, but the lock file doesn't have it: run npm ci, build again, and make the bill anew.`);
    // To npm they are of the development only, for nobody who installs the product installs them.
    return { ...found, scope: 'required', properties: found.properties.filter((/** @type {{ name: string }} */ one) => one.name !== 'cdx:npm:package:development') };
  });
  const references = components.map((component) => component['bom-ref']);
  const itself = { ...bill.metadata.component, name, description };
  const dependencies = [
    { ref: itself['bom-ref'], dependsOn: references },
    ...references.map((ref) => ({ ref, dependsOn: bill.dependencies.find((/** @type {{ ref: string }} */ one) => one.ref === ref).dependsOn.filter((/** @type {string} */ one) => references.includes(one)) })),
  ];
  writeFileSync(billPath, `${JSON.stringify({ ...bill, metadata: { ...bill.metadata, component: itself }, components, dependencies }, null, 2)}\n`);
  return billPath;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.log(writeBillOfMaterials());
