/** A container's image is replaced where it stands: by a pointer, in an alias of the list, as a copy, or with the list as a whole. */
import { describe, test } from 'vitest';
import { check, checkSilent } from '../support/check';
import { alone, flow } from './goFile';

const listOf = (image: string) => `[]corev1.Container{{Name: "app", Image: "${image}", ImagePullPolicy: corev1.PullNever}}`;
const made = `\tp := &corev1.PodSpec{Containers: ${listOf('localhost/app:dev')}}`;
const more = `func podSpec(image string) corev1.PodSpec {
	return corev1.PodSpec{Containers: []corev1.Container{{Name: "app", Image: image, ImagePullPolicy: corev1.PullNever}}}
}`;

/** A flow that builds and loads `image` and then does `body`. */
function suite(body: string): string {
  return flow(`	image := "localhost/app:e2e"
	build(image)
	load(image, "e2e")
${body}`, more);
}

const ways = (image: string): [string, string][] => [
  ['a pointer to an element', `\tc := &p.Containers[0]\n\tc.Image = ${image}`],
  ['pointers to elements', `\tfor i := range p.Containers {\n\t\tc := &p.Containers[i]\n\t\tif c.Name == "app" {\n\t\t\tc.Image = ${image}\n\t\t}\n\t}`],
  ['another name of a pointer', `\tfirst := &p.Containers[0]\n\tc := first\n\tc.Image = ${image}`],
  ['an alias of the list', `\tcs := p.Containers\n\tfor i := range cs {\n\t\tcs[i].Image = ${image}\n\t}`],
  ['a pointer into an alias', `\tcs := p.InitContainers\n\tc := &cs[0]\n\tc.Image = ${image}`],
  ['a copy that is put back', `\tfor i, c := range p.Containers {\n\t\tc.Image = ${image}\n\t\tp.Containers[i] = c\n\t}`],
  ['copies that are collected', `\tvar cs []corev1.Container\n\tfor _, c := range p.Containers {\n\t\tc.Image = ${image}\n\t\tcs = append(cs, c)\n\t}\n\tp.Containers = cs`],
  ['a copy by index that is put back', `\tc := p.Containers[0]\n\tc.Image = ${image}\n\tp.Containers[0] = c`],
];

describe('an image that is put in the place of another', () => {
  test.each(ways('image'))('%s', async (_, body) => {
    await checkSilent(suite(`${made}\n${body}`));
  });
  test.each(ways('"localhost/app:next"'))('a wrong one: %s', async (_, body) => {
    await check(suite(`${made} // want tag-mismatch\n${body.replace('"localhost/app:next"', '"localhost/app:next" // want tag-mismatch')}`));
  });
  test('in a manifest that is decoded', async () => {
    await checkSilent(suite(`	p := &corev1.Pod{}
	yaml.Unmarshal([]byte(\`kind: Pod\nmetadata: {name: app}\nspec:\n  containers:\n  - name: app\n    image: localhost/app:dev\n    imagePullPolicy: Never\n\`), p)
	c := &p.Spec.Containers[0]
	c.Image = image`));
  });
  test('in a copy that is dropped', async () => {
    await check(suite(`${made} // want tag-mismatch\n\tfor _, c := range p.Containers {\n\t\tc.Image = image\n\t}`));
  });
  test('in a list of another kind', async () => {
    await check(suite(`${made} // want tag-mismatch\n\tc := &p.Volumes[0]\n\tc.Image = image`));
  });
});

const decodedMap = (image: string, more: string): string => flow(`	build("localhost/app:e2e")
	load("localhost/app:e2e", "e2e")
	u := &unstructured.Unstructured{}
	yaml.Unmarshal([]byte(\`kind: Pod\nmetadata: {name: app}\nspec:\n  containers:\n  - name: app\n    image: ${image}\n\`), u)
	cs, _, _ := unstructured.NestedSlice(u.Object, "spec", "containers")
${more}`).replace('-- flow.go --\npackage infra\n\nimport (', '$&\n\t"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"\n\t"sigs.k8s.io/yaml"');

