/**
 * Runs a template over values of which some aren't known, as Go's text/template does. What stands under a condition that isn't known is written in
 * both ways, as unsure; what a function can't tell is a hole. Bounded in steps, depth and size. Knows no chart.
 */
import { fieldOf, knownText, mayBeNone, nil, number, printed, sizeOf, text, truth, unknown, type Data, type Dict } from './data';
import { functions } from './functions';
import type { Caller } from './functions/function';
import { parseTemplate } from './parser';
import type { Command, Node, Operand, Pipe } from './syntax';
import { asUnsure, concat, emptyText, piecesBetween, textOf, type Text } from './text';

/** Named templates, over all files. */
export type Named = ReadonlyMap<string, readonly Node[]>;

/** What the rendering of several templates has in common. */
export interface Budget {
  steps: number;
  characters: number;
}

export function newBudget(): Budget {
  return { steps: 400_000, characters: 32_000_000 };
}

export type Rendered =
  | {
      readonly kind: 'text';
      readonly text: Text;
      /** What it calls may write anything: a template that nobody defines, a text that is no template. */
      readonly lacks: boolean;
    }
  /** It fails for certain, and with it the command that renders it. */
  | { readonly kind: 'failed' }
  /** It took too long. */
  | { readonly kind: 'endless' };

/** `unsure`: nobody knows whether the template is rendered at all. Never throws. */
export function render(body: readonly Node[], dot: Data, named: Named, budget: Budget, unsure = false): Rendered {
  const run = new Run(named, budget, unsure ? 1 : 0);
  try {
    const written = withoutNothing(run.whole(body, dot));
    return { kind: 'text', text: written, lacks: run.lacks };
  } catch (error) {
    if (error instanceof Failed) return { kind: 'failed' };
    if (error instanceof Endless || error instanceof RangeError) return { kind: 'endless' };
    throw error;
  }
}

/** What Go prints where there is nothing. Helm takes it out at the end: until then it is a text, such as for `default`. */
const nothing = '<no value>';

function withoutNothing(text: Text): Text {
  const pieces = piecesBetween(text, nothing);
  return pieces.length === 1 ? text : concat(pieces);
}

class Failed extends Error {}
class Endless extends Error {}

/** Named templates in each other; Helm allows many more. */
const deepest = 40;
const mostTurns = 1_000;
/** Functions that look through the maps that they are given. */
const goesDeep = /yaml|json|copy|merge/i;
/** Longer than any manifest. */
const longest = 1_000_000;

interface Variable {
  readonly name: string;
  value: Data;
  /** How many conditions that aren't known it is declared under. */
  readonly unsure: number;
}

interface Frame {
  readonly variables: Variable[];
  readonly written: Text[];
}

type Signal = 'break' | 'continue' | undefined;

class Run {
  lacks = false;
  private depth = 0;

  constructor(private named: Named, private readonly budget: Budget, private unsure: number) {}

  whole(body: readonly Node[], dot: Data): Text {
    const frame: Frame = { variables: [{ name: '$', value: dot, unsure: this.unsure }], written: [] };
    this.nodes(body, dot, frame);
    return concat(frame.written);
  }

  private spend(steps = 1): void {
    this.budget.steps -= steps;
    if (this.budget.steps < 0) throw new Endless();
  }

  private nodes(nodes: readonly Node[], dot: Data, frame: Frame): Signal {
    const mark = frame.variables.length;
    try {
      for (const node of nodes) {
        const signal = this.node(node, dot, frame);
        if (signal) return signal;
      }
      return undefined;
    } finally {
      frame.variables.length = mark;
    }
  }

  private emit(text: Text, frame: Frame): void {
    if (text.shape === '') return;
    this.budget.characters -= text.shape.length;
    if (this.budget.characters < 0) throw new Endless();
    frame.written.push(this.unsure > 0 ? asUnsure(text) : text);
  }

  private node(node: Node, dot: Data, frame: Frame): Signal {
    this.spend();
    switch (node.kind) {
      case 'text':
        this.emit(node.text, frame);
        return undefined;
      case 'action': {
        const value = this.pipe(node.pipe, dot, frame);
        if (node.pipe.variables.length === 0) this.emit(value.kind === 'nil' ? textOf(nothing) : printed(value), frame);
        return undefined;
      }
      case 'template': {
        const value = node.pipe ? this.pipe(node.pipe, dot, frame) : nil;
        this.emit(this.included(node.name, value) ?? printed(unknown), frame);
        return undefined;
      }
      case 'if':
      case 'with':
        return this.branch(node, dot, frame);
      case 'range':
        return this.range(node, dot, frame);
      case 'break':
      case 'continue':
        return node.kind;
    }
  }

