/** Which fixes are offered, which of them are preferred, and which are safe: a fix must mend the run, not only silence the finding. */
import { describe, expect, test } from 'vitest';
import type { Fix } from '../../src/base/finding';
import { check, checkFix } from '../support/check';
import { alone, flow, goFile, helpers, only } from './goFile';

const built = '\texec.Command("podman", "build", "-t", "localhost/app:v1", ".").Run()\n';

/** Title, preferred, safe of the fixes that aren't ignores. */
async function fixesOf(fixture: string, rule: string): Promise<unknown[]> {
  return shown(only(await check(fixture), rule).fixes);
}

function shown(fixes: readonly Fix[]): unknown[] {
  return fixes.filter(({ title }) => !title.startsWith('Ignore')).map(({ title, preferred, safe }) => [title, preferred, safe]);
}

describe('numbers', () => {
  const numbered = (tag: string): string => alone(`\texec.Command("podman", "build", "-t", "localhost/app:${tag}", ".").Run()
\t_ = corev1.Container{Image: fmt.Sprintf("localhost/app:%d", 7)} // want tag-mismatch`);
  test('a word is not written in the place of a number', async () => expect(await fixesOf(numbered('v8'), 'tag-mismatch')).toEqual([]));
  test('nor a number that Go reads in another way', async () => expect(await fixesOf(numbered('08'), 'tag-mismatch')).toEqual([]));
  test('a number is', () => checkFix(numbered('8'), /Use the built tag 8/, numbered('8').replace('", 7)', '", 8)')));
});

describe('texts that are cut or changed on the way', () => {
  const cut = (expression: string, tag = 'v1-x'): string => alone(`\tlong := "v2-dev-gone"
\texec.Command("podman", "build", "-t", "localhost/app:${tag}", ".").Run()
\t_ = corev1.Container{Image: "localhost/app:" + ${expression}} // want tag-mismatch`).replace(' // want tag-mismatch', '').replace('"v2-dev-gone"', '"v2-dev-gone" // want tag-mismatch');
  test.each(['long[:2]', 'strings.Split(long, "-")[0]', 'strings.TrimRight(long, "-x")', 'strings.Trim(long, "x")', 'strings.TrimLeft(long, "-v")'])('%s would cut the new text, too', async (expression) => {
    expect(await fixesOf(cut(expression), 'tag-mismatch')).toEqual([]);
  });
  test('a lower case of an upper case', async () => expect(await fixesOf(cut('strings.ToLower(long)', 'V1'), 'tag-mismatch')).toEqual([]));
  test.each(['strings.Split(long, "+")[0]', 'strings.TrimRight(long, "+")', 'strings.ToLower(long)', 'strings.TrimSpace(long)'])('%s leaves it as it is', async (expression) => {
    expect(await fixesOf(cut(expression), 'tag-mismatch')).toEqual([['Use the built tag v1-x', true, true]]);
  });
});

describe('several wrong names in one place', () => {
  const either = (one: string, other: string): string => alone(`${built}	tag := "${one}" // want tag-mismatch
	if os.Getenv("OTHER") != "" {
		tag = "${other}"
	}
	_ = corev1.Container{Image: "localhost/app:" + tag}`);
  test.each([['v2', 'v3'], ['v2', 'v2']])('%s and %s are both mended', (one, other) => checkFix(either(one, other), /Use the built tag v1 in 2 places/, either('v1', 'v1')));
  test('in two results of one function', async () => {
    const more = (one: string, other: string): string => alone(`${built}	_ = corev1.Container{Image: image()}`, `func image() string {
	if os.Getenv("OTHER") != "" {
		return "localhost/app:${one}" // want tag-mismatch
	}
	return "localhost/app:${other}"
}`);
    await checkFix(more('v2', 'v2'), /Use the built tag v1 in 2 places/, more('v1', 'v1'));
    expect(await fixesOf(more('v2', 'v3'), 'tag-mismatch')).toEqual([['Use the built tag v1 in 2 places', true, true]]);
  });
  test('of two repositories: none of it is sure', async () => {
    const two = alone(`${built}${built.replace('app', 'other')}	image := "localhost/app:v2" // want tag-mismatch
	if os.Getenv("OTHER") != "" {
		image = "localhost/other:v2"
	}
	_ = corev1.Container{Image: image}`);
    expect(await fixesOf(two, 'tag-mismatch')).toEqual([['Use the built tag v1', false, false]]);
  });
  test('more places than are remembered: none is offered', async () => {
    const many = alone(`${built}	tag := "v2" // want tag-mismatch
	switch os.Getenv("OTHER") {
${['a', 'b', 'c', 'd', 'e', 'f'].map((one) => `	case "${one}":\n		tag = "v2"\n`).join('')}	}
	_ = corev1.Container{Image: "localhost/app:" + tag}`);
    expect(await fixesOf(many, 'tag-mismatch')).toEqual([]);
  });
});

