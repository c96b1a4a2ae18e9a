/** The files of a way that a string travels, with a tag or an expression in its place. Knows no test runner. */

/**
 * `source` is Go after the package clause and the imports, or whole files (`-- path --`). It declares `travel`, which deploys an image
 * of the repository localhost/app; localhost/app:v1 is built. `TAG` stands for the deployed tag, `IMAGE` for a literal with it that any
 * expression may replace, `// WANT` marks the line of the finding.
 */
export interface Way {
  readonly name: string;
  readonly source: string;
  /** The string stands beside another one that is wrong by itself: what the environment may say instead makes that no better. */
  readonly beside?: true;
}

const paths: Readonly<Record<string, string>> = {
  bytes: 'bytes', context: 'context', corev1: 'k8s.io/api/core/v1', errors: 'errors', exec: 'os/exec', filepath: 'path/filepath', fmt: 'fmt', hex: 'encoding/hex',
  io: 'io', os: 'os', outside: 'example.com/outside', path: 'path', rand: 'crypto/rand', strconv: 'strconv', strings: 'strings', sync: 'sync', time: 'time', uuid: 'github.com/google/uuid',
};

/** A file with the imports that its text uses. */
export function goFile(body: string): string {
  const used = Object.keys(paths).filter((name) => new RegExp(`(?<![\\w.\`"])${name}\\.[A-Z]`).test(body));
  const imports = used.map((name) => `import ${name} "${paths[name] ?? ''}"\n`).join('');
  return `package infra\n${imports}${body}\n`;
}

/** `params`: those of `travel`, which nobody gives. */
const base = (params: string): string => `
func Setup(${params}) {
	build("localhost/app:v1")
	travel(${params.split(',').map((param) => param.trim().split(' ')[0]).join(', ')})
}
func build(image string) { exec.Command("podman", "build", "-t", image, ".").Run() }
func deploy(image string) corev1.Container { return corev1.Container{Image: image} }
`;

const given = `
var given string

func Give(image string) { given = image }
`;

/** The whole fixture of a way, with this tag or this expression in its place. */
export function fixtureOf(way: Way, tag: string, image = `"localhost/app:${tag}"`, want = ''): string {
  const filled = way.source.replace(/\bIMAGE\b/g, () => image).replace(/\bTAG\b/g, tag).replaceAll(' // WANT', want).replaceAll(' # WANT', want.replace('//', '#'));
  const files = /^\s*-- /.test(filled) ? filled.trimStart() : `-- travel.go --\n${goFile(filled)}`;
  const own = files.includes('func Setup(') ? '' : `-- base.go --\n${goFile(base(/func travel\(([^)]*)\)/.exec(files)?.[1] ?? ''))}`;
  return `${files}\n${own}${image === 'given' ? `-- given.go --\n${goFile(given)}` : ''}`;
}