describe('an image that is put into an object of maps', () => {
  test.each([
    ['under its key', '\tcs[0].(map[string]any)["image"] = "localhost/app:e2e"\n\tunstructured.SetNestedSlice(u.Object, cs, "spec", "containers")'],
    ['by an operation of a patch', '\tops, _ := json.Marshal([]map[string]any{{"op": "replace", "path": "/spec/containers/0/image", "value": "localhost/app:e2e"}})\n\tapplyPatch(u, ops)'],
    ['by one that is a struct', '\tops, _ := json.Marshal([]operation{{Op: "replace", Path: "/spec/containers/0/image", Value: "localhost/app:e2e"}})\n\tapplyPatch(u, ops)'],
    ['with the list', '\tunstructured.SetNestedSlice(u.Object, []any{map[string]any{"name": "app", "image": "localhost/app:e2e"}}, "spec", "containers")'],
  ])('%s', async (_, more) => {
    await checkSilent(decodedMap('localhost/app:dev', more));
  });
  test.each([
    ['nothing', ''],
    ['something else', '\tcs[0].(map[string]any)["name"] = "localhost/app:e2e"'],
    ['by an operation elsewhere', '\tops, _ := json.Marshal([]map[string]any{{"op": "replace", "path": "/metadata/name", "value": "localhost/app:e2e"}})\n\tprint(ops)'],
    ['another image', '\tcs[1].(map[string]any)["image"] = "docker.io/library/nginx:1"'],
  ])('told: %s', async (_, more) => {
    await check(decodedMap('localhost/app:dev', more).replace(/image: localhost\/app:dev$/m, '$& # want tag-mismatch'));
  });
});

const wholes: [string, string][] = [
  ['a list', `\tp.Containers = ${listOf('localhost/app:e2e')}`],
  ['a list with a name', `\tcs := ${listOf('localhost/app:e2e')}\n\tp.Containers = cs`],
  ['an element', '\tp.Containers[0] = corev1.Container{Name: "app", Image: image, ImagePullPolicy: corev1.PullNever}'],
  ['a spec', `\tpod := &corev1.Pod{Spec: *p}\n\tpod.Spec = corev1.PodSpec{Containers: ${listOf('localhost/app:e2e')}}`],
  ['a spec from a function', '\tpod := &corev1.Pod{Spec: *p}\n\tpod.Spec = podSpec(image)'],
];

describe('containers that are put in the place of others', () => {
  test.each(wholes)('%s', async (_, body) => {
    await checkSilent(suite(`${made}\n${body}`));
  });
  test('wrong ones', async () => {
    await check(suite(`${made} // want tag-mismatch\n\tp.Containers = ${listOf('localhost/app:next')} // want tag-mismatch`));
  });
  test('where there were none is no reason to be silent about another pod', async () => {
    await check(suite(`${made} // want tag-mismatch\n\tpod := &corev1.Pod{}\n\tpod.Spec = corev1.PodSpec{Containers: ${listOf('localhost/app:e2e')}}\n\tk8s.Create(ctx, p)`));
  });
});

const held = (word: string): string => `\tp := &corev1.PodSpec{Containers: ${listOf(word)}}`;
const workload = (word: string): string => `\tobject := map[string]any{"apiVersion": "v1", "kind": "Pod", "spec": map[string]any{"containers": []any{
		map[string]any{"name": "app", "image": "${word}", "imagePullPolicy": "Never"},
	}}}`;

/** The same without podman, which has no images of bare names. */
const byDocker = (body: string): string => alone(`	image := "localhost/app:e2e"
	_ = exec.Command("docker", "build", "-t", image, ".").Run()
	_ = exec.Command("kind", "load", "docker-image", image).Run()
${body}`, `${more}

func create(object any) {}

func deployed() *corev1.PodSpec {
	found, _ := client.Get(ctx, "app")
	return found
}

func setImage(image string) func(*appsv1.Deployment) {
	return func(d *appsv1.Deployment) {
		c := &d.Spec.Template.Spec.Containers[0]
		c.Image = image
	}
}

func redeploy(image string) { setAll(deployed(), image) }

func setAll(p *corev1.PodSpec, image string) {
	for i := range p.Containers {
		p.Containers[i].Image = image
	}
}`);

