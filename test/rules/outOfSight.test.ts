/** What a flow does out of sight: names that it hands on, helpers that aren't read, containers and files that are changed afterwards. Silence is right there. */
import { describe, expect, test } from 'vitest';
import { analyze, check, checkSilent } from '../support/check';
import { filesOf } from '../support/fixture';
import { alone, deployment, flow, helpers, goFile, only } from './goFile';

/** Cart is built and loaded; app is deployed as v1 after `line`, which may build it. */
const handed = (line: string, more = '', want = ''): string => flow(`
	build("localhost/cart:v1")
	load("localhost/cart:v1", "e2e")
	deploy("localhost/cart:v1")
	image := "localhost/app:v1"
	${line}
	deploy("localhost/app:v1")${want}
`, more);

/** A method that is called behind an interface, and by its type elsewhere. */
const making = (words: string): string => `type maker interface{ Make(image string) error }\nfunc all(m maker) { m.Make("localhost/app:v1") }\ntype docker struct{}\nfunc (docker) Make(image string) error { return exec.Command(${words}).Run() }\nfunc SetupOther() { docker{}.Make("localhost/other:v1") }`;

describe('a name that is handed to what nobody can follow', () => {
  test.each([
    ['a method of an interface', 'engine().Build(image)', 'type builder interface{ Build(image string) error }\nfunc engine() builder { return outside.New() }'],
    ['a method of an interface, in a list', 'engine().Run("podman", "build", "-t", image)', 'type runner interface{ Run(name string, args ...string) error }\nfunc engine() runner { return outside.New() }'],
    ['a function in a variable', 'outside.Builders["app"](image)'],
    ['another package', 'outside.Build(image)'],
    ['a helper that loops and calls an interface’s method', 'all(engine(), image)', 'type builder interface{ Build(image string) error }\nfunc engine() builder { return outside.New() }\nfunc all(b builder, images ...string) {\n\tfor _, i := range images {\n\t\tb.Build(i)\n\t}\n}\ntype docker struct{}\nfunc (docker) Build(image string) error { return exec.Command("docker", "build", "-t", image, ".").Run() }'],
    ['a helper that calls a type parameter’s method', 'all(docker{}, image)', 'type builder interface{ Build(image string) error }\nfunc all[B builder](b B, image string) { b.Build(image) }\ntype docker struct{}\nfunc (docker) Build(image string) error { return exec.Command("docker", "build", "-t", image, ".").Run() }'],
    ['a helper that names it itself and calls an interface’s method', 'all(engine())\n\tall(docker{})', 'func engine() maker { return outside.New() }\n' + making('"docker", "build", "-t", image, "."')],
    ['a struct of another package’s function', 'outside.Build(outside.Options{Image: image, Dir: "."})'],
    ['a program that no reader knows', 'exec.Command("imgbuilder", "--tag", image).Run()'],
    ['a command that is put together', 'c := exec.Command("podman"); c.Args = append(c.Args, "build", "-t", image); c.Run()'],
    ['a command by its fields', '(&exec.Cmd{Path: "/usr/bin/imgbuilder", Args: []string{"imgbuilder", "-t", image}}).Run()'],
    ['another package’s command by its fields', '(&outside.Cmd{Args: []string{"podman", "build", "-t", image}}).Run()'],
    ['a command line', 'outside.Exec("podman build . -t " + image)'],
    ['a command line by a format', 'outside.Exec(fmt.Sprintf("podman build -t %s .", image))'],
    ['words of a line that are spread', 'for _, line := range []string{"podman info", "podman build -t localhost/app:v1 ."} {\n\t\twords := strings.Fields(line)\n\t\toutside.Exec(words[0], words[1:]...)\n\t}'],
    ['a short name', 't := fmt.Sprintf("%s", image)\n\toutside.Exec("podman", t)'],
    ['a setter of what isn’t known', 'outside.Builder().With("image", image)'],
    ['a setter of what somebody calls a catalog', 'catalog.With("image", image)'],
    ['nodes of an own image', 'outside.NewCluster(kind.WithImage("ghcr.io/acme/node:e2e"))'],
    ['a helper of the tests that isn’t read', 'utils.SetUp()'],
    ['what one of them makes', 'imagetest.New("app").Tag("v2").MustBuild(t)'],
  ])('%s', async (_, line, more = '') => {
    await checkSilent(handed(line, more).replaceAll('"strings"', '"strings"\n\t"github.com/acme/outside"\n\t"sigs.k8s.io/e2e-framework/support/kind"\n\t"example.com/app/test/utils"\n\t"example.com/kit/imagetest"'));
  });

  test.each([
    ['logs', 'fmt.Println("deploying", image); log.Info("deploying", "image", image)'],
    ['a logger with something more to say', 'log := outside.Log().With("component", "suite")\n\tlog.With("image", image).Info("deploying")'],
    ['nodes of the tool’s own image', 'outside.NewCluster(kind.WithImage("kindest/node:v1.31.0"))'],
    ['comparisons', 'Expect(image).To(Equal("localhost/app:v1"))'],
    ['Kubernetes’ own packages', 'labels.Set{"image": image}.String()'],
    ['readers that say what they do', 'exec.Command("podman", "rmi", image).Run()'],
    ['nothing of it', 'outside.Build("localhost/other:v1")'],
    ['a text that is no command line', 'outside.Note("looking for " + image)'],
    ['a method of an interface that makes none', 'all(docker{})', making('"docker", "ps"')],
  ])('is none of these: %s', async (_, line, more = '') => {
    await check(handed(line, more, ' // want never-built').replaceAll('"strings"', '"strings"\n\t"github.com/acme/outside"\n\t"sigs.k8s.io/e2e-framework/support/kind"\n\t"k8s.io/apimachinery/pkg/labels"'));
  });
});

