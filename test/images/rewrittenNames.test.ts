/** A text that Go's own packages make of a name: the image itself is built and loaded by nobody else for that. */
import { test } from 'vitest';
import { check, checkSilent } from '../support/check';
import { helpers } from '../rules/goFile';

/** App is built, another text is made of its name, and another tag of it is deployed. */
const named = (made: string, use: string, want: string): string => `${helpers}
-- flow.go --
package infra

import (
	"fmt"
	"os"
	"regexp"
	"strings"

	"example.com/registry"
)

var unsafe = regexp.MustCompile("[^a-z0-9]+")
var plain = strings.NewReplacer("/", "_", ":", "_")

func dash(r rune) rune { return r }

func SetupApp() {
	image := "localhost/app:v1"
	build(image)
	load(image, "e2e")
	made := ${made}
	${use}
	deploy("localhost/app:v2")${want}
}
`;

const ways = [
  'strings.NewReplacer("/", "_", ":", "_").Replace(image)',
  'plain.Replace(image)',
  'unsafe.ReplaceAllString(image, "_")',
  'regexp.MustCompile(":").Split(image, 2)[0]',
  'strings.Map(dash, image)',
  'os.Expand(image, os.Getenv)',
];

test.each(ways)('names a file: %s', async (made) => {
  await check(named(made, 'fmt.Println(made)', ' // want tag-mismatch'));
});

test.each(ways.slice(2))('is built, whatever it is: %s', async (made) => {
  await checkSilent(named(made, 'build(made)\n\tload(made, "e2e")', ''));
});

test.each([
  ['a manifest', 'unsafe.ReplaceAllString("containers:\\n- image: "+image, " ")'],
  ['a command line', 'strings.Map(dash, "tag "+image+" localhost/app:v2")'],
  ['a method of who knows what', 'registry.Client().Replace(image)'],
])('silent: %s', async (_, made) => {
  await checkSilent(named(made, 'fmt.Println(made)', ''));
});
