/**
 * The words of a linked program: functions, globals, types and packages with their surroundings, and what can be asked of them. Plain
 * types; program.ts makes them.
 */
import type { Steps } from '../base/steps';
import type { Bind, CallExpr, Expr, FileFacts, FuncFact, GlobalFact, TypeFact, TypeRef, VarId } from '../go/facts';
import type { Modules } from './modules';

/** A declared function, method, closure, or a file's initialiser, with its surroundings. */
export interface Func {
  readonly fact: FuncFact;
  readonly file: FileFacts;
  readonly pkg: Package;
  /** The function whose body holds this closure; undefined for declared functions. */
  readonly parent: Func | undefined;
  /** The declared function around a closure, or the function itself. */
  readonly outermost: Func;
  readonly closures: readonly Func[];
  /** Unique and stable for the same sources: `uri#offset`. */
  readonly id: string;
}

export interface Global {
  readonly fact: GlobalFact;
  readonly file: FileFacts;
  readonly pkg: Package;
}

export interface NamedType {
  readonly fact: TypeFact;
  readonly file: FileFacts;
  readonly pkg: Package;
}

export interface Package {
  /** Folder uri and package name: an external test package is a package of its own. */
  readonly key: string;
  readonly dir: string;
  readonly name: string;
  readonly files: FileFacts[];
  readonly globals: Map<string, Global>;
  readonly funcs: Map<string, Func>;
  /** Type name, then method name. */
  readonly methods: Map<string, Map<string, Func>>;
  readonly types: Map<string, NamedType>;
  /** Functions that appear in the package, initialisers and closures included. */
  readonly all: Func[];
}

export interface OwnedBind {
  readonly bind: Bind;
  readonly owner: Func;
}

/** What a qualifier or a bare name stands for at package level. */
export type Declared =
  | { readonly kind: 'func'; readonly func: Func }
  | { readonly kind: 'global'; readonly global: Global }
  | { readonly kind: 'type'; readonly type: NamedType }
  | { readonly kind: 'import'; readonly path: string; readonly pkg: Package | undefined }
  /** A member of a package outside the workspace. */
  | { readonly kind: 'library'; readonly path: string; readonly name: string }
  | { readonly kind: 'predeclared'; readonly name: string };

/** Keys of types (`packageKey.Type`); undefined for one that isn't known. */
export type TypeKeys = ReadonlySet<string | undefined>;

/** What a store that names a field goes into: `x.name = …`, `x.name[i] = …` or `*x.name = …`. */
export type StoreInto = 'field' | 'element' | 'pointer';

/** All binds of one declared function (closures included), by what they assign. */
export interface BindIndex {
  readonly vars: ReadonlyMap<VarId, readonly OwnedBind[]>;
  /** Field, index, deref and send binds whose target starts at a local variable. */
  readonly through: ReadonlyMap<VarId, readonly OwnedBind[]>;
  /** Which function of the tree declares the variable: a parameter belongs to its closure. */
  readonly params: ReadonlyMap<VarId, { readonly func: Func; readonly index: number }>;
  readonly receivers: ReadonlyMap<VarId, Func>;
  /** Calls that get the variable (or its address) as an argument or receiver. */
  readonly uses: ReadonlyMap<VarId, readonly { readonly call: CallExpr; readonly owner: Func; readonly index: number }[]>;
  /** Calls that get the variable or a part of it, by value or by address: who may write into it there is for pointers.ts to say. */
  readonly handed: ReadonlyMap<VarId, readonly Handed[]>;
  /** Variables that a part of the variable's address is bound to: `p := &x.f`. */
  readonly aliases: ReadonlyMap<VarId, readonly { readonly path: readonly string[]; readonly to: VarId }[]>;
  /** Variables to which the variable as a whole is bound. */
  readonly copies: ReadonlyMap<VarId, readonly VarId[]>;
  /** Variables to which a composite literal, `make` or `new` is bound, by that expression. */
  readonly homes: ReadonlyMap<Expr, VarId>;
  /** Variables to which function literals are bound. */
  readonly closureVars: ReadonlyMap<Func, VarId>;
  /** Calls of what a variable holds. */
  readonly held: ReadonlyMap<VarId, readonly { readonly call: CallExpr; readonly owner: Func }[]>;
}

/** An argument that starts at a variable, or (`index` -1) the receiver of a method call. */
export interface Handed {
  readonly call: CallExpr;
  readonly owner: Func;
  readonly index: number;
  readonly arg: Expr;
}

