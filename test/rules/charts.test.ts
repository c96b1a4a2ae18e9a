/** Charts of the workspace that a flow installs: what their templates deploy is held against what the flow builds and loads. */
import { describe, expect, test } from 'vitest';
import { check, checkFix, checkSilent } from '../support/check';
import { chart, loaded } from './installedChart';

interface Parts {
  readonly settings?: string;
  readonly values?: string;
  readonly template?: string;
  readonly others?: string;
  /** Lines of Go before and after the chart is installed. */
  readonly before?: string;
  readonly after?: string;
}

function program({ settings = '"--set", "image.tag=v1"', values, template, others = '', before = '', after = '' }: Parts): string {
  return `
-- test/e2e/suite_test.go --
package e2e

import (
	"os"
	"os/exec"
	"testing"
)

func TestApp(t *testing.T) {
	_ = os.Getenv("X")
	${loaded}
	${before}
	exec.Command("helm", "install", "app", "../../charts/app", ${settings}).Run()
	${after}
}${chart({ values, line: template })}${others}`;
}

describe('a chart that is installed', () => {
  test('the tag that is set is the built one', () => checkSilent(program({})));
  test('another tag is set', () => check(program({ settings: '"--set", "image.tag=v2"' }).replace('"image.tag=v2").Run()', '"image.tag=v2").Run() // want tag-mismatch "localhost/app:v2"')));
  test('nothing is set: the version of the chart', () => check(program({ settings: '"--wait"' }).replace('appVersion: "v0"', 'appVersion: "v0" # want tag-mismatch "localhost/app:v0"')));
  test('a tag that nobody knows', () => checkSilent(program({ settings: '"--set", "image.tag="+os.Args[1]' })));
  test('a file of values', () => checkSilent(program({ settings: '"-f", "values-e2e.yaml"', others: '-- test/e2e/values-e2e.yaml --\nimage:\n  tag: v1\n' })));
  test('a file of values with another tag', () => check(program({ settings: '"-f", "values-e2e.yaml"', others: '-- test/e2e/values-e2e.yaml --\nimage:\n  tag: v3 # want tag-mismatch "localhost/app:v3"\n' })));
  test('with', () => checkSilent(program({ template: '{{- with .Values.image }}\n        image: {{ printf "%s:%s" .repository .tag | quote }}\n        {{- end }}' })));
  test('a helper', () => check(program({ settings: '"--set", "image.tag=v2"', template: 'image: {{ include "app.image" . }}', others: '-- charts/app/templates/_helpers.tpl --\n{{- define "app.image" -}}\n{{- printf "%s:%s" .Values.image.repository .Values.image.tag -}}\n{{- end -}}\n' }).replace('"image.tag=v2").Run()', '"image.tag=v2").Run() // want tag-mismatch "localhost/app:v2"')));
  test('a condition that is off', () => checkSilent(program({ others: side('.Values.side.enabled').replace(':v1', ':{{ .Chart.Version }}'), values: 'side:\n  enabled: false\nimage:\n  repository: localhost/app\n  tag: ""' })));
  test('a condition that is on', () => check(program({ others: side('.Values.side.enabled', ' # want not-loaded|never-built'), values: 'side:\n  enabled: true\nimage:\n  repository: localhost/app\n  tag: ""' }).replace('not-loaded|never-built', 'never-built "localhost/side:v1"')));
  test('a condition that nobody knows', () => checkSilent(program({ others: side('.Capabilities.APIVersions.Has "x"') })));
});

/** Nothing is set: the version of the chart is deployed, which nobody builds. */
const stale = (parts: Parts): string => program({ settings: '"--wait"', ...parts });
const told = (fixture: string): string => fixture.replace('appVersion: "v0"', 'appVersion: "v0" # want tag-mismatch "localhost/app:v0"');

describe('what a user is offered', () => {
  const values = (tag: string): string => program({ settings: '"-f", "values-e2e.yaml"', others: `-- test/e2e/values-e2e.yaml --\nimage:\n  tag: ${tag}\n` });
  test("a suite's own values are mended, without quotes, too", () => checkFix(values('v3 # want tag-mismatch "v3"'), /Use the built tag/, values('v1 # want tag-mismatch "v3"')));
  test('the version of a chart is none of a suite\'s business', async () => {
    const { findings } = await check(told(stale({})));
    expect(findings.flatMap(({ fixes }) => fixes.map(({ title }) => title))).toEqual(['Ignore tag-mismatch here with a reason']);
    expect(findings[0]?.related.map(({ message }) => message)).toContain('read from the chart that is installed here');
  });
  test('what a chart comes with is edited for all who install it', async () => {
    const { findings } = await check(program({ settings: '"--wait"', values: 'image:\n  repository: localhost/app\n  tag: v7 # want tag-mismatch "localhost/app:v7"' }));
    expect(findings.flatMap(({ fixes }) => fixes).find(({ edits }) => edits[0]?.newText === 'v1')).toMatchObject({ title: 'Use the built tag v1, for all who install the chart', preferred: false, safe: false });
  });
  test('what is put together stands where the end of the name is', () => check(program({ template: 'image: "{{ .Values.image.repository }}-x:{{ .Values.image.tag }}" # want never-built "localhost/app-x:v1"' })));
  test('where that is nowhere, at the line', () => check(program({ values: 'prefix: localhost\napps:\n  app: {}\n  web: {}', template: 'image: localhost/app:{{ .Values.image.tag }}', others: `-- charts/app/templates/all.yaml --\n{{- range $name, $_ := .Values.apps }}\n---\napiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ $name }}\nspec:\n  containers:\n  - name: c\n    image: {{ printf "%s/%s:v1" $.Values.prefix $name }} # want never-built "localhost/web:v1"\n{{- end }}\n` })));
});

