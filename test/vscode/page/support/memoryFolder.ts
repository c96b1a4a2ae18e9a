/**
 * A workspace that is no disk: an extension for VS Code in a browser that holds files in memory and serves them under the scheme `memfs`.
 * Packaged and installed as a user would.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from '../../../../scripts/run.mjs';

/** Runs in the web worker: knows no Node. `files`: texts by path. */
function serve(files: Record<string, string>): string {
  return `const vscode = require('vscode');
const entries = new Map(Object.entries(${JSON.stringify(files)}).map(([path, text]) => [path, new TextEncoder().encode(text)]));
const isFolder = (path) => [...entries.keys()].some((file) => file.startsWith(path === '/' ? path : path + '/'));
const changes = new vscode.EventEmitter();
exports.activate = (context) => {
  context.subscriptions.push(vscode.workspace.registerFileSystemProvider('memfs', {
    onDidChangeFile: changes.event,
    watch: () => new vscode.Disposable(() => {}),
    stat({ path }) {
      const bytes = entries.get(path);
      if (bytes) return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: bytes.length };
      if (isFolder(path)) return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
      throw vscode.FileSystemError.FileNotFound(path);
    },
    readDirectory({ path }) {
      const base = path === '/' ? path : path + '/';
      const below = [...entries.keys()].filter((file) => file.startsWith(base)).map((file) => file.slice(base.length).split('/'));
      return [...new Map(below.map(([name, ...rest]) => [name, rest.length > 0 ? vscode.FileType.Directory : vscode.FileType.File]))];
    },
    readFile({ path }) {
      const bytes = entries.get(path);
      if (!bytes) throw vscode.FileSystemError.FileNotFound(path);
      return bytes;
    },
    writeFile(uri, bytes) {
      entries.set(uri.path, bytes);
      changes.fire([{ type: vscode.FileChangeType.Changed, uri }]);
    },
    createDirectory() {},
    delete: ({ path }) => void entries.delete(path),
    rename() {
      throw vscode.FileSystemError.NoPermissions();
    },
  }));
};
`;
}

/** The .vsix of an extension whose `memfs:/sample` is a copy of the folder. */
export async function packageMemoryFolder(folder: string, home: string): Promise<string> {
  const files = Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [`/sample${path.slice(folder.length)}`, readFileSync(path, 'utf8')]),
  );
  const extension = join(home, 'memory-folder');
  mkdirSync(extension);
  writeFileSync(join(extension, 'extension.js'), serve(files));
  const manifest = { name: 'memory-folder', publisher: 'test', version: '1.0.0', engines: { vscode: '^1.100.0' }, browser: './extension.js', activationEvents: ['onFileSystem:memfs'] };
  writeFileSync(join(extension, 'package.json'), JSON.stringify(manifest));
  const vsix = join(home, 'memory-folder.vsix');
  const vsce = join(root, 'node_modules', '@vscode', 'vsce', 'vsce');
  await run(process.execPath, [vsce, 'package', '--no-dependencies', '--skip-license', '--allow-missing-repository', '--out', vsix], { cwd: extension, log: join(home, 'memory-folder.log') });
  return vsix;
}
