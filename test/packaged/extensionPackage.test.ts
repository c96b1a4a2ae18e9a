/** The .vsix: exactly what runs, small, and with a manifest that agrees with the code. */
import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { packageExtension, vsixPath } from '../../scripts/packageExtension.mjs';
import { root } from '../../scripts/run.mjs';
import { zipEntries, zipText } from '../support/zip';

const megabyte = 1024 * 1024;

interface Manifest {
  readonly dependencies?: Record<string, string>;
  readonly devDependencies: Record<string, string>;
  readonly optionalDependencies: Record<string, string>;
  readonly contributes: { readonly configuration: { readonly properties: Record<string, { readonly properties?: Record<string, unknown>; readonly scope?: string; readonly markdownDescription?: string }> } };
}

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
const texts = JSON.parse(readFileSync(join(root, 'package.nls.json'), 'utf8')) as Record<string, string>;

describe('the .vsix', () => {
  beforeAll(async () => {
    await packageExtension();
  });

  test('holds what runs and nothing else', () => {
    const files = zipEntries(readFileSync(vsixPath)).map(({ name }) => name).filter((name) => name.startsWith('extension/'));
    expect(files.sort()).toEqual(
      [
        'package.json', 'package.nls.json', 'readme.md', 'changelog.md', 'LICENSE.txt', 'media/icon.png', 'docs/rules.md', 'schemas/kubernaut-image-tags.schema.json',
        'media/diagram.css', 'media/diagram.js', 'media/images.svg', 'media/images-dark.svg', 'media/images-light.svg', 'media/walkthrough/scan.svg', 'media/walkthrough/mend.svg', 'media/walkthrough/see.svg',
        'syntaxes/image-reference.injection.json', 'syntaxes/kubernetes-yaml.injection.json',
        'l10n/bundle.l10n.json',
        'dist/extension.cjs', 'dist/browser.js', 'dist/cli.cjs', 'dist/web-tree-sitter.wasm', 'dist/tree-sitter-go.wasm', 'dist/THIRD-PARTY-NOTICES.txt',
      ].map((name) => `extension/${name}`).sort(),
    );
  });

  test('is below 2 MB', () => {
    expect(statSync(vsixPath).size).toBeLessThan(2 * megabyte);
  });

  test('brings everything along: nothing but the editor and Node is asked for at run time', () => {
    const code = zipText(readFileSync(vsixPath), 'extension/dist/extension.cjs');
    const wanted = new Set([...code.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name]) => name));
    const known = ['vscode', 'fs', 'fs/promises', 'module', 'path', 'url', 'buffer', 'child_process', 'os', 'util', 'string_decoder', 'process'];
    expect([...wanted].filter((name) => !known.includes((name ?? '').replace(/^node:/, '')))).toEqual([]);
    expect(manifest.dependencies).toBeUndefined();
  });

  test.each(['extension.cjs', 'browser.js', 'cli.cjs'])('%s is made for strangers: no source map, no path of the machine that built it', (name) => {
    const code = zipText(readFileSync(vsixPath), `extension/dist/${name}`);
    expect(code).not.toContain(root);
    expect(code).not.toContain('sourceMappingURL');
  });

  test.each(['extension.cjs', 'browser.js', 'cli.cjs'])('%s has one byte a character: with one beyond ASCII the engine would hold all of it in two', (name) => {
    expect(/[\u0080-\uffff]/.exec(zipText(readFileSync(vsixPath), `extension/dist/${name}`))?.[0]).toBeUndefined();
  });
});

describe('the manifest', () => {
  test('describes every setting, gives it a scope, and has a text for every placeholder', () => {
    for (const setting of Object.values(manifest.contributes.configuration.properties)) expect(setting).toMatchObject({ markdownDescription: expect.any(String) as string, scope: expect.any(String) as string });
    const placeholders = [...readFileSync(join(root, 'package.json'), 'utf8').matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key ?? '');
    expect([...new Set(placeholders)].sort()).toEqual(Object.keys(texts).sort());
  });

  test('has what the marketplace shows', () => {
    expect(manifest).toMatchObject({ icon: 'media/icon.png', license: 'Apache-2.0', repository: { type: 'git' }, engines: { vscode: '^1.100.0' } });
    for (const key of ['bugs', 'homepage', 'galleryBanner', 'categories', 'keywords']) expect(manifest).toHaveProperty(key);
  });

  test('lists the packages that the project stands on', () => {
    const listed = Object.keys({ ...manifest.devDependencies, ...manifest.optionalDependencies });
    expect(listed).toEqual(expect.arrayContaining(['@types/vscode', '@vscode/test-electron', 'tree-sitter', 'web-tree-sitter', 'yaml']));
  });
});

describe('the npm package', () => {
  test('holds the command line and nothing else', () => {
    const [packed] = JSON.parse(execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })) as [{ files: { path: string }[] }];
    expect(packed.files.map(({ path }) => path).sort()).toEqual(
      ['CHANGELOG.md', 'LICENSE', 'README.md', 'dist/THIRD-PARTY-NOTICES.txt', 'dist/cli.cjs', 'dist/tree-sitter-go.wasm', 'dist/web-tree-sitter.wasm', 'docs/rules.md', 'package.json', 'schemas/kubernaut-image-tags.schema.json'].sort(),
    );
  });
});