/** App is built and loaded as v1; `source` is what is deployed, in whatever way. */
const changed = (body: string, more = ''): string => flow(`
	image := "localhost/app:v1"
	build(image)
	load(image, "e2e")
${body}
`, more);

const manifest = '`kind: Pod\nspec:\n  containers:\n  - name: app\n    image: localhost/app:dev\n    imagePullPolicy: Never\n`';

describe('a manifest that is changed before it matters', () => {
  test.each([
    ['a replacer', `\tapply(strings.NewReplacer("localhost/app:dev", image).Replace(${manifest}))`],
    ['a pattern', `\tapply(regexp.MustCompile("localhost/app:.*").ReplaceAllString(${manifest}, image))`],
    ['a patch', `\tapply(${manifest})\n\texec.Command("kubectl", "patch", "pod", "app", "-p", "[{\\"op\\": \\"replace\\", \\"value\\": \\"" + image + "\\"}]").Run()`],
    ['an editor', `\tos.WriteFile("app.yaml", []byte(${manifest}), 0o600)\n\texec.Command("sed", "-i", "s|localhost/app:dev|"+image+"|", "app.yaml").Run()`],
    ['a loop over what is to be replaced', `\tm := ${manifest}\n\tfor old, by := range map[string]string{"localhost/app:dev": image, "other": "x"} {\n\t\tm = strings.ReplaceAll(m, old, by)\n\t}\n\tapply(m)`],
    ['a loop over names of which some are there', `\tm := ${manifest}\n\tfor _, old := range []string{"localhost/app:old", "localhost/app:dev"} {\n\t\tm = strings.ReplaceAll(m, old, image)\n\t}\n\tapply(m)`],
    ['compared, not applied', `\tExpect(rendered()).To(MatchYAML(${manifest}))`],
  ])('%s', async (_, body) => {
    await checkSilent(changed(body).replace('"strings"', '"regexp"\n\t"strings"'));
  });
  test('is deployed as it is otherwise', async () => {
    await check(changed(`\tapply(${manifest.replace('app:dev', 'app:dev # want tag-mismatch')})`));
  });
  test('one helper replaces in two manifests, each of which has one of the texts', async () => {
    await checkSilent(changed(`\tapply(filled(${manifest}, image))\n\tapply(filled(${manifest.replace('app:dev', 'app:next')}, image))`, 'func filled(m, image string) string {\n\treturn strings.ReplaceAll(strings.ReplaceAll(m, "localhost/app:dev", image), "localhost/app:next", image)\n}'));
  });
});

