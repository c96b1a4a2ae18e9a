/**
 * Random small Go programs, made as data so that the same program can be written down as Go and be run: once for every way its branches
 * can go (goRuns.ts).
 */
import fc from 'fast-check';

/** A variable that holds two strings: a struct, a slice or a map. */
export type Holder = 'struct' | 'slice' | 'map';

export type Text =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'sum'; readonly left: Text; readonly right: Text }
  | { readonly kind: 'format'; readonly shape: Shape; readonly args: readonly [Text, Text] }
  | { readonly kind: 'call'; readonly func: number; readonly args: readonly [Text, Text] }
  | { readonly kind: 'replace'; readonly of: Text; readonly by: Text }
  | { readonly kind: 'trim'; readonly of: Text }
  | { readonly kind: 'part'; readonly holder: Holder; readonly name: string; readonly second: boolean };

export type Statement =
  | { readonly kind: 'declare' | 'assign' | 'grow'; readonly name: string; readonly value: Text }
  | { readonly kind: 'hold'; readonly holder: Holder; readonly name: string; readonly parts: readonly [Text, Text]; readonly pointer: boolean }
  | { readonly kind: 'store'; readonly holder: Holder; readonly name: string; readonly second: boolean; readonly value: Text }
  /** Without a comparison nobody knows which way it goes. */
  | { readonly kind: 'if'; readonly when: Comparison | undefined; readonly then: readonly Statement[]; readonly otherwise: readonly Statement[] }
  /** `if … { return value }`, in functions only. */
  | { readonly kind: 'leave'; readonly when: Comparison; readonly value: Text };

export interface Comparison {
  readonly of: Text;
  readonly with: Text;
  readonly equal: boolean;
  /** Written as a `switch` with one clause and a default. */
  readonly asSwitch: boolean;
}

export interface Body {
  readonly statements: readonly Statement[];
  readonly result: Text;
}

/** Functions have the parameters `p` and `q`; function i calls only those after it. */
export interface GoProgram {
  readonly globals: readonly { readonly name: string; readonly text: string; readonly constant: boolean }[];
  readonly funcs: readonly Body[];
  readonly main: Body;
}

export type Shape = '%s:%s' | '%[2]s/%[1]s' | '%v-%v%%' | '%[2]s';

/** Decisions for the choices that a program's making needs; it goes round when it ends. */
interface Dice {
  readonly numbers: readonly number[];
  at: number;
}

function roll(dice: Dice, sides: number): number {
  const number = dice.numbers[dice.at++ % dice.numbers.length] ?? 0;
  return number % Math.max(sides, 1);
}

interface Scope {
  readonly names: string[];
  readonly assignable: string[];
  readonly holders: { readonly holder: Holder; readonly name: string }[];
  /** Calls may go to functions from this index on; `main` is what calls those from 0 on. */
  readonly from: number;
}

const words = ['a', 'b', 'ab', ':', '/', 'v1', 'x-y', '', 'A%b', 'é'];
const shapes: readonly Shape[] = ['%s:%s', '%[2]s/%[1]s', '%v-%v%%', '%[2]s'];

function text(dice: Dice, scope: Scope, funcs: number, depth: number): Text {
  const word = (): Text => ({ kind: 'literal', text: words[roll(dice, words.length)] ?? '' });
  const name = scope.names[roll(dice, scope.names.length)];
  const more = (): Text => text(dice, scope, funcs, depth - 1);
  switch (roll(dice, depth > 0 ? 9 : 3)) {
    case 0:
      return word();
    case 1:
      return name === undefined ? word() : { kind: 'name', name };
    case 2:
    case 3: {
      const held = scope.holders[roll(dice, scope.holders.length)];
      return held ? { kind: 'part', ...held, second: roll(dice, 2) === 1 } : name === undefined ? word() : { kind: 'name', name };
    }
    case 4:
      return { kind: 'sum', left: more(), right: more() };
    case 5:
      return { kind: 'format', shape: shapes[roll(dice, shapes.length)] ?? '%s:%s', args: [more(), more()] };
    case 6:
      return scope.from < funcs ? { kind: 'call', func: scope.from + roll(dice, funcs - scope.from), args: [more(), more()] } : more();
    case 7:
      return { kind: 'replace', of: more(), by: more() };
    default:
      return { kind: 'trim', of: more() };
  }
}

