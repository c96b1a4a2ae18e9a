/** Charts that a flow installs by a library that runs Helm are judged as if the command stood there. */
import { describe, expect, test } from 'vitest';
import { check, checkFix, checkSilent } from '../support/check';
import { chart, loaded, type ChartParts } from './installedChart';

interface Parts extends ChartParts {
  /** Go lines of the test. */
  readonly body: string;
  readonly imports?: string;
  /** Go behind the test, and other files. */
  readonly more?: string;
}

const framework = '"sigs.k8s.io/e2e-framework/third_party/helm"';
const terratest = '"github.com/gruntwork-io/terratest/modules/helm"';

function program({ body, imports = framework, more = '', version, values }: Parts): string {
  return `
-- test/e2e/suite_test.go --
package e2e

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	${imports}
)

func TestApp(t *testing.T) {
	_, _, _ = os.Args, fmt.Sprint(), filepath.Join()
	${loaded}
	${body}
}
${more}${chart({ version, values })}`;
}

const wrong = ' // want tag-mismatch "localhost/app:v2"';
/** Nothing is set: the version of the chart is deployed, which nobody builds. */
const stale = 'v0 # want tag-mismatch "localhost/app:v0"';

describe('the e2e-framework', () => {
  const manager = (options: string, call = 'RunInstall'): string => `manager := helm.New("kubeconfig")\n\tmanager.${call}(helm.WithName("app"), helm.WithNamespace("e2e"), helm.WithChart("../../charts/app")${options})`;
  const args = (words: string): string => manager(`, helm.WithArgs(${words}), helm.WithWait(), helm.WithTimeout("3m")`);

  test('the built tag', () => checkSilent(program({ body: args('"--set", "image.tag=v1"') })));
  test('another tag', () => check(program({ body: `manager := helm.New("kubeconfig")\n\tmanager.RunInstall(\n\thelm.WithName("app"),\n\thelm.WithChart("../../charts/app"),\n\thelm.WithArgs("--set", "image.tag=v2"),${wrong}\n\t)` })));
  test('a tag that nobody knows', () => checkSilent(program({ body: args('"--set", "image.tag="+os.Args[1]') })));
  test('a fix', () => checkFix(program({ body: `${args('"--set", "image.tag=v2"')}${wrong}` }), /Use the built tag/, program({ body: `${args('"--set", "image.tag=v1"')}${wrong}` })));

  test('flag and value in one argument', () => check(program({ body: `${args('"--set image.repository=localhost/app", "--set image.tag=v2"')}${wrong}` })));
  test('silence: flag and value in one argument', () => checkSilent(program({ body: args('"--set image.tag="+"v1"') })));
  test('hole: an argument that may be any words', () => checkSilent(program({ body: args('"--set", "image.tag=v2", os.Args[1]') })));
  const whole = (more: string): string => `helm.New("kubeconfig").RunInstall(helm.WithName("app"), helm.WithChart("oci://example.com/app"), helm.WithArgs("--set", "image.repository=localhost/app,image.tag=v2"${more}))`;
  test('told: all of the image is set, whatever the chart', () => check(program({ body: whole('') + wrong })));
  test('hole: another image may be set', () => checkSilent(program({ body: whole(', os.Args[1]') })));
  test('hole: quotes', () => checkSilent(program({ body: args(`"--set", "'image.tag=v2'"`) })));
  test('told: the value of a flag that nobody knows', () => check(program({ body: `${args('"--set", "image.tag=v2", "--description", os.Args[1]')}${wrong}` })));

  test('told: nothing is set', () => check(program({ body: manager(''), version: stale })));
  test('silence: nothing is set', () => checkSilent(program({ body: manager(''), version: 'v1' })));
  test('hole: nobody knows what is set', () => checkSilent(program({ body: args('os.Args[1:]...') })));
  test('hole: an option that nobody knows', () => checkSilent(program({ body: manager(', options.Image()'), imports: `${framework}\n\t"example.com/options"` })));
  test('hole: an option of its own', () => checkSilent(program({ body: manager(', func(o *helm.Opts) { o.Args = os.Args }') })));

  const files = (tag: string): string => `-- test/e2e/values.yaml --\nimage:\n  tag: ${tag}\n`;
  test('told: a file of values', () => check(program({ body: args('"-f", "values.yaml"'), more: files('v2 # want tag-mismatch "localhost/app:v2"') })));
  test('silence: a file of values', () => checkSilent(program({ body: args('"--values", filepath.Join("values.yaml")'), more: files('v1') })));
  test('hole: a file of values that isn’t there', () => checkSilent(program({ body: args('"-f", "other.yaml"'), more: files('v2') })));

  test('told: an upgrade', () => check(program({ body: `${manager(', helm.WithArgs("--install", "--set", "image.tag=v2")', 'RunUpgrade')}${wrong}` })));
  test('hole: an upgrade keeps what it was given', () => checkSilent(program({ body: manager('', 'RunUpgrade') })));
  test('silence: it is rendered, tested, taken away', () => checkSilent(program({ body: ['RunTemplate', 'RunUninstall', 'RunTest'].map((call) => manager(', helm.WithArgs("--set", "image.tag=v2")', call).replace('manager :=', `manager${call} :=`).replace('manager.', `manager${call}.`)).join('\n\t') })));
  test('silence: a dry run', () => checkSilent(program({ body: args('"--dry-run", "--set", "image.tag=v2"') })));
  test('silence: a chart of a repository', () => checkSilent(program({ body: 'helm.New("kubeconfig").RunInstall(helm.WithName("app"), helm.WithReleaseName("apps/app"), helm.WithVersion("1.0.0"))' })));

  const grown = (how: string, tag = '"v2"'): string => `options := []helm.Option{\n\thelm.WithName("app"),\n\thelm.WithChart(filepath.Join("..", "..", "charts", "app")),\n\t}\n\t${how}\n\terr := helm.New("kubeconfig").RunInstall(options...)\n\t_ = err\n\t_ = ${tag}`;
  test('told: options that grow', () => check(program({ body: grown(`options = append(options, helm.WithArgs("--set", "image.tag=v2"))${wrong}`) })));
  test('silence: options that grow', () => checkSilent(program({ body: grown('options = append(options, helm.WithArgs("--set", fmt.Sprintf("image.tag=%s", "v1")))') })));
  test('hole: options that grow, perhaps', () => checkSilent(program({ body: grown('if len(os.Args) > 1 {\n\toptions = append(options, helm.WithArgs("--set", "image.tag=v1"))\n\t}') })));
  test('hole: another chart, perhaps', () => checkSilent(program({ body: grown('if len(os.Args) > 1 {\n\toptions = append(options, helm.WithChart("oci://example.com/app"))\n\t}') })));

  const helper = (tag: string, want = ''): Parts => ({
    imports: `chart ${framework}`,
    body: `install(chart.New("kubeconfig"), ${tag})${want}`,
    more: 'func install(m *chart.Manager, tag string, more ...chart.Option) error {\n\toptions := append([]chart.Option{chart.WithName("app"), chart.WithChart("../../charts/app"), chart.WithArgs("--set", "image.tag="+tag)}, more...)\n\treturn m.RunInstall(options...)\n}',
  });
  test('told: a helper', () => check(program(helper('"v2"', wrong))));
  test('silence: a helper', () => checkSilent(program(helper('"v1"'))));
  test('hole: a helper', () => checkSilent(program(helper('os.Args[1]'))));
  test('silence: a manager of its own', () => checkSilent(program({ body: 'm := fake{}\n\tm.RunInstall(helm.WithName("app"), helm.WithChart("../../charts/app"), helm.WithArgs("--set", "image.tag=v2"))', more: 'type fake struct{}\n\nfunc (fake) RunInstall(options ...helm.Option) error { return nil }' })));
});

