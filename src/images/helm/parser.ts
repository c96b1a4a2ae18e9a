/**
 * From a template's text to its nodes, by the grammar of Go's text/template/parse: actions, pipelines, `if`, `with`, `range`, `define`, `block`,
 * `template`. Says nothing of what the functions do. Never throws.
 */
import { filler } from '../../flow/formatVerbs';
import { piecesOf, type Piece, type Token } from './lexer';
import type { Command, Node, Operand, Pipe, Template } from './syntax';
import { ofRuns, slice, type Text } from './text';

/** Deeper than any chart; the parser calls itself. */
const deepest = 200;

class Refused extends Error {}

/** Undefined where Go would refuse it, or it nests too deeply. */
export function parseTemplate(template: Text): Template | undefined {
  const pieces = piecesOf(template);
  if (!pieces) return undefined;
  try {
    const reader = new Reader(template, pieces);
    const { nodes, end } = reader.nodes(0);
    return end === undefined ? { body: nodes, defined: reader.defined } : undefined;
  } catch (error) {
    if (error instanceof Refused) return undefined;
    throw error;
  }
}

type End = 'end' | readonly Token[];

class Reader {
  readonly defined = new Map<string, readonly Node[]>();
  private at = 0;

  constructor(private readonly template: Text, private readonly pieces: readonly Piece[]) {}

  /** Up to `end`, an `else` with its words, or the end of the text. */
  nodes(depth: number): { readonly nodes: readonly Node[]; readonly end: End | undefined } {
    if (depth > deepest) throw new Refused();
    const nodes: Node[] = [];
    for (let piece = this.pieces[this.at]; piece; piece = this.pieces[this.at]) {
      this.at++;
      if (piece.kind === 'text') {
        nodes.push({ kind: 'text', text: piece.text });
        continue;
      }
      const [first, ...rest] = piece.tokens;
      const keyword = first?.kind === 'word' ? first.text : '';
      switch (keyword) {
        case 'end':
          return { nodes, end: 'end' };
        case 'else':
          return { nodes, end: rest };
        case 'if':
        case 'with':
        case 'range':
          nodes.push(this.control(keyword, rest, depth));
          break;
        case 'define':
        case 'block': {
          const [name, ...of] = rest;
          const body = this.nodes(depth + 1);
          if (!name || body.end !== 'end' || (keyword === 'define' && depth > 0)) throw new Refused();
          this.defined.set(this.text(name).shape, body.nodes);
          if (keyword === 'block') nodes.push({ kind: 'template', name: this.text(name).shape, pipe: this.whole(of) });
          break;
        }
        case 'template': {
          const [name, ...of] = rest;
          if (!name) throw new Refused();
          nodes.push({ kind: 'template', name: this.text(name).shape, pipe: of.length > 0 ? this.whole(of) : undefined });
          break;
        }
        case 'break':
        case 'continue':
          // Before Go 1.18 a function had that name.
          nodes.push(rest.length === 0 ? { kind: keyword } : { kind: 'action', pipe: this.whole(piece.tokens) });
          break;
        default:
          nodes.push({ kind: 'action', pipe: this.whole(piece.tokens) });
      }
    }
    return { nodes, end: undefined };
  }

  private control(kind: 'if' | 'with' | 'range', tokens: readonly Token[], depth: number): Node {
    const pipe = this.whole(tokens, kind === 'range' ? 2 : 1);
    const then = this.nodes(depth + 1);
    if (then.end === 'end') return { kind, pipe, then: then.nodes, otherwise: [] };
    if (!then.end) throw new Refused();
    const [more, ...rest] = then.end;
    // `else if` and `else with` share the `end` with what is around them.
    if (more) {
      if (more.kind !== 'word' || (more.text !== 'if' && more.text !== 'with') || kind === 'range') throw new Refused();
      return { kind, pipe, then: then.nodes, otherwise: [this.control(more.text, rest, depth + 1)] };
    }
    const otherwise = this.nodes(depth + 1);
    if (otherwise.end !== 'end') throw new Refused();
    return { kind, pipe, then: then.nodes, otherwise: otherwise.nodes };
  }

  private whole(tokens: readonly Token[], most = 1): Pipe {
    const { pipe, next } = this.pipe(tokens, 0, 0);
    if (next < tokens.length || pipe.variables.length > most) throw new Refused();
    return pipe;
  }

