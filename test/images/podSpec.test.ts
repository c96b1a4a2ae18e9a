/** What containers in a cluster build and push by themselves. */
import { describe, test } from 'vitest';
import { check, checkSilent } from '../support/check';
import { alone } from '../rules/goFile';

/** Kaniko runs in the cluster with these arguments; app is deployed from the registry of this machine. */
const pushing = (args: string, want = ''): string => alone(`
	exec.Command("docker", "build", "-t", "localhost:5001/cart:v1", ".").Run()
	exec.Command("docker", "push", "localhost:5001/cart:v1").Run()
	name := "localhost:5001/app:v1"${want}
	other := "localhost:5001/other:v1"
	_ = corev1.Container{Name: "kaniko", Image: "gcr.io/kaniko-project/executor:v1.21.1", Args: []string{"--context=dir:///src", ${args}}}
	_ = corev1.Container{Name: "app", Image: name}
	_ = other
`);

describe('kaniko pushes', () => {
  test.each(['"--destination=localhost:5001/app:v1"', '"--destination=" + name', 'fmt.Sprintf("--destination=%s", name)'])('what is deployed: %s', async (args) => {
    await checkSilent(pushing(args));
  });

  test.each(['"--destination=" + other', '"--cache-repo=localhost:5001/cache"'])('another image: %s', async (args) => {
    await check(pushing(args, ' // want never-built'));
  });
});
