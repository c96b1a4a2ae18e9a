/** Charts of the workspace that a flow installs: what their templates deploy is held against what the flow builds and loads. */
import { describe, test } from 'vitest';
import { check, checkSilent } from '../support/check';

interface Parts {
  readonly settings?: string;
  readonly values?: string;
  readonly template?: string;
  readonly others?: string;
}

const line = `image: "{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}"`;

function program({ settings = '"--set", "image.tag=v1"', values = 'image:\n  repository: localhost/app\n  tag: ""', template = line, others = '' }: Parts): string {
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
	exec.Command("kind", "create", "cluster").Run()
	exec.Command("docker", "build", "-t", "localhost/app:v1", ".").Run()
	exec.Command("kind", "load", "docker-image", "localhost/app:v1").Run()
	exec.Command("helm", "install", "app", "../../charts/app", ${settings}).Run()
}
-- charts/app/Chart.yaml --
apiVersion: v2
name: app
version: 0.1.0
appVersion: "v0"
-- charts/app/values.yaml --
${values}
-- charts/app/templates/app.yaml --
apiVersion: apps/v1
kind: Deployment
metadata:
  name: app
spec:
  template:
    spec:
      containers:
      - name: app
        ${template}
${others}`;
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
