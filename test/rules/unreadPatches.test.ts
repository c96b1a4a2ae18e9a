/** Patches that are put together by an encoder, in a buffer or in a file: what they set isn't read, so what the manifest says of that workload's image may not matter. */
import { describe, test } from 'vitest';
import { check, checkSilent } from '../support/check';
import { deployment } from './goFile';

/** App is built and loaded as v1, and the manifest in the Go text says `dev`; `body` patches it. */
const patched = (body: string, want = ''): string => `-- flow.go --
package infra

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"strings"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/kubernetes"
	"sigs.k8s.io/controller-runtime/pkg/client"
)

const manifest = \`
${deployment('localhost/app:dev')}${want}
\`

type operation struct {
	Op, Path string
	Value    any
}

func template(image string) map[string]any {
	return map[string]any{"spec": map[string]any{"template": map[string]any{"spec": map[string]any{"containers": []map[string]any{{"name": "app", "image": image}}}}}}
}

func SetupApp(ctx context.Context, cs kubernetes.Interface, c client.Client, object client.Object) {
	image := "localhost/app:v1"
	_ = exec.Command("docker", "build", "-t", image, ".").Run()
	_ = exec.Command("kind", "load", "docker-image", image).Run()
	apply := exec.Command("kubectl", "apply", "-f", "-")
	apply.Stdin = strings.NewReader(manifest)
	_ = apply.Run()
${body}
}
`;
const told = ' # want tag-mismatch';

const command = (patch: string, flag = '"-p"', workload = 'app'): string => `\t_ = exec.Command("kubectl", "patch", "deployment", "${workload}", ${flag}, ${patch}).Run()`;
const encoder = '\tvar buf bytes.Buffer\n\t_ = json.NewEncoder(&buf).Encode(template(image))\n';
const file = '\traw, _ := json.Marshal(template(image))\n\t_ = os.WriteFile("/tmp/patch.json", raw, 0o600)\n';

describe('a patch of a command, not read', () => {
  test.each([
    ['encoded operations', `\traw, _ := json.Marshal([]operation{{"replace", "/spec/template/spec/containers/0/image", image}})\n${command('string(raw)')}`],
    ['an encoded merge', `\traw, _ := json.Marshal(template(image))\n${command('string(raw)')}`],
    ['in a buffer', encoder + command('buf.String()')],
    ['behind its flag', encoder + command('"-p="+buf.String()', '"--type=merge"')],
    ['in a file that the run writes', file + command('"/tmp/patch.json"', '"--patch-file"')],
  ])('%s', async (_, body) => {
    await checkSilent(patched(body));
  });

  test.each([
    ['another workload', encoder + command('buf.String()', '"-p"', 'proxy')],
    ['another workload, from a file', file + command('"/tmp/patch.json"', '"--patch-file"', 'proxy')],
    ['a text that is read, whatever number is in it', command('fmt.Sprintf(`{"spec":{"replicas":%d}}`, len(os.Args))')],
  ])('%s leaves the manifest’s image', async (_, body) => {
    await check(patched(body, told));
  });
});

describe('a patch of a client, encoded', () => {
  const cluster = (object: string): string => `\tpayload, _ := json.Marshal(${object})\n\t_, _ = cs.AppsV1().Deployments("x").Patch(ctx, "app", types.StrategicMergePatchType, payload, metav1.PatchOptions{})`;
  const raw = (value: string): string => `\tvar ops []operation\n\tops = append(ops, operation{Op: "replace", Path: "/spec/template/spec/containers/0/image", Value: ${value}})\n\traw, _ := json.Marshal(ops)\n\t_ = c.Patch(ctx, object, client.RawPatch(types.JSONPatchType, raw))`;

  test.each([
    ['a merge', cluster('template(image)')],
    ['a merge, written out', cluster('map[string]any{"spec": map[string]any{"template": map[string]any{"spec": map[string]any{"containers": []any{map[string]any{"name": "app", "image": image}}}}}}')],
    ['operations', raw('image')],
  ])('%s', async (_, body) => {
    await checkSilent(patched(body));
  });

  test.each([
    ['of other images', raw('"localhost/proxy:v1"')],
    ['of no image', cluster('map[string]any{"spec": map[string]any{"replicas": 1}}')],
  ])('%s leaves the manifest’s image', async (_, body) => {
    await check(patched(body, told));
  });
});
