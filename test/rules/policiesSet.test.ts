/** Pull policies that are changed after a manifest is written: in what is decoded of it, or by texts that are rewritten in ways nobody follows. */
import { describe, test } from 'vitest';
import { check, checkSilent } from '../support/check';
import { deployment, flow } from './goFile';

const manifest = `const manifest = \`${deployment('localhost/app:v1')}
        imagePullPolicy: Always
\``;
const suite = (body: string, more = ''): string => flow(`\tbuild("localhost/app:v1")\n\tload("localhost/app:v1", "e2e")\n${body}`, `${manifest}\n${more}`);
const apply = (text: string): string => `\tk := exec.Command("kubectl", "apply", "-f", "-")\n\tk.Stdin = strings.NewReader(${text})\n\tk.Run()`;
const decoded = '\td := &appsv1.Deployment{}\n\tyaml.Unmarshal([]byte(manifest), d)\n';

describe('a policy that is changed', () => {
  test.each([
    ['by a replacer', suite(apply('strings.NewReplacer("Always", "Never").Replace(manifest)'))],
    ['by a replacer of the package', suite(apply('never.Replace(manifest)'), 'var never = strings.NewReplacer("imagePullPolicy: Always", "imagePullPolicy: Never")')],
    ['by a pattern', suite(apply('regexp.MustCompile(`imagePullPolicy: \\w+`).ReplaceAllString(manifest, "imagePullPolicy: Never")'))],
    ['by a patch', suite(`${apply('manifest')}\n\texec.Command("kubectl", "patch", "deployment", "app", "--type=json", "-p", \`[{"op": "replace", "path": "/spec/template/spec/containers/0/imagePullPolicy", "value": "Never"}]\`).Run()`)],
    ['in an object that is decoded', suite(`${decoded}\td.Spec.Template.Spec.Containers[0].ImagePullPolicy = corev1.PullNever\n\tclient.Create(nil, d)`)],
    ['in a decoded map', suite('\tu := map[string]any{}\n\tyaml.Unmarshal([]byte(manifest), &u)\n\tcontainerOf(u)["imagePullPolicy"] = "Never"\n\tclient.Create(nil, u)')],
  ])('%s', async (_, fixture) => {
    await checkSilent(fixture);
  });

  const told = (fixture: string): string => fixture.replace(/^.*: Always$/m, '$& # want local-image-always-pulled');
  test.each([
    ['as it is', told(suite(apply('manifest')))],
    ['by a replacer of other words', told(suite(apply('strings.NewReplacer("NAME", "app").Replace(manifest)')))],
    ['by a patch of something else', told(suite(`${apply('manifest')}\n\texec.Command("kubectl", "patch", "deployment", "app", "--type=json", "-p", \`[{"op": "replace", "path": "/spec/replicas", "value": 2}]\`).Run()`))],
    ['decoded and left alone', told(suite(`${decoded}\td.Spec.Template.Spec.Containers[0].Name = "app"\n\tclient.Create(nil, d)`))],
    ['set of another object, and nothing decoded', told(suite(`\tc := corev1.Container{Name: "other", Image: "nginx:1"}\n\tc.ImagePullPolicy = corev1.PullNever\n${apply('manifest')}`))],
  ])('told: %s', async (_, fixture) => {
    await check(fixture);
  });
});