describe('terratest', () => {
  const of = (body: string, rest: Omit<Parts, 'body'> = {}): string => program({ imports: terratest, body, ...rest });
  const install = (fields: string, want = '', call = 'Install'): string => `options := &helm.Options{${fields}}${want}\n\thelm.${call}(t, options, "../../charts/app", "app")`;

  test('the built tag', () => checkSilent(of(install('SetValues: map[string]string{"image.tag": "v1"}'))));
  test('another tag', () => check(of(install(`\n\tSetValues: map[string]string{\n\t"image.tag": "v2",${wrong}\n\t},\n\t`))));
  test('a tag that nobody knows', () => checkSilent(of(install('SetValues: map[string]string{"image.tag": os.Args[1]}'))));
  test('a fix', () => checkFix(of(install('SetValues: map[string]string{"image.tag": "v2"}', wrong)), /Use the built tag/, of(install('SetValues: map[string]string{"image.tag": "v1"}', wrong))));
  test('told: as a string', () => check(of(install('SetStrValues: map[string]string{"image.tag": "v2"}', wrong, 'InstallE'))));

  test('told: nothing is set', () => check(of(install(''), { version: stale })));
  test('silence: nothing is set', () => checkSilent(of(install('SetValues: nil'), { version: 'v1' })));
  test('hole: nobody knows what is set', () => checkSilent(of(install('SetValues: settings()'), { imports: `${terratest}\n\t. "example.com/settings"` })));
  test('hole: what is set under a key that nobody knows', () => checkSilent(of(install('SetValues: map[string]string{os.Args[1]: "v1"}'))));
  test('hole: a field that nobody knows', () => checkSilent(of(install('PostRenderer: os.Args[1]'))));

  const files = (tag: string): string => `-- test/e2e/values.yaml --\nimage:\n  tag: ${tag}\n`;
  test('told: a file of values', () => check(of(install('ValuesFiles: []string{"values.yaml"}'), { more: files('v2 # want tag-mismatch "localhost/app:v2"') })));
  test('silence: a file of values', () => checkSilent(of(install('ValuesFiles: []string{"values.yaml"}'), { more: files('v1') })));
  test('silence: what is set wins', () => checkSilent(of(install('ValuesFiles: []string{"values.yaml"}, SetValues: map[string]string{"image.tag": "v1"}'), { more: files('v2') })));
  test('hole: files that nobody knows', () => checkSilent(of(install('ValuesFiles: os.Args'))));

  const stored = (how: string, read = ''): string => `options := &helm.Options{SetValues: map[string]string{"replicas": "1"}}\n\t${how}\n\thelm.Install(t, options, "../../charts/app", "app")${read}`;
  test('told: what is stored before', () => check(of(stored(`options.SetValues["image.tag"] = "v2"${wrong}`))));
  test('silence: what is stored before', () => checkSilent(of(stored('options.SetValues["image.tag"] = "v1"'))));
  test('hole: what may be stored before', () => checkSilent(of(stored('if len(os.Args) > 1 {\n\toptions.SetValues["image.tag"] = "v1"\n\t}'))));
  test('hole: what is put in for another', () => checkSilent(of(stored('for key, value := range more() {\n\toptions.SetValues[key] = value\n\t}'), { imports: `${terratest}\n\t. "example.com/settings"` })));
  test('hole: what somebody else may store', () => checkSilent(of(stored('settings.Fill(options)'), { imports: `${terratest}\n\t"example.com/settings"` })));
  test('told: what is stored by its own name', () => check(of(`values := map[string]string{}\n\tvalues["image.tag"] = "v2"${wrong}\n\toptions := &helm.Options{SetValues: values}\n\thelm.Install(t, options, "../../charts/app", "app")`)));
  test('silence: another map', () => checkSilent(of(stored('if len(os.Args) > 1 {\n\toptions.SetValues = map[string]string{"image.tag": "v1"}\n\t}'))));
  test('hole: another package fills the map', () => checkSilent(of('values := map[string]string{}\n\tsettings.Fill(values)\n\thelm.Install(t, &helm.Options{SetValues: values}, "../../charts/app", "app")', { imports: `${terratest}\n\t"example.com/settings"` })));
  test('hole: a helper has another package fill the map', () => checkSilent(of('values := map[string]string{}\n\tfill(values)\n\thelm.Install(t, &helm.Options{SetValues: values}, "../../charts/app", "app")', { imports: `${terratest}\n\t"example.com/settings"`, more: 'func fill(values map[string]string) {\n\tsettings.Fill(values)\n}' })));
  test('hole: a key is taken out', () => checkSilent(of(stored('delete(options.SetValues, "image.tag")').replace('"replicas": "1"', '"image.tag": "v2"'), { version: 'v1' })));
  test('told: it is taken away later', () => check(of(`options := &helm.Options{SetValues: map[string]string{"image.tag": "v2"}}${wrong}\n\tdefer helm.Delete(t, options, "app", true)\n\thelm.AddRepo(t, options, "apps", "https://example.com")\n\thelm.Install(t, options, "../../charts/app", "app")`)));

  test('told: more words', () => check(of(install('ExtraArgs: map[string][]string{"install": {"--wait", "--set", "image.tag=v2"}}', wrong))));
  test('silence: words for another command', () => checkSilent(of(install('SetValues: map[string]string{"image.tag": "v1"}, ExtraArgs: map[string][]string{"upgrade": {"--set", "image.tag=v2"}}'))));
  test('silence: a dry run', () => checkSilent(of(install('SetValues: map[string]string{"image.tag": "v2"}, ExtraArgs: map[string][]string{"install": {"--dry-run"}}'))));
  test('hole: words that nobody knows', () => checkSilent(of(install('SetValues: map[string]string{"image.tag": "v2"}, ExtraArgs: map[string][]string{"install": os.Args}'))));
  test('silence: a chart of a repository', () => checkSilent(of('helm.Install(t, &helm.Options{Version: "1.0.0"}, "charts/app", "app")')));
  test('told: a version says nothing of a folder', () => check(of(install('Version: "1.0.0"'), { version: stale })));

  test('told: an upgrade', () => check(of(install('SetValues: map[string]string{"image.tag": "v2"}', wrong, 'Upgrade'))));
  test('hole: an upgrade keeps what it was given', () => checkSilent(of('helm.Install(t, &helm.Options{SetValues: map[string]string{"image.tag": "v1"}}, "../../charts/app", "app")\n\thelm.UpgradeE(t, &helm.Options{}, "../../charts/app", "app")')));
  test('silence: it is rendered', () => checkSilent(of('helm.RenderTemplate(t, &helm.Options{SetValues: map[string]string{"image.tag": "v2"}}, "../../charts/app", "app", []string{"templates/app.yaml"})')));
  test('told: another test looks at what is rendered', () => check(of(install(''), { version: stale, more: 'func TestRendered(t *testing.T) {\n\thelm.RenderTemplate(t, &helm.Options{SetValues: map[string]string{"image.tag": "v2"}}, "../../charts/app", "app", []string{"templates/app.yaml"})\n}' })));
  test('silence: another test renders into its place', () => checkSilent(of(install(''), { more: 'func TestRendered(t *testing.T) {\n\trenderTemplate("templates/app.yaml", "v2")\n}' })));
  test('told: in a context, by a path from the root', () => check(of(`path, _ := filepath.Abs("../../charts/app")\n\thelm.InstallContext(t, t.Context(), &helm.Options{SetValues: map[string]string{"image.tag": "v2"}}, path, "app-"+os.Args[1])${wrong}`, { imports: '"github.com/gruntwork-io/terratest/modules/helm/v2"' })));
  test('told: a release of some name', () => check(of(`helm.Install(t, &helm.Options{SetValues: map[string]string{"image.tag": "v2"}}, "../../charts/app", os.Args[1])${wrong}`)));
  test('told: a command', () => check(of(`helm.RunHelmCommandAndGetOutputE(t, &helm.Options{}, "install", "app", "../../charts/app", "--set", "image.tag=v2")${wrong}`)));
  test('silence: another command', () => checkSilent(of('helm.RunHelmCommandAndGetOutputE(t, &helm.Options{}, "template", "app", "../../charts/app", "--set", "image.tag=v2")')));

  test('each row of a table by itself', () => check(of(`for _, row := range []struct{ tag string }{{"v1"}, {"v2"}} {${wrong}\n\thelm.Install(t, &helm.Options{SetValues: map[string]string{"image.tag": row.tag}}, "../../charts/app", "app-"+row.tag)\n\t}`)));
  const helper = (tag: string, want = ''): string => of(`install(t, map[string]string{"image.tag": ${tag}})${want}`, { more: 'func install(t *testing.T, values map[string]string) {\n\toptions := &helm.Options{SetValues: values}\n\tif err := helm.InstallE(t, options, "../../charts/app", "app"); err != nil {\n\t\tt.Fatal(err)\n\t}\n}' });
  test('told: a helper', () => check(helper('"v2"', wrong)));
  test('silence: a helper', () => checkSilent(helper('"v1"')));
  test('silence: it is meant to fail', () => checkSilent(of('if err := helm.InstallE(t, &helm.Options{SetValues: map[string]string{"image.tag": "v2"}}, "../../charts/app", "app"); err == nil {\n\tt.Fatal("it was installed")\n\t}')));
});

