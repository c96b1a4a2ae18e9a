/**
 * The plain-data summary of one Go file: what the rest of the program may know of Go. No syntax-tree node, no evaluated string.
 * A file's facts depend on that file's text only, survive JSON, and are made without ever throwing, broken files included.
 * All spans are UTF-16 offsets in the file.
 */
import type { Span } from '../base/text';

export interface FileFacts {
  readonly uri: string;
  /** '' when the package clause is missing or broken. */
  readonly packageName: string;
  readonly imports: readonly ImportFact[];
  /** Named types, function-local ones included (see TypeFact.name). */
  readonly types: readonly TypeFact[];
  /** Package-level `const` and `var` names, `_` left out (their initialisers are in `initializer`). */
  readonly globals: readonly GlobalFact[];
  /** Declared functions and methods, in source order. */
  readonly funcs: readonly FuncFact[];
  /**
   * A pseudo function named '' whose body is every package-level `var` initialiser, so that `var _ = BeforeSuite(func() {…})` has its
   * calls and closures here. Its `binds` hold one bind per package-level variable with an initialiser, and per constant that is a sum (target kind `global`).
   */
  readonly initializer: FuncFact;
  /** All names that the file declares at package level, those of declarations that nobody needs included; sorted. */
  readonly declares: readonly string[];
  /** `// image-tags:ignore …` comments. */
  readonly ignores: readonly IgnoreFact[];
  /** Carries a "Code generated … DO NOT EDIT." line before the package clause. */
  readonly generated: boolean;
  /** The `//go:build` expression, '' if none. */
  readonly buildTag: string;
  /** Regions the grammar could not parse; findings and fixes keep out of them. Empty when the file is clean. */
  readonly broken: readonly Span[];
  /** The file's length in UTF-16 units. */
  readonly length: number;
}

export interface ImportFact {
  readonly path: string;
  /** Explicit local name: an alias, `.` or `_`; undefined when the import has none. */
  readonly name: string | undefined;
  readonly span: Span;
}

export interface IgnoreFact {
  /** Rule ids named, in order; empty means every rule. */
  readonly rules: readonly string[];
  /** What follows the rule ids, trimmed; '' when none was given. */
  readonly reason: string;
  /** The comment. */
  readonly span: Span;
  /** 0-based line of the comment. It silences this line and the next one. */
  readonly line: number;
  /** `file`: written as `image-tags:ignore-file`, silences the whole file. */
  readonly scope: 'line' | 'file';
}

/**
 * A type as written. `name.pkg` is the qualifier as written (`corev1`), to be resolved through the file's imports; a function-local
 * type's name is `Type@Func` both where it is declared and wherever that function refers to it.
 */
export type TypeRef =
  | { readonly kind: 'name'; readonly pkg?: string; readonly name: string }
  | { readonly kind: 'pointer' | 'slice' | 'chan'; readonly of: TypeRef }
  | { readonly kind: 'map'; readonly key: TypeRef; readonly of: TypeRef }
  | { readonly kind: 'struct'; readonly fields: readonly FieldFact[] }
  | { readonly kind: 'func'; readonly results: readonly TypeRef[] }
  | { readonly kind: 'other'; readonly text: string };

export interface FieldFact {
  /** An embedded field is named after its type. */
  readonly name: string;
  readonly type: TypeRef;
  readonly embedded: boolean;
}

export interface TypeFact {
  readonly name: string;
  readonly type: TypeRef;
  readonly span: Span;
}

export interface GlobalFact {
  readonly name: string;
  readonly constant: boolean;
  readonly type: TypeRef | undefined;
  /** Undefined for a variable without an initialiser; implicit repetition in a const block repeats the expression. */
  readonly value: Expr | undefined;
  /** Which value of a multi-value call, when `value` is one call that sets several names; else undefined. */
  readonly result: number | undefined;
  /** The name. */
  readonly span: Span;
}

/** Index into the `vars` of the outermost declared function. */
export type VarId = number;

