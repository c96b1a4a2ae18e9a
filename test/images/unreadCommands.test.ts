/** A command whose words nobody knows may build or load any image, so its flow lacks nothing for certain; one that is known is read. */
import { describe, expect, test } from 'vitest';
import { analyze, check, checkSilent } from '../support/check';
import { filesOf } from '../support/fixture';
import { goFile } from '../rules/goFile';

/** App is built, and loaded by what `load` says; `pod` is deployed. */
const suite = (load: string, more = ''): string => `-- flow.go --
${goFile(`const image = "localhost/app:e2e"

func SetupApp(verbose bool) error {
	if err := exec.Command("kind", "create", "cluster").Run(); err != nil {
		return err
	}
	if err := exec.Command("podman", "build", "-t", image, ".").Run(); err != nil {
		return err
	}
	if err := load(image, verbose); err != nil {
		return err
	}
	deploy(image)
	return nil
}

func deploy(image string) corev1.Container { return corev1.Container{Name: "app", Image: image, ImagePullPolicy: corev1.PullNever} }

func load(image string, verbose bool) error {
${load}
}
${more}`)}`;

const notLoaded = (fixture: string): string => fixture.replace('\tdeploy(image)', '$& // want not-loaded');

test('hit: nothing is loaded at all', async () => {
  await check(notLoaded(suite('\treturn nil')));
});

describe('silent where the words of an engine, or of a loader, are not known', () => {
  test.each([
    ['a list that is filtered', '\targs := []string{"load", "docker-image", image}\n\treturn exec.Command("kind", kept(args)...).Run()', 'func kept(args []string) (found []string) {\n\tfor _, arg := range args {\n\t\tif arg != "" {\n\t\t\tfound = append(found, arg)\n\t\t}\n\t}\n\treturn\n}'],
    ['a list that is filled by copy', '\targs := []string{"load", "docker-image", image}\n\tall := make([]string, len(args))\n\tcopy(all, args)\n\treturn exec.Command("kind", all...).Run()', ''],
    ['a list with elements of a loop', '\targs := []string{"load", "", ""}\n\tfor i := range args {\n\t\targs[i] = os.Args[i]\n\t}\n\treturn exec.Command("kind", args...).Run()', ''],
    ['a line of unknown words', '\treturn exec.Command("sh", "-c", "kind "+strings.Join(os.Args, " ")).Run()', ''],
    ['a line that is all unknown', '\tline, _ := os.ReadFile("load.txt")\n\treturn exec.Command("bash", "-ec", string(line)).Run()', ''],
    ['a program that nobody knows', '\treturn exec.Command(os.Args[1], os.Args[2:]...).Run()', ''],
    ['behind a wrapper', '\treturn exec.Command("sudo", append([]string{"kind"}, os.Args...)...).Run()', ''],
    ['a line that another package runs', '\treturn script.Exec("kind load docker-image " + image).Wait()', ''],
    ['a formatted line that another package runs', '\treturn script.Exec(fmt.Sprintf("kind load docker-image %s", image)).Wait()', ''],
  ])('%s', async (_, body, more) => {
    const fixture = suite(body, more);
    await checkSilent(body.includes('script.') ? fixture.replaceAll('"strings"\n', '"strings"\n\n\t"example.org/cmd/script"\n') : fixture);
  });
});

describe('hit where they are known, or can be none of these', () => {
  test.each([
    ['kubectl', '\treturn exec.Command("kubectl", os.Args...).Run()'],
    ['another subcommand', '\treturn exec.Command("kind", append([]string{"get", "nodes"}, os.Args...)...).Run()'],
    ['an engine that looks', '\treturn exec.Command("podman", append([]string{"inspect"}, os.Args...)...).Run()'],
    ['a line without an engine', '\treturn exec.Command("sh", "-c", "echo "+os.Args[1]).Run()'],
    ['a message', '\treturn fmt.Errorf("kind load failed for %s", image)'],
  ])('%s', async (_, body) => {
    await check(notLoaded(suite(body)));
  });
});

const loads = async (body: string, more = ''): Promise<readonly string[]> =>
  (await analyze(filesOf(suite(body, more).replace('"strings"', '"slices"\n\t"strings"')))).inventory.sites.filter(({ role }) => role === 'load').flatMap(({ image }) => image.values.map(({ parts }) => parts.map((part) => ('text' in part ? part.text : '{}')).join('')));

describe('what is read', () => {
  test.each([
    ['a shell’s line of several images', '\tif tag := os.Getenv("TAG"); tag != "" {\n\t\timage = "localhost/app:" + tag\n\t}\n\treturn exec.Command("sh", "-c", "kind load docker-image "+image+" --name e2e").Run()', ['localhost/app:e2e', 'localhost/app:{}']],
    ['an element that is stored', '\targs := []string{"load", "docker-image", "none"}\n\targs[2] = image\n\treturn exec.Command("kind", args...).Run()', ['localhost/app:e2e']],
    ['an element that may be stored', '\targs := []string{"load", "docker-image", "localhost/none:e2e"}\n\tif verbose {\n\t\targs[2] = image\n\t}\n\treturn exec.Command("kind", args...).Run()', ['localhost/none:e2e', 'localhost/app:e2e']],
    ['a clone', '\targs := []string{"load", "docker-image", image}\n\treturn exec.Command("kind", slices.Clone(args)...).Run()', ['localhost/app:e2e']],
    ['lists one after the other', '\targs := []string{"load", "docker-image"}\n\treturn exec.Command("kind", slices.Concat(args, []string{image})...).Run()', ['localhost/app:e2e']],
  ])('%s', async (_, body, images) => {
    expect([...(await loads(body))].sort()).toEqual([...images].sort());
  });
});

describe('a function that is called by way of', () => {
  const loader = 'func loadImpl(image string) error { return exec.Command("kind", "load", "docker-image", image).Run() }';
  test.each([
    ['a package’s variable, in a closure', '\tdone := make(chan error)\n\tgo func() { done <- loader(image) }()\n\treturn <-done', `var loader = loadImpl\n${loader}`],
    ['a field, in a closure', '\tfunc() { ops.load(image) }()\n\treturn nil', `var ops = struct{ load func(string) error }{load: loadImpl}\n${loader}`],
    ['a variable that is set elsewhere', '\tfunc() { loader(image) }()\n\treturn nil', `var loader func(string) error\nfunc init() { loader = loadImpl }\n${loader}`],
    ['a function literal in a variable', '\tfunc() { loader(image) }()\n\treturn nil', 'var loader = func(image string) error { return exec.Command("kind", "load", "docker-image", image).Run() }'],
  ])('%s', async (_, body, more) => {
    expect((await loads(body, more)).filter((image) => image !== '{}')).toEqual(['localhost/app:e2e']);
  });
});