describe('somebody edits the chart before', () => {
  test.each([
    ['sed', 'exec.Command("sed", "-i", "s/tag: .*/tag: v1/", "../../charts/app/values.yaml").Run()'],
    ['a shell', 'exec.Command("bash", "-c", "sed -i s/v0/v1/ ../../charts/app/Chart.yaml").Run()'],
    ['yq in a folder', 'exec.Command(\n\t\t"yq",\n\t\t"-i",\n\t\t"../../charts/app",\n\t).Run()'],
    ['it is written', 'os.WriteFile("../../charts/app/values.yaml", []byte("image:\\n  tag: v1\\n"), 0o600)'],
    ['a template is written', 'os.WriteFile("../../charts/app/templates/app.yaml", nil, 0o600)'],
    ['by its path', 'path := "../../charts/app/values.yaml"\n\tos.WriteFile(path, nil, 0o600)'],
    ['by a helper of another file', 'setVersion("../../charts/app/Chart.yaml", "v1")'],
  ])('%s', async (_, before) => {
    await checkSilent(stale({ before }));
  });
  test('a script', () => checkSilent(stale({ others: `-- Makefile --\ne2e:\n\tyq -i '.image.tag = "v1"' charts/app/values.yaml\n` })));
  test('told: a script changes the version, but not the template that is wrong', () => check(program({ template: 'image: localhost/app:{{ "v3" }}', others: `-- Makefile --\nrelease:\n\tsed -i s/v0/v1/ charts/app/Chart.yaml\n` }).replace('{{ "v3" }}', '{{ "v3" }} # want tag-mismatch "localhost/app:v3"')));
  test('told: it is only read', () => check(told(stale({ before: 'os.ReadFile("../../charts/app/values.yaml")\n\tos.WriteFile("kubeconfig.yaml", nil, 0o600)', others: `-- Makefile --\nversion:\n\tyq .appVersion charts/app/Chart.yaml\n\tyq -i .x charts/other/Chart.yaml\n` }))));
  test('told: only read, by a name that others write to', () => check(told(stale({ after: '}\n\nfunc read() {\n\tpath := "../../charts/app/values.yaml"\n\tos.ReadFile(path)\n\tfmt.Fprintf(os.Stderr, "read %s", path)\n}\n\nfunc other(path string) {\n\tos.WriteFile(path, nil, 0o600)' }))));
  test('a file of values', () => checkSilent(program({ before: 'f, _ := os.Create("values-e2e.yaml")', settings: '"-f", "values-e2e.yaml"', others: '-- test/e2e/values-e2e.yaml --\nimage:\n  tag: v3\n' })));
});

describe('an upgrade that gives nothing keeps what the release has', () => {
  const upgrade = (flags: string): string => `exec.Command("helm", "upgrade", "app", "../../charts/app"${flags}).Run()`;
  test('upgrade', () => checkSilent(program({ after: upgrade('') })));
  test('upgrade or install', () => checkSilent(program({ after: upgrade(', "--install"') })));
  test('told: another release', () => check(told(program({ after: upgrade(', "--install"').replace('"app"', '"other"') }))));
  test('told: it is reset', () => check(told(program({ after: upgrade(', "--reset-values"') }))));
});

describe('nothing runs the image', () => {
  const scaled = (replicas: string, mark = ''): string => `-- charts/app/templates/worker.yaml --\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: worker\nspec:\n  replicas: {{ .Values.${replicas} }}\n  template:\n    spec:\n      containers:\n      - name: worker\n        image: localhost/worker:v1${mark}\n`;
  const values = 'none: 0\none: 1\nimage:\n  repository: localhost/app\n  tag: ""';
  test('no replicas', () => checkSilent(program({ values, others: scaled('none') })));
  test('told: one', () => check(program({ values, others: scaled('one', ' # want never-built "localhost/worker:v1"') })));
});

describe("a chart's files by themselves", () => {
  const extra = (body: string): string => `-- charts/app/templates/extra.yaml --\n${body}`;
  const pod = (mark = ''): string => `apiVersion: v1\nkind: Pod\nmetadata:\n  name: extra\nspec:\n  containers:\n  - name: extra\n    image: localhost/app:dev${mark}\n`;
  test('a condition that is off, in a chart that is installed', () => checkSilent(program({ others: extra(`{{- if .Values.extra }}\n${pod()}{{- end }}\n`) })));
  test('a hook that never runs, in a chart that is installed', () => checkSilent(program({ others: extra(pod().replace('name: extra\nspec', 'name: extra\n  annotations:\n    helm.sh/hook: post-delete\nspec')) })));
  const apart = (fixture: string): string => fixture.replace('"helm", "install", "app", "../../charts/app"', '"helm", "list"');
  test('a condition, in a chart that nobody is seen to install', () => checkSilent(apart(program({ others: extra(`{{- if .Values.extra }}\n${pod()}{{- end }}\n`) }))));
  test('told: no action at all', () => check(apart(program({ others: extra(pod(' # want tag-mismatch "no suite that runs"')) }))));
});

describe('a chart of a repository', () => {
  const from = (chart: string, more = ''): string => stale({}).replace('"../../charts/app"', `"${chart}"${more}`);
  test('of some version', () => checkSilent(from('charts/app', ', "--version", "0.9.0"')));
  test('told: the same folder, seen from the root', () => check(told(from('charts/app'))));
});

function side(condition: string, want = ''): string {
  return `-- charts/app/templates/side.yaml --
{{- if ${condition} }}
apiVersion: v1
kind: Pod
metadata:
  name: side
spec:
  containers:
  - name: side
    image: localhost/side:v1${want}
{{- end }}
`;
}
