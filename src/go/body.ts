/**
 * What a walk through one function body gathers, and what it must know meanwhile: the file's own names, the variables of the outermost
 * function, the current scope. Doesn't know how statements and expressions look.
 */
import type { Bind, Branch, CallExpr, CompositeExpr, Expr, FuncFact, Guard, ReturnFact, Sift, TextExpr, TypeFact, TypeRef, UnsetFact, VarFact, VarId } from './facts';
import { isDamaged } from './broken';
import { declare, innerScope, lookup, type Scope } from './scopes';
import { endOf, type SyntaxNode } from './syntax';
import { exact } from '../base/exact';
import type { Span } from '../base/text';

/** Constructs nested deeper than this are summarised as `too deep`; far above what people write, far below what the stack bears. */
export const deepest = 250;

export interface FileScope {
  readonly source: string;
  /** Names that were read, one string for each: most stand in a file many times. */
  readonly written: Map<string, string>;
  /** The file has errors somewhere. */
  readonly broken: boolean;
  /** Local names of imports, guessed from the path where none is written. */
  readonly imports: ReadonlySet<string>;
  /** Names this file declares at package level. */
  readonly declared: ReadonlySet<string>;
  /** The variables among `declared`. */
  readonly variables: ReadonlySet<string>;
  /** Package-level types of this file. */
  readonly types: Map<string, TypeRef>;
  /** Function-local types, gathered. */
  readonly localTypes: TypeFact[];
  /** Functions that a missing brace made look like function literals of the one before. */
  readonly swallowed: SyntaxNode[];
  /** Summarises a function literal into `body.closures` and returns its index there. */
  readonly closure: (node: SyntaxNode, body: Body) => number;
  depth: number;
}

/** A body while it is being walked. */
export interface Body {
  readonly file: FileScope;
  readonly name: string;
  readonly isClosure: boolean;
  /** The outermost declared function's name, by which local types are called. */
  readonly outermost: string;
  /** Of the outermost function; closures share it. */
  readonly vars: VarFact[];
  scope: Scope;
  /** The innermost block, clause or statement with a scope of its own. */
  block: Span | undefined;
  /** Around an `if` whose initializer is being looked at: that runs there, whatever the condition. */
  around: Span | undefined;
  /** The outermost `for` statement around, in this body. */
  loop: Span | undefined;
  looped: boolean;
  /** There is a `goto` in it. */
  jumps: boolean;
  /** A literal that is written inside a loop. */
  readonly repeated: boolean;
  /** The innermost `for` statement that a `break` leaves. */
  turn: Span | undefined;
  /** The whole declaration was parsed: braces stand where its author put them. */
  whole: boolean;
  readonly binds: Bind[];
  readonly calls: CallExpr[];
  readonly manifests: TextExpr[];
  readonly composites: CompositeExpr[];
  readonly mentions: Set<string>;
  readonly returns: ReturnFact[];
  readonly branches: Branch[];
  readonly unset: UnsetFact[];
  readonly guards: Guard[];
  readonly sifts: Sift[];
  readonly skips: CallExpr[];
  readonly asked: Expr[];
  readonly blanked: VarId[];
  half: boolean;
  readonly closures: FuncFact[];
}

export function newBody(file: FileScope, name: string, outer?: Body): Body {
  return {
    file,
    name,
    isClosure: outer !== undefined,
    outermost: outer ? outer.outermost : name,
    vars: outer ? outer.vars : [],
    scope: innerScope(outer?.scope),
    block: undefined,
    around: undefined,
    loop: undefined,
    turn: undefined,
    repeated: outer !== undefined && (outer.loop !== undefined || outer.repeated),
    looped: false,
    jumps: false,
    whole: outer ? outer.whole : !file.broken,
    binds: [],
    calls: [],
    manifests: [],
    composites: [],
    mentions: new Set(),
    returns: [],
    branches: [],
    unset: [],
    guards: [],
    sifts: [],
    skips: [],
    asked: [],
    blanked: [],
    half: false,
    closures: [],
  };
}

/** What the body gathered, as plain data. */
export function gathered(body: Body): Pick<FuncFact, 'jumps' | 'binds' | 'calls' | 'manifests' | 'composites' | 'mentions' | 'returns' | 'branches' | 'unset' | 'guards' | 'sifts' | 'skips' | 'asked' | 'blanked' | 'half' | 'closures'> {
  return {
    ...(body.jumps ? { jumps: true as const } : {}),
    binds: exact(body.binds),
    calls: exact(body.calls),
    manifests: exact(body.manifests),
    composites: exact(body.composites),
    mentions: [...body.mentions].sort(),
    returns: exact(body.returns),
    branches: exact(body.branches.toSorted((a, b) => a.span.start - b.span.start)),
    unset: exact(body.unset),
    guards: exact(body.guards),
    sifts: exact(body.sifts),
    skips: exact(body.skips),
    asked: exact(body.asked),
    blanked: exact(body.blanked),
    ...(body.half ? { half: true as const } : {}),
    closures: exact(body.closures),
  };
}

export function declareVar(body: Body, name: string, span: Span, type: TypeRef | undefined, role: VarFact['role']): VarId {
  const id = body.vars.length;
  body.vars.push({ name, type, span, role });
  declare(body.scope, name, { kind: 'var', id });
  return id;
}

/** The variable that `name` means here, if it means one. */
export function localVar(body: Body, name: string): VarId | undefined {
  const entity = lookup(body.scope, name);
  return entity?.kind === 'var' ? entity.id : undefined;
}

const values: ReadonlySet<Expr['kind']> = new Set(['name', 'select', 'local', 'text', 'number', 'composite']);

/** No call, nor anything else that can stand by itself or give several values. */
export function isMereValue({ kind }: Expr): boolean {
  return values.has(kind);
}

/** Runs `walk` in a block of its own: that of `node`. */
export function inBlock(body: Body, node: SyntaxNode, walk: () => void): void {
  const { scope, block, around } = body;
  body.scope = innerScope(scope);
  body.block = spanOf(node);
  body.around = undefined;
  walk();
  body.scope = scope;
  body.block = block;
  body.around = around;
}

/** The construct isn't what its author meant to write; asked of broken files only, because it is slow. */
export function isUncertain(node: SyntaxNode | undefined, body: Body): boolean {
  return body.file.broken && isDamaged(node);
}

export function spanOf(node: SyntaxNode): Span {
  return { start: node.start, end: endOf(node) };
}

export function textOf(node: SyntaxNode, { file }: { readonly file: FileScope }): string {
  return once(file.source.slice(node.start, endOf(node)), file);
}

function once(text: string, { written }: FileScope): string {
  const known = written.get(text);
  if (known !== undefined) return known;
  written.set(text, text);
  return text;
}

const predeclared = new Set(
  ('any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune string uint uint8 uint16 uint32 ' +
    'uint64 uintptr true false nil iota append cap close complex copy delete imag len make new panic print println real recover _').split(' '),
);

/** Notes that the body uses the package-level `name`. */
export function mention(body: Body, name: string): void {
  if (!predeclared.has(name) || body.file.declared.has(name)) body.mentions.add(name);
}

/** Notes `qualifier.name`, which is an import's member or a package-level variable's field: where the file doesn't tell, both. */
export function mentionMember(body: Body, qualifier: string, name: string): void {
  const { declared, imports } = body.file;
  if (declared.has(qualifier)) body.mentions.add(qualifier);
  else {
    body.mentions.add(once(`${qualifier}.${name}`, body.file));
    if (!imports.has(qualifier)) body.mentions.add(qualifier);
  }
}
