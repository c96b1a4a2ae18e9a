// Package infrastructure sets up Kind clusters for the end-to-end suites.
package infrastructure

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
)

// SetupDataStorageInfrastructure creates the cluster of DataStorage's own suite and deploys DataStorage in it.
func SetupDataStorageInfrastructure(ctx context.Context, clusterName string, client kubernetes.Interface, writer io.Writer) error {
	if err := buildDataStorageImage(ctx, writer); err != nil {
		return fmt.Errorf("building DataStorage: %w", err)
	}
	if err := loadDataStorageImage(ctx, clusterName, writer); err != nil {
		return fmt.Errorf("loading DataStorage: %w", err)
	}
	return deployDataStorage(ctx, client, "datastorage-e2e")
}

// buildDataStorageImage builds the image under the tag that is DataStorage's own, whichever suite needs it.
func buildDataStorageImage(ctx context.Context, writer io.Writer) error {
	build := exec.CommandContext(ctx, "podman", "build",
		"-t", "localhost/kubernaut-datastorage:e2e-test-datastorage",
		"-f", "docker/datastorage.Dockerfile", ".")
	build.Stdout = writer
	build.Stderr = writer
	return build.Run()
}

// loadDataStorageImage hands the image to the cluster's nodes: Kind doesn't see Podman's images by itself.
func loadDataStorageImage(ctx context.Context, clusterName string, writer io.Writer) error {
	archive := filepath.Join(os.TempDir(), "datastorage-e2e.tar")
	defer os.Remove(archive)

	save := exec.CommandContext(ctx, "podman", "save",
		"-o", archive, "localhost/kubernaut-datastorage:e2e-test-datastorage")
	save.Stderr = writer
	if err := save.Run(); err != nil {
		return fmt.Errorf("saving the image: %w", err)
	}

	load := exec.CommandContext(ctx, "kind", "load", "image-archive", archive, "--name", clusterName)
	load.Stderr = writer
	return load.Run()
}

func deployDataStorage(ctx context.Context, client kubernetes.Interface, namespace string) error {
	labels := map[string]string{"app": "datastorage"}
	deployment := &appsv1.Deployment{
		ObjectMeta: metav1.ObjectMeta{Name: "datastorage", Namespace: namespace},
		Spec: appsv1.DeploymentSpec{
			Selector: &metav1.LabelSelector{MatchLabels: labels},
			Template: corev1.PodTemplateSpec{
				ObjectMeta: metav1.ObjectMeta{Labels: labels},
				Spec: corev1.PodSpec{
					Containers: []corev1.Container{{
						Name:            "datastorage",
						Image:           "localhost/kubernaut-datastorage:e2e-test-datastorage",
						ImagePullPolicy: corev1.PullNever,
						Ports:           []corev1.ContainerPort{{Name: "http", ContainerPort: 8080}},
					}},
				},
			},
		},
	}
	_, err := client.AppsV1().Deployments(namespace).Create(ctx, deployment, metav1.CreateOptions{})
	return err
}