describe('a container that is changed after it was made', () => {
  const pod = 'corev1.PodSpec{Containers: []corev1.Container{{Name: "app", Image: "localhost/app:dev", ImagePullPolicy: corev1.PullNever}}}';
  test.each([
    ['a field', '\tc := corev1.Container{Name: "app", Image: "localhost/app:dev"}\n\tc.Image = image'],
    ['a copy of a package-level one', '\tp := base.DeepCopy()\n\tp.Containers[0].Image = image', `var base = ${pod}`],
    ['an element', `\tp := ${pod}\n\tp.Containers[0].Image = image`],
    ['elements', `\tp := ${pod}\n\tfor i := range p.Containers {\n\t\tp.Containers[i].Image = image\n\t}`],
    ['a function', '\tc := corev1.Container{Name: "app", Image: "localhost/app:dev"}\n\tset(&c, image)', 'func set(c *corev1.Container, image string) { c.Image = image }'],
  ])('%s', async (_, body, more = '') => {
    await checkSilent(changed(body, more));
  });
  test('by another wrong one', async () => {
    await check(changed('\tc := corev1.Container{Name: "app", Image: "localhost/app:dev"} // want tag-mismatch\n\tc.Image = "localhost/app:next" // want tag-mismatch'));
  });
  test('its policy, by a helper that knows nothing of images', () => checkSilent(flow(`
	build("localhost/app:latest")
	load("localhost/app:latest", "e2e")
	p := corev1.PodSpec{Containers: []corev1.Container{{Name: "app", Image: "localhost/app:latest"}}}
	harden(&p)
`, 'func harden(p *corev1.PodSpec) {\n\tfor i := range p.Containers {\n\t\tp.Containers[i].ImagePullPolicy = corev1.PullNever\n\t}\n}')));
  test.each(['c.ImagePullPolicy = corev1.PullNever', 'quiet(&c)'])('its policy: %s', async (line) => {
    await checkSilent(flow(`
	build("localhost/app:latest")
	load("localhost/app:latest", "e2e")
	c := corev1.Container{Name: "app", Image: "localhost/app:latest"}
	${line}
`, 'func quiet(c *corev1.Container) { c.Image, c.ImagePullPolicy = "localhost/app:latest", corev1.PullNever }'));
  });
});

describe('a container that nothing deploys', () => {
  const other = 'corev1.Container{Name: "app", Image: "localhost/app:other", ImagePullPolicy: corev1.PullNever}';
  test.each([
    ['compared by a field', `\twant := ${other}\n\tif deploy(image).Image == want.Image {\n\t\tpanic("the same")\n\t}`],
    ['a text that is compared', `\tconst golden = ${manifest}\n\tif rendered() != golden {\n\t\tpanic("not the same")\n\t}`],
    ['expected', `\twant := &corev1.PodSpec{Containers: []corev1.Container{${other}}}\n\tExpect(rendered()).To(Equal(want.Containers[0]))`],
    ['expected where it is written', `\tExpect(rendered()).To(Equal(&corev1.PodSpec{Containers: []corev1.Container{${other}}}))`],
    ['a fake client’s', `\tc := fake.NewClientBuilder().WithObjects(&corev1.Pod{Spec: corev1.PodSpec{Containers: []corev1.Container{${other}}}}).Build()\n\tfmt.Println(c)`],
    ['a fake client’s, by a name', `\tpod := &corev1.Pod{Spec: corev1.PodSpec{Containers: []corev1.Container{${other}}}}\n\tc := fake.NewSimpleClientset(pod)\n\tfmt.Println(c)`],
  ])('%s', (_, body) => checkSilent(changed(body)).then(() => undefined));
  test.each([
    ['named and no more', `\twant := ${other} // want tag-mismatch\n\t_ = want`],
    ['returned as well', `\twant := ${other} // want tag-mismatch\n\tif deploy(image).Image != want.Image {\n\t\tk8s.Create(ctx, want)\n\t}`],
    ['given back', '\tmade()'],
  ])('but not one that goes somewhere: %s', async (_, body) => {
    await check(changed(body, `func made() corev1.Container {\n\tc := ${other}${body.includes('made') ? ' // want tag-mismatch' : ' // want never-built'}\n\treturn c\n}`.replace(/func[^]*/, (text) => (body.includes('made') ? text : ''))));
  });
});

test('bytes of an embedded file that are replaced', () => checkSilent(`${flow('\tbuild("localhost/app:v1")\n\tload("localhost/app:v1", "e2e")\n\tapply(string(bytes.Replace(podYAML, []byte("localhost/app:dev"), []byte("localhost/app:v1"), 1)))', '//go:embed pod.yaml\nvar podYAML []byte').replace('"fmt"', '_ "embed"\n\t"bytes"\n\t"fmt"')}
-- pod.yaml --
kind: Pod
spec:
  containers:
  - name: app
    image: localhost/app:dev
`));

test('a placeholder that a shell’s editor fills in', () => checkSilent(`${flow('\tbuild("localhost/app:v1")\n\tload("localhost/app:v1", "e2e")\n\texec.Command("sh", "-c", "sed \'s|PLACEHOLDER|localhost/app:v1|\' pod.yaml | kubectl apply -f -").Run()')}
-- pod.yaml --
kind: Pod
spec:
  containers:
  - name: app
    image: PLACEHOLDER
`));

