/** Go's type checker and the evaluator fold the same constants to the same strings. */
import { describe, expect, test } from 'vitest';
import type { NameExpr } from '../../src/go/facts';
import type { Answer } from '../../src/flow/value';
import { filesOf } from '../support/fixture';
import { evaluationOf, expressionsOf, programOf, shown } from '../support/evaluated';
import { goConstants, type Folded } from '../support/goConstants';
import { fixtureOf } from '../support/travel';
import { calls } from './ways/calls';
import { constants } from './ways/constants';
import { manifests } from './ways/manifests';
import { strings } from './ways/strings';
import { collections, structs } from './ways/values';
import { variables } from './ways/variables';

/** Written for Go's corners: each is folded by Go, and must be folded alike here. */
const corners = `
-- corners/literals.go --
package corners

const (
	escapes  = "\\a\\b\\f\\n\\r\\t\\v\\\\\\"\\x41\\101\\u00e9\\U0001F98A"
	bytewise = "\\xe2\\x82\\xac"
	broken   = "a\\xffb"
	raw      = \`a\\n"b"
c\`
	wide     = "é🦊" + "𝒳"
	empty    = ""
	quoted   = "back" + "\`" + "quote"
	percent  = "100%%"
)
-- corners/groups.go --
package corners

type kind string
type alias = string

const first, second = "1", "2"
const (
	one kind = "x"
	two
	three alias = "y" + alias("z")
	four
	_
	five = string(one) + string(four) + (three)
)
const later = earlier + "/" + (("nested") + ("parens"))
const earlier = "declared" + "-" + "below"
const converted = string(kind("k")) + string("s")
-- corners/scopes.go --
package corners

const name = "package"

func inner() (string, string) {
	before := name + "1"
	const name = "local"
	{
		const name = name + "/block"
		sink(name)
	}
	switch name := name + "/switch"; name {
	case "x":
		sink(name)
	}
	const (
		a = name + "a"
		b
		c = b + "c"
	)
	sink(a, b, c)
	return before, name
}

func sink(...string) string { return name + "/sink" }
-- corners/long.go --
package corners

const long = ${Array.from({ length: 200 }, (_, i) => `"${i}"`).join(' + ')}
`;

/** Folded by Go from numbers, characters and lengths: here an open unknown, never another string. */
const numeric = `
-- numeric/numeric.go --
package numeric

const (
	a = iota
	b
)
const (
	letter  = string(rune(65))
	rune_   = string('é')
	indexed = "v" + string(rune('0'+b))
	typed   = string(rune(a + 66))
)
`;

const ways = [...calls, ...constants, ...manifests, ...strings, ...structs, ...collections, ...variables];

function allFiles(): Map<string, string> {
  const files = filesOf(corners);
  ways.forEach((way, i) => {
    for (const [path, text] of filesOf(fixtureOf(way, 'v2'))) files.set(`way${i}/${path}`, text);
  });
  return files;
}

interface Compared {
  readonly go: Folded & { readonly path: string };
  /** Undefined where the facts have no such expression: conditions and cases. */
  readonly ours: Answer | undefined;
}

/** Every string that Go folds, with our answer. */
async function compare(files: ReadonlyMap<string, string>): Promise<Compared[]> {
  const program = await programOf(files);
  const evaluation = evaluationOf(program);
  const answers = new Map<string, Answer>();
  for (const func of program.funcs) {
    const frame = evaluation.framesOf(func)[0];
    if (!frame) continue;
    for (const expr of expressionsOf(func.fact, func.fact === func.file.initializer ? func.file.globals.map((one) => one.value) : [])) answers.set(`${func.file.uri}:${expr.span.start}:${expr.span.end}`, evaluation.texts(expr, frame));
    for (const bind of func.fact.binds) {
      // A constant inside a function: the name stands for its value.
      const fact = bind.target.kind === 'var' ? func.outermost.fact.vars[bind.target.id] : undefined;
      if (fact && bind.source.kind === 'expr') answers.set(`${func.file.uri}:${fact.span.start}:${fact.span.end}`, evaluation.texts(bind.source.expr, frame));
    }
    if (func.fact !== func.file.initializer) continue;
    for (const { name, span } of func.file.globals) {
      const named: NameExpr = { kind: 'name', name, span };
      answers.set(`${func.file.uri}:${span.start}:${span.end}`, evaluation.texts(named, frame));
    }
  }
  return [...goConstants(files)].flatMap(([path, list]) => list.map((go): Compared => ({ go: { ...go, path }, ours: answers.get(`${path}:${go.start}:${go.end}`) })));
}

describe('what Go folds at compile time', () => {
  test('every constant and constant expression of the fixtures is the same string', async () => {
    const compared = await compare(allFiles());
    const wrong = compared.filter(({ go, ours }) => (ours ? shown(ours).join('|') !== go.text : go.declares !== undefined && go.declares !== '_'));
    expect(wrong.map(({ go, ours }) => `${go.path}:${go.start} ${go.declares ?? ''} Go: ${go.text} ours: ${ours ? shown(ours).join('|') : 'none'}`)).toEqual([]);
    // Long sums are balanced, so that their inner sums are other ones.
    const short = compared.filter(({ go }) => go.path !== 'corners/long.go');
    expect(short.filter(({ ours }) => ours).length).toBeGreaterThan(0.95 * short.length);
    expect(short.length).toBeGreaterThan(1000);
  }, 60_000);

  test('what comes from numbers is openly unknown', async () => {
    const compared = await compare(filesOf(numeric));
    expect(compared.length).toBeGreaterThan(0);
    for (const { go, ours } of compared) if (ours) expect([[go.text], ['?'], ['v?']]).toContainEqual(shown(ours).map((text) => text.replace(/\{unknown: [^}]*\}/g, '?')));
  }, 60_000);
});
