/** Pods that are written down to be held back, or for nodes that only pretend: their images are never asked for. */
import { describe, test } from 'vitest';
import { check, checkSilent } from '../support/check';

const suite = (spec: string, more = '', job = ''): string => `
-- test/e2e/app_test.go --
package e2e

import (
	"context"
	"os/exec"
	"testing"

	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
	"k8s.io/utils/ptr"
)

var cs kubernetes.Interface

func TestApp(t *testing.T) {
	ctx := context.Background()
	exec.Command("docker", "build", "-t", "localhost/app:v1", ".").Run()
	exec.Command("kind", "load", "docker-image", "localhost/app:v1").Run()
	j := &batchv1.Job{Spec: batchv1.JobSpec{
		${job}
		Template: corev1.PodTemplateSpec{Spec: corev1.PodSpec{
			${spec}
			Containers: []corev1.Container{{Name: "app", Image: "localhost/app:v2"}},
		}},
	}}
	cs.BatchV1().Jobs("default").Create(ctx, j, metav1.CreateOptions{})
	${more}
}
`;
/** Somewhere else, far from all that has to do with images. */
const resuming = 'func resume(j *batchv1.Job) {\n\tj.Spec.Suspend = ptr.To(false)\n}\n';
const told = (...given: Parameters<typeof suite>): string => suite(...given).replace(/^.*app:v2.*$/m, '$& // want tag-mismatch');

const gate = 'SchedulingGates: []corev1.PodSchedulingGate{{Name: "example.com/wait"}},';

describe('pods that never start', () => {
  test.each([
    ['a gate', suite(gate)],
    ['a suspended job', suite('', '', 'Suspend: ptr.To(true),')],
    ['a node of kwok, selected', suite('NodeSelector: map[string]string{"type": "kwok"},')],
    ['a node of kwok, tolerated', suite('Tolerations: []corev1.Toleration{{Key: "kwok.x-k8s.io/node"}},')],
  ])('%s', async (_, fixture) => {
    await checkSilent(fixture);
  });

  test.each([
    ['no gates', told('SchedulingGates: []corev1.PodSchedulingGate{},')],
    ['gates that are taken away', told(gate, 'j.Spec.Template.Spec.SchedulingGates = nil')],
    ['a job that runs', told('', '', 'Suspend: ptr.To(false),')],
    ['a job that is resumed', told('', 'j.Spec.Suspend = ptr.To(false)', 'Suspend: ptr.To(true),')],
    ['a job that somebody else resumes', told('', '', 'Suspend: ptr.To(true),') + resuming],
    ['other nodes', told('NodeSelector: map[string]string{"type": "gpu"},')],
  ])('is none of these: %s', async (_, fixture) => {
    await check(fixture);
  });
});

/** The same by assignments: `lines` stand around the one that makes the pod. */
const assigned = (before: string, made: string, after: string): string => suite('').replace(/\tj := [^]*?\n\t\}\}\n/, `${before}\n${made}\n${after}\n`).replace('cs.BatchV1().Jobs("default").Create(ctx, j, metav1.CreateOptions{})', 'create(ctx, j)') + `
func create(ctx context.Context, object any) { cs.Create(ctx, object) }
func template(image string) corev1.PodTemplateSpec {
	return corev1.PodTemplateSpec{Spec: corev1.PodSpec{Containers: []corev1.Container{{Name: "app", Image: image}}}}
}
`;
const cron = '\tj.Spec.JobTemplate.Spec.Template = template("localhost/app:v2")';
const toldAssigned = (...given: Parameters<typeof assigned>): string => assigned(...given).replace(/^.*app:v2.*$/m, '$& // want tag-mismatch');

describe('held back by an assignment', () => {
  test.each([
    ['a suspended job', assigned('\tj := &batchv1.CronJob{}\n\tj.Spec.Suspend = ptr.To(true)', cron, '')],
    ['suspended after its template is made', assigned('\tj := &batchv1.CronJob{}', cron, '\tj.Spec.Suspend = ptr.To(true)')],
    ['a gate', assigned('', '\tj := &corev1.Pod{Spec: template("localhost/app:v2").Spec}', '\tj.Spec.SchedulingGates = []corev1.PodSchedulingGate{{Name: "example.com/wait"}}')],
    ['a template', assigned('', '\tj := &corev1.PodTemplate{Template: template("localhost/app:v2")}', '')],
    ['one of two that are both suspended', `${suite('', '', 'Suspend: ptr.To(true),')}\nfunc suspend(j *batchv1.Job) {\n\tj.Spec.Suspend = ptr.To(true)\n}\n`],
  ])('%s', async (_, fixture) => {
    await checkSilent(fixture);
  });
  test.each([
    ['nothing', toldAssigned('\tj := &batchv1.CronJob{}', cron, '')],
    ['another job', toldAssigned('\tj, k := &batchv1.CronJob{}, &batchv1.CronJob{}\n\tk.Spec.Suspend = ptr.To(true)', cron, '\tcreate(ctx, k)')],
    ['only after it was made', toldAssigned('\tj := &batchv1.CronJob{}', cron, '\tcreate(ctx, j)\n\tj.Spec.Suspend = ptr.To(true)')],
    ['suspended and resumed', toldAssigned('\tj := &batchv1.CronJob{}\n\tj.Spec.Suspend = ptr.To(true)', cron, '\tcreate(ctx, j)\n\tj.Spec.Suspend = ptr.To(false)')],
  ])('is none of these: %s', async (_, fixture) => {
    await check(fixture);
  });
});