describe('manifests in files', () => {
  const files = (line: string, want = ''): string => `${flow(`\tbuild("localhost/app:v1")\n\tload("localhost/app:v1", "e2e")\n\t${line}`)}
-- test/manifests/app.yaml --
${deployment(`localhost/app:dev${want}`)}
`;
  test.each([
    ['applied for trial', 'exec.Command("kubectl", "apply", "--dry-run=server", "-f", "test/manifests/app.yaml").Run()'],
    ['only deleted', 'exec.Command("kubectl", "delete", "-f", "test/manifests/app.yaml", "--ignore-not-found").Run()'],
    ['patched by kind', 'exec.Command("kubectl", "apply", "-f", "test/manifests/app.yaml").Run()\n\texec.Command("kubectl", "set", "image", "deployment", "--all", "app=localhost/app:v1").Run()'],
  ])('%s', async (_, line) => {
    const { findings } = await analyze(filesOf(files(line).replace('-- flow.go --', '-- flow_test.go --').replace('func SetupApp()', 'func TestApp(t *testing.T)')));
    expect(findings.filter(({ severity }) => severity === 'error' || severity === 'warning')).toEqual([]);
  });
  test('applied', () => check(files('exec.Command("kubectl", "apply", "-f", "test/manifests/app.yaml").Run()', ' # want tag-mismatch')).then(() => undefined));
});

describe('what comes from elsewhere', () => {
  test.each(['ghcr.io/acme/app:v1.4.2', 'quay.io/acme/app:latest', 'registry.acme.dev:5000/app:v1'])('a released version in a registry: %s', async (image) => {
    const repository = image.slice(0, image.lastIndexOf(':'));
    await checkSilent(flow(`\tbuild("${repository}:dev")\n\tload("${repository}:dev", "e2e")\n\tdeploy("${repository}:dev")\n\tdeploy("${image}")`));
  });
  test.each(['example.com/app:v2', 'localhost/app:v2', 'localhost/app:badge', 'localhost/app:v9'])('no registry has %s', async (image) => {
    const repository = image.slice(0, image.lastIndexOf(':'));
    await check(flow(`\tbuild("${repository}:v1")\n\tload("${repository}:v1", "e2e")\n\tdeploy("${image}") // want tag-mismatch`));
  });
  test.each(['localhost/app:does-not-exist', 'localhost/nonexistent:v1', 'localhost/app:invalid', 'localhost/app:v999.0.0', 'localhost/app:bad-pull', 'localhost/app:99.99.99'])('missing on purpose: %s', async (image) => {
    await checkSilent(flow(`\tbuild("localhost/app:v1")\n\tload("localhost/app:v1", "e2e")\n\tdeploy("localhost/app:v1")\n\tdeploy("${image}")`));
  });
  test.each(['localhost/app:unknown-%d', 'localhost/app:none-unknown-%d'])('what couldn’t be found out beside what is generated is no such word: %s', async (image) => {
    await check(flow(`\tbuild("localhost/app:v1")\n\tload("localhost/app:v1", "e2e")\n\tdeploy("localhost/app:v1")\n\tdeploy(fmt.Sprintf("${image}", time.Now().UnixNano())) // want tag-mismatch`));
  });
  test('an archive that is no flow’s', () => checkSilent(flow('\tbuild("localhost/cart:v1")\n\tload("localhost/cart:v1", "e2e")\n\texec.Command("kind", "load", "image-archive", "/artifacts/app.tar").Run()\n\tdeploy("localhost/app:v1")')));
  test('a node’s own client', () => checkSilent(flow('\tbuild("localhost/app:v1")\n\tload("localhost/app:v1", "e2e")\n\texec.Command("docker", "exec", "node", "ctr", "-n", "k8s.io", "images", "tag", "localhost/app:v1", "localhost/app:v2").Run()\n\tdeploy("localhost/app:v2")')));
  test('docker gets what podman saved', () => checkSilent(alone('\texec.Command("podman", "build", "-t", "localhost/app:v1", ".").Run()\n\texec.Command("podman", "save", "-o", "/tmp/app.tar", "localhost/app:v1").Run()\n\texec.Command("docker", "load", "-i", "/tmp/app.tar").Run()\n\texec.Command("kind", "load", "docker-image", "localhost/app:v1").Run()\n\t_ = corev1.Container{Name: "app", Image: "localhost/app:v1"}')));
  test.each([
    ['by a pipe', 'exec.Command("sh", "-c", "podman save localhost/app:v1 | docker load").Run()'],
    ['by a push', 'exec.Command("podman", "push", "localhost/app:v1", "docker-daemon:localhost/app:v1").Run()'],
  ])('docker gets what podman built: %s', (_, line) => checkSilent(alone(`\texec.Command("podman", "build", "-t", "localhost/app:v1", ".").Run()\n\t${line}\n\texec.Command("kind", "load", "docker-image", "localhost/app:v1").Run()\n\t_ = corev1.Container{Name: "app", Image: "localhost/app:v1"}`)).then(() => undefined));
  test.each(['kind-registry:5000/app:v1', '127.0.0.1:5001/app:v1'])('what a registry of this machine may have is pulled: %s', async (image) => {
    await checkSilent(alone(`\texec.Command("docker", "build", "-t", "${image}", ".").Run()\n\texec.Command("docker", "push", "${image}").Run()\n\t_ = corev1.Container{Name: "app", Image: "${image}", ImagePullPolicy: corev1.PullAlways}`));
  });
  test('a kustomization names it otherwise', () => checkSilent(`${flow('\tbuild("localhost/app:v1")\n\tload("localhost/app:v1", "e2e")\n\texec.Command("kubectl", "apply", "-k", "test/manifests").Run()')}
-- test/manifests/kustomization.yaml --
resources: [app.yaml]
images:
- name: app
  newName: localhost/app
  newTag: v1
-- test/manifests/app.yaml --
kind: Pod
spec:
  containers:
  - name: app
    image: app
`));
  test('of two Dockerfiles one is built', () => checkSilent(flow('\tif os.Getenv("DEBUG") != "" {\n\t\texec.Command("podman", "build", "-t", "localhost/app:v1", "-f", "Dockerfile.debug", ".").Run()\n\t} else {\n\t\texec.Command("podman", "build", "-t", "localhost/app:v1", "-f", "Dockerfile", ".").Run()\n\t}\n\tload("localhost/app:v1", "e2e")\n\tdeploy("localhost/app:v1")')));
});