describe('other flows and other images', () => {
  const builds = (flow: string, image: string, deploy: string): string => `func Setup${flow}() {
	build("${image}")
	load("${image}", "e2e")
	${deploy}
}
`;
  test('built by another flow only, while this one builds on its own', async () => {
    const files = (own: string): string => `${helpers}
-- flow.go --
${goFile(`${builds('App', 'localhost/app:v1', 'deploy("localhost/app:v1")')}
func SetupOther() {
	${own}
	deploy("localhost/app:v2") // want tag-mismatch
}`)}`;
    expect(await fixesOf(files('build("localhost/other:v1")'), 'tag-mismatch')).toEqual([['Use the built tag v1', false, false]]);
    expect(await fixesOf(files('_ = 1'), 'tag-mismatch')).toEqual([['Use the built tag v1', true, true]]);
  });
  const shared = (other: string): string => `${helpers}
-- flow.go --
${goFile(`const tag = "v2" // want tag-mismatch

func deployApp() { deploy("localhost/app:" + tag) }

${builds('App', 'localhost/app:v1', 'deployApp()')}
${other}`)}`;
  test('right in another flow: not offered', async () => {
    expect(await fixesOf(shared(builds('Other', 'localhost/app:v2', 'deployApp()')), 'tag-mismatch')).toEqual([]);
  });
  test('a part of another image that is right: not offered', async () => {
    expect(await fixesOf(shared(builds('Other', 'localhost/other:v2', 'deploy("localhost/other:" + tag)')), 'tag-mismatch')).toEqual([]);
  });
  test('a part of another image of which nothing is known: not sure', async () => {
    expect(await fixesOf(shared('func SetupOther() { deploy("ghcr.io/x/other:" + tag) }'), 'tag-mismatch')).toEqual([['Use the built tag v1, which other places use, too', false, false]]);
  });
  test('a tag is not written behind a repository that goes on elsewhere', async () => {
    const bare = (more: string): string => alone(`${built}	_ = corev1.Container{Image: repo}${more}`, 'const repo = "localhost/app" // want tag-mismatch');
    expect(await fixesOf(bare(''), 'tag-mismatch')).toEqual([['Use the built tag v1', true, true]]);
    expect(await fixesOf(bare('\n\texec.Command("podman", "rmi", repo + ":v0").Run()'), 'tag-mismatch')).toEqual([]);
  });
});

describe('which answers', () => {
  const loads = (loaded: string): string => flow(`	build("localhost/app:v1")
	build("localhost/app:debug")
	load("localhost/app:${loaded}", "e2e")
	deploy("localhost/app:v2") // want tag-mismatch`);
  test.each(['v1', 'debug'])('where something is loaded, only that: %s', async (tag) => {
    expect(await fixesOf(loads(tag), 'tag-mismatch')).toEqual([[`Use the built tag ${tag}`, true, true]]);
  });
  test('an alias is no answer for its own source', async () => {
    const tagged = alone(`${built}	exec.Command("podman", "tag", "localhost/app:v2", "localhost/app:alias").Run() // want tag-mismatch`);
    expect(await fixesOf(tagged, 'tag-mismatch')).toEqual([['Use the built tag v1', true, true]]);
  });
  test('latest for a container without a policy would be pulled', async () => {
    const latest = (policy: string): string => alone(`${built.replace('v1', 'latest')}	_ = corev1.Container{Image: "localhost/app:v2"${policy}} // want tag-mismatch`);
    expect(await fixesOf(latest(''), 'tag-mismatch')).toEqual([['Use the built tag latest', false, false]]);
    expect(await fixesOf(latest(', ImagePullPolicy: corev1.PullNever'), 'tag-mismatch')).toEqual([['Use the built tag latest', true, true]]);
  });
});

