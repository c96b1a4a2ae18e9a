/** One slip in a helper that many images go through is one finding, at the helper; slips of the callers stay theirs. */
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/base/finding';
import { fingerprints } from '../../src/report/fingerprint';
import { imageTree } from '../../src/service/imageTree';
import { analyze, check, checkSilent } from '../support/check';
import { filesOf } from '../support/fixture';
import { memoryRoot } from '../support/memoryWorkspace';
import { goFile, only } from './goFile';

/** Two set-ups that use the helpers; `body` is what each does with three images of its own. */
function suites(helpers: string, more = ''): string {
  const setUp = (name: string, services: readonly string[]): string => `func Setup${name}() {
	createCluster("${name}")
${services.map((service) => `	${service} := Build("${service}")
	Load(${service}, "${service}", "${name}")
	deploy(${service})`).join('\n')}
}`;
  return `-- helpers.go --
${goFile(helpers)}
-- suites.go --
${goFile(`${setUp('One', ['gateway', 'datastorage'])}

${setUp('Two', ['notification', 'datastorage'])}
${more}`)}
-- cluster.go --
${goFile(`func createCluster(name string) error { return exec.Command("kind", "create", "cluster", "--name", name).Run() }
func deploy(image string) corev1.Container { return corev1.Container{Name: "app", Image: image} }
func newTag(service string) string { return fmt.Sprintf("%s-%d", service, time.Now().UnixNano()) }`)}`;
}

const builder = `func Build(service string) string {
	image := fmt.Sprintf("localhost/%s:%s", service, newTag(service))
	exec.Command("podman", "build", "-t", image, ".").Run()
	return image
}
`;
const loader = `func Load(image, service, cluster string) {
	exec.Command("podman", "save", "-o", "/tmp/"+service+".tar", image).Run()
	exec.Command("kind", "load", "image-archive", "/tmp/"+service+".tar", "--name", cluster).Run()
}
`;

function casesOf(finding: Finding): string[] {
  return (finding.cases ?? []).map(({ at, image }) => `${at.uri.slice(memoryRoot.length + 1)}:${at.range.start.line + 1} ${image}`);
}

describe('a loader that loads nothing', () => {
  const vain = (comment: string, after = ''): string => `func Load(image, service, cluster string) {
	exec.Command("podman", "save", "-o", "/tmp/"+service+".tar", image).Run() ${comment}${after}
}
`;
  const wanted = '// want not-loaded "localhost/gateway:gateway-.generated.. is saved here and deployed in .SetupOne., but nothing loads .* into the cluster. Load it after the save, by .kind load image-archive.. The same goes for 2 more names here."';

  test('is told once, with every deployment', async () => {
    const found = only(await check(suites(builder + vain(wanted))), 'not-loaded');
    expect(found).toMatchObject({ severity: 'warning', function: 'Load' });
    expect(casesOf(found)).toEqual([
      'suites.go:15 localhost/gateway:gateway-{generated}', 'suites.go:18 localhost/datastorage:datastorage-{generated}',
      'suites.go:25 localhost/notification:notification-{generated}', 'suites.go:28 localhost/datastorage:datastorage-{generated}',
    ]);
    expect(found.related.map(({ message }) => message)).toEqual(expect.arrayContaining(['localhost/notification:notification-{generated} is deployed in `SetupTwo`']));
    expect(found.fixes.map(({ title }) => title)).toEqual(['Ignore not-loaded here with a reason']);
  });
  test('shows at each of the images in the tree', async () => {
    const tree = imageTree(await check(suites(builder + vain(wanted))));
    expect(tree.map(({ service, worst }) => `${service} ${worst ?? ''}`)).toEqual(['datastorage warning', 'gateway warning', 'notification warning']);
  });
  test('beside images that are never saved: those are the callers’ own', () => check(suites(builder + vain(wanted), `
func SetupThree() {
	createCluster("three")
	first := Build("first") // want not-loaded "is deployed in .SetupThree., which builds it"
	second := Build("second") // want not-loaded "is deployed in .SetupThree., which builds it"
	deploy(first)
	deploy(second)
}`)));
  test('beside another one: each is told', () => check(suites(builder + vain(wanted), `
func LoadOther(image string) {
	exec.Command("podman", "save", "-o", "/tmp/other.tar", image).Run() // want not-loaded "The same goes for 1 more name here"
}
func SetupThree() {
	createCluster("three")
	first := Build("first")
	second := Build("second")
	LoadOther(first)
	LoadOther(second)
	deploy(first)
	deploy(second)
}`)));
  test('is used by one image only: it is told at that image', () => check(suites(builder + loader, `
func save(image string) { exec.Command("podman", "save", "-o", "/tmp/other.tar", image).Run() }
func SetupThree() {
	createCluster("three")
	first := Build("first") // want not-loaded "is deployed in .SetupThree., which builds it"
	save(first)
	deploy(first)
}`)));
  test('only saves, and one caller loads what it saves: the others forget it', () => check(suites(builder + loader, `
func save(image, file string) { exec.Command("podman", "save", "-o", file, image).Run() }
func SetupThree() {
	createCluster("three")
	first := Build("first") // want not-loaded
	save(first, "/tmp/first.tar")
	deploy(first)
	second := Build("second") // want not-loaded
	save(second, "/tmp/second.tar")
	deploy(second)
	third := Build("third")
	save(third, "/tmp/third.tar")
	exec.Command("kind", "load", "image-archive", "/tmp/third.tar", "--name", "three").Run()
	deploy(third)
}`)));
  test('silent: it loads', () => checkSilent(suites(builder + loader)));
  test('a hole: something unknown is loaded besides', () => checkSilent(suites(builder + vain('', '\n\texec.Command("kind", "load", "image-archive", os.Args[1]).Run()'))));

  const silenced = async (fixture: string): Promise<readonly [readonly string[], readonly string[]]> => {
    const { findings, suppressed } = await analyze(filesOf(fixture));
    return [findings.filter(({ rule }) => rule !== 'unused-build').map(({ rule }) => rule), suppressed.map(({ finding, justification }) => `${finding.rule} ${justification}`)];
  };
  test('is silenced by a comment there', async () => {
    expect(await silenced(suites(builder + vain('// image-tags:ignore not-loaded the nodes share a store')))).toEqual([[], ['not-loaded the nodes share a store']]);
  });
  test('is silenced by a comment at each image, and told if one has none', async () => {
    const commented = suites(builder + vain('')).replace(/:= Build\(.*\)$/gm, '$& // image-tags:ignore not-loaded known');
    expect(await silenced(commented)).toEqual([[], ['not-loaded known']]);
    expect(await silenced(commented.replace(' // image-tags:ignore not-loaded known', ''))).toEqual([['not-loaded'], []]);
  });
  test('is the same finding when images come and go', async () => {
    const print = async (fixture: string): Promise<readonly string[]> => {
      const { findings } = await analyze(filesOf(fixture));
      return fingerprints(memoryRoot, findings.filter(({ rule }) => rule === 'not-loaded'));
    };
    const before = suites(builder + vain(''));
    expect(await print(before.replaceAll('"gateway"', '"another"'))).toEqual(await print(before));
  });
});

