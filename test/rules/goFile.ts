/** Go files for fixtures: the clause and the imports that every one needs, and the helpers that suites of this kind have. */
import { expect } from 'vitest';
import type { Finding } from '../../src/base/finding';

/** A manifest of a Deployment `app` with one container; without a line's end behind the image. */
export function deployment(image: string, container = 'app'): string {
  return `kind: Deployment
metadata: {name: app}
spec:
  template:
    spec:
      containers:
      - name: ${container}
        image: ${image}`;
}

/** The text of a manifest file: a deployment of `app` whose container has this line about its image. */
export function deploymentFile(line: string): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: app
spec:
  template:
    spec:
      containers:
      - name: app
        ${line}
`;
}

/** A file of package `infra` with these declarations. */
export function goFile(body: string, pkg = 'infra'): string {
  return `package ${pkg}

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"
)

${body}
`;
}

/** Builds, saves and loads, and deploys what it is given. */
export const helpers = `-- helpers.go --
${goFile(`func build(image string) error { return exec.Command("podman", "build", "-t", image, ".").Run() }

func load(image, cluster string) error {
	if err := exec.Command("podman", "save", "-o", "/tmp/image.tar", image).Run(); err != nil {
		return err
	}
	return exec.Command("kind", "load", "image-archive", "/tmp/image.tar", "--name", cluster).Run()
}

func deploy(image string) corev1.Container { return corev1.Container{Name: "app", Image: image} }

func apply(manifest string) error {
	cmd := exec.Command("kubectl", "apply", "-f", "-")
	cmd.Stdin = strings.NewReader(manifest)
	return cmd.Run()
}`)}`;

/** Builds, saves and loads what it is given: for packages that others import. */
export const up = `func Up(image string) {
	exec.Command("podman", "build", "-t", image, ".").Run()
	exec.Command("podman", "save", "-o", "/tmp/image.tar", image).Run()
	exec.Command("kind", "load", "image-archive", "/tmp/image.tar").Run()
}`;

/** A fixture of one flow that uses the helpers: `body` is its function's. */
export function flow(body: string, more = ''): string {
  return `${helpers}
-- flow.go --
${goFile(`func SetupApp() {
${body}
}
${more}`)}`;
}

/** The file `flow.go` alone, without the helpers. */
export function alone(body: string, more = ''): string {
  return `-- flow.go --
${goFile(`func SetupApp() {
${body}
}
${more}`)}`;
}

/** The only finding of a rule. */
export function only(analysis: { readonly findings: readonly Finding[] }, rule: string): Finding {
  const found = analysis.findings.filter((one) => one.rule === rule);
  const [first] = found;
  expect(found.length, `findings of ${rule}`).toBe(1);
  if (!first) throw new Error(`no finding of ${rule}`);
  return first;
}

/** How many characters of one line a finding underlines. */
export function width({ at: { range } }: Finding): number {
  expect(range.end.line).toBe(range.start.line);
  return range.end.character - range.start.character;
}
