/** What a loop collects in a variable is read after the loop as whatever any turn left there, not as what one turn alone leaves. */
import { describe, expect, test } from 'vitest';
import { check, checkSilent } from '../support/check';
import { flow, only } from '../rules/goFile';

const unique = `func uniqueTag(name string) string { return fmt.Sprintf("localhost/%s:%s-%d", name, name, time.Now().UnixNano()) }

type result struct {
	name  string
	image string
}

func buildUnique(name string) string {
	image := uniqueTag(name)
	build(image)
	load(image, "e2e")
	return image
}`;

/** Two builds in the background; `collect` says what becomes of each result, and with what the deployment is made. */
const parallel = (collect: string, then = 'deploy(image)'): string => flow(`
	image := uniqueTag("gateway")
	results := make(chan result, 2)
	go func() { results <- result{name: "gateway", image: buildUnique("gateway")} }()
	go func() { results <- result{name: "other", image: buildUnique("other")} }()
	for i := 0; i < 2; i++ {
		r := <-results
		${collect}
	}
	${then}
`, unique);

const hit = (fixture: string): string => fixture.replace('image := uniqueTag("gateway")', '$& // want regenerated-tag');

describe('silences', () => {
  test('a result is kept where its name fits, and deployed after the loop', () => checkSilent(parallel('if r.name == "gateway" && r.image != "" { image = r.image }')));
  test('a result is kept in a field', () => checkSilent(parallel('if r.name == "gateway" { kept.image = r.image }', 'deploy(kept.image)').replace('image := uniqueTag("gateway")\n\tresults', 'kept := result{image: uniqueTag("gateway")}\n\tresults')));
  test('deployed in the loop’s last turn', () => checkSilent(parallel('if r.name == "gateway" { image = r.image }\n\t\tif i == 1 { deploy(image) }', '').replace('image: buildUnique("other")', 'image: ""')));
  test('deployed beside what the turn itself has', () => checkSilent(parallel('if r.name == "gateway" { image = r.image }\n\t\tif i == 1 { deployNamed(r.name, image) }', '').replace('image: buildUnique("other")', 'image: ""').replace('type result', 'func deployNamed(name, image string) corev1.Container { return corev1.Container{Name: name, Image: image} }\n\ntype result')));
  test('a closure in the loop deploys it', () => checkSilent(parallel('if r.name == "gateway" { image = r.image }\n\t\tfunc() { fmt.Println(r.name); deploy(image) }()', '').replace('image: buildUnique("other")', 'image: ""')));
  test('messages without an image among those with one', () => checkSilent(parallel('if r.image != "" { image = r.image }').replace('image: buildUnique("other")', 'image: ""')));
  test('a range over a table collects the last that fits', () => checkSilent(flow(`
	image := uniqueTag("gateway")
	for _, one := range []result{{name: "gateway", image: buildUnique("gateway")}, {name: "other", image: ""}} {
		if one.name == "gateway" { image = one.image }
	}
	deploy(image)
`, unique)));
  test('a closure after the loop deploys it', () => checkSilent(parallel('if r.name == "gateway" { image = r.image }', 'func() { deploy(image) }()')));
  test('a template filled after the loop', () => checkSilent(parallel('if r.name == "gateway" { image = r.image }', 'apply(fmt.Sprintf("kind: Pod\\nspec:\\n  containers:\\n  - name: app\\n    image: %s\\n", image))')));
});

describe('hits', () => {
  test('nothing of the results is kept', async () => {
    only(await check(hit(parallel('if r.name == "" { continue }'))), 'regenerated-tag');
  });
  test('inside the loop each turn is judged by itself', async () => {
    const found = only(await check(flow(`
	for _, one := range []result{
		{name: "gateway", image: "localhost/gateway:v1"},
		{name: "other", image: "localhost/other:v2"}, // want tag-mismatch "built in .SetupApp. as .localhost/other:v1."
	} {
		build("localhost/" + one.name + ":v1")
		load("localhost/" + one.name + ":v1", "e2e")
		deploy(one.image)
	}
`, unique)), 'tag-mismatch');
    expect(found.image).toBe('localhost/other:v2');
  });
  test('a variable of the surroundings that each turn sets anew', async () => {
    const found = only(await check(flow(`
	var image string
	for _, one := range []result{
		{name: "gateway", image: "localhost/gateway:v1"},
		{name: "other", image: "localhost/other:v2"}, // want tag-mismatch
	} {
		build("localhost/" + one.name + ":v1")
		load("localhost/" + one.name + ":v1", "e2e")
		image = one.image
		deploy(image)
	}
`, unique)), 'tag-mismatch');
    expect(found.image).toBe('localhost/other:v2');
  });
  test('after the loop, where nothing that it can leave was built', () => check(flow(`
	build("localhost/gateway:v1")
	load("localhost/gateway:v1", "e2e")
	image := "localhost/gateway:v2" // want tag-mismatch
	for _, one := range []result{{name: "gateway", image: "localhost/gateway:v3"}, {name: "other", image: "localhost/gateway:v4"}} {
		if one.name == "gateway" { image = one.image }
	}
	deploy(image)
`, unique)));
});

describe('holes', () => {
  test('what a turn keeps comes from somewhere unknown', () => checkSilent(parallel('image = os.Args[i]')));
});