/** Often of what is really compared: a name with a word that it may hold. */
function comparison(dice: Dice, scope: Scope, funcs: number): Comparison {
  const name = scope.names[roll(dice, scope.names.length)];
  const of: Text = name === undefined ? text(dice, scope, funcs, 1) : { kind: 'name', name };
  return { of, with: roll(dice, 4) === 0 ? text(dice, scope, funcs, 1) : { kind: 'literal', text: words[roll(dice, words.length)] ?? '' }, equal: roll(dice, 3) > 0, asSwitch: roll(dice, 3) === 0 };
}

function block(dice: Dice, scope: Scope, funcs: number, depth: number, fresh: () => number): Statement[] {
  return Array.from({ length: roll(dice, 5) }, (): Statement => {
    const value = text(dice, scope, funcs, 2);
    const held = scope.holders[roll(dice, scope.holders.length)];
    const target = scope.assignable[roll(dice, scope.assignable.length)];
    switch (roll(dice, 9)) {
      case 8:
        if (scope.from > 0) return { kind: 'leave', when: { ...comparison(dice, scope, funcs), asSwitch: false }, value };
        break;
      case 0:
      case 1:
        if (target !== undefined) return { kind: roll(dice, 2) === 0 ? 'assign' : 'grow', name: target, value };
        break;
      case 2:
      case 3:
        if (held) return { kind: 'store', ...held, second: roll(dice, 2) === 1, value };
        break;
      case 4:
      case 5: {
        const holder = (['struct', 'slice', 'map'] as const)[roll(dice, 3)] ?? 'struct';
        const parts = [value, text(dice, scope, funcs, 1)] as const;
        const name = `h${fresh()}`;
        scope.holders.push({ holder, name });
        return { kind: 'hold', holder, name, parts, pointer: roll(dice, 2) === 1 };
      }
      case 6:
      case 7:
        if (depth > 0) {
          const inside = (): Scope => ({ ...scope, names: [...scope.names], assignable: [...scope.assignable], holders: [...scope.holders] });
          const when = roll(dice, 2) === 0 ? comparison(dice, scope, funcs) : undefined;
          return { kind: 'if', when, then: block(dice, inside(), funcs, depth - 1, fresh), otherwise: roll(dice, 2) === 0 ? [] : block(dice, inside(), funcs, depth - 1, fresh) };
        }
        break;
    }
    const name = `v${fresh()}`;
    scope.names.push(name);
    scope.assignable.push(name);
    return { kind: 'declare', name, value };
  });
}

function program(numbers: readonly number[]): GoProgram {
  const dice: Dice = { numbers, at: 0 };
  let count = 0;
  const fresh = (): number => count++;
  const globals = Array.from({ length: 1 + roll(dice, 3) }, (_, i) => ({ name: `g${i}`, text: words[roll(dice, words.length)] ?? '', constant: roll(dice, 2) === 0 }));
  const funcs = roll(dice, 3);
  const body = (from: number, params: readonly string[]): Body => {
    const scope: Scope = { names: [...globals.map((one) => one.name), ...params], assignable: [...params], holders: [], from };
    const statements = block(dice, scope, funcs, 2, fresh);
    return { statements, result: text(dice, scope, funcs, 3) };
  };
  return { globals, funcs: Array.from({ length: funcs }, (_, i) => body(i + 1, ['p', 'q'])), main: body(0, []) };
}

export const goPrograms: fc.Arbitrary<GoProgram> = fc.array(fc.nat(5039), { minLength: 40, maxLength: 240 }).map(program);