/** What an evaluation looked for among all declarations, whoever makes them: keys as `packageKey.name` and `packageKey.Type.field`. */
export interface Asked {
  readonly globals: Set<string>;
  readonly fields: Set<string>;
  /** Keys of packages of which it matters whether anybody uses them. */
  readonly packages: Set<string>;
  /** Names of environment variables of which it matters who sets them. */
  readonly environment: Set<string>;
}

/** The key of a package-level variable in `Asked`. */
export function globalKey(global: Global): string {
  return `${global.pkg.key}.${global.fact.name}`;
}

export interface Program {
  /** Grows as the program is asked: what a partial reading of the files must hold to answer as a whole one does. */
  readonly asked: Asked;
  readonly files: readonly FileFacts[];
  /** What import paths mean. */
  readonly modules: Modules;
  /** Those that are never compiled together with others, which are taken for what is built. */
  readonly unbuilt: ReadonlySet<FileFacts>;
  readonly packages: ReadonlyMap<string, Package>;
  readonly funcs: readonly Func[];
  /** The function that stands for a file's package-level initialisers. */
  readonly initializer: (file: FileFacts) => Func | undefined;
  resolve(name: string, file: FileFacts): Declared;
  member(qualifier: string, name: string, file: FileFacts): Declared | undefined;
  /** Static callees of a call: declared functions, methods of a known receiver type; closures are the evaluator's business. */
  callee(call: CallExpr, func: Func): Declared | undefined;
  /** Finds out who calls whom ahead of the first question, in steps. */
  linkCalls(): Steps<void>;
  callers(func: Func): readonly { readonly call: CallExpr; readonly func: Func }[];
  /** A function whose value is taken (passed or stored), not only called. */
  mentionedBy(func: Func): readonly Func[];
  /** Functions that it calls or takes the value of, its closures left out; perhaps some twice. */
  named(func: Func): readonly Func[];
  /** Those that it names as values, methods among them: whoever gets one may call it. */
  valued(func: Func): readonly Func[];
  globalBinds(global: Global): readonly OwnedBind[];
  /** Field and index binds whose target starts at a package-level variable. */
  globalThrough(global: Global): readonly OwnedBind[];
  /** Calls that get a package-level variable, or a part of it, by address, methods of pointers included. */
  globalHanded(global: Global): readonly Handed[];
  /** Calls of the workspace's functions that get a package-level variable, or a part of it, as it is. */
  globalGiven(global: Global): readonly Handed[];
  /** Import paths from outside the workspace that are in what is built of a folder, tests included, by way of whatever it imports. */
  libraries(dir: string): ReadonlySet<string>;
  /** Folders whose code is built into the tests, or the program, of a folder; undefined where that isn't certain. */
  builtWith(dir: string): ReadonlySet<string> | undefined;
  /** Who sets an environment variable by its written name, or takes it away: `os.Setenv`, `os.Unsetenv`, a test's `t.Setenv`. `anyVariable`: who does it by a name that isn't written down. */
  environmentSetters(name: string): readonly { readonly call: CallExpr; readonly func: Func }[];
  /** Whether anything is ever assigned to a field of that name, of whatever type, or its address is handed on. */
  storesField(name: string): boolean;
  /** Stores to, or by way of, fields of that name, of whatever type. `objects`: what the asker means by it, for whoever takes down what was asked. */
  storesTo(name: string, into: StoreInto, objects: TypeKeys): readonly OwnedBind[];
  /** Calls that get the address of a field of that name, of whatever type. `objects`: as for `storesTo`. */
  fieldHanded(name: string, objects: TypeKeys): readonly Handed[];
  index(func: Func): BindIndex;
  typeOf(expr: Expr, func: Func): ResolvedType | undefined;
  /** Struct fields by type, following names; undefined when the type isn't a struct of the workspace. */
  fields(type: ResolvedType): readonly { readonly name: string; readonly type: TypeRef; readonly embedded: boolean }[] | undefined;
  /** Every expression that gives a field of a type its value, program-wide. */
  fieldSources(type: string, field: string): readonly { readonly expr: Expr; readonly result: number | undefined; readonly func: Func }[];
}

/** A type together with the file whose imports give its names their meaning. */
export interface ResolvedType {
  readonly ref: TypeRef;
  readonly file: FileFacts;
  readonly pkg: Package;
}