describe('what else reads the characters', () => {
  const others = 'Use the built tag v1, which other places use, too';
  const tagged = (use: string, more = ''): string => alone(`${built}	_ = corev1.Container{Image: "localhost/app:" + tag}
	${use}`, `const tag = "v2" // want tag-mismatch\n${more}`);
  test.each([
    'os.WriteFile("/tmp/"+tag, nil, 0o600)', 'if tag == "v2" { return }', 'switch os.Getenv("X") { case tag: return }', '_ = map[string]int{tag: 1}', 'label(tag)', 'exec.Command("kubectl", "create", "namespace", tag).Run()',
  ])('%s', async (use) => {
    expect(await fixesOf(tagged(use, '\nfunc label(name string) { os.Setenv("LABEL", name) }'), 'tag-mismatch')).toEqual([[others, false, false]]);
  });
  test.each(['fmt.Println(tag)', 'fmt.Fprintf(os.Stdout, "deploys %s\\n", tag)', '_ = pod{tag: "x"}', '// tag', '_ = "tag"'])('not %s', async (use) => {
    expect(await fixesOf(tagged(use, '\ntype pod struct{ tag string }'), 'tag-mismatch')).toEqual([['Use the built tag v1', true, true]]);
  });
  test('another package, by an exported name', async () => {
    const named = (use: string): string => `-- test/names/names.go --
package names

const Tag = "v2" // want tag-mismatch
-- test/flow.go --
package test

import "example.com/test/names"

func SetupApp() {
${built}	_ = corev1.Container{Image: "localhost/app:" + names.Tag}
}
-- test/other.go --
package test

import "example.com/test/names"

func other() string { ${use} }
`;
    const imports = (fixture: string): string => fixture.replace('import "example.com/test/names"\n\nfunc Setup', 'import (\n\t"os/exec"\n\n\t"example.com/test/names"\n\tcorev1 "k8s.io/api/core/v1"\n)\n\nfunc Setup');
    expect(await fixesOf(imports(named('return names.Tag')), 'tag-mismatch')).toEqual([[others, false, false]]);
    expect(await fixesOf(imports(named('return ""')), 'tag-mismatch')).toEqual([['Use the built tag v1', true, true]]);
  });
  test('a map that is looked through, and a field without its name', async () => {
    const listed = (use: string): string => alone(`${built}	images := map[string]string{"app": "localhost/app:v2"} // want tag-mismatch
	images["db"] = "postgres:16"
	for _, image := range images {
		_ = corev1.Container{Image: image}${use}
	}`);
    expect(await fixesOf(listed(''), 'tag-mismatch')).toEqual([['Use the built tag v1', true, true]]);
    expect(await fixesOf(listed('\n\t\tos.Remove(image)'), 'tag-mismatch')).toEqual([[others, false, false]]);
    const unnamed = alone(`${built}	im := image{"localhost/app", "v2"} // want tag-mismatch
	_ = corev1.Container{Image: im.repo + ":" + im.tag}`, 'type image struct{ repo, tag string }');
    expect(await fixesOf(unnamed, 'tag-mismatch')).toEqual([['Use the built tag v1', true, true]]);
  });
  test('a parameter and a field', async () => {
    const given = (use: string): string => alone(`${built}	run(options{Tag: "v2"}) // want tag-mismatch`, `type options struct{ Tag string }

func run(o options) { start(o.Tag)${use} }

func start(tag string) { _ = corev1.Container{Image: "localhost/app:" + tag} }`);
    expect(await fixesOf(given(''), 'tag-mismatch')).toEqual([['Use the built tag v1', true, true]]);
    expect(await fixesOf(given('; os.Remove(o.Tag)'), 'tag-mismatch')).toEqual([[others, false, false]]);
    expect(await fixesOf(given('').replace('{ _ = corev1', '{ os.Remove(tag); _ = corev1'), 'tag-mismatch')).toEqual([[others, false, false]]);
  });
});

describe('the pull policy', () => {
  const rule = 'local-image-always-pulled';
  const use = 'Use imagePullPolicy IfNotPresent';
  const policies = (args: string, template = '', more = ''): string => flow(`	build("localhost/app:v1")
	load("localhost/app:v1", "e2e")
	apply(fmt.Sprintf(\`
kind: Pod
spec:
${template}
  containers:
  - name: app
    image: localhost/app:v1
    imagePullPolicy: %[1]s
\`,
		${args}
	))`, more);
  test('the word alone', async () => expect(await fixesOf(policies('"Always", // want local-image-always-pulled'), rule)).toEqual([[use, true, true]]));
  test('a verb that prints it in another place, too', async () => {
    expect(await fixesOf(policies('"Always", // want local-image-always-pulled', '  restartPolicy: %[1]s'), rule)).toEqual([[`${use}, which other places use, too`, false, false]]);
  });
  test('in two results of one function', () => {
    const two = (word: string): string => policies('policy(),', '', `func policy() string {
	if os.Getenv("CI") != "" {
		return "${word}" // want local-image-always-pulled
	}
	return "${word}"
}`);
    return checkFix(two('Always'), /in 2 places/, two('IfNotPresent'));
  });
  test('from two callers', () => {
    const two = (word: string): string => flow(`	build("localhost/app:v1")
	load("localhost/app:v1", "e2e")
	run("${word}") // want local-image-always-pulled
	run("${word}")`, 'func run(policy string) { _ = corev1.Container{Image: "localhost/app:v1", ImagePullPolicy: policy} }');
    return checkFix(two('Always'), /in 2 places/, two('IfNotPresent'));
  });
  test('from where an image of a registry has its policy', async () => {
    const shared = flow(`	build("localhost/app:v1")
	load("localhost/app:v1", "e2e")
	run("localhost/app:v1", policy)
	run("ghcr.io/x/mock:main", policy)`, `const policy = "Always" // want local-image-always-pulled

func run(image, policy string) { _ = corev1.Container{Image: image, ImagePullPolicy: corev1.PullPolicy(policy)} }`).replace('corev1.PullPolicy(policy)', 'policy');
    expect(await fixesOf(shared, rule)).toEqual([[`${use}, for images of a registry, too`, false, false]]);
  });
  test('at the one container that all images run in', async () => {
    const shared = (other: string): string => flow(`	build("localhost/app:v1")
	load("localhost/app:v1", "e2e")
	run("localhost/app:v1")
	run("${other}")`, `func run(image string) { _ = corev1.Container{Image: image, ImagePullPolicy: corev1.PullAlways} } // want local-image-always-pulled`);
    expect(await fixesOf(shared('localhost/app:v1'), rule)).toEqual([[use, true, true]]);
    expect(await fixesOf(shared('ghcr.io/x/mock:main'), rule)).toEqual([[`${use}, for images of a registry, too`, false, false]]);
  });
  test('in a YAML file', () => {
    const file = (word: string): string => `${alone(`${built}	exec.Command("kubectl", "apply", "-f", "app.yaml").Run()`)}
-- app.yaml --
kind: Pod
spec:
  containers:
  - name: app
    image: localhost/app:v1
    imagePullPolicy: ${word} # want local-image-always-pulled
`;
    return checkFix(file('Always'), /Use imagePullPolicy IfNotPresent/, file('IfNotPresent'));
  });
});