  private branch(node: Extract<Node, { kind: 'if' | 'with' | 'range' }>, dot: Data, frame: Frame): Signal {
    const mark = frame.variables.length;
    const value = this.pipe(node.pipe, dot, frame);
    const is = truth(value);
    const inside = node.kind === 'with' ? value : dot;
    const then = (): Signal => this.nodes(node.then, inside, frame);
    const otherwise = (): Signal => this.nodes(node.otherwise, dot, frame);
    try {
      if (is !== undefined) return is ? then() : otherwise();
      this.inDoubt(then, frame);
      this.inDoubt(otherwise, frame);
      return undefined;
    } finally {
      frame.variables.length = mark;
    }
  }

  /** It runs or it doesn't. Where it would leave a loop, nobody knows what follows there. */
  private inDoubt(run: () => Signal, frame: Frame): void {
    const before = this.unsure;
    const mark = frame.variables.length;
    let leaves = false;
    this.unsure++;
    try {
      leaves = run() !== undefined;
    } catch (error) {
      // If it ran, the command would fail.
      if (!(error instanceof Failed)) throw error;
    } finally {
      frame.variables.length = mark;
      this.unsure = before + (leaves ? 1 : 0);
    }
  }

  private range(node: Extract<Node, { kind: 'if' | 'with' | 'range' }>, dot: Data, frame: Frame): Signal {
    const before = this.unsure;
    const { variables } = node.pipe;
    const value = this.pipe({ ...node.pipe, variables: [] }, dot, frame);
    const turn = (key: Data, item: Data): Signal => {
      const mark = frame.variables.length;
      const [first, second] = variables;
      const names = second === undefined ? [[first, item] as const] : [[first, key] as const, [second, item] as const];
      for (const [name, of] of names) if (name !== undefined) this.bind(name, of, node.pipe.assigns, frame);
      try {
        return this.nodes(node.then, item, frame);
      } finally {
        frame.variables.length = mark;
      }
    };
    const turns = turnsOf(value);
    try {
      if (!turns) {
        this.inDoubt(() => turn(unknown, unknown), frame);
        this.inDoubt(() => this.nodes(node.otherwise, dot, frame), frame);
        return undefined;
      }
      if (turns.length > mostTurns) throw new Endless();
      for (const { key, item, sure } of turns) {
        this.spend();
        if (!sure) this.inDoubt(() => turn(key, item), frame);
        else if (turn(key, item) === 'break') return undefined;
      }
      return turns.length === 0 ? this.nodes(node.otherwise, dot, frame) : undefined;
    } finally {
      this.unsure = before;
    }
  }

  private bind(name: string, value: Data, assigns: boolean, frame: Frame): void {
    const there = assigns ? frame.variables.findLast((one) => one.name === name) : undefined;
    if (there) there.value = there.unsure < this.unsure ? unknown : value;
    else frame.variables.push({ name, value, unsure: this.unsure });
  }

  private pipe(pipe: Pipe, dot: Data, frame: Frame): Data {
    this.spend();
    let value: Data | undefined;
    for (const command of pipe.commands) value = this.command(command, value, dot, frame);
    const result = value ?? unknown;
    for (const name of pipe.variables) this.bind(name, result, pipe.assigns, frame);
    return result;
  }

  private command([first, ...rest]: Command, handed: Data | undefined, dot: Data, frame: Frame): Data {
    const more = handed ? [handed] : [];
    if (first.kind === 'function') {
      if (first.name === 'and' || first.name === 'or') return this.called(first.name, [...this.untilDecided(first.name === 'or', rest, dot, frame), ...more]);
      const args = [...rest.map((operand) => this.operand(operand, dot, frame)), ...more];
      return pathOf(this.called(first.name, args), first.path);
    }
    // Only functions and methods take arguments; of methods nothing is known.
    return rest.length + more.length > 0 ? unknown : this.operand(first, dot, frame);
  }