export interface VarFact {
  readonly name: string;
  readonly type: TypeRef | undefined;
  /** The declaring identifier. */
  readonly span: Span;
  readonly role: 'param' | 'result' | 'receiver' | 'local';
  /** Somebody assigns `true` or `false` to it, what a comparison of the running system says, or whether a map has a key. */
  readonly flag?: true;
}

export interface ParamFact {
  /** Undefined for `_` and unnamed parameters. */
  readonly var: VarId | undefined;
  readonly name: string;
  /** As written: `string` for `...string`, while the variable's type is the slice. */
  readonly type: TypeRef;
  readonly variadic: boolean;
}

export interface FuncFact {
  /** As declared; a closure is named `Outer.func1`, `Outer.func1.2`; the initialiser pseudo function ''. */
  readonly name: string;
  readonly receiver: { readonly var: VarId | undefined; readonly typeName: string; readonly pointer: boolean } | undefined;
  readonly params: readonly ParamFact[];
  readonly results: readonly ParamFact[];
  /** Every variable of this declaration, closures' included; only on the outermost function, [] on closures. */
  readonly vars: readonly VarFact[];
  /** A `goto` in this body leads past assignments, or back to them. */
  readonly jumps?: true;
  /** Assignments of this body in source order, those of nested closures left out (they are in the closure). */
  readonly binds: readonly Bind[];
  /** Calls of this body in source order (inner before outer), nested closures' left out. */
  readonly calls: readonly CallExpr[];
  /** String literals of this body that contain `image:` or look like YAML with an image line; closures' left out. */
  readonly manifests: readonly TextExpr[];
  /** Composite literals and other expressions of this body that an idiom may care for: every composite literal. */
  readonly composites: readonly CompositeExpr[];
  /** Package-level names (and `pkg.Name` selectors as `pkg.Name`) that this body mentions; closures' left out; sorted, unique. */
  readonly mentions: readonly string[];
  readonly returns: readonly ReturnFact[];
  /** Where in this body a comparison of texts is known to hold or to fail, in source order; closures' left out. */
  readonly branches: readonly Branch[];
  /** Where in this body an environment variable is known to be unset or empty, going by the `if`s around; closures' left out. */
  readonly unset: readonly UnsetFact[];
  /** The conditions of this body's `if`s that compare with nil or have a text in them; closures' left out. */
  readonly guards: readonly Guard[];
  /** What a loop of this body, or a closure, runs only on a condition; nothing of errors, and closures' left out. */
  readonly sifts: readonly Sift[];
  /** Calls of this body that leave the running test out: Ginkgo's `Skip`, a test's `t.Skip`; closures' left out. */
  readonly skips: readonly CallExpr[];
  /** What this body compares with the empty text, wherever: its author knows that it may be empty; closures' left out. */
  readonly asked: readonly Expr[];
  /** Locals that this body assigns to `_` as they are: somebody says that this is all they are for. */
  readonly blanked: readonly VarId[];
  /** One of this body's statements is half written: a value that nobody uses, or a single one for several names. */
  readonly half?: true;
  /** Whoever calls it never comes back: each way through it ends the test or the process. */
  readonly ends?: true;
  /** Function literals in this body, in source order; `FuncExpr.index` points here. */
  readonly closures: readonly FuncFact[];
  /** The whole declaration or literal. */
  readonly span: Span;
  /** The name; for a closure the `func` keyword. */
  readonly nameSpan: Span;
}

export interface ReturnFact {
  /** Empty for a bare return (named results apply). */
  readonly values: readonly Expr[];
  readonly span: Span;
  /** The innermost block, clause or if/for/switch statement around it: whoever comes there leaves the function. */
  readonly scope?: Span;
}

/** What runs there runs only where all of this is so. */
export interface Branch {
  readonly span: Span;
  readonly when: readonly Comparison[];
  /** Where the comparisons are all that is asked: whenever this block runs and they hold, the branch does. */
  readonly around?: Span;
}

/** `of` equals one of `among`; with `holds: false`, none of them. */
export interface Comparison {
  readonly of: Expr;
  readonly among: readonly Expr[];
  readonly holds: boolean;
}

