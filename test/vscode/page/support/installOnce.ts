/**
 * Once for all files: packages the extension and installs it as a user would. Every workbench starts from a copy of these extensions, so
 * that the pages show what is shipped.
 */
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { extensionsFolder, installVsix } from '../../../../scripts/hostedServer.mjs';
import { hostedVersion } from '../../../../scripts/hostedVersions.mjs';
import { packageExtension } from '../../../../scripts/packageExtension.mjs';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Folder of the installed extensions. */
    extensions: string;
  }
}

export default async function installOnce(project: TestProject): Promise<() => void> {
  const data = realpathSync(mkdtempSync(join(tmpdir(), 'image-tags-installed-')));
  mkdirSync(extensionsFolder(data));
  await installVsix(hostedVersion(process.env['HOSTED'] ?? 'newest'), data, await packageExtension());
  project.provide('extensions', extensionsFolder(data));
  return () => rmSync(data, { recursive: true, force: true });
}
