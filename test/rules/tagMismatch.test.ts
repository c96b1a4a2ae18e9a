import { expect, test } from 'vitest';
import { check, checkFix, checkSilent } from '../support/check';

test('a deployment names a tag nobody built', async () => {
  const analysis = await check(`
-- build.go --
package infra

import "os/exec"

func build() { exec.Command("podman", "build", "-t", "localhost/app:v1", ".").Run() }
-- deploy.go --
package infra

const manifest = \`
    containers:
    - name: app
      image: localhost/app:v2 # want tag-mismatch "built as .*:v1"
\``);
  expect(analysis.findings[0]?.at.range).toEqual({ start: { line: 5, character: 27 }, end: { line: 5, character: 29 } });
});

const incident = (tag: string, want: string): string => `
-- test/infrastructure/datastorage.go --
package infrastructure

import "os/exec"

func buildDataStorageImage() error {
	args := []string{"build", "--no-cache", "-t", "localhost/kubernaut-datastorage:e2e-test-datastorage", "-f", "docker/data-storage.Dockerfile"}
	args = append(args, ".")
	return exec.Command("podman", args...).Run()
}

func loadDataStorageImage(cluster string) error {
	if err := exec.Command("podman", "save", "localhost/kubernaut-datastorage:e2e-test-datastorage", "-o", "/tmp/ds.tar").Run(); err != nil {
		return err
	}
	return exec.Command("kind", "load", "image-archive", "/tmp/ds.tar", "--name", cluster).Run()
}
-- test/infrastructure/notification.go --
package infrastructure

import corev1 "k8s.io/api/core/v1"

func SetupNotificationInfrastructure(cluster string) error {
	if err := buildDataStorageImage(); err != nil {
		return err
	}
	if err := loadDataStorageImage(cluster); err != nil {
		return err
	}
	deploy(corev1.PodSpec{
		Containers: []corev1.Container{{
			Name:  "datastorage",
			Image: "localhost/kubernaut-datastorage:${tag}",${want}
		}},
	})
	return nil
}

func deploy(spec corev1.PodSpec) {}
`;

test('the incident: a missing suffix in an elided container literal', () => check(incident('e2e-test', ' // want tag-mismatch "built in .SetupNotificationInfrastructure. as .*e2e-test-datastorage"')));
test('the incident, fixed, is silent', () => checkSilent(incident('e2e-test-datastorage', '')));
test('the fix writes the built tag and nothing else', () =>
  checkFix(incident('e2e-test', ' // want tag-mismatch'), /^Use the built tag e2e-test-datastorage$/, incident('e2e-test-datastorage', ' // want tag-mismatch')));

test('an alias by podman tag counts as built when nothing is loaded', () => checkSilent(`
package infra

import (
	"os/exec"

	corev1 "k8s.io/api/core/v1"
)

func Setup() corev1.Container {
	exec.Command("podman", "build", "-t", "localhost/app:v1", ".").Run()
	exec.Command("podman", "tag", "localhost/app:v1", "localhost/app:v2").Run()
	return corev1.Container{Image: "localhost/app:v2"}
}`));

test('a tag from the environment is unknown, not missing', () => checkSilent(`
package infra

import (
	"os"
	"os/exec"

	corev1 "k8s.io/api/core/v1"
)

func Setup() corev1.Container {
	exec.Command("podman", "build", "-t", "localhost/app:"+os.Getenv("IMAGE_TAG"), ".").Run()
	return corev1.Container{Image: "localhost/app:v2"}
}`));