/** What runs there, in an `if`'s own block, runs only where the condition holds. */
export interface Guard {
  readonly span: Span;
  readonly when: Expr;
}

/** What runs there is passed by unless the condition turns out so; instead, with `left`, the turns behind one in which it does. */
export interface Sift {
  readonly span: Span;
  readonly when: Expr;
  readonly holds: boolean;
  readonly left?: true;
}

/** What runs there runs only where the environment variable that `read` reads has no text. */
export interface UnsetFact {
  readonly span: Span;
  /** `os.Getenv(name)` or `os.LookupEnv(name)`, going by the function's own name. */
  readonly read: CallExpr;
  /** Instead: the block `span` is passed by only where that is so, whenever the rest of the block `passed` around it runs. */
  readonly passed?: Span;
}

/** One assignment. `span` orders binds against each other. */
export interface Bind {
  readonly target: Target;
  readonly source: Source;
  readonly span: Span;
  /** The innermost block, clause or if/for/switch statement around it: it surely ran before a later read inside that span. */
  readonly scope?: Span;
  /** The outermost `for` statement around it in the same function body: its value also reaches earlier reads in that span. */
  readonly loop?: Span;
  /** `if x == "" { x = … }`: the block around the `if`, behind which x is no longer what was empty before. */
  readonly fills?: Span;
}

export type Target =
  | { readonly kind: 'var'; readonly id: VarId }
  | { readonly kind: 'global'; readonly name: string }
  | { readonly kind: 'field'; readonly of: Expr; readonly name: string }
  | { readonly kind: 'index'; readonly of: Expr; readonly index: Expr }
  | { readonly kind: 'deref'; readonly of: Expr }
  /** `ch <- v` */
  | { readonly kind: 'send'; readonly of: Expr };

export type Source =
  | { readonly kind: 'expr'; readonly expr: Expr }
  /** Value number `index` of a multi-value call, or of `v, ok := m[k]`, `<-ch`, `x.(T)`. */
  | { readonly kind: 'result'; readonly expr: Expr; readonly index: number }
  | { readonly kind: 'rangeKey' | 'rangeValue'; readonly of: Expr }
  /** `var x T` without an initialiser. */
  | { readonly kind: 'zero' }
  /** `x += expr` */
  | { readonly kind: 'add'; readonly expr: Expr };

interface Node {
  readonly span: Span;
}

/** A run of a string literal's characters. Where `text.length === end - start` the run maps character by character; else it is one escape. */
export interface Chunk extends Span {
  readonly text: string;
}

