import { describe, expect, test } from 'vitest';
import { checkSilent } from '../support/check';
import { factsOf } from './goFacts';

const embedOf = (text: string): unknown => factsOf(`package a\nimport _ "embed"\n${text}`).globals.map(({ value }) => (value?.kind === 'other' ? (value.file ?? value.why) : value?.kind));

describe('row 33: what a directive embeds', () => {
  test.each([
    ['//go:embed app.yaml\nvar a string', ['app.yaml']],
    ['//go:embed "dir/with space.yaml"\n// said what\nvar a []byte', ['dir/with space.yaml']],
    ['var (\n\tb string\n\t//go:embed a.yaml\r\n\ta string\n)', [undefined, 'a.yaml']],
    ['//go:embed a.yaml b.yaml\nvar a embed.FS', ['an embedded file']],
    ['//go:embed *.yaml\nvar a embed.FS', ['an embedded file']],
    ['//go:embed a.yaml\n\nvar a string', [undefined]],
    ['// go:embed a.yaml\nvar a string', [undefined]],
    ['//go:embed a.yaml\nvar a = "x"', ['text']],
  ])('%j', (text, embeds) => expect(embedOf(text)).toEqual(embeds));
});

test('row 33: an embedded tag is unknown, not empty', () => checkSilent(`
-- a.go --
package infra

import (
	_ "embed"
	"os/exec"

	corev1 "k8s.io/api/core/v1"
)

//go:embed tag.txt
var tag string

func Setup() corev1.Container {
	exec.Command("podman", "build", "-t", "localhost/app:v1", ".").Run()
	return corev1.Container{Image: "localhost/app:" + tag}
}`));

test('row 33: a cgo preamble is a comment, and assembler is no Go', () => checkSilent(`
-- a.go --
package infra

/*
#include <stdio.h>
// image: localhost/app:v9
static void say(void) { printf("podman run localhost/app:v8"); }
*/
import "C"
import (
	"os/exec"

	corev1 "k8s.io/api/core/v1"
)

func add(a, b int) int // in add.s

func Setup() corev1.Container {
	C.say()
	exec.Command("podman", "build", "-t", "localhost/app:v1", ".").Run()
	return corev1.Container{Image: "localhost/app:v1"}
}`));