  /** The arguments up to one that decides: those behind it aren't looked at. */
  private untilDecided(wanted: boolean, operands: readonly Operand[], dot: Data, frame: Frame): Data[] {
    const args: Data[] = [];
    let sure = true;
    for (const operand of operands) {
      const arg = sure ? this.operand(operand, dot, frame) : this.tried(operand, dot, frame);
      args.push(arg);
      const is = truth(arg);
      if (is === wanted) break;
      sure &&= is !== undefined;
    }
    return args;
  }

  private tried(operand: Operand, dot: Data, frame: Frame): Data {
    let value: Data = unknown;
    this.inDoubt(() => {
      value = this.operand(operand, dot, frame);
      return undefined;
    }, frame);
    return value;
  }

  private called(name: string, args: readonly Data[]): Data {
    this.spend();
    const found = functions.get(name);
    if (!found || !this.isAffordable(args, goesDeep.test(name))) return unknown;
    const result = found(args, this.caller);
    return result.kind === 'text' && !this.isAffordable([result], false) ? unknown : result;
  }

  /** What a function looks through or makes: texts may double at every turn, maps may be in each other many times, and in themselves. */
  private isAffordable(args: readonly Data[], deep: boolean): boolean {
    const size = args.reduce((sum, arg) => (deep || arg.kind === 'text' || arg.kind === 'list' ? sum + sizeOf(arg, longest) : sum), 0);
    this.budget.characters -= size;
    if (this.budget.characters < 0) throw new Endless();
    return size <= longest;
  }

  private operand(operand: Operand, dot: Data, frame: Frame): Data {
    switch (operand.kind) {
      case 'dot':
        return dot;
      case 'field':
        return pathOf(dot, operand.path);
      case 'variable':
        return pathOf(frame.variables.findLast(({ name }) => name === operand.name)?.value ?? unknown, operand.path);
      case 'function':
        return pathOf(this.command([operand], undefined, dot, frame), []);
      case 'group':
        return pathOf(this.pipe(operand.pipe, dot, frame), operand.path);
      case 'text':
        return text(operand.text);
      case 'number':
        return number(operand.number, operand.whole);
      case 'bool':
        return operand;
      case 'nil':
        return nil;
    }
  }

  private included(name: string, dot: Data): Text | undefined {
    const body = this.named.get(name);
    if (!body) {
      this.lacks = true;
      return undefined;
    }
    return this.inside(() => this.whole(body, dot));
  }

  private inside(run: () => Text): Text {
    if (this.depth >= deepest) throw new Endless();
    this.depth++;
    try {
      return run();
    } finally {
      this.depth--;
    }
  }

  private readonly caller: Caller = {
    include: (name, dot) => this.included(name, dot),
    print: (template, dot) => {
      const parsed = parseTemplate(template);
      if (!parsed) {
        this.lacks = true;
        return undefined;
      }
      const before = this.named;
      if (parsed.defined.size > 0) this.named = new Map([...before, ...parsed.defined]);
      try {
        return parsed.body.length === 0 ? emptyText : withoutNothing(this.inside(() => this.whole(parsed.body, dot)));
      } finally {
        this.named = before;
      }
    },
    store: (into, key, value) => {
      if (this.unsure > 0) into.entries.set(key, unknown);
      else if (value) into.entries.set(key, value);
      else into.entries.delete(key);
    },
    spoil: (map) => {
      for (const key of map.entries.keys()) map.entries.set(key, unknown);
      map.more = true;
    },
    fail: () => {
      throw new Failed();
    },
  };
}

function pathOf(of: Data, path: readonly string[]): Data {
  return path.reduce<Data>(fieldOf, of);
}

interface Turn {
  readonly key: Data;
  readonly item: Data;
  /** False: the entry may not be there. */
  readonly sure: boolean;
}

/** Undefined where nobody knows which there are. */
function turnsOf(value: Data): readonly Turn[] | undefined {
  switch (value.kind) {
    case 'list':
      return value.items.map((item, i) => ({ key: number(i, true), item, sure: true }));
    case 'dict':
      return value.more ? undefined : entriesOf(value).map(([key, item]) => ({ key: text(key), item, sure: !mayBeNone(item) }));
    case 'nil':
      return [];
    case 'number':
      return value.whole && value.number <= mostTurns ? Array.from({ length: Math.max(0, value.number) }, (_, i) => ({ key: number(i, true), item: number(i, true), sure: true })) : undefined;
    default:
      return knownText(value) === '' ? [] : undefined;
  }
}

function entriesOf({ entries }: Dict): [string, Data][] {
  return [...entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
