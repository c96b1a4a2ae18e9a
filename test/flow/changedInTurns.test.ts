/** A loop that changes the list it goes through: what a later turn finds there isn't told by what the list was made with. */
import { describe, test } from 'vitest';
import { check, checkSilent } from '../support/check';
import { flow } from '../rules/goFile';

const looping = (list: string, loop: string): string => flow(`
	build("localhost/app:v1")
	load("localhost/app:v1", "e2e")
	deploy("localhost/app:v1")
	${list}
	${loop}
`);
const slice = 'list := []string{"localhost/app:v1", "x"}';
const pointer = 'images := [2]string{"localhost/app:v1", "x"}\n\tlist := &images';
const setting = (set: string, ask: string): string => `for i, image := range list {
		if i == 0 {
			${set}
		} else if ${ask} {
			deploy("localhost/app:v2") // WANT
		}
	}`;

describe('what the loop changes', () => {
  test.each([
    ['a list', slice, setting('list[1] = "localhost/app:v1"', 'image != "localhost/app:v1"')],
    ['a pointer to an array', pointer, setting('list[1] = "localhost/app:v1"', 'image != "localhost/app:v1"')],
    ['the array behind a pointer', pointer, setting('images[1] = "localhost/app:v1"', 'image != "localhost/app:v1"')],
    ['a choice', slice, `for i, image := range list {\n\t\tswitch image {\n\t\tcase "x":\n\t\t\tdeploy("localhost/app:v2") // WANT\n\t\tdefault:\n\t\t\tlist[i+1] = image\n\t\t}\n\t}`],
  ])('%s', async (_, list, loop) => {
    await checkSilent(looping(list, loop.replaceAll(' // WANT', '')));
  });
});

describe('what it leaves', () => {
  test.each([
    ['another list', `${slice}\n\tothers := []string{"a", "b"}`, setting('others[1] = "localhost/app:v1"', 'image != "localhost/app:v1"')],
    ['another condition', slice, setting('list[1] = "localhost/app:v1"', 'len(os.Args) > 1')],
    ['another condition on a text', `${slice}\n\tname := os.Args[0]`, setting('list[1] = "localhost/app:v1"', 'name != "localhost/app:v1"')],
    ['a change behind the loop', slice, `${setting('fmt.Println(i)', 'image != "localhost/app:v1"')}\n\tlist[1] = "localhost/app:v1"`],
    ['a change before the loop', `${slice}\n\tlist[0] = "y"`, setting('fmt.Println(i)', 'image != "localhost/app:v1"')],
    ['a change of its own element', slice, setting('list[i] = "y"', 'image != "localhost/app:v1"')],
    ['a pointer', pointer, setting('fmt.Println(i)', 'image != "localhost/app:v1"')],
  ])('told: %s', async (_, list, loop) => {
    await check(looping(list, loop.replace('WANT', 'want tag-mismatch')));
  });
});