describe('the standard tag', () => {
  const [generic, standard] = ['localhost/kubernaut-datastorage:e2e-test', 'localhost/kubernaut-datastorage:e2e-test-datastorage'];
  const first = async (fixture: string): Promise<unknown> => {
    const { findings } = await check(fixture);
    return shown(findings.find((one) => one.rule === 'generic-tag')?.fixes ?? []);
  };
  const deployed = (own: string, deploy: string): string => `${helpers}
-- flow.go --
${goFile(`const image = "${generic}"

func SetupApp() {
	build("${standard}")
	${own}
	deploy(${deploy}) // want generic-tag
}`)}`;
  const alias = `exec.Command("podman", "tag", "${standard}", "${generic}").Run()`;
  test('where it is loaded', async () => {
    expect(await first(deployed(`${alias}\n\tload("${standard}", "e2e"); load("${generic}", "e2e")`, `"${generic}"`))).toEqual([['Use the standard tag e2e-test-datastorage', false, false]]);
  });
  test('not where only the generic one is', async () => {
    expect(await first(deployed(`${alias}\n\tload("${generic}", "e2e")`, `"${generic}"`))).toEqual([]);
  });
  test('not where another image has its name from there', async () => {
    const tag = (more: string): string => `${helpers}
-- flow.go --
${goFile(`const tag = "e2e-test" // want generic-tag

func SetupApp() {
	build("${standard}")
	exec.Command("podman", "tag", "${standard}", "${generic}").Run()
	build("localhost/kubernaut-notification:e2e-test")
	_ = corev1.Container{Image: "localhost/kubernaut-datastorage:" + tag}
	${more}
}`)}`;
    expect(await first(tag(''))).toEqual([['Use the standard tag e2e-test-datastorage', false, false]]);
    expect(await first(tag('_ = corev1.Container{Image: "localhost/kubernaut-notification:" + tag}'))).toEqual([]);
  });
  test.each([['localhost/kubernaut-datastorage', 'localhost/kubernaut-datastorage:latest'], ['kubernaut-datastorage:e2e-test', generic]])('%s and %s are one image, written differently', async (made, used) => {
    expect(await first(alone(`	exec.Command("podman", "build", "-t", "${made}", ".").Run() // want generic-tag
	_ = corev1.Container{Image: "${used}", ImagePullPolicy: corev1.PullNever} // want generic-tag`))).toEqual([]);
  });
  test('says in how many places', async () => {
    expect(await first(alone(`	exec.Command("podman", "build", "-t", "${generic}", ".").Run() // want generic-tag`))).toEqual([['Use the standard tag e2e-test-datastorage in 1 place', false, false]]);
  });
  test('none of which is generated', async () => {
    expect(await first(`-- build.go --
${goFile(`func SetupApp() {
	exec.Command("podman", "build", "-t", "${generic}", ".").Run() // want generic-tag
	deployed()
}`)}
-- made.go --
// Code generated by hand. DO NOT EDIT.

${goFile(`func deployed() { _ = corev1.Container{Image: "${generic}"} } // want generic-tag`)}`)).toEqual([]);
  });
});