describe('a word in the place of an image', () => {
  test.each([
    ['by index', `${held('placeholder')}\n\tp.Containers[0].Image = image`],
    ['by name', `${held('to-be-set')}\n\tfor i := range p.Containers {\n\t\tc := &p.Containers[i]\n\t\tif c.Name == "app" {\n\t\t\tc.Image = image\n\t\t}\n\t}`],
    ['given by an argument', '\tp := podSpec("placeholder")\n\tp.Containers[0].Image = image'],
    ['in an object of maps', `${workload('placeholder')}\n\tcs, _, _ := unstructured.NestedSlice(object, "spec", "containers")\n\tcs[0].(map[string]any)["image"] = image\n\t_ = unstructured.SetNestedSlice(object, cs, "spec", "containers")`],
  ])('is put out: %s', async (_, body) => {
    await checkSilent(byDocker(body));
  });
  test.each([
    ['nothing is put in', `${held('placeholder')} // want never-built\n\tcreate(p)`],
    ['nothing is put into an object of maps', `${workload('placeholder').replace('"Never"},', '$& // want never-built')}\n\tcreate(object)`],
    ['a wrong image is put in', `${held('placeholder')}\n\tp.Containers[0].Image = "localhost/app:next" // want tag-mismatch`],
    ['it is put into what another call made', '\tp, q := podSpec("app-pod"), podSpec("app")\n\tcreate(p)\n\tq.Containers[0].Image = image'.replace('\n', ' // want never-built\n')],
    ['it is put into another container', `\tp := &corev1.PodSpec{Containers: []corev1.Container{\n\t\t{Image: "localhost/web:e2e"}, // want never-built\n\t\t{Image: "localhost/web:e2e"},\n\t}}\n\tp.Containers[1].Image = image`],
    ['it is put into another list', `\tp := &corev1.PodSpec{InitContainers: ${listOf('localhost/web:e2e')}, Containers: ${listOf('localhost/web:e3e')}} // want never-built\n\tp.Containers[0].Image = image`],
    ['another pod’s containers are replaced', `${held('localhost/web:e2e')} // want never-built\n\tq := &corev1.PodSpec{Containers: ${listOf('localhost/web:e3e')}}\n\tq.Containers = ${listOf('localhost/app:e2e')}\n\tcreate(p)`],
    ['nobody knows what it is put into, and that happens elsewhere', '\tcreate(podSpec("localhost/web:e2e")) // want never-built\n\tredeploy(image)'],
  ])('told: %s', async (_, body) => {
    await check(byDocker(body));
  });
});

const unbuilt = made.replace('localhost/app:dev', 'localhost/web:dev');
const mapped = workload('localhost/web:dev');
const listed = '\tcs, _, _ := unstructured.NestedSlice(object, "spec", "containers")\n';