describe('values that print themselves', () => {
  const typed = (method: string, deployed: string): string => flow(`
	build("localhost/app:e2e-app")
	load("localhost/app:e2e-app", "e2e")
	deploy(fmt.Sprintf("${deployed}", app))
`, `type service string\nconst app service = "app"\n${method}`);
  test.each(['%s', '%v'])('a method String: %s', (verb) => checkSilent(typed('func (s service) String() string { return "e2e-" + string(s) }', `localhost/app:${verb}`)).then(() => undefined));
  test('and what it gives is told', () => check(typed('func (s service) String() string { return "dev-" + string(s) } // want tag-mismatch "localhost/app:dev-app"', 'localhost/app:%s')).then(() => undefined));
  test('no such method', () => checkSilent(typed('', 'localhost/app:e2e-%s')).then(() => undefined));
});

describe('a tag that is made once', () => {
  const once = (more: string, tag = 'state.image()'): string => `${helpers}
-- flow.go --
${goFile(`func SetupApp() {
	image := ${tag}
	build(image)
	load(image, "e2e")
	_ = corev1.Container{Name: "app", Image: ${tag}}
}
${more}`).replace('"time"', '"time"\n\t"sync"\n\t"github.com/google/uuid"')}`;
  test.each([
    ['a field', 'type memo struct{ tag string }\nvar state memo\nfunc (m *memo) image() string {\n\tif m.tag == "" {\n\t\tm.tag = uuid.NewString()\n\t}\n\treturn "localhost/app:" + m.tag\n}'],
    ['a field that is set once', 'type memo struct {\n\tonce sync.Once\n\ttag string\n}\nvar state memo\nfunc (m *memo) image() string {\n\tm.once.Do(func() { m.tag = uuid.NewString() })\n\treturn "localhost/app:" + m.tag\n}'],
    ['a map that remembers', 'type memo struct{ tags map[string]string }\nvar state = &memo{tags: map[string]string{}}\nfunc (m *memo) image() string {\n\tif tag, ok := m.tags["app"]; ok {\n\t\treturn tag\n\t}\n\ttag := "localhost/app:" + uuid.NewString()\n\tm.tags["app"] = tag\n\treturn tag\n}'],
    ['what is the same every time', 'type memo struct{}\nvar state memo\nfunc (memo) image() string { return "localhost/app:" + uuid.NewSHA1(uuid.NameSpaceDNS, []byte("app")).String() }'],
  ])('%s', (_, more) => checkSilent(once(more)).then(() => undefined));
  test('not once', async () => {
    const analysis = await check(once('type memo struct{}\nvar state memo\nfunc (memo) image() string { return "localhost/app:" + uuid.NewString() }').replace('Image: state.image()}', 'Image: state.image()} // want regenerated-tag'));
    expect(only(analysis, 'regenerated-tag').severity).toBe('error');
  });
});
