/** Ways through structs, methods, maps, slices and channels to a deployment. */
import type { Way } from '../../support/travel';

const settings = `
type settings struct {
	Name  string
	Image string
}`;

export const structs: readonly Way[] = [
  { name: 'a struct literal with keys', source: `${settings}
func travel() {
	s := settings{Name: "app", Image: IMAGE} // WANT
	deploy(s.Image)
}` },
  { name: 'a struct literal by position', source: `${settings}
func travel() {
	s := settings{"app", IMAGE} // WANT
	deploy(s.Image)
}` },
  { name: 'a pointer to a struct literal', source: `${settings}
func travel() {
	s := &settings{Image: IMAGE} // WANT
	deploy(s.Image)
}` },
  { name: 'a nested struct', source: `${settings}
type outer struct{ inner settings }
func travel() {
	o := outer{inner: settings{Image: IMAGE}} // WANT
	deploy(o.inner.Image)
}` },
  { name: 'an embedded struct', source: `${settings}
type outer struct {
	settings
	more string
}
func travel() {
	o := outer{settings: settings{Image: IMAGE}} // WANT
	deploy(o.Image)
}` },
  { name: 'a store through an embedded struct', source: `${settings}
type outer struct{ settings }
func travel() {
	var o outer
	o.Image = IMAGE // WANT
	deploy(o.Image)
}` },
  { name: 'an anonymous struct', source: `
func travel() {
	s := struct{ image string }{image: IMAGE} // WANT
	deploy(s.image)
}` },
  { name: 'a field that is set later', source: `${settings}
func travel() {
	var s settings
	s.Image = IMAGE // WANT
	deploy(s.Image)
}` },
  { name: 'a field whose later value surely replaces', source: `${settings}
func travel() {
	s := settings{Image: "localhost/app:v9"}
	s.Image = IMAGE // WANT
	deploy(s.Image)
}` },
  { name: 'a field grown by +=', source: `${settings}
func travel() {
	s := settings{Image: "localhost/app"}
	s.Image += ":TAG" // WANT
	deploy(s.Image)
}` },
  { name: 'a field’s default', source: `${settings}
func travel() { install(settings{Name: "app"}) }
func install(s settings) {
	if s.Image == "" {
		s.Image = IMAGE // WANT
	}
	deploy(s.Image)
}` },
  { name: 'two values of one type keep their fields apart', source: `${settings}
func travel() {
	install(settings{Name: "localhost/app:", Image: "TAG"}) // WANT
	build("localhost/other:v9")
	install(settings{Name: "localhost/other:", Image: "v9"})
}
func install(s settings) { deploy(s.Name + s.Image) }` },
  { name: 'a store behind a pointer parameter', source: `${settings}
func travel() {
	s := settings{}
	fill(&s)
	deploy(s.Image)
}
func fill(s *settings) { s.Image = IMAGE } // WANT` },
  { name: 'row 29: a method that reads a field', source: `${settings}
func (s settings) reference() string { return s.Name + ":" + s.Image }
func travel() { deploy(settings{Name: "localhost/app", Image: "TAG"}.reference()) } // WANT` },
  { name: 'a method with a pointer receiver that stores', source: `${settings}
func (s *settings) use(tag string) { s.Image = "localhost/app:" + tag }
func travel() {
	s := &settings{}
	s.use("TAG") // WANT
	deploy(s.Image)
}` },
  { name: 'a method of an embedded struct', source: `${settings}
func (s settings) reference() string { return s.Image }
type outer struct{ settings }
func travel() {
	o := outer{settings{Image: IMAGE}} // WANT
	deploy(o.reference())
}` },
  { name: 'a constructor', source: `${settings}
func newSettings(tag string) *settings { return &settings{Image: "localhost/app:" + tag} }
func travel() { deploy(newSettings("TAG").Image) } // WANT` },
  { name: 'a constructor that stores before it returns', source: `${settings}
func newSettings(tag string) *settings {
	s := &settings{Name: "app"}
	s.Image = "localhost/" + s.Name + ":" + tag
	return s
}
func travel() {
	s := newSettings("TAG") // WANT
	deploy(s.Image)
}` },
  { name: 'a field set after the constructor', source: `${settings}
func newSettings() *settings { return &settings{Name: "app"} }
func travel() {
	s := newSettings()
	s.Image = IMAGE // WANT
	deploy(s.Image)
}` },
  { name: 'functional options', source: `${settings}
type option func(*settings)
func withTag(tag string) option { return func(s *settings) { s.Image = "localhost/app:" + tag } }
func newSettings(options ...option) *settings {
	s := &settings{}
	for _, apply := range options {
		apply(s)
	}
	return s
}
func travel() { deploy(newSettings(withTag("TAG")).Image) } // WANT` },
  { name: 'a struct copied', source: `${settings}
func travel() {
	first := settings{Image: IMAGE} // WANT
	second := first
	deploy(second.Image)
}` },
  { name: 'a struct returned beside an error', source: `${settings}
func load() (*settings, error) { return &settings{Image: IMAGE}, nil } // WANT
func travel() {
	s, err := load()
	if err != nil {
		return
	}
	deploy(s.Image)
}` },
  { name: 'a struct of another package', source: `
-- test/e2e/app/suite.go --
package app

import "example.com/suite/test/infra"

func Setup() {
	infra.Build("localhost/app:v1")
	infra.Deploy(infra.Config{Repository: "localhost/app", Tag: "TAG"}) // WANT
}
-- test/infra/infra.go --
package infra

import (
	"os/exec"

	corev1 "k8s.io/api/core/v1"
)

type Config struct{ Repository, Tag string }

func Build(image string) { exec.Command("podman", "build", "-t", image, ".").Run() }
func Deploy(config Config) corev1.Container { return corev1.Container{Image: config.Repository + ":" + config.Tag} }` },
];

