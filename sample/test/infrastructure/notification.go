package infrastructure

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
)

// notificationManifest deploys the controller under test.
const notificationManifest = `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: notification-controller
  namespace: notification-e2e
spec:
  selector:
    matchLabels:
      app: notification-controller
  template:
    metadata:
      labels:
        app: notification-controller
    spec:
      containers:
        - name: manager
          image: localhost/kubernaut-notification:e2e-test
          imagePullPolicy: Never
`

// SetupNotificationInfrastructure creates the cluster of the Notification suite: the controller, and DataStorage that it audits to.
func SetupNotificationInfrastructure(ctx context.Context, clusterName string, client kubernetes.Interface, writer io.Writer) error {
	if err := buildNotificationImage(ctx, writer); err != nil {
		return fmt.Errorf("building Notification: %w", err)
	}
	if err := loadNotificationImage(ctx, clusterName, writer); err != nil {
		return fmt.Errorf("loading Notification: %w", err)
	}
	if err := buildDataStorageImage(ctx, writer); err != nil {
		return fmt.Errorf("building DataStorage: %w", err)
	}
	if err := loadDataStorageImage(ctx, clusterName, writer); err != nil {
		return fmt.Errorf("loading DataStorage: %w", err)
	}
	if err := deployDataStorageForNotification(ctx, client, "notification-e2e"); err != nil {
		return fmt.Errorf("deploying DataStorage: %w", err)
	}
	return applyNotificationManifest(ctx, writer)
}

func buildNotificationImage(ctx context.Context, writer io.Writer) error {
	build := exec.CommandContext(ctx, "podman", "build",
		"-t", "localhost/kubernaut-notification:e2e-test",
		"-f", "docker/notification.Dockerfile", ".")
	build.Stdout = writer
	build.Stderr = writer
	return build.Run()
}

func loadNotificationImage(ctx context.Context, clusterName string, writer io.Writer) error {
	archive := filepath.Join(os.TempDir(), "notification-e2e.tar")
	defer os.Remove(archive)

	save := exec.CommandContext(ctx, "podman", "save",
		"-o", archive, "localhost/kubernaut-notification:e2e-test")
	save.Stderr = writer
	if err := save.Run(); err != nil {
		return fmt.Errorf("saving the image: %w", err)
	}

	load := exec.CommandContext(ctx, "kind", "load", "image-archive", archive, "--name", clusterName)
	load.Stderr = writer
	return load.Run()
}

// deployDataStorageForNotification deploys DataStorage as a dependency of the controller.
func deployDataStorageForNotification(ctx context.Context, client kubernetes.Interface, namespace string) error {
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
						Image:           "localhost/kubernaut-datastorage:e2e-test",
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

func applyNotificationManifest(ctx context.Context, writer io.Writer) error {
	apply := exec.CommandContext(ctx, "kubectl", "apply", "-f", "-")
	apply.Stdin = strings.NewReader(notificationManifest)
	apply.Stdout = writer
	apply.Stderr = writer
	return apply.Run()
}
