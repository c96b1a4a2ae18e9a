/** A function that calls itself runs as often as it likes: what it hands on changed may be anything, what it hands on as it is stays that. */
import { describe, test } from 'vitest';
import { check, checkSilent } from '../support/check';
import { flow } from '../rules/goFile';

const three = '[]string{"localhost/app:v1", "localhost/app:v2", "localhost/app:v3"}';

const changing: readonly (readonly [name: string, body: string, more: string])[] = [
  ['the rest of a list', `\tall(${three})`, 'func all(images []string) {\n\tif len(images) == 0 {\n\t\treturn\n\t}\n\tbuild(images[0])\n\tload(images[0], "e2e")\n\tall(images[1:])\n}'],
  ['the rest of what a variadic function got', `\tall(${three}...)`, 'func all(images ...string) {\n\tif len(images) == 0 {\n\t\treturn\n\t}\n\tbuild(images[0])\n\tload(images[0], "e2e")\n\tall(images[1:]...)\n}'],
  ['a counter', '\tall(3)', 'func all(n int) {\n\tif n == 0 {\n\t\treturn\n\t}\n\timage := fmt.Sprintf("localhost/app:v%d", n)\n\tbuild(image)\n\tload(image, "e2e")\n\tall(n - 1)\n}'],
  ['the next of a linked list', '\tone := &step{image: "localhost/app:v3"}\n\ttwo := &step{image: "localhost/app:v2", next: one}\n\t(&step{image: "localhost/app:v1", next: two}).run()', 'type step struct {\n\timage string\n\tnext *step\n}\nfunc (s *step) run() {\n\tif s == nil {\n\t\treturn\n\t}\n\tbuild(s.image)\n\tload(s.image, "e2e")\n\ts.next.run()\n}'],
  ['by way of another function', `\tfirst(${three})`, 'func first(images []string) {\n\tif len(images) > 0 {\n\t\trest(images[0], images[1:])\n\t}\n}\nfunc rest(image string, images []string) {\n\tbuild(image)\n\tload(image, "e2e")\n\tfirst(images)\n}'],
  ['a closure', `\tvar all func(images []string)\n\tall = func(images []string) {\n\t\tif len(images) > 0 {\n\t\t\tbuild(images[0])\n\t\t\tload(images[0], "e2e")\n\t\t\tall(images[1:])\n\t\t}\n\t}\n\tall(${three})`, ''],
  ['into a map', `\ttags := map[string]string{}\n\tfill(tags, ${three})\n\tfor _, image := range tags {\n\t\tbuild(image)\n\t\tload(image, "e2e")\n\t}`, 'func fill(tags map[string]string, images []string) {\n\tif len(images) > 0 {\n\t\ttags[images[0]] = images[0]\n\t\tfill(tags, images[1:])\n\t}\n}'],
];

describe('handed on changed: nobody knows how often', () => {
  test.each(changing)('%s', async (_, body, more) => {
    await checkSilent(flow(`${body}\n\tdeploy("localhost/app:v3")`, more));
  });
});

const kept: readonly (readonly [name: string, body: string, more: string])[] = [
  ['an attempt', '\tretry("localhost/app:v1", 3)', 'func retry(image string, left int) {\n\tif build(image) != nil && left > 0 {\n\t\tretry(image, left-1)\n\t}\n\tload(image, "e2e")\n}'],
  ['under another name on the way', '\tretry("localhost/app:v1", 3)', 'func retry(image string, left int) {\n\tif build(image) != nil && left > 0 {\n\t\tagain(left-1, image)\n\t}\n\tload(image, "e2e")\n}\nfunc again(left int, name string) { retry(name, left) }'],
  ['a receiver', '\t(&suite{image: "localhost/app:v1"}).retry(3)', 'type suite struct{ image string }\nfunc (s *suite) retry(left int) {\n\tif build(s.image) != nil && left > 0 {\n\t\ts.retry(left - 1)\n\t}\n\tload(s.image, "e2e")\n}'],
  ['a variable around a closure', '\timage := "localhost/app:v1"\n\tvar retry func(left int)\n\tretry = func(left int) {\n\t\tif build(image) != nil && left > 0 {\n\t\t\tretry(left - 1)\n\t\t}\n\t\tload(image, "e2e")\n\t}\n\tretry(3)', ''],
  ['made of what stays', '\tretry("app:v1", "", 3)', 'func retry(name, image string, left int) {\n\tif image == "" {\n\t\tretry(name, "localhost/"+name, left)\n\t\treturn\n\t}\n\tif build(image) != nil && left > 0 {\n\t\tretry(name, "localhost/"+name, left-1)\n\t}\n\tload(image, "e2e")\n}'],
];

describe('handed on as it is', () => {
  test.each(kept)('%s', async (_, body, more) => {
    await checkSilent(flow(`${body}\n\tdeploy("localhost/app:v1")`, more));
    await check(flow(`${body}\n\tdeploy("localhost/app:v3") // want tag-mismatch "v3"`, more));
  });
});