describe('a loader that saves another name', () => {
  const renaming = (comment: string, name = 'service'): string => `func Load(image, service, cluster string) {
	file := "/tmp/" + service + strings.Split(image, ":")[1] + ".tar"
	exec.Command("podman", "save", "-o", file, ${name}).Run() ${comment}
	exec.Command("kind", "load", "image-archive", file, "--name", cluster).Run()
}
`;
  test('is told once, by the archive that is named after the image', () => check(suites(builder
    + renaming('// want not-loaded "localhost/gateway:gateway-.generated.. is deployed in .SetupOne., but never loaded into the cluster: what is saved here, to an archive that is named after it, is .quay.io/app/gateway.. Save the image under the name that it is built and deployed under. The same goes for 2 more names here"', '"quay.io/app/"+service'))));
  test('that is like the built one', () => check(suites(builder.replace('localhost/%s', 'localhost/kubernaut/%s')
    + renaming('// want name-mismatch "^.gateway. is saved, but nothing builds that repository. Did you mean .localhost/kubernaut/gateway:gateway-.generated...* The same goes for 2 more names here"'))));
  test('for two images, and is right for others: those are the callers’ own', () => check(suites(builder
    + renaming('')).replace(/Load\((gateway|notification), "\w+"(.*)$/gm, 'Load($1, "$1s:v1"$2').replace(/:= Build\("(?:gateway|notification)"\)/g, '$& // want not-loaded "is deployed in .* but never loads it"').replaceAll('Load(datastorage, "datastorage"', 'Load(datastorage, datastorage')));
  test('silent: it saves the image', () => checkSilent(suites(builder + renaming('', 'image'))));
  test('generates a tag again: that is the finding, and not what is loaded under it', async () => {
    const { findings } = await check(suites(builder + renaming('// want regenerated-tag "is saved in .SetupOne. under a tag .* The same goes for 2 more names here"', '"localhost/"+service+":"+newTag(service)')));
    expect(findings.map(({ rule }) => rule)).toEqual(['regenerated-tag']);
  });
});

describe('a builder that builds another name than it gives back', () => {
  const disagreeing = (built: string, given: string, wants: readonly [string, string] = ['', '']): string => `func Build(service string) string {
	tag := newTag(service)
	image := service + ":" + tag
	full := "localhost/" + image
	exec.Command("podman", "build", "-t", ${built}, ".").Run() ${wants[0]}
	return ${given} ${wants[1]}
}
`;
  const untagged = '// want tag-mismatch "^Build builds .gateway. here, but returns .localhost/gateway:gateway-.generated.., which is saved in .SetupOne.: nothing builds that, so there is nothing to save. Build it under the name that is returned. The same goes for 2 more names here"';
  const short = '// want name-mismatch "^Build returns .gateway:gateway-.generated.. here, but builds .localhost/gateway:gateway-.generated... What is returned is deployed in .SetupOne.: nothing builds that, so the pod ends in ImagePullBackOff. Return the name that is built. .one lacks .localhost/.*The same goes for 2 more names here"';

  test('builds it without the tag: told once, at the build', async () => {
    const found = only(await check(suites(disagreeing('service', 'full', [untagged, '']) + loader)), 'tag-mismatch');
    expect(found).toMatchObject({ severity: 'error', function: 'Build' });
    expect(casesOf(found)).toHaveLength(3);
    expect(found.fixes.map(({ title }) => title)).toEqual(['Ignore tag-mismatch here with a reason']);
  });
  test('gives it back without localhost/: told once, at the return', async () => {
    const found = only(await check(suites(disagreeing('full', 'image', ['', short]) + loader)), 'name-mismatch');
    expect(casesOf(found)).toHaveLength(4);
  });
  test('in two returns: both are named', async () => {
    const cached = disagreeing('full', 'image').replace('	exec.Command("podman", "build"', `	if exec.Command("podman", "image", "exists", full).Run() == nil {
		return image // want name-mismatch "here and in 1 more place, but builds"
	}
$&`);
    const found = only(await check(suites(cached + loader)), 'name-mismatch');
    expect(found.related.map(({ message }) => message)).toContain('returned here, too, by Build');
  });
  test('two builders: each is told', () => check(suites(disagreeing('full', 'image', ['', short]) + loader, `
func BuildOther(service string) string {
	name := service + ":" + newTag(service)
	exec.Command("podman", "build", "-t", "localhost/"+name, ".").Run()
	return name // want name-mismatch "^BuildOther returns"
}
func SetupThree() {
	createCluster("three")
	first := BuildOther("first")
	Load(first, "first", "three")
	deploy(first)
	second := BuildOther("second")
	Load(second, "second", "three")
	deploy(second)
}`)));
  test('one image only: it is told at the caller', () => check(suites(builder + loader, `
func BuildOther(service string) string {
	name := service + ":" + newTag(service)
	exec.Command("podman", "build", "-t", "localhost/"+name, ".").Run()
	return name
}
func SetupThree() {
	createCluster("three")
	first := BuildOther("first") // want name-mismatch "SetupThree. builds it under another name"
	Load(first, "first", "three")
	deploy(first)
}`)));
  test('by what its callers say, and one is right: it is the others’ own', () => check(suites(builder + loader, `
func BuildOther(service, suffix string) string {
	name := "localhost/" + service + ":" + newTag(service)
	exec.Command("podman", "build", "-t", name, ".").Run()
	return name + suffix
}
func SetupThree() {
	createCluster("three")
	first := BuildOther("first", "-amd64") // want tag-mismatch
	Load(first, "first", "three")
	deploy(first)
	second := BuildOther("second", "-arm64") // want tag-mismatch
	Load(second, "second", "three")
	deploy(second)
	third := BuildOther("third", "")
	Load(third, "third", "three")
	deploy(third)
}`)));
  test('silent: both are one name', () => checkSilent(suites(disagreeing('full', 'full') + loader)));
  test('a hole: another name may be built', () => checkSilent(suites(disagreeing('full', 'image').replace('	return', '	exec.Command("podman", "build", "-t", os.Args[1], ".").Run()\n	return') + loader)));

  test('a makefile builds one of the names: the others are told by themselves', () => check(`-- helpers.go --
${goFile(`func build(service, tag string) string {
	image := "localhost/" + service
	exec.Command("podman", "build", "-t", image, ".").Run()
	return image + ":" + tag
}
func deploy(image string) corev1.Container { return corev1.Container{Name: "app", Image: image} }
func Setup() {
	deploy(build("gateway", "v1"))
	deploy(build("datastorage", "v2")) // want tag-mismatch "localhost/datastorage:v2"
	deploy(build("notification", "v3")) // want tag-mismatch "localhost/notification:v3"
}`)}
-- Makefile --
gateway:
	podman build -t localhost/gateway:v1 .`));
});
