/** The folder `memfs:/sample`: two Go files, of which one deploys a tag that the other doesn't build. Changes stay in memory. */
const vscode = require('vscode');

const build = `package infrastructure

import "os/exec"

func SetupGateway() error {
	if err := exec.Command("podman", "build", "-t", "localhost/kubernaut-gateway:e2e-test-gateway", ".").Run(); err != nil {
		return err
	}
	return apply(gatewayManifest)
}

func apply(manifest string) error { return exec.Command("kubectl", "apply", "-f", manifest).Run() }
`;

const deploy = `package infrastructure

const gatewayManifest = \`
apiVersion: v1
kind: Pod
metadata:
  name: gateway
spec:
  containers:
    - name: gateway
      image: localhost/kubernaut-gateway:e2e-test
      imagePullPolicy: Never
\`
`;

/** @type {Map<string, Uint8Array | undefined>} a directory has no bytes */
const entries = new Map([
  ['/sample', undefined],
  ['/sample/test', undefined],
  ['/sample/test/infrastructure', undefined],
  ['/sample/test/infrastructure/build.go', new TextEncoder().encode(build)],
  ['/sample/test/infrastructure/deploy.go', new TextEncoder().encode(deploy)],
]);

const changes = new vscode.EventEmitter();
let time = 1;

/** @param {import('vscode').Uri} uri */
function bytesOf(uri) {
  if (!entries.has(uri.path)) throw vscode.FileSystemError.FileNotFound(uri);
  return entries.get(uri.path);
}

/** @type {import('vscode').FileSystemProvider} */
const provider = {
  onDidChangeFile: changes.event,
  watch: () => new vscode.Disposable(() => undefined),
  stat(uri) {
    const bytes = bytesOf(uri);
    return { type: bytes ? vscode.FileType.File : vscode.FileType.Directory, ctime: 0, mtime: time, size: bytes ? bytes.length : 0 };
  },
  readDirectory(uri) {
    bytesOf(uri);
    const below = [...entries].filter(([path]) => path.startsWith(`${uri.path}/`) && !path.slice(uri.path.length + 1).includes('/'));
    return below.map(([path, bytes]) => [path.slice(uri.path.length + 1), bytes ? vscode.FileType.File : vscode.FileType.Directory]);
  },
  readFile: (uri) => bytesOf(uri) ?? new Uint8Array(),
  writeFile(uri, content) {
    entries.set(uri.path, content);
    time++;
    changes.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  },
  createDirectory: (uri) => void entries.set(uri.path, undefined),
  delete: (uri) => void entries.delete(uri.path),
  rename(from, to) {
    entries.set(to.path, bytesOf(from));
    entries.delete(from.path);
  },
};

/** @param {import('vscode').ExtensionContext} context */
exports.activate = (context) => context.subscriptions.push(vscode.workspace.registerFileSystemProvider('memfs', provider, { isCaseSensitive: true }));