describe("Helm's own packages", () => {
  const imports = ['action', 'chart/loader', 'cli/values'].map((path) => `"helm.sh/helm/v3/pkg/${path}"`).join('\n\t');
  const of = (values: string, { fields = '', more = '', run = 'client.Run(chart, vals)', version = 'v0' } = {}): string =>
    program({ imports, body: `client := action.NewInstall(new(action.Configuration))\n\tclient.ReleaseName = "app"\n\t${fields}\n\tchart, _ := loader.Load("../../charts/app")\n\t${values}\n\tif _, err := ${run}; err != nil {\n\t\tt.Fatal(err)\n\t}`, more, version });
  const image = (tag: string): string => `vals := map[string]interface{}{"replicas": 2, "image": map[string]interface{}{"repository": "localhost/app", "tag": ${tag}}}`;

  test('the built tag', () => checkSilent(of(image('"v1"'))));
  test('another tag', () => check(of(image('"v2"') + wrong)));
  test('a fix', () => checkFix(of(image('"v2"') + wrong), /Use the built tag/, of(image('"v1"') + wrong)));
  test('a tag that nobody knows', () => checkSilent(of(image('os.Args[1]'))));
  test('told: in a context', () => check(of(image('"v2"') + wrong, { run: 'client.RunWithContext(t.Context(), chart, vals)', fields: 'client.Namespace, client.Wait = "e2e", true' })));
  test('told: an upgrade', () => check(of(image('"v2"') + wrong, { run: 'upgrade.Run("app", chart, vals)', fields: '_ = client\n\tupgrade := action.NewUpgrade(new(action.Configuration))' })));
  test('told: nothing is given', () => check(of('', { run: 'client.Run(chart, nil)', version: stale })));
  test('silence: nothing is given', () => checkSilent(of('vals := map[string]any{}', { version: 'v1' })));

  const merged = (fields: string): string => `options := values.Options{${fields}}\n\tvals, _ := options.MergeValues(nil)`;
  test('told: merged', () => check(of(merged('Values: []string{"image.tag=v2"}').replace('\n', `${wrong}\n`))));
  test('silence: merged', () => checkSilent(of(merged('StringValues: []string{"image.tag=v1"}'))));
  test('told: a file of values', () => check(of(merged('ValueFiles: []string{"values.yaml"}'), { more: '-- test/e2e/values.yaml --\nimage:\n  tag: v2 # want tag-mismatch "localhost/app:v2"\n' })));
  test('hole: merged of what nobody knows', () => checkSilent(of(merged('Values: os.Args'))));
  test('hole: merged, and more', () => checkSilent(of(`${merged('')}\n\tvals["image"] = os.Args`)));

  test('hole: values that nobody knows', () => checkSilent(of('var vals map[string]any\n\tjson.Unmarshal(nil, &vals)')));
  test('hole: what is put in by its path', () => checkSilent(of('vals := map[string]any{}\n\tstrvals.ParseInto("image.tag=v1", vals)')));
  test('hole: what may be stored', () => checkSilent(of('vals := map[string]any{}\n\tif len(os.Args) > 1 {\n\tvals["image"] = map[string]any{"tag": "v1"}\n\t}')));
  test('told: what is stored', () => check(of(`vals := map[string]any{}\n\tvals["image"] = map[string]any{"tag": "v2"}${wrong}`)));
  test('hole: what is taken out', () => checkSilent(of('vals := map[string]any{"image": map[string]any{"tag": "v2"}}\n\tdelete(vals, "image")', { version: 'v1' })));
  test('hole: a list', () => checkSilent(of('vals := map[string]any{"image": []string{"v2"}}')));
  test('hole: a key with a dot', () => checkSilent(of('vals := map[string]any{"image.tag": "v2"}')));
  test.each(['chart.Metadata.AppVersion = "v1"', 'prepare(chart)'])('hole: the chart is changed: %s', async (change) => {
    await checkSilent(of(change, { run: 'client.Run(chart, nil)', more: 'func prepare(c any) { c.(*x.Chart).Metadata.AppVersion = "v1" }' }));
  });
  test.each(['client.DryRun = true', 'client.ClientOnly = len(os.Args) > 1', 'client.PostRenderer = renderer{}', 'client.ReuseValues = true', 'configure(client)'])('silence: %s', async (fields) => {
    await checkSilent(of(image('"v2"'), { fields, more: 'func configure(c *action.Install) { c.DryRun = true }' }));
  });
  test('silence: a chart of a repository', () => checkSilent(of(image('"v2"')).replace('loader.Load("../../charts/app")', 'loader.LoadArchive(os.Stdin)')));
  test('told: a chart that is located', () => check(of(image('"v2"') + wrong).replace('chart, _ := loader.Load("../../charts/app")', 'path, _ := client.LocateChart("../../charts/app", nil)\n\tchart, _ := loader.Load(path)')));
});

test('what is read is out of nobody’s sight', async () => {
  const { findings } = await check(program({ body: `helm.New("kubeconfig").RunInstall(helm.WithName("app"), helm.WithChart("../../charts/app"), helm.WithArgs("--set", "image.repository=localhost/app,image.tag=v2"))${wrong}` }));
  expect(findings).toHaveLength(1);
});
