/** Exported functions of one package that nobody calls yet: one builds or loads what it is handed, another deploys. */
import { describe, test } from 'vitest';
import { check, checkSilent } from '../support/check';
import { goFile, helpers } from './goFile';

const crane = (mark = ''): string => `func Crane() string { return "localhost/yard/crane:e2e" }${mark}\nfunc Deploy() corev1.Container { return corev1.Container{Name: "crane", Image: Crane(), ImagePullPolicy: "Never"} }\n`;
const library = (more: string, mark = ''): string => `${helpers}\n-- yard.go --\n${goFile(crane(mark) + more)}`;

describe('a library that nobody calls', () => {
  test.each([
    ['builds what it is handed', 'func Build(image string) { build(image) }'],
    ['builds what it is handed one by one', 'func Build(images ...string) {\n\tfor _, image := range images {\n\t\tbuild(image)\n\t}\n}'],
    ['builds what functions say', 'func Build(images ...func() string) {\n\tfor _, image := range images {\n\t\tbuild(image())\n\t}\n}'],
  ])('%s', (_, more) => checkSilent(library(more)).then(() => undefined));
  test('loads what it is handed', () => checkSilent(`${helpers}\n-- yard.go --\n${goFile('func Setup() {\n\tbuild("localhost/app:v1")\n\tbuild("localhost/cart:v1")\n\tload("localhost/cart:v1", "e2e")\n\tdeploy("localhost/cart:v1")\n\tdeploy("localhost/app:v1")\n}\nfunc Load(image string) { load(image, "e2e") }')}`));
});

describe('told in spite of it', () => {
  const wrong = ' // want never-built';
  test.each([
    ['nothing builds', ''],
    ['what is built is known', 'func Build() { build("localhost/barge:e2e") }'],
    ['it is the package’s own business', 'func raise(image string) { build(image) }\nfunc Build() { raise("localhost/barge:e2e") }'],
    ['it only loads what it is handed', 'func Load(image string) { load(image, "e2e") }'],
  ])('%s', (_, more) => check(library(more, wrong)).then(() => undefined));
  test('callers hand it something else', () => check(`${library('func Build(image string) { build(image) }', wrong)}\n-- ../test/e2e/yard_test.go --\npackage e2e\nimport (\n\t"testing"\n\t"example.com/x/test/infra"\n)\nfunc TestYard(t *testing.T) {\n\tinfra.Build("localhost/barge:e2e")\n\tinfra.Deploy()\n}\n`.replaceAll(/^-- (?=\w)/gm, '-- test/infra/').replaceAll('-- ../', '-- ')).then(() => undefined));
  test('a wrong tag of what it builds itself', () => check(library('func Build(image string) { build(image) }\nfunc Setup() {\n\tbuild("localhost/app:v1")\n\tload("localhost/app:v1", "e2e")\n\tdeploy("localhost/app:v2") // want tag-mismatch\n}')).then(() => undefined));
});