export interface TextExpr extends Node {
  readonly kind: 'text';
  readonly chunks: readonly Chunk[];
  readonly raw: boolean;
}
export interface NumberExpr extends Node {
  readonly kind: 'number';
  readonly text: string;
}
/** A local variable, parameter, result or receiver. */
export interface LocalExpr extends Node {
  readonly kind: 'local';
  readonly id: VarId;
  readonly name: string;
}
/** A name that no local declares: package level, dot-imported, predeclared, or the qualifier of an import. */
export interface NameExpr extends Node {
  readonly kind: 'name';
  readonly name: string;
}
export interface SelectExpr extends Node {
  readonly kind: 'select';
  readonly of: Expr;
  readonly name: string;
  readonly nameSpan: Span;
}
/** Conversions such as `string(x)` and `[]byte(x)` are calls too; `fn` is then a name or a `type` expression. */
export interface CallExpr extends Node {
  readonly kind: 'call';
  readonly fn: Expr;
  readonly args: readonly Expr[];
  /** The last argument is spread: `f(xs...)`. */
  readonly spread: boolean;
  /** The statement runs in the background or later. */
  readonly mode: 'plain' | 'go' | 'defer';
  /** The results are thrown away or blanked: indices of results bound to `_`; `all` for an expression statement. */
  readonly discards: readonly number[] | 'all';
  /** Inside a `for` body of the same function. */
  readonly looped: boolean;
  /** The innermost block, clause or if/for/switch statement around it: it surely ran before a later expression inside that span. */
  readonly scope?: Span;
}
export interface CompositeExpr extends Node {
  readonly kind: 'composite';
  /** Filled in where Go lets it be elided; undefined if it can't be known from the file. */
  readonly type: TypeRef | undefined;
  readonly elements: readonly ElementFact[];
}
export interface ElementFact {
  /** `Name:` of a struct literal when written as an identifier; the evaluator decides between field and map key by the type. */
  readonly field: string | undefined;
  readonly key: Expr | undefined;
  readonly value: Expr;
}
export interface IndexExpr extends Node {
  readonly kind: 'index';
  readonly of: Expr;
  readonly index: Expr;
}
export interface SliceExpr extends Node {
  readonly kind: 'slice';
  readonly of: Expr;
  readonly low: Expr | undefined;
  readonly high: Expr | undefined;
}
export interface UnaryExpr extends Node {
  readonly kind: 'unary';
  /** `&`, `*`, `<-`, `!`, `-`, … */
  readonly op: string;
  readonly of: Expr;
}
export interface BinaryExpr extends Node {
  readonly kind: 'binary';
  readonly op: string;
  readonly left: Expr;
  readonly right: Expr;
}
/** A function literal: `closures[index]` of the function whose body it stands in. */
export interface FuncExpr extends Node {
  readonly kind: 'func';
  readonly index: number;
}
export interface AssertExpr extends Node {
  readonly kind: 'assert';
  readonly of: Expr;
  readonly type: TypeRef;
}
/** A type in an expression's place: `[]string` in `make([]string, 0)` and conversions. */
export interface TypeExpr extends Node {
  readonly kind: 'type';
  readonly type: TypeRef;
}
/** Something the summary does not describe; evaluates to an unknown that says `why` (`iota`, `syntax error`, …). */
export interface OtherExpr extends Node {
  readonly kind: 'other';
  readonly why: string;
  /** The one file whose content it is (`//go:embed app.yaml`), relative to the declaring file's folder. */
  readonly file?: string;
}

export type Expr =
  | TextExpr | NumberExpr | LocalExpr | NameExpr | SelectExpr | CallExpr | CompositeExpr | IndexExpr | SliceExpr
  | UnaryExpr | BinaryExpr | FuncExpr | AssertExpr | TypeExpr | OtherExpr;

/** Below this many characters a stretch (stretches.ts) costs more than leaving it out saves, so it is always read with what is around it. */
export const shortestStretch = 240;

/** Stands between the written name of a type and that of the function that declares it. */
export const localTypeMark = '@';

/** Whether the type, by its name in the facts, is declared inside a function. */
export function isLocalType(name: string): boolean {
  return name.includes(localTypeMark);
}

/** Whether other packages can use the name. */
export function isExported(name: string): boolean {
  return /^\p{Lu}/u.test(name);
}

/** The function that sets an environment variable, of `os` and of a test's `t`. */
export const setenv = 'Setenv';
/** And the one that takes it away. */
export const unsetenv = 'Unsetenv';
/** In the place of an environment variable's name, where that isn't written down: it may be any. */
export const anyVariable = '';

/** A use of `Command`, `CommandContext` or `StartProcess`, with its arguments as far as they are literals; undefined where it isn't called on the spot. */
export interface WrittenRun {
  readonly name: string;
  readonly args: readonly (string | undefined)[] | undefined;
}

/** Written as an interface. */
export function isInterfaceType(type: TypeRef): boolean {
  return type.kind === 'other' && type.text.startsWith('interface');
}

export function isNil(expr: Expr | undefined): boolean {
  return expr?.kind === 'name' && expr.name === 'nil';
}

/** Whether a condition that turns out so says only that there is no error: `err == nil`, or not `err != nil`. A field tells something else. */
export function isNoError(when: Expr, holds: boolean): boolean {
  return when.kind === 'binary' && when.op === (holds ? '==' : '!=') && isNil(when.right) && when.left.kind !== 'select';
}
