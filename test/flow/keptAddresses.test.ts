/** Whose address stands in a list or a map, or is given back, may be written by whoever gets it there. */
import { describe, test } from 'vitest';
import { check, checkSilent } from '../support/check';
import { flow } from '../rules/goFile';

const kept = (body: string, more = '', want = ''): string => flow(`
	_ = build("localhost/app:e2e")
	_ = load("localhost/app:e2e", "e2e")
	s := &suite{Image: "localhost/app:dev", Other: "localhost/app:e2e"}${want}
${body}
	_ = exec.Command("podman", "run", "-d", s.Image).Run()`, `type suite struct{ Image, Other string }

${more}`);

describe('silences', () => {
  test('a map of pointers', () => checkSilent(kept('\tfor _, p := range map[string]*string{"app": &s.Image} {\n\t\t*p = "localhost/app:e2e"\n\t}')));
  test('a list that is appended to', () => checkSilent(kept('\tvar all []*string\n\tall = append(all, &s.Image)\n\t*all[0] = "localhost/app:e2e"')));
  test('a method that gives the address', () => checkSilent(kept('\t*s.target() = "localhost/app:e2e"', 'func (s *suite) target() *string { return &s.Image }')));
  test('a method that gives a map of them', () => checkSilent(kept('\tfor _, p := range s.targets() {\n\t\t*p = "localhost/app:e2e"\n\t}', 'func (s *suite) targets() map[string]*string {\n\tm := map[string]*string{"app": &s.Image}\n\treturn m\n}')));
});

describe('findings', () => {
  test('the address of another field', () => check(kept('\tfor _, p := range map[string]*string{"app": &s.Other} {\n\t\t*p = "localhost/app:e2e"\n\t}', '', ' // want tag-mismatch')));
  test('nobody\'s address', () => check(kept('', 'func (s *suite) target() *string { return &s.Other }', ' // want tag-mismatch')));
});