const quoted = (word: string): string => JSON.stringify(word);

function writeText(made: Text): string {
  switch (made.kind) {
    case 'literal':
      return quoted(made.text);
    case 'name':
      return made.name;
    case 'sum':
      return `(${writeText(made.left)} + ${writeText(made.right)})`;
    case 'format':
      return `fmt.Sprintf(${quoted(made.shape)}, ${made.args.map(writeText).join(', ')})`;
    case 'call':
      return `f${made.func}(${made.args.map(writeText).join(', ')})`;
    case 'replace':
      return `strings.ReplaceAll(${writeText(made.of)}, "a", ${writeText(made.by)})`;
    case 'trim':
      return `strings.TrimPrefix(${writeText(made.of)}, "a")`;
    case 'part':
      return writePart(made);
  }
}

function writePart({ holder, name, second }: { readonly holder: Holder; readonly name: string; readonly second: boolean }): string {
  return holder === 'struct' ? `${name}.${second ? 'Second' : 'First'}` : holder === 'slice' ? `${name}[${second ? 1 : 0}]` : `${name}["${second ? 'second' : 'first'}"]`;
}

function writeComparison(when: Comparison): string {
  return `${writeText(when.of)} ${when.equal ? '==' : '!='} ${writeText(when.with)}`;
}

function writeStatement(one: Statement, indent: string): string {
  switch (one.kind) {
    case 'declare':
      return `${indent}${one.name} := ${writeText(one.value)}\n${indent}_ = ${one.name}\n`;
    case 'assign':
      return `${indent}${one.name} = ${writeText(one.value)}\n`;
    case 'grow':
      return `${indent}${one.name} += ${writeText(one.value)}\n`;
    case 'hold': {
      const [first, second] = one.parts.map(writeText);
      const made = one.holder === 'struct' ? `${one.pointer ? '&' : ''}pair{First: ${first}, Second: ${second}}` : one.holder === 'slice' ? `[]string{${first}, ${second}}` : `map[string]string{"first": ${first}, "second": ${second}}`;
      return `${indent}${one.name} := ${made}\n${indent}_ = ${one.name}\n`;
    }
    case 'store':
      return `${indent}${writePart(one)} = ${writeText(one.value)}\n`;
    case 'if': {
      const inside = (list: readonly Statement[]): string => list.map((each) => writeStatement(each, `${indent}\t`)).join('');
      if (one.when?.asSwitch) return `${indent}switch ${writeText(one.when.of)} {\n${indent}case ${writeText(one.when.with)}:\n${inside(one.when.equal ? one.then : one.otherwise)}${indent}default:\n${inside(one.when.equal ? one.otherwise : one.then)}${indent}}\n`;
      return `${indent}if ${one.when ? writeComparison(one.when) : 'unknown()'} {\n${inside(one.then)}${indent}}${one.otherwise.length === 0 ? '' : ` else {\n${inside(one.otherwise)}${indent}}`}\n`;
    }
    case 'leave':
      return `${indent}if ${writeComparison(one.when)} {\n${indent}\treturn ${writeText(one.value)}\n${indent}}\n`;
  }
}

/** The program as Go that compiles but for unused imports: `sink(…)` gets what `main` makes. */
export function writeGo({ globals, funcs, main }: GoProgram): string {
  const body = ({ statements, result }: Body, end: (value: string) => string): string => `{\n${statements.map((one) => writeStatement(one, '\t')).join('')}\t${end(writeText(result))}\n}\n`;
  return [
    'package random\n\nimport (\n\t"fmt"\n\t"strings"\n)\n\ntype pair struct{ First, Second string }\n',
    ...globals.map(({ name, text, constant }) => `${constant ? 'const' : 'var'} ${name} = ${quoted(text)}`),
    '',
    ...funcs.map((one, i) => `func f${i}(p, q string) string ${body(one, (value) => `return ${value}`)}`),
    `func main() ${body(main, (value) => `sink(${value})`)}`,
  ].join('\n');
}
