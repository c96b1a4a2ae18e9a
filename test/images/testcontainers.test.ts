/** What testcontainers-go builds of a Dockerfile, under a name that a suite gives. */
import { describe, test } from 'vitest';
import { check, checkSilent } from '../support/check';

const suite = (body: string, more = ''): string => `-- e2e_test.go --
package e2e

import (
	"context"
	"os/exec"
	"testing"

	"github.com/testcontainers/testcontainers-go"
)

func TestApp(t *testing.T) {
	_ = exec.Command("docker", "build", "-t", "localhost/cart:v1", ".").Run()
	_ = exec.Command("kind", "load", "docker-image", "localhost/cart:v1").Run()
	_ = exec.Command("kubectl", "run", "cart", "--image", "localhost/cart:v1").Run()
${body}
}
${more}`;

const request = (fields: string): string => `testcontainers.ContainerRequest{FromDockerfile: testcontainers.FromDockerfile{Context: "..", Dockerfile: "Dockerfile"${fields}}}`;
const started = (fields: string): string => `\t_, _ = testcontainers.GenericContainer(context.Background(), testcontainers.GenericContainerRequest{ContainerRequest: ${request(fields)}, Started: true})\n`;
const named = (tag: string): string => `, Repo: "localhost/app", Tag: ${tag}, KeepImage: true`;
const used = '\t_ = exec.Command("kind", "load", "docker-image", "localhost/app:v1").Run()\n\t_ = exec.Command("kubectl", "run", "app", "--image", "localhost/app:v1", "--image-pull-policy", "Never").Run()';
const wrong = used.replace('.Run()\n', '.Run() // want tag-mismatch\n');
const other = '\t_ = exec.Command("docker", "build", "-t", "localhost/app:base", ".").Run()\n';

describe('silent', () => {
  test.each([
    ['what is built is loaded', started(named('"v1"')) + used, ''],
    ['beside another tag', other + started(named('"v1"')) + used, ''],
    ['what is built is run', `${other + started(named('"v1"'))}\t_ = exec.Command("docker", "run", "--rm", "localhost/app:v1").Run()`, ''],
    ['in a helper', `\tstart("localhost/app", "v1")\n${used}`, `func start(repo, tag string) {\n${started(', Repo: repo, Tag: tag, KeepImage: true')}}`],
    ['the tag is set later', `\tr := ${request(', Repo: "localhost/app"')}\n\tr.FromDockerfile.Tag = "v1"\n\t_, _ = testcontainers.GenericContainer(context.Background(), testcontainers.GenericContainerRequest{ContainerRequest: r})\n${other}${used}`, ''],
    ['the name is not known', started(', Repo: name(), Tag: name()') + used, 'func name() string'],
  ])('%s', async (_, body, more) => {
    await checkSilent(suite(body, more));
  });
});

describe('told', () => {
  test.each([
    ['another tag is built', started(named('"v2"')) + wrong],
    ['it gets no name', other + started('') + wrong],
  ])('%s', async (_, body) => {
    await check(suite(body));
  });
});
