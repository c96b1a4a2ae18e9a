/** The demo, once everything is installed: see demo.sh. The sample is copied first, so that trying a fix leaves the project as it is. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installVsix, startHosted } from './hostedServer.mjs';
import { hostedVersion } from './hostedVersions.mjs';
import { installHosted } from './installHosted.mjs';
import { packageExtension } from './packageExtension.mjs';
import { root } from './run.mjs';

const once = process.argv.includes('--once');
const home = realpathSync(mkdtempSync(join(tmpdir(), 'image-tags-demo-')));
const workspace = join(home, 'sample');
const data = join(home, 'data');
process.once('exit', () => rmSync(home, { recursive: true, force: true }));

console.log('Building the extension and the command line.');
const vsix = await packageExtension();

console.log('\n$ kubernaut-image-tags check sample');
const { status } = spawnSync(process.execPath, [join(root, 'dist', 'cli.cjs'), 'check', 'sample'], { cwd: root, stdio: 'inherit' });
console.log(`(exit status ${status})\n`);

const version = hostedVersion('newest');
await installHosted(version);
mkdirSync(data);
cpSync(join(root, 'sample'), workspace, { recursive: true });
await installVsix(version, data, vsix);
const server = await startHosted(version, { data, driver: false, settings: { 'editor.minimap.enabled': false } });
const file = `vscode-remote://localhost:${server.port}${workspace}/test/infrastructure/notification.go:97:57`;
console.log(`VS Code ${version.vscode} with the extension serves the sample at\n\n  ${server.url(workspace, { file })}\n`);
if (once) {
  await server.stop();
} else {
  console.log('notification.go is open: the wrong tag is underlined in line 97. Ctrl-C ends VS Code.');
  await new Promise((resolve) => process.once('SIGINT', resolve).once('SIGTERM', resolve));
  await server.stop();
}
