/** Ways from constants and package variables to a deployment. */
import type { Way } from '../../support/travel';

export const constants: readonly Way[] = [
  { name: 'a constant', source: `
const image = "localhost/app:TAG" // WANT
func travel() { deploy(image) }` },
  { name: 'a grouped, typed constant', source: `
type reference string
const (
	other reference = "localhost/other:v9"
	image reference = "localhost/app:TAG" // WANT
)
func travel() { deploy(string(image)) }` },
  { name: 'a constant that repeats the one above', source: `
const (
	first = "localhost/app:TAG" // WANT
	second
)
func travel() { deploy(second) }` },
  { name: 'several constants in one line', source: `
const repository, tag = "localhost/app", "TAG" // WANT
func travel() { deploy(repository + ":" + tag) }` },
  { name: 'a constant made of constants', source: `
const (
	registry = "localhost"
	tag      = "TAG" // WANT
	image    = registry + "/" + "app" + ":" + tag
)
func travel() { deploy(image) }` },
  { name: 'a constant of another file, declared later', source: `
-- a.go --
package infra

func travel() { deploy(image) }
-- z.go --
package infra

const image = registry + "/app:TAG" // WANT
const registry = "localhost"` },
  { name: 'a local constant that hides the package’s', source: `
const image = "localhost/app:v9"
func travel() {
	const image = "localhost/app:TAG" // WANT
	deploy(image)
}` },
  { name: 'row 19: a raw string interrupted by a back quote', source: `
func travel() {
	const image = \`localhost/app\` + ":" + \`TAG\` // WANT
	deploy(image)
}` },
  { name: 'row 18: a repository written with escapes', source: `
const image = "\\x6cocalhost\\u002fap\\160:TAG" // WANT
func travel() { deploy(image) }` },
  { name: 'a package variable', source: `
var image = IMAGE // WANT
func travel() { deploy(image) }` },
  { name: 'several package variables in one line', source: `
var first, image = "localhost/other:v9", IMAGE // WANT
func travel() { build(first); deploy(image) }` },
  { name: 'a package variable set by init', source: `
var image string
func init() { image = IMAGE } // WANT
func travel() { deploy(image) }` },
  { name: 'a package variable from a function', source: `
var image = choose()
func choose() string { return IMAGE } // WANT
func travel() { deploy(image) }` },
  { name: 'a package variable from the second result of a function', source: `
var _, image = choose()
func choose() (int, string) { return 1, IMAGE } // WANT
func travel() { deploy(image) }` },
  { name: 'a package variable stored through its field', source: `
type settings struct{ image string }
var current settings
func configure() { current.image = IMAGE } // WANT
func travel() {
	configure()
	deploy(current.image)
}` },
  { name: 'a package variable that is a pointer to a struct', source: `
type settings struct{ image string }
var current = &settings{image: IMAGE} // WANT
func travel() { deploy(current.image) }` },
  { name: 'a package map', source: `
var images = map[string]string{
	"other": "localhost/other:v9",
	"app":   IMAGE, // WANT
}
func travel() { build("localhost/other:v9"); deploy(images["app"]) }` },
  { name: 'row 30: another package through an alias', source: `
-- test/infra/travel.go --
package infra

import names "example.com/suite/test/naming"

func travel() { deploy(names.Image + naming.Tag) }

type named struct{ Tag string }

var naming named
-- test/naming/names.go --
package naming

const Image = "localhost/app:TAG" // WANT
-- test/infra/base.go --
package infra

import (
	"os/exec"

	corev1 "k8s.io/api/core/v1"
)

func Setup() {
	exec.Command("podman", "build", "-t", "localhost/app:v1", ".").Run()
	travel()
}
func deploy(image string) corev1.Container { return corev1.Container{Image: image} }` },
  { name: 'row 30: another package through a dot import', source: `
-- test/infra/travel.go --
package infra

import (
	"os/exec"

	. "example.com/suite/test/naming"
	corev1 "k8s.io/api/core/v1"
)

func Setup() corev1.Container {
	exec.Command("podman", "build", "-t", "localhost/app:v1", ".").Run()
	return corev1.Container{Image: Image}
}
-- test/naming/names.go --
package naming

const Image = Repository + ":" + tag
const Repository, tag = "localhost/app", "TAG" // WANT` },
  { name: 'row 30: the same name in two packages', source: `
-- test/infra/travel.go --
package infra

import (
	"os/exec"

	"example.com/suite/test/naming"
	corev1 "k8s.io/api/core/v1"
)

const Image = "localhost/app:v1"

func Setup() corev1.Container {
	exec.Command("podman", "build", "-t", Image, ".").Run()
	return corev1.Container{Image: naming.Image}
}
-- test/naming/names.go --
package naming

const Image = "localhost/app:TAG" // WANT` },
];