describe('an image that nothing builds has another one put in its place', () => {
  test.each([...ways('image'), ...wholes].map(([name, body]): [string, string] => [name, `${unbuilt}\n${body}`]))('%s', async (_, body) => {
    await checkSilent(suite(body));
  });
  test.each([
    ['in a copy', `${unbuilt}\n\tq := p.DeepCopy()\n\tq.Containers[0].Image = image\n\tcreate(q)`],
    ['in what a function makes', '\tp := podSpec("localhost/web:dev")\n\tp.Containers[0].Image = image\n\tcreate(p)'],
    ['by a function that another one gives', `\td := &appsv1.Deployment{}\n\td.Spec.Template.Spec.Containers = ${listOf('placeholder')}\n\tfor _, change := range []func(*appsv1.Deployment){setImage(image)} {\n\t\tchange(d)\n\t}\n\tcreate(d)`],
    ['by a function', `${unbuilt}\n\tsetAll(p, image)\n\tcreate(p)`],
    ['in maps', `${mapped}\n${listed}\tcs[0].(map[string]any)["image"] = image\n\t_ = unstructured.SetNestedSlice(object, cs, "spec", "containers")`],
    ['by the name of a map’s key', `${mapped}\n${listed}\t_ = unstructured.SetNestedField(cs[0].(map[string]any), image, "image")\n\t_ = unstructured.SetNestedSlice(object, cs, "spec", "containers")`],
    ['in a text that is decoded into maps', `\tu := &unstructured.Unstructured{}\n\tyaml.Unmarshal([]byte(\`kind: Pod\nmetadata: {name: app}\nspec:\n  containers:\n  - name: app\n    image: localhost/web:dev\n    imagePullPolicy: Never\n\`), &u.Object)\n\tspec := u.Object["spec"].(map[string]any)\n\tspec["containers"].([]any)[0].(map[string]any)["image"] = image`],
  ])('%s', async (_, body) => {
    await checkSilent(byDocker(body));
  });
});

/** A method puts `image` into the containers that it gets, and is called by way of an interface. */
const mutated = (made: string, image: string, mutate = 's.Containers[i].Image = m.image'): string => `${byDocker(`\tp := &corev1.PodSpec{Containers: ${listOf(made)}}\n\tvar m mutator = setter{name: "app", image: "${image}"}\n\tm.mutate(p)\n\tcreate(p)`)}
type mutator interface{ mutate(*corev1.PodSpec) }
type setter struct{ name, image string }

func (m setter) mutate(s *corev1.PodSpec) {
	for i := range s.Containers {
		${mutate}
	}
}
`;

describe('by a method of an interface', () => {
  test.each(['localhost/web:dev', 'localhost/app:dev'])('in the place of %s', async (made) => {
    await checkSilent(mutated(made, 'localhost/app:e2e'));
  });
  test('by a function that goes through what it is given', async () => {
    await checkSilent(`${mutated('localhost/web:dev', 'localhost/app:e2e').replace('m.mutate(p)', 'apply(p, m)')}
func apply(p *corev1.PodSpec, all ...mutator) {
	for _, one := range all {
		one.mutate(p)
	}
}
`);
  });
  test('told: a method that puts no image there', () => check(mutated('localhost/web:dev', 'localhost/app:e2e', 's.Containers[i].Name = m.name').replace('Image: "localhost/web:dev", ImagePullPolicy: corev1.PullNever}}}', '$& // want never-built')));
  test('told: a wrong image', () => check(mutated('localhost/app:dev', 'localhost/app:next').replace('Image: "localhost/app:dev", ImagePullPolicy: corev1.PullNever}}}', '$& // want tag-mismatch').replace('image: "localhost/app:next"}', '$& // want tag-mismatch')));
});

const retagged = (tag: string): string => `func retag(c *corev1.Container) {
	repository, _, _ := strings.Cut(c.Image, ":")
	c.Image = repository + "${tag}"
}`;

describe('an image that is made of the one before', () => {
  const body = '\tp := podSpec("other")\n\tsetImage(&p.Containers[0], "localhost/app:main")\n\tretag(&p.Containers[0])';
  const all = (text: string, tag: string): string => `${suite(text).replace('podSpec("other")', 'podSpec("registry.k8s.io/pause:3.9")')}
func setImage(c *corev1.Container, image string) { c.Image = image }

${retagged(tag)}
`;
  test('of which nobody knows whether it is right', () => checkSilent(all(body, ':e2e')));
  test('told: it can be no image that is built', () => check(all(body.replace('main")', '$& // want tag-mismatch'), ':e3e')));
  test('told: it is not made again', () => check(all(body.replace('main")', '$& // want tag-mismatch').replace(/\n\tretag.*/, ''), ':e2e').replace(/func retag[^]*/, '')));
  test('told: made of something else', () => check(all(body.replace('main")', '$& // want tag-mismatch'), ':e2e').replace('Cut(c.Image, ":")', 'Cut(c.Name, ":")')));
});
