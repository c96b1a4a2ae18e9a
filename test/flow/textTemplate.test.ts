/** Manifests that `text/template` prints: what stands in an action is what the data has there, or openly unknown. */
import { describe, expect, test } from 'vitest';
import { check, checkFix, checkSilent } from '../support/check';
import { deployment, helpers, only } from '../rules/goFile';

/** Builds and loads v1, and deploys what `run` makes of a manifest with this image line. */
const fixture = (image: string, run: string, more = ''): string => `${helpers}
-- flow.go --
package infra

import (
	"bytes"
	"os"
	"text/template"
)

const manifest = \`
${deployment(image)}
\`

type values struct {
	Name  string
	Image string
	Inner struct{ Tag string }
}

func render(text string, data any) string {
	var out bytes.Buffer
	template.Must(template.New("app").Parse(text)).Execute(&out, data)
	return out.String()
}

func SetupApp() {
	build("localhost/app:v1")
	load("localhost/app:v1", "e2e")
	${run}
}
${more}`;

const wrong = '// want tag-mismatch "^.localhost/app:v2. is deployed, but it is built in .SetupApp. as .localhost/app:v1."';

describe('hits', () => {
  test.each([
    ['a field of a struct', '{{ .Image }}', `apply(render(manifest, values{Name: "app", Image: "localhost/app:v2"})) ${wrong}`],
    ['of a pointer to one', '{{.Image}}', `apply(render(manifest, &values{Image: "localhost/app:v2"})) ${wrong}`],
    ['of a struct without a name', '{{.Image}}', `apply(render(manifest, struct{ Image string }{"localhost/app:v2"})) ${wrong}`],
    ['a key of a map', '{{.Image}}', `apply(render(manifest, map[string]string{"Image": "localhost/app:v2"})) ${wrong}`],
    ['a key that is set later', '{{.Image}}', `data := map[string]any{}\n\tdata["Image"] = "localhost/app:v2" ${wrong}\n\tapply(render(manifest, data))`],
    ['a field inside another', 'localhost/app:{{ .Inner.Tag }}', `data := values{}\n\tdata.Inner.Tag = "v2" ${wrong}\n\tapply(render(manifest, data))`],
    ['the data itself', '{{ . }}', `apply(render(manifest, "localhost/app:v2")) ${wrong}`],
    ['from the root', '{{ $.Image }}', `apply(render(manifest, values{Image: "localhost/app:v2"})) ${wrong}`],
    ['in quotes, with space trimmed', '"{{- .Image -}}"', `apply(render(manifest, values{Image: "localhost/app:v2"})) ${wrong}`],
    ['beside a comment and a variable', '{{/* which one */}}{{ $x := .Name }}{{.Image}}', `apply(render(manifest, values{Image: "localhost/app:v2"})) ${wrong}`],
    ['after a condition', '{{.Image}}{{ if .Name }}\n        command: [{{ .Name }}]{{ end }}', `apply(render(manifest, values{Image: "localhost/app:v2"})) ${wrong}`],
  ])('%s', async (_, image, run) => {
    await check(fixture(image, run));
  });

  test('a template of the package', () => check(fixture('{{.Image}}', `var out bytes.Buffer
	if err := parsed.Execute(&out, values{Image: "localhost/app:v2"}); err != nil { ${wrong}
		panic(err)
	}
	apply(out.String())`, 'var parsed = template.Must(template.New("app").Option("missingkey=error").Parse(manifest))\n')));

  test('what stands there as it is', () => check(fixture('localhost/app:v2 # want tag-mismatch', 'apply(render(manifest, nil))')));

  test('an image in the policy’s place', async () => {
    const found = only(await check(fixture('{{.Image}}\n        imagePullPolicy: {{.Name}}', 'apply(render(manifest, values{Image: "localhost/app:v1", Name: "Always"})) // want local-image-always-pulled')), 'local-image-always-pulled');
    expect(found.image).toBe('localhost/app:v1');
  });

  test('the fix lands where the data is written', () => checkFix(
    fixture('{{.Image}}', `apply(render(manifest, values{Image: "localhost/app:v2"})) ${wrong}`),
    /Use the built tag/,
    fixture('{{.Image}}', `apply(render(manifest, values{Image: "localhost/app:v1"})) ${wrong}`),
  ));
});

describe('silences', () => {
  test.each([
    ['the built image', '{{ .Image }}', 'apply(render(manifest, values{Image: "localhost/app:v1"}))'],
    ['under a condition', '{{ if .Name }}localhost/app:v2{{ else }}localhost/app:v1{{ end }}', 'apply(render(manifest, values{Image: "localhost/app:v1"}))'],
    ['a container under a condition', 'localhost/app:v1\n      {{- if .Name }}\n      - name: debug\n        image: localhost/debug:v1\n      {{- end }}', 'apply(render(manifest, values{}))'],
    ['a field under a condition', 'localhost/app:v1\n      {{- with .Inner }}\n      - name: debug\n        image: {{ $.Image }}\n      {{- end }}', 'apply(render(manifest, values{Image: "localhost/debug:v1"}))'],
  ])('%s', async (_, image, run) => {
    await checkSilent(fixture(image, run));
  });
});

describe('holes', () => {
  test.each([
    ['the environment’s', '{{ .Image }}', 'apply(render(manifest, values{Image: os.Getenv("IMAGE")}))'],
    ['a pipeline', '{{ .Image | replace "v2" "v1" }}', 'apply(render(manifest, values{Image: "localhost/app:v2"}))'],
    ['a function', '{{ image .Image }}', 'apply(render(manifest, values{Image: "localhost/app:v2"}))'],
    ['a field of something else', '{{ range .Name }}{{ .Image }}{{ end }}', 'apply(render(manifest, values{Image: "localhost/app:v2"}))'],
    ['another template', '{{ template "image" . }}', 'apply(render(manifest, values{Image: "localhost/app:v2"}))'],
    ['an action that isn’t closed', '{{ .Image', 'apply(render(manifest, values{Image: "localhost/app:v2"}))'],
    ['data that nobody knows', '{{ .Image }}', 'apply(render(manifest, load))'],
  ])('%s', async (_, image, run) => {
    await checkSilent(fixture(image, run));
  });

  test('other marks of actions', () => checkSilent(fixture('<< .Image >>', `var out bytes.Buffer
	template.Must(template.New("app").Delims("<<", ">>").Parse(manifest)).Execute(&out, values{Image: "localhost/app:v2"})
	apply(out.String())`)));

  test('what is written into a buffer before it', () => checkSilent(fixture('{{ .Image }}', `var name bytes.Buffer
	name.WriteString("localhost/app:")
	template.Must(template.New("tag").Parse("{{.}}")).Execute(&name, "v1")
	deploy(name.String())`)));
});
