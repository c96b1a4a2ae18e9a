/** Ways through parameters, results, closures and function values to a deployment. */
import type { Way } from '../../support/travel';

export const calls: readonly Way[] = [
  { name: 'a parameter', source: `
func travel() { install(IMAGE) } // WANT
func install(image string) { deploy(image) }` },
  { name: 'two levels of parameters', source: `
func travel() { install("app", "TAG") } // WANT
func install(name, tag string) { apply("localhost/" + name, tag) }
func apply(repository, tag string) { deploy(repository + ":" + tag) }` },
  { name: 'a parameter with several callers, each its own', source: `
func travel() {
	install("app", "TAG") // WANT
	build("localhost/other:v9")
	install("other", "v9")
}
func install(name, tag string) { deploy("localhost/" + name + ":" + tag) }` },
  { name: 'a parameter that is replaced by a default', source: `
func travel() { install("") }
func install(image string) {
	if image == "" {
		image = IMAGE // WANT
	}
	deploy(image)
}` },
  { name: 'a parameter that is always replaced', source: `
func travel() { install("localhost/app:v1") }
func install(image string) {
	image = IMAGE // WANT
	deploy(image)
}` },
  { name: 'variadic, one of several', source: `
func travel() { install("localhost/other:v9", IMAGE) } // WANT
func install(images ...string) {
	build(images[0])
	deploy(images[1])
}` },
  { name: 'variadic, ranged over', source: `
func travel() { install(IMAGE) } // WANT
func install(images ...string) {
	for _, image := range images {
		deploy(image)
	}
}` },
  { name: 'a spread slice', source: `
func travel() {
	images := []string{IMAGE} // WANT
	install(images...)
}
func install(images ...string) { deploy(images[0]) }` },
  { name: 'row 29: a result', source: `
func travel() { deploy(choose()) }
func choose() string { return IMAGE } // WANT` },
  { name: 'several results', source: `
func travel() {
	other, image := choose()
	build(other)
	deploy(image)
}
func choose() (string, string) { return "localhost/other:v9", IMAGE } // WANT` },
  { name: 'named results', source: `
func travel() { deploy(choose()) }
func choose() (image string) {
	image = IMAGE // WANT
	return image
}` },
  { name: 'a bare return', source: `
func travel() {
	image, err := choose()
	if err == nil {
		deploy(image)
	}
}
func choose() (image string, err error) {
	image = IMAGE // WANT
	return
}` },
  { name: 'an empty result beside an error', source: `
func travel() error {
	image, err := choose(true)
	if err != nil {
		return err
	}
	deploy(image)
	return nil
}
func choose(ok bool) (string, error) {
	if !ok {
		return "", errors.New("no image")
	}
	return IMAGE, nil // WANT
}` },
  { name: 'results handed on as they are', source: `
func travel() {
	image, _ := outer()
	deploy(image)
}
func outer() (string, error) { return inner() }
func inner() (string, error) { return IMAGE, nil } // WANT` },
  { name: 'results that are the arguments of a call', source: `
func travel() { install(parts()) }
func parts() (string, string) { return "localhost/app", "TAG" } // WANT
func install(repository, tag string) { deploy(repository + ":" + tag) }` },
  { name: 'row 29: a result that depends on an argument', source: `
func travel() {
	build(imageOf("other", "v9"))
	deploy(imageOf("app", "TAG")) // WANT
}
func imageOf(name, tag string) string { return fmt.Sprintf("localhost/%s:%s", name, tag) }` },
  { name: 'a result chosen by a switch', source: `
func travel() { deploy(imageOf("app")) }
func imageOf(name string) string {
	switch name {
	case "app":
		return "localhost/app:TAG" // WANT
	default:
		return "localhost/app:v8"
	}
}` },
  { name: 'a closure that captures', source: `
func travel() {
	image := IMAGE // WANT
	func() { deploy(image) }()
}` },
  { name: 'a closure with parameters, called by name', source: `
func travel() {
	install := func(name, tag string) { deploy("localhost/" + name + ":" + tag) }
	install("app", "TAG") // WANT
}` },
  { name: 'a closure that returns', source: `
func travel() {
	imageOf := func(tag string) string { return "localhost/app:" + tag }
	deploy(imageOf("TAG")) // WANT
}` },
  { name: 'a closure that assigns a captured variable', source: `
func travel() {
	var image string
	set := func() { image = IMAGE } // WANT
	set()
	deploy(image)
}` },
  { name: 'a closure that is a parameter', source: `
func travel() { with(IMAGE, func(image string) { deploy(image) }) } // WANT
func with(image string, use func(string)) { use(image) }` },
  { name: 'a closure that a function returns', source: `
func travel() { installer("localhost/app")("TAG") } // WANT
func installer(repository string) func(string) {
	return func(tag string) { deploy(repository + ":" + tag) }
}` },
  { name: 'go func with arguments, in a loop over structs', source: `
func travel() {
	build("localhost/other:v9")
	for _, one := range []struct{ name, tag string }{
		{"other", "v9"},
		{"app", "TAG"}, // WANT
	} {
		go func(name, tag string) { deploy("localhost/" + name + ":" + tag) }(one.name, one.tag)
	}
}` },
  { name: 'a goroutine without arguments', source: `
func travel() {
	image := IMAGE // WANT
	var group sync.WaitGroup
	group.Add(1)
	go func() {
		defer group.Done()
		deploy(image)
	}()
	group.Wait()
}` },
  { name: 'a function value in a variable', source: `
func travel() {
	install := deployTag
	install("TAG") // WANT
}
func deployTag(tag string) { deploy("localhost/app:" + tag) }` },
  { name: 'a function value in a field', source: `
type step struct{ run func(string) }
func travel() {
	one := step{run: deployTag}
	one.run("TAG") // WANT
}
func deployTag(tag string) { deploy("localhost/app:" + tag) }` },
  { name: 'a function value in a map', source: `
func travel() {
	steps := map[string]func(string){"deploy": deployTag}
	steps["deploy"]("TAG") // WANT
}
func deployTag(tag string) { deploy("localhost/app:" + tag) }` },
  { name: 'row 29: a generic helper', source: `
func travel() { deploy(must(choose())) }
func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}
func choose() (string, error) { return IMAGE, nil } // WANT` },
  { name: 'a generic helper with its type named', source: `
func travel() { deploy(first[string](IMAGE, "localhost/app:v8")) } // WANT
func first[T any](a, b T) T { return a }` },
  { name: 'a package-qualified call', source: `
-- test/infra/infra.go --
package infra

import (
	"os/exec"

	corev1 "k8s.io/api/core/v1"
)

func BuildApp() { exec.Command("podman", "build", "-t", "localhost/app:v1", ".").Run() }
func DeployApp(tag string) corev1.Container { return corev1.Container{Image: "localhost/app:" + tag} }
-- test/e2e/app/suite.go --
package app

import infrastructure "example.com/suite/test/infra"

func Setup() {
	infrastructure.BuildApp()
	infrastructure.DeployApp("TAG") // WANT
}` },
  { name: 'an argument that is a result of another package', source: `
-- test/infra/infra.go --
package infra

import (
	"os/exec"

	corev1 "k8s.io/api/core/v1"
)

func Build(image string) error { return exec.Command("podman", "build", "-t", image, ".").Run() }
func Deploy(image string) corev1.Container { return corev1.Container{Image: image} }
-- test/naming/naming.go --
package naming

func Image(tag string) string { return "localhost/app:" + tag }
-- test/e2e/app/suite.go --
package app

import (
	"example.com/suite/test/infra"
	"example.com/suite/test/naming"
)

func Setup() {
	_ = infra.Build(naming.Image("v1"))
	infra.Deploy(naming.Image("TAG")) // WANT
}` },
  { name: 'deferred, with arguments', source: `
func travel() {
	defer install("app", "TAG") // WANT
}
func install(name, tag string) { deploy("localhost/" + name + ":" + tag) }` },
  { name: 'sync.Once', source: `
var once sync.Once
var image string
func travel() { deploy(imageOnce()) }
func imageOnce() string {
	once.Do(func() { image = IMAGE }) // WANT
	return image
}` },
  { name: 'a function that calls itself', source: `
func travel() { retry(IMAGE, 3) } // WANT
func retry(image string, left int) {
	deploy(image)
	if left > 0 {
		retry(image, left-1)
	}
}` },
];
