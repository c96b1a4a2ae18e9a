/** Ways through local variables, branches and loops to a deployment. */
import type { Way } from '../../support/travel';

export const variables: readonly Way[] = [
  { name: 'a local variable', source: `
func travel() {
	image := IMAGE // WANT
	deploy(image)
}` },
  { name: 'a declared variable that is set later', source: `
func travel() {
	var image string
	image = IMAGE // WANT
	deploy(image)
}` },
  { name: 'several variables in one line', source: `
func travel() {
	repository, tag := "localhost/app", "TAG" // WANT
	deploy(repository + ":" + tag)
}` },
  { name: 'row 24: an assignment that a later one surely replaces', source: `
func travel() {
	image := "localhost/app:v9"
	image = IMAGE // WANT
	deploy(image)
}` },
  { name: 'row 24: a later assignment does not reach an earlier read', source: `
func travel() {
	image := IMAGE // WANT
	deploy(image)
	image = "localhost/app:v1"
	_ = image
}` },
  { name: 'row 24: both values of a branch', beside: true, source: `
func travel(fast bool) {
	image := "localhost/app:v9" // WANT
	if fast {
		image = IMAGE
	}
	deploy(image)
}` },
  { name: 'row 24: if and else', beside: true, source: `
func travel(fast bool) {
	var image string
	if fast {
		image = "localhost/app:v8" // WANT
	} else {
		image = IMAGE
	}
	deploy(image)
}` },
  { name: 'row 24: cases of a switch', beside: true, source: `
func travel(kind string) {
	image := ""
	switch kind {
	case "a":
		image = "localhost/app:v8" // WANT
	case "b", "c":
		image = "localhost/app:v9"
	default:
		image = IMAGE
	}
	deploy(image)
}` },
  { name: 'a read inside the branch sees only that branch', source: `
func travel(fast bool) {
	image := "localhost/app:v1"
	if fast {
		image = IMAGE // WANT
		deploy(image)
	}
}` },
  { name: 'row 23: an inner variable of the same name', source: `
func travel(fast bool) {
	image := "localhost/app:v1"
	if fast {
		image := IMAGE // WANT
		deploy(image)
	}
	deploy(image)
}` },
  { name: 'a variable of an if statement', source: `
func travel() {
	if image := IMAGE; image != "" { // WANT
		deploy(image)
	}
}` },
  { name: 'joined by +', source: `
func travel() {
	tag := "TAG" // WANT
	deploy("localhost/" + "app" + ":" + tag)
}` },
  { name: 'grown by +=', source: `
func travel() {
	image := "localhost/app"
	image += ":"
	image += "TAG" // WANT
	deploy(image)
}` },
  { name: 'grown by image = image + …', source: `
func travel() {
	image := "localhost/app"
	image = image + ":TAG" // WANT
	deploy(image)
}` },
  { name: 'a named string type converted', source: `
type tag string
func travel() {
	t := tag("TAG") // WANT
	deploy("localhost/app:" + string(t))
}` },
  { name: 'bytes and back', source: `
func travel() {
	content := []byte(IMAGE) // WANT
	deploy(string(content))
}` },
  { name: 'an interface and a type assertion', source: `
func travel() {
	var held interface{} = IMAGE // WANT
	deploy(held.(string))
}` },
  { name: 'a pointer to a string', source: `
func travel() {
	image := IMAGE // WANT
	p := &image
	deploy(*p)
}` },
  { name: 'deferred', source: `
func travel() {
	image := IMAGE // WANT
	defer deploy(image)
}` },
  { name: 'a swap', source: `
func travel() {
	a, b := "localhost/other:v9", IMAGE // WANT
	a, b = b, a
	build(b)
	deploy(a)
}` },
  { name: 'a loop that tries twice', source: `
func travel() {
	image := IMAGE // WANT
	for i := 0; i < 2; i++ {
		deploy(image)
	}
}` },
  { name: 'a label and goto', source: `
func travel() {
	image := IMAGE // WANT
again:
	if deploy(image).Image == "" {
		goto again
	}
}` },
];
