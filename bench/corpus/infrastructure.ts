/**
 * The part of a suite that is about images: how a service's image is built, loaded and deployed, in the ways that real suites have. Some
 * services have a mistake, so that there is something to find.
 */
import type { Random } from './random';
import { title } from './words';

/** What went wrong in a service's suite; undefined in most. */
export type Mistake = 'tag' | 'generic' | 'unloaded' | 'regenerated' | undefined;

export interface Service {
  readonly name: string;
  /** By literals, by parameters and Sprintf, by a struct and its builder, by channels, by constants and a file. */
  readonly way: 'literals' | 'parameters' | 'struct' | 'channels' | 'file';
  readonly mistake: Mistake;
}

export const ways: readonly Service['way'][] = ['literals', 'parameters', 'struct', 'channels', 'file'];
export const mistakes: readonly Mistake[] = ['tag', 'generic', 'unloaded', 'regenerated'];

export const imports = `import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/google/uuid"
	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
)
`;

/** The helpers that all suites share, in one file of the package. */
export const sharedHelpers = `
// E2EImageConfig says which image a suite builds.
type E2EImageConfig struct {
	ServiceName      string
	ImageName        string
	Dockerfile       string
	BuildContextPath string
	EnableCoverage   bool
}

type buildResult struct {
	name  string
	image string
	err   error
}

func generateTag(service string) string {
	return fmt.Sprintf("%s-%s", service, uuid.New().String()[:8])
}

// BuildImageForKind builds with Podman and returns the image's full name.
func BuildImageForKind(cfg E2EImageConfig, writer io.Writer) (string, error) {
	image := fmt.Sprintf("localhost/%s:%s", cfg.ImageName, generateTag(cfg.ServiceName))
	args := []string{"build", "--no-cache", "-t", image}
	if cfg.EnableCoverage {
		args = append(args, "--build-arg", "GOFLAGS=-cover")
	}
	args = append(args, "-f", cfg.Dockerfile, cfg.BuildContextPath)
	build := exec.Command("podman", args...)
	build.Stdout = writer
	build.Stderr = writer
	if err := build.Run(); err != nil {
		return "", fmt.Errorf("building %s: %w", image, err)
	}
	return image, nil
}

func buildImage(ctx context.Context, image, dockerfile string, writer io.Writer) error {
	build := exec.CommandContext(ctx, "podman", "build", "-t", image, "-f", dockerfile, ".")
	build.Stdout = writer
	return build.Run()
}

// LoadImageToKind hands an image to the nodes by an archive, as Kind doesn't see Podman's images.
func LoadImageToKind(ctx context.Context, clusterName, image string, writer io.Writer) error {
	archive := filepath.Join(os.TempDir(), fmt.Sprintf("image-%d.tar", time.Now().UnixNano()))
	defer os.Remove(archive)
	if err := exec.CommandContext(ctx, "podman", "save", "-o", archive, image).Run(); err != nil {
		return fmt.Errorf("saving %s: %w", image, err)
	}
	load := exec.CommandContext(ctx, "kind", "load", "image-archive", archive, "--name", clusterName)
	load.Stderr = writer
	return load.Run()
}

func applyManifest(ctx context.Context, kubeconfig, manifest string, writer io.Writer) error {
	apply := exec.CommandContext(ctx, "kubectl", "--kubeconfig", kubeconfig, "apply", "-f", "-")
	apply.Stdin = strings.NewReader(manifest)
	apply.Stdout = writer
	return apply.Run()
}
`;

const template = (prefix: string, service: string): string => `const ${prefix}Manifest = \`
apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${service}
  namespace: %[1]s
spec:
  replicas: 1
  selector:
    matchLabels: {app: ${service}}
  template:
    metadata:
      labels: {app: ${service}}
    spec:
      containers:
        - name: ${service}
          image: %[2]s
          imagePullPolicy: Never
          ports: [{containerPort: 8080}]
      initContainers:
        - name: wait
          image: docker.io/library/busybox:1.36
\`
`;

