/** What of others is shipped: named with version and licence in both packages and in the bill of materials; and nothing is installed or run to get it. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { billPath, writeBillOfMaterials } from '../../scripts/billOfMaterials.mjs';
import { packageExtension, vsixPath } from '../../scripts/packageExtension.mjs';
import { root } from '../../scripts/run.mjs';
import { bundledPackages } from '../../scripts/thirdParty.mjs';
import { temporaryFolder } from '../node/temporaryFolder';
import { zipText } from '../support/zip';
import { installPackage, type Installed } from './installedPackage';

let installed: Installed;
/** `name version` of every package of which anything is in a bundle or lies beside it as wasm: found anew, without the script that writes the notices. */
const shipped = new Set<string>();

beforeAll(async () => {
  await packageExtension();
  installed = installPackage();
  for (const entry of ['src/vscode/extension.ts', 'src/vscode/browser.ts', 'src/cli/main.ts']) {
    const { metafile } = await build({ entryPoints: [join(root, entry)], bundle: true, write: false, metafile: true, platform: 'node', external: ['vscode', 'tree-sitter', 'tree-sitter-go'], logLevel: 'silent' });
    for (const path of Object.keys(metafile.inputs)) {
      const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];
      if (name !== undefined) shipped.add(named(name));
    }
  }
  for (const name of ['web-tree-sitter', 'tree-sitter-go']) shipped.add(named(name));
});
afterAll(() => installed.remove());

function named(name: string): string {
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')) as { version: string };
  return `${name} ${version}`;
}

describe('the notices', () => {
  test('both packages have them, and they are the same', () => {
    const notices = readFileSync(join(installed.folder, 'dist/THIRD-PARTY-NOTICES.txt'), 'utf8');
    expect(zipText(readFileSync(vsixPath), 'extension/dist/THIRD-PARTY-NOTICES.txt')).toBe(notices);
    expect(shipped.size).toBeGreaterThan(4);
    for (const one of shipped) expect(notices).toMatch(new RegExp(`^${one.replace(/[.]/g, '\\.')} \\((MIT|ISC|BSD-3-Clause)\\) in `, 'm'));
  });

  test('the text of every licence is in them', () => {
    const notices = readFileSync(join(installed.folder, 'dist/THIRD-PARTY-NOTICES.txt'), 'utf8');
    const sections = notices.split(/^-{80}$/m).map((text) => text.trim());
    for (const one of shipped) {
      const text = sections[sections.indexOf(one) + 1] ?? '';
      expect(text, one).toMatch(/copyright/i);
      expect(text, one).toMatch(/permission|permitted/i);
    }
  });

  /** As esbuild tells of a bundle with one package in it. */
  function bundleOf(folder: string, manifest: object, licence?: string): Metafile[] {
    const home = join(folder, 'node_modules/other');
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, 'package.json'), JSON.stringify({ name: 'other', version: '1.0.0', ...manifest }));
    if (licence !== undefined) writeFileSync(join(home, 'LICENSE'), licence);
    return [{ inputs: {}, outputs: { 'dist/x.js': { bytes: 1, inputs: { [join(home, 'index.js')]: { bytesInOutput: 1 } }, imports: [], exports: [] } } }];
  }

  test('a package whose licence asks for more, or has no text, stops the build', () => {
    expect(bundledPackages(bundleOf(temporaryFolder(), { license: 'MIT' }, 'text'), {})).toEqual([{ name: 'other', version: '1.0.0', licence: 'MIT', text: 'text', files: ['dist/x.js'] }]);
    expect(() => bundledPackages(bundleOf(temporaryFolder(), { license: 'GPL-3.0-only' }, 'text'), {})).toThrow('its licence (GPL-3.0-only) is none of MIT');
    expect(() => bundledPackages(bundleOf(temporaryFolder(), {}, 'text'), {})).toThrow('its licence (undefined)');
    expect(() => bundledPackages(bundleOf(temporaryFolder(), { license: 'MIT' }), {})).toThrow('no text of its licence');
    expect(() => bundledPackages(bundleOf(temporaryFolder(), { license: 'MIT', dependencies: { gone: '1' } }, 'text'), {})).toThrow("depends on gone, which isn't installed");
  });
});

test('the bill of materials lists what is bundled: versions, licences and checksums as installed', () => {
  writeBillOfMaterials();
  const bill = JSON.parse(readFileSync(billPath, 'utf8')) as {
    bomFormat: string;
    metadata: { component: { name: string; version: string; 'bom-ref': string } };
    components: { name: string; version: string; purl: string; scope: string; hashes: { alg: string; content: string }[]; licenses: unknown[] }[];
    dependencies: { ref: string; dependsOn: string[] }[];
  };
  expect(bill).toMatchObject({ bomFormat: 'CycloneDX', metadata: { component: { name: 'kubernaut-image-tags' } } });
  expect(bill.components.map(({ name, version }) => `${name} ${version}`)).toEqual(expect.arrayContaining([...shipped]));
  for (const { purl, scope, hashes, licenses } of bill.components) {
    expect(purl).toMatch(/^pkg:npm\//);
    expect(scope).toBe('required');
    expect(hashes[0]).toMatchObject({ alg: 'SHA-512' });
    expect(licenses).toHaveLength(1);
  }
  expect(bill.dependencies[0]).toMatchObject({ ref: bill.metadata.component['bom-ref'] });
  expect(bill.dependencies[0]?.dependsOn).toHaveLength(bill.components.length);
  expect(bill.components.length).toBeLessThan(shipped.size + 4);
});

describe('nothing is fetched or run to get it', () => {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string>; dependencies?: unknown; optionalDependencies?: unknown; bundleDependencies?: unknown };

  test('a user installs no other package and no script runs', () => {
    for (const script of ['preinstall', 'install', 'postinstall', 'prepare']) expect(manifest.scripts).not.toHaveProperty(script);
    for (const kind of ['dependencies', 'optionalDependencies', 'bundleDependencies']) expect(manifest).not.toHaveProperty(kind);
  });

  test('every package of the lock file has its checksum', () => {
    const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, { integrity?: string; link?: boolean }> };
    const unchecked = Object.entries(packages).filter(([path, { integrity }]) => path !== '' && !integrity?.startsWith('sha512-'));
    expect(unchecked.map(([path]) => path)).toEqual([]);
  });

  test('no bundle knows how to reach a network', () => {
    for (const code of [zipText(readFileSync(vsixPath), 'extension/dist/extension.cjs'), zipText(readFileSync(vsixPath), 'extension/dist/browser.js'), readFileSync(join(installed.folder, 'dist/cli.cjs'), 'utf8')]) {
      const ways = code.match(/\b(fetch|XMLHttpRequest|WebSocket|EventSource|sendBeacon|importScripts)\(|\brequire\("(node:)?(net|tls|http|https|http2|dgram|dns|dns\/promises|worker_threads|cluster|inspector)"\)|TelemetryLogger/g);
      expect(ways).toBeNull();
    }
  });
});
