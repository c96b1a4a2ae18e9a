/**
 * What can a random program really print? Runs it once for every way its branches can go; and once with sets, where branches are
 * independent of each other and leave behind whatever they ever set, even for the else, and stores into slices and maps replace nothing.
 */
import type { Body, Comparison, GoProgram, Holder, Shape, Statement, Text } from './goProgram';

/** How the two runs differ: `S` is what a variable holds. */
interface Meaning<S> {
  of(text: string): S;
  /** Every way to make one string of one of each. */
  combine(parts: readonly S[], make: (texts: readonly string[]) => string): S;
  /** Runs one branch, or both and joins what they leave. */
  branch(state: Map<string, S>, then: (state: Map<string, S>) => void, otherwise: (state: Map<string, S>) => void): void;
  /** Whether two strings are the same; undefined where that may be so or not. */
  same(a: S, b: S): boolean | undefined;
  join(values: readonly S[]): S;
  /** What a part of a struct, slice or map holds after a store; `key` names the part. */
  stored(key: string, before: S, value: S, holder: Holder): S;
  read(key: string, value: S): S;
}

/** What a function has returned before its end. */
interface Left<S> {
  readonly values: S[];
  surely: boolean;
}

function formatted(shape: Shape, [a = '', b = '']: readonly string[]): string {
  return shape === '%s:%s' ? `${a}:${b}` : shape === '%[2]s/%[1]s' ? `${b}/${a}` : shape === '%v-%v%%' ? `${a}-${b}%` : b;
}

function run<S>(program: GoProgram, meaning: Meaning<S>): S {
  const missing = (name: string): never => {
    throw new Error(`the random program reads ${name} before it is declared`);
  };
  const text = (made: Text, state: Map<string, S>): S => {
    const of = (one: Text): S => text(one, state);
    switch (made.kind) {
      case 'literal':
        return meaning.of(made.text);
      case 'name':
        return state.get(made.name) ?? missing(made.name);
      case 'sum':
        return meaning.combine([of(made.left), of(made.right)], (texts) => texts.join(''));
      case 'format':
        return meaning.combine(made.args.map(of), (texts) => formatted(made.shape, texts));
      case 'call': {
        const [p, q] = made.args;
        const inner = new Map(state);
        const callee = program.funcs[made.func];
        inner.set('p', of(p)).set('q', of(q));
        return callee ? body(callee, inner) : missing(`f${made.func}`);
      }
      case 'replace':
        return meaning.combine([of(made.of), of(made.by)], ([whole = '', by = '']) => whole.replaceAll('a', () => by));
      case 'trim':
        return meaning.combine([of(made.of)], ([whole = '']) => (whole.startsWith('a') ? whole.slice(1) : whole));
      case 'part':
        return meaning.read(`${made.name}.${made.second}`, state.get(`${made.name}.${made.second}`) ?? missing(made.name));
    }
  };
  const statement = (one: Statement, state: Map<string, S>, left: Left<S>): void => {
    switch (one.kind) {
      case 'declare':
      case 'assign':
        state.set(one.name, text(one.value, state));
        break;
      case 'grow': {
        const before = state.get(one.name) ?? missing(one.name);
        state.set(one.name, meaning.combine([before, text(one.value, state)], (texts) => texts.join('')));
        break;
      }
      case 'hold': {
        const [first, second] = one.parts.map((part) => text(part, state));
        if (first !== undefined) state.set(`${one.name}.false`, first);
        if (second !== undefined) state.set(`${one.name}.true`, second);
        break;
      }
      case 'store': {
        const key = `${one.name}.${one.second}`;
        state.set(key, meaning.stored(key, state.get(key) ?? missing(key), text(one.value, state), one.holder));
        break;
      }
      case 'if': {
        const goes = one.when && compared(one.when, state);
        if (goes === undefined) meaning.branch(state, (inside) => block(one.then, inside, left), (inside) => block(one.otherwise, inside, left));
        else block(goes ? one.then : one.otherwise, state, left);
        break;
      }
      case 'leave': {
        const leaves = compared(one.when, state);
        if (leaves !== false) left.values.push(text(one.value, state));
        left.surely ||= leaves === true;
        break;
      }
    }
  };
  const compared = (when: Comparison, state: Map<string, S>): boolean | undefined => {
    const same = meaning.same(text(when.of, state), text(when.with, state));
    return same === undefined ? undefined : same === when.equal;
  };
  const block = (statements: readonly Statement[], state: Map<string, S>, left: Left<S>): void => {
    for (const one of statements) if (!left.surely) statement(one, state, left);
  };
  const body = ({ statements, result }: Body, state: Map<string, S>): S => {
    const left: Left<S> = { values: [], surely: false };
    block(statements, state, left);
    return meaning.join(left.surely ? left.values : [...left.values, text(result, state)]);
  };
  return body(program.main, new Map(program.globals.map((one) => [one.name, meaning.of(one.text)])));
}