/** Declarations of a service's file, from the building to the set-up that suites call. */
export function imageCode({ name, way, mistake }: Service, shared: Service, random: Random): string {
  const own = title(name);
  const other = title(shared.name);
  const built = `localhost/kubernaut-${name}:e2e-test-${name}`;
  const deployed = mistake === 'tag' ? `localhost/kubernaut-${name}:e2e-tests` : mistake === 'generic' ? `localhost/kubernaut-${name}:e2e-test` : built;
  const setUp = (body: string): string => `
// Setup${own}Infrastructure creates the cluster of the ${name} suite and everything in it.
func Setup${own}Infrastructure(ctx context.Context, clusterName, kubeconfig string, client kubernetes.Interface, writer io.Writer) error {
	namespace := "${name}-e2e"
${body}
	return Wait${own}Ready(ctx, namespace, clusterName, ${random.below(90) + 10})
}
`;
  const step = (call: string, what: string): string => `	if err := ${call}; err != nil {
		return fmt.Errorf("${what} ${name}: %w", err)
	}`;
  const needed = shared.name === name ? '' : step(`Deploy${other}For(ctx, clusterName, namespace, kubeconfig, writer)`, `deploying ${shared.name} for`);
  const load = (image: string): string => (mistake === 'unloaded' ? `	_, _ = fmt.Fprintf(writer, "loading is skipped\\n")` : step(`LoadImageToKind(ctx, clusterName, ${image}, writer)`, 'loading'));
  switch (way) {
    case 'literals':
      return `
func build${own}Image(ctx context.Context, writer io.Writer) error {
	build := exec.CommandContext(ctx, "podman", "build",
		"-t", "${built}",
		"-f", "docker/${name}.Dockerfile", ".")
	build.Stdout = writer
	return build.Run()
}

func deploy${own}(ctx context.Context, client kubernetes.Interface, namespace string) error {
	deployment := &appsv1.Deployment{
		ObjectMeta: metav1.ObjectMeta{Name: "${name}", Namespace: namespace},
		Spec: appsv1.DeploymentSpec{Template: corev1.PodTemplateSpec{Spec: corev1.PodSpec{
			Containers: []corev1.Container{{
				Name:            "${name}",
				Image:           "${mistake === 'generic' ? built : deployed}",
				ImagePullPolicy: corev1.PullNever,
			}},
		}}},
	}
	_, err := client.AppsV1().Deployments(namespace).Create(ctx, deployment, metav1.CreateOptions{})
	return err
}
${setUp([step(`build${own}Image(ctx, writer)`, 'building'), load(`"${built}"`), needed, step(`deploy${own}(ctx, client, namespace)`, 'deploying')].join('\n'))}`;
    case 'parameters':
      return `
${template(name, name)}
func deploy${own}Manifest(ctx context.Context, namespace, kubeconfig, image string, writer io.Writer) error {
	return applyManifest(ctx, kubeconfig, fmt.Sprintf(${name}Manifest, namespace, image), writer)
}
${setUp([`	image := "${built}"`, step(`buildImage(ctx, image, "docker/${name}.Dockerfile", writer)`, 'building'), load('image'), needed, step(`deploy${own}Manifest(ctx, namespace, kubeconfig, ${deployed === built ? 'image' : `"${deployed}"`}, writer)`, 'deploying')].join('\n'))}`;
    case 'struct':
      return `
${template(name, name)}
${setUp([`	cfg := E2EImageConfig{ServiceName: "${name}", ImageName: "kubernaut/${name}", Dockerfile: "docker/${name}.Dockerfile", BuildContextPath: "."}
	image, err := BuildImageForKind(cfg, writer)
	if err != nil {
		return err
	}`, load('image'), needed, `	deployed := ${mistake === 'regenerated' ? `fmt.Sprintf("localhost/kubernaut/${name}:%s", generateTag("${name}"))` : 'image'}`, step(`applyManifest(ctx, kubeconfig, fmt.Sprintf(${name}Manifest, namespace, deployed), writer)`, 'deploying')].join('\n'))}`;
    case 'channels':
      return `
${template(name, name)}
${setUp([`	results := make(chan buildResult, 2)
	go func() {
		image, err := BuildImageForKind(E2EImageConfig{ServiceName: "${name}", ImageName: "kubernaut/${name}", Dockerfile: "docker/${name}.Dockerfile", BuildContextPath: "."}, writer)
		results <- buildResult{name: "${name}", image: image, err: err}
	}()
	builtImages := map[string]string{}
	for i := 0; i < 1; i++ {
		result := <-results
		if result.err != nil {
			return result.err
		}
		builtImages[result.name] = result.image
	}`, load(`builtImages["${name}"]`), needed, step(`applyManifest(ctx, kubeconfig, fmt.Sprintf(${name}Manifest, namespace, builtImages["${name}"]), writer)`, 'deploying')].join('\n'))}`;
    case 'file':
      return `
const (
	${name}Repository = "localhost/kubernaut-${name}"
	${name}Tag        = "e2e-test-${name}"
	${name}Image      = ${name}Repository + ":" + ${name}Tag
)

func deploy${own}File(ctx context.Context, kubeconfig string, writer io.Writer) error {
	content, err := os.ReadFile("test/e2e/${name}/manifests/deployment.yaml")
	if err != nil {
		return err
	}
	manifest := strings.ReplaceAll(string(content), "localhost/kubernaut-${name}:placeholder", ${deployed === built ? `${name}Image` : `"${deployed}"`})
	return applyManifest(ctx, kubeconfig, manifest, writer)
}
${setUp([step(`buildImage(ctx, ${name}Image, "docker/${name}.Dockerfile", writer)`, 'building'), load(`${name}Image`), needed, step(`deploy${own}File(ctx, kubeconfig, writer)`, 'deploying')].join('\n'))}`;
  }
}

