/**
 * Do files that aren't read build an image, or have the linker set a variable: makefiles, scripts, workflows? Looked at only where something
 * would be called missing; their languages aren't understood, a line that names the image beside a word of building is enough.
 */
import { repositoryIn } from '../images/referenceSplit';
import type { Elsewhere } from './elsewhere';

/** Where projects keep what builds their images. */
const globs = [
  '*.sh', '*.mk', '{Makefile,GNUmakefile,makefile,justfile,Justfile,Tiltfile,Earthfile,Jenkinsfile}', '{Taskfile,taskfile,skaffold,docker-compose*,compose*,.gitlab-ci}.{yml,yaml}', 'docker-bake.{hcl,json}',
  'magefile*.go', 'magefiles/**/*.go', '.github/{workflows,actions}/**/*.{yml,yaml}', '{hack,scripts,script,ci,.ci,build,tools,test,tests,e2e,services,apps,cmd,images,docker,deploy}/**/{Makefile,*.sh,*.mk,magefile*.go,Taskfile.yml,Taskfile.yaml,kuttl-test.yaml}',
  '*/{Makefile,*.sh,*.mk}',
];
const most = 400;

/** The texts of such files; none where the workspace can't be asked. */
export async function readBuildFiles(elsewhere: Elsewhere, exclude: readonly string[], signal: AbortSignal | undefined): Promise<string[]> {
  return [...(await elsewhere.texts({ globs, exclude, most }, signal)).values()];
}

const building = /\b(?:build|buildx|bake|tag|load|push|pull|image|images|IMG|IMAGE|kindContainers)\b|(?:IMG|IMAGE|TAG)\b|^\s*-\s/i;

/**
 * Whether a line of one of them speaks of building and names the image's repository, or its last part behind a variable, or a variable in
 * the place of a last part that the file names elsewhere.
 */
export function isBuiltBy(texts: readonly string[], image: string): boolean {
  const repository = repositoryIn(image);
  const name = repository.slice(repository.lastIndexOf('/') + 1);
  const looped = `${repository.slice(0, repository.length - name.length)}$`;
  return texts.some((text) => {
    if (!text.includes(name)) return false;
    const named = (line: string): boolean => endsName(line, repository) || (line.includes('$') && (endsName(line, `/${name}`) || line.includes(looped)));
    return text.split('\n').some((line) => named(line) && building.test(line));
  });
}

/** What makes an image under a name, or is handed on as one: `IMG ?= app:v1`. Not what only speaks of images. */
const making = /^(?!\s*(?:#|\/\/)).*(?:\b(?:build|buildx|bake|tags?|load|push|pull)\b|(?:IMG|IMAGE)S?\s*(?:[:?+]?=|:\s))/;

/** Whether such a line names exactly this image, its tag included: it is there before the suites build others of that repository. */
export function isBuiltAs(texts: readonly string[], image: string): boolean {
  const [, repository = image, tag] = /^(.*):([^/:]+)$/.exec(image) ?? [];
  const name = repository.slice(repository.lastIndexOf('/') + 1);
  return texts.some((text) => {
    if (!text.includes(name)) return false;
    // `docker build -t $(REGISTRY)/app:$(TAG)`, where the file says what a tag is.
    const tagged = tag !== undefined && endsName(text, tag, undefined, true);
    return text.split('\n').some((line) => making.test(line) && (endsName(line, image) || (tagged && ['$', '{'].some((next) => endsName(line, `${repository}:`, next) || (line.includes('$') && endsName(line, `/${name}:`, next))))));
  });
}

/** `-ldflags "-X example.com/app/test/e2e.Version=$(VERSION)"`: what the variable is declared with isn't what it has. */
export function isLinked(texts: readonly string[], variables: readonly string[]): boolean {
  return variables.some((name) => texts.some((text) => text.includes('-X') && endsName(text, `.${name}`, '=')));
}

/** It stands there whole: nothing that a name goes on with comes behind it; nor, for a `word`, before it. */
function endsName(line: string, name: string, end?: string, word = false): boolean {
  for (let at = line.indexOf(name); at >= 0; at = line.indexOf(name, at + 1)) {
    const next = line[at + name.length] ?? '';
    if (word && /[\w./:-]/.test(line[at - 1] ?? '')) continue;
    if (end === undefined ? !/[\w./-]/.test(next) : next === end) return true;
  }
  return false;
}