/** Every string that some run really makes; undefined where there are more than `most` runs. */
export function trueStrings(program: GoProgram, most = 256): Set<string> | undefined {
  const found = new Set<string>();
  let next: boolean[] | undefined = [];
  for (let runs = 0; next; runs++) {
    if (runs >= most) return undefined;
    const decisions: boolean[] = next;
    let at = 0;
    found.add(
      run<string>(program, {
        of: (text) => text,
        combine: (parts, make) => make(parts),
        branch: (state, then, otherwise) => {
          if (at === decisions.length) decisions.push(true);
          (decisions[at++] === true ? then : otherwise)(state);
        },
        same: (a, b) => a === b,
        join: ([only = '']) => only,
        stored: (_key, _before, value) => value,
        read: (_key, value) => value,
      }),
    );
    const last = decisions.lastIndexOf(true);
    next = last < 0 ? undefined : [...decisions.slice(0, last), false];
  }
  return found;
}

/** Remembers everything that a branch ever sets, and not only what it leaves. */
class Recording extends Map<string, Set<string>> {
  readonly given = new Map<string, Set<string>[]>();
  constructor(before: Map<string, Set<string>>) {
    super();
    for (const [key, value] of before) super.set(key, value);
  }
  override set(key: string, value: Set<string>): this {
    this.given.set(key, [...(this.given.get(key) ?? []), value]);
    return super.set(key, value);
  }
}

const most = 500;

/** Every string that an analysis may at most speak of; undefined where stores feed each other, or where there are very many. */
export function possibleStrings(program: GoProgram): Set<string> | undefined {
  const join = (a: Set<string>, b: Set<string>): Set<string> => new Set([...a, ...b]);
  const kept = new Map<string, Set<string>>();
  for (let round = 0; round < 5; round++) {
    const notes = { grown: false, large: false };
    const found = run<Set<string>>(program, {
      of: (text) => new Set([text]),
      combine: (parts, make) => {
        if (parts.reduce((count, part) => count * part.size, 1) > most) notes.large = true;
        return notes.large ? new Set() : new Set(parts.reduce<string[][]>((rows, part) => rows.flatMap((row) => [...part].map((text) => [...row, text])), [[]]).map(make));
      },
      // Then and else one after the other: the else may see what the then has set.
      branch: (state, then, otherwise) => {
        for (const branch of [then, otherwise]) {
          const inside = new Recording(state);
          branch(inside);
          for (const [key, before] of [...state]) {
            const given = inside.given.get(key);
            if (given) state.set(key, given.reduce(join, before));
          }
        }
      },
      same: () => undefined,
      join: (values) => values.reduce(join, new Set()),
      stored: (key, before, value, holder) => {
        if (holder === 'struct') return value;
        const known = kept.get(key) ?? new Set<string>();
        const all = join(known, value);
        notes.grown ||= all.size > known.size;
        kept.set(key, all);
        return join(before, value);
      },
      // A store into a slice or a map counts for every read, earlier ones too.
      read: (key, value) => join(value, kept.get(key) ?? new Set()),
    });
    if (notes.large) return undefined;
    if (!notes.grown) return found;
  }
  return undefined;
}