/** How any suite gets the shared service; its image comes through one parameter for all of them. */
export function sharedDeployment({ name }: Service): string {
  const own = title(name);
  return `
${template(`${name}Shared`, name)}
// Deploy${own}For builds, loads and deploys ${name} for another suite.
func Deploy${own}For(ctx context.Context, clusterName, namespace, kubeconfig string, writer io.Writer) error {
	image, err := BuildImageForKind(E2EImageConfig{ServiceName: "${name}", ImageName: "kubernaut/${name}", Dockerfile: "docker/${name}.Dockerfile", BuildContextPath: "."}, writer)
	if err != nil {
		return err
	}
	if err := LoadImageToKind(ctx, clusterName, image, writer); err != nil {
		return err
	}
	return deploy${own}With(ctx, namespace, kubeconfig, image, writer)
}

func deploy${own}With(ctx context.Context, namespace, kubeconfig, image string, writer io.Writer) error {
	return applyManifest(ctx, kubeconfig, fmt.Sprintf(${name}SharedManifest, namespace, image), writer)
}
`;
}

export function deploymentFile({ name }: Service): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  template:
    spec:
      containers:
        - name: ${name}
          image: localhost/kubernaut-${name}:placeholder
          imagePullPolicy: Never
`;
}

/** An integration suite runs its neighbours as plain containers. */
export function containerCode(name: string, random: Random): string {
  return `
const ${name}PostgresImage = "docker.io/library/postgres:16-alpine"

func start${title(name)}Postgres(ctx context.Context, port int) error {
	_ = exec.CommandContext(ctx, "podman", "rm", "-f", "${name}-postgres").Run()
	run := exec.CommandContext(ctx, "podman", "run", "-d", "--name", "${name}-postgres", "-p", fmt.Sprintf("%d:5432", port), "-e", "POSTGRES_PASSWORD=test", ${name}PostgresImage)
	return run.Run()
}

func start${title(name)}Redis(ctx context.Context) error {
	return exec.CommandContext(ctx, "podman", "run", "-d", "--name", "${name}-redis", "-p", "${16000 + random.below(999)}:6379", "docker.io/library/redis:7-alpine").Run()
}
`;
}
