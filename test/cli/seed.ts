/** The incident as a workspace, small: one file builds and loads the image, another one deploys it in a suite. */

export const buildPath = 'test/infrastructure/datastorage.go';
export const deployPath = 'test/infrastructure/notification.go';

export function buildFile(image: string): string {
  return `package infrastructure

import (
	"os"
	"os/exec"
)

func buildDataStorageImage() error {
	cmd := exec.Command("podman", "build", "-t", "${image}", "-f", "docker/datastorage.Dockerfile", ".")
	cmd.Stdout = os.Stdout
	return cmd.Run()
}

func loadDataStorageImage(cluster string) error {
	if err := exec.Command("podman", "save", "-o", "/tmp/datastorage.tar", "${image}").Run(); err != nil {
		return err
	}
	return exec.Command("kind", "load", "image-archive", "/tmp/datastorage.tar", "--name", cluster).Run()
}
`;
}

/** `value`: the Go expression of the image; `before`: lines above the pod. */
export function deployFile(value: string, before = ''): string {
  return `package infrastructure

import (
	corev1 "k8s.io/api/core/v1"
)

func SetupNotificationInfrastructure(cluster string) error {
	if err := buildDataStorageImage(); err != nil {
		return err
	}
	if err := loadDataStorageImage(cluster); err != nil {
		return err
	}
	return deployDataStorageForNotification()
}

func deployDataStorageForNotification() error {
${before}	pod := corev1.PodSpec{Containers: []corev1.Container{{
		Name:  "datastorage",
		Image: ${value},
	}}}
	return create(pod)
}

func create(pod corev1.PodSpec) error { return nil }
`;
}

export const built = 'localhost/kubernaut-datastorage:e2e-test-datastorage';
export const wrong = 'localhost/kubernaut-datastorage:e2e-test';

export const seedBug: Readonly<Record<string, string>> = { [buildPath]: buildFile(built), [deployPath]: deployFile(`"${wrong}"`) };
export const seedFixed: Readonly<Record<string, string>> = { [buildPath]: buildFile(built), [deployPath]: deployFile(`"${built}"`) };