export const collections: readonly Way[] = [
  { name: 'a slice by index', source: `
func travel() {
	images := []string{"localhost/other:v9", IMAGE} // WANT
	build(images[0])
	deploy(images[1])
}` },
  { name: 'an array by index', source: `
func travel() {
	images := [2]string{IMAGE, "localhost/app:v1"} // WANT
	deploy(images[0])
}` },
  { name: 'an element that is stored', source: `
func travel() {
	images := make([]string, 2)
	images[0] = "localhost/app:v1"
	images[1] = IMAGE // WANT
	deploy(images[1])
}` },
  { name: 'an appended element', source: `
func travel() {
	var images []string
	images = append(images, IMAGE) // WANT
	for _, image := range images {
		deploy(image)
	}
}` },
  { name: 'range over a literal slice', source: `
func travel() {
	build("localhost/other:v9")
	for _, image := range []string{"localhost/other:v9", IMAGE} { // WANT
		deploy(image)
	}
}` },
  { name: 'range over structs: name and tag of one element', source: `
func travel() {
	build("localhost/other:v9")
	for _, one := range []struct{ name, tag string }{
		{name: "other", tag: "v9"},
		{name: "app", tag: "TAG"}, // WANT
	} {
		deploy("localhost/" + one.name + ":" + one.tag)
	}
}` },
  { name: 'range by index', source: `
func travel() {
	images := []string{IMAGE} // WANT
	for i := range images {
		deploy(images[i])
	}
}` },
  { name: 'a map literal by key', source: `
func travel() {
	images := map[string]string{
		"other": "localhost/app:v1",
		"app":   IMAGE, // WANT
	}
	deploy(images["app"])
}` },
  { name: 'a map literal by a constant key', source: `
const app = "app"
func travel() {
	images := map[string]string{"other": "localhost/app:v1", app: IMAGE} // WANT
	deploy(images[app])
}` },
  { name: 'a look-up with ok', source: `
func travel() {
	images := map[string]string{"other": "localhost/app:v1", "app": IMAGE} // WANT
	image, ok := images["app"]
	if ok {
		deploy(image)
	}
}` },
  { name: 'a map store by key', source: `
func travel() {
	images := make(map[string]string)
	images["other"] = "localhost/app:v1"
	images["app"] = IMAGE // WANT
	deploy(images["app"])
}` },
  { name: 'a map from a builder function', source: `
func travel() { deploy(images("TAG")["app"]) } // WANT
func images(tag string) map[string]string {
	found := map[string]string{"other": "localhost/app:v1"}
	found["app"] = "localhost/app:" + tag
	return found
}` },
  { name: 'a map filled by a function it is handed to', source: `
func travel() {
	images := map[string]string{}
	fill(images, "TAG") // WANT
	deploy(images["app"])
}
func fill(images map[string]string, tag string) {
	images["other"] = "localhost/app:v1"
	images["app"] = "localhost/app:" + tag
}` },
  { name: 'a map filled in a loop: key and value of one element', source: `
func travel() {
	images := map[string]string{}
	for _, one := range []struct{ name, tag string }{
		{"other", "v1"},
		{"app", "TAG"}, // WANT
	} {
		images[one.name] = "localhost/app:" + one.tag
	}
	deploy(images["app"])
}` },
  { name: 'range over a map: key and value of one entry', source: `
func travel() {
	build("localhost/other:v9")
	for name, tag := range map[string]string{
		"other": "v9",
		"app":   "TAG", // WANT
	} {
		deploy("localhost/" + name + ":" + tag)
	}
}` },
  { name: 'a map of structs', source: `
type spec struct{ image string }
func travel() {
	specs := map[string]spec{"other": {image: "localhost/app:v1"}, "app": {image: IMAGE}} // WANT
	deploy(specs["app"].image)
}` },
  { name: 'a slice of pointers to structs', source: `
type spec struct{ image string }
func travel() {
	specs := []*spec{{image: IMAGE}} // WANT
	for _, one := range specs {
		deploy(one.image)
	}
}` },
  { name: 'a slice of structs in a package variable', source: `
type spec struct{ name, tag string }
var specs = []spec{
	{"other", "v9"},
	{"app", "TAG"}, // WANT
}
func travel() {
	build("localhost/other:v9")
	for _, one := range specs {
		deploy("localhost/" + one.name + ":" + one.tag)
	}
}` },
  { name: 'a channel', source: `
func travel() {
	images := make(chan string, 1)
	images <- IMAGE // WANT
	deploy(<-images)
}` },
  { name: 'a channel of results, filled in the background', source: `
type result struct {
	image string
	err   error
}
func travel() {
	results := make(chan result, 1)
	go func() {
		image, err := choose("TAG") // WANT
		results <- result{image: image, err: err}
	}()
	one := <-results
	if one.err == nil {
		deploy(one.image)
	}
}
func choose(tag string) (string, error) { return "localhost/app:" + tag, nil }` },
  { name: 'a channel that is ranged over', source: `
type result struct{ name, image string }
func travel() {
	results := make(chan result, 2)
	go func() { results <- result{"app", IMAGE} }() // WANT
	for one := range results {
		deploy(one.image)
	}
}` },
  { name: 'channel to map to deployment', source: `
type result struct{ name, image string }
func travel() {
	results := make(chan result, 2)
	go func() { results <- result{"other", "localhost/app:v1"} }()
	go func() { results <- result{"app", IMAGE} }() // WANT
	images := map[string]string{}
	for i := 0; i < 2; i++ {
		one := <-results
		images[one.name] = one.image
	}
	deploy(images["app"])
}` },
  { name: 'select on a channel', source: `
func travel() {
	images := make(chan string, 1)
	images <- IMAGE // WANT
	select {
	case image := <-images:
		deploy(image)
	}
}` },
  { name: 'copied from another slice', source: `
func travel() {
	images := append([]string{}, []string{IMAGE}...) // WANT
	deploy(images[0])
}` },
  { name: 'a slice of a slice', source: `
func travel() {
	images := []string{"localhost/app:v1", IMAGE} // WANT
	deploy(images[1:][0])
}` },
];