  private pipe(tokens: readonly Token[], start: number, depth: number): { readonly pipe: Pipe; readonly next: number } {
    if (depth > deepest) throw new Refused();
    const head = declared(tokens, start);
    let at = head.next;
    const commands: Command[] = [];
    for (;;) {
      const operands: Operand[] = [];
      for (let token = tokens[at]; token && !(token.kind === 'mark' && (token.text === '|' || token.text === ')')); token = tokens[at]) {
        const { operand, next } = this.operand(tokens, at, depth);
        operands.push(operand);
        at = next;
      }
      const [first, ...rest] = operands;
      if (!first) throw new Refused();
      commands.push([first, ...rest]);
      const bar = tokens[at];
      if (bar?.text !== '|' || bar.kind !== 'mark') break;
      at++;
    }
    return { pipe: { variables: head.variables, assigns: head.assigns, commands }, next: at };
  }

  private operand(tokens: readonly Token[], start: number, depth: number): { readonly operand: Operand; readonly next: number } {
    const token = tokens[start];
    if (!token) throw new Refused();
    const path: string[] = [];
    const chain = (from: number): number => {
      let at = from;
      for (let field = tokens[at]; field?.kind === 'field' && !field.apart; field = tokens[at]) {
        path.push(field.text);
        at++;
      }
      return at;
    };
    switch (token.kind) {
      case 'dot':
        return { operand: { kind: 'dot' }, next: start + 1 };
      case 'field': {
        path.push(token.text);
        return { operand: { kind: 'field', path }, next: chain(start + 1) };
      }
      case 'variable':
        return { operand: { kind: 'variable', name: token.text, path }, next: chain(start + 1) };
      case 'string':
      case 'raw':
        return { operand: { kind: 'text', text: this.text(token) }, next: start + 1 };
      case 'number':
        return { operand: numberOf(token.text), next: start + 1 };
      case 'word':
        if (token.text === 'true' || token.text === 'false') return { operand: { kind: 'bool', value: token.text === 'true' }, next: start + 1 };
        if (token.text === 'nil') return { operand: { kind: 'nil' }, next: start + 1 };
        return { operand: { kind: 'function', name: token.text, path }, next: chain(start + 1) };
      case 'mark': {
        if (token.text !== '(') throw new Refused();
        const { pipe, next } = this.pipe(tokens, start + 1, depth + 1);
        const close = tokens[next];
        if (close?.kind !== 'mark' || close.text !== ')') throw new Refused();
        return { operand: { kind: 'group', pipe, path }, next: chain(next + 1) };
      }
    }
  }

  private text(token: Token): Text {
    if (token.kind !== 'string' && token.kind !== 'raw') throw new Refused();
    const written = slice(this.template, token.start, token.end);
    if (token.kind === 'raw' || !token.text.includes('\\')) return written;
    if (token.text.includes(filler)) throw new Refused();
    const text = unescaped(token.text);
    const [source] = written.runs.flatMap((run) => run.source ?? []);
    return text === '' ? ofRuns([]) : ofRuns([{ text, ...(source ? { source: { uri: source.uri, start: source.start, end: source.start + written.shape.length } } : {}), shaped: '' }]);
  }
}

/** `$x := `, `$x = `, `$key, $value := `. */
function declared(tokens: readonly Token[], start: number): { readonly variables: readonly string[]; readonly assigns: boolean; readonly next: number } {
  const variables: string[] = [];
  let at = start;
  for (let token = tokens[at]; token?.kind === 'variable'; token = tokens[at]) {
    const mark = tokens[at + 1];
    if (mark?.kind !== 'mark') break;
    if (mark.text === ':=' || mark.text === '=') return { variables: [...variables, token.text], assigns: mark.text === '=', next: at + 2 };
    if (mark.text !== ',') break;
    variables.push(token.text);
    at += 2;
  }
  if (variables.length > 0) throw new Refused();
  return { variables: [], assigns: false, next: start };
}

function numberOf(text: string): Operand {
  const plain = text.replaceAll('_', '').toLowerCase().replace(/^([-+]?)0(?=[0-9]+$)/, '$10o');
  const [, sign, digits = ''] = /^([-+]?)(.*)$/.exec(plain) ?? [];
  const value = Number(digits);
  if (!Number.isFinite(value)) throw new Refused();
  return { kind: 'number', number: sign === '-' ? -value : value, whole: /^(?:[0-9]+|0[xob].*)$/.test(digits) };
}

const escapes: ReadonlyMap<string, string> = new Map([['a', '\x07'], ['b', '\b'], ['f', '\f'], ['n', '\n'], ['r', '\r'], ['t', '\t'], ['v', '\v'], ['\\', '\\'], ["'", "'"], ['"', '"']]);

/** Go's escapes; refuses those that nobody writes in a chart. */
function unescaped(text: string): string {
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|x([0-7][0-9a-fA-F])|(.|$))/gs, (_, unicode: string | undefined, byte: string | undefined, letter: string | undefined) => {
    if (unicode ?? byte) return String.fromCharCode(Number.parseInt(unicode ?? byte ?? '', 16));
    const found = escapes.get(letter ?? '');
    if (found === undefined) throw new Refused();
    return found;
  });
}
