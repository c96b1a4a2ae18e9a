/**
 * Which declarations of the workspace, and which stretches of them, can the inventory depend on? Those that name images or run programs,
 * all that lead to one of them, and whatever those mention, by name alone: too many are chosen, never too few. What names can't tell (who
 * sets a variable or a field that somebody reads) the evaluation asks for, and gets in a second round. Pure; parses nothing.
 */
import { pushTo } from '../base/pushTo';
import type { Steps } from '../base/steps';
import { asPlain, isMember, memberMention, nameFilter, plainMention, type Mention } from '../go/mentions';
import { isExported, isLocalType } from '../go/facts';
import type { Declaration, Outline } from '../go/outline';
import type { Chosen } from '../go/summarize';
import type { Stretch } from '../go/stretches';
import type { Span } from '../base/text';
import { importedName, importerFinder, ownPaths, seerFinder, type Importing } from '../flow/imports';
import type { Asked } from '../flow/declarations';
import type { Modules } from '../flow/modules';
import { isForeign } from '../images/foreign';
import type { Clues } from '../images/idioms';

export interface Outlined {
  readonly uri: string;
  readonly outline: Outline;
}

export interface Wanted {
  readonly clues: Clues;
  readonly asked: Asked;
  readonly modules: Modules;
}

/** A file's chosen declarations by uri, in their order; a file that isn't named has none. */
export type Selection = ReadonlyMap<string, readonly Chosen[]>;

/** A declaration's own text, or a stretch inside it. */
interface Item {
  readonly at: Stretch;
  /** The declaration that it is; undefined for a stretch inside one. */
  readonly declaration: Declaration | undefined;
  readonly parent: Item | undefined;
  readonly inner: readonly Item[];
  readonly root: Root;
  readonly file: File;
  /** Its mentions of names that are declared, or looked for. */
  named: readonly Mention[];
  /** The inventory may need to know who mentions it. */
  relevant: boolean;
  chosen: boolean;
}

/** What the stretches of one declaration need to know of each other. */
interface Root {
  /** Names that chosen stretches mention. */
  readonly wanted: Set<Mention>;
  /** Stretches by the names that they may assign to, and by those that they mention; made when the first one is chosen. */
  links: { readonly writers: ReadonlyMap<Mention, readonly Item[]>; readonly users: ReadonlyMap<Mention, readonly Item[]> } | undefined;
}

interface File {
  readonly uri: string;
  readonly pkg: string;
  readonly imports: ReadonlySet<string>;
  /** Paths of the packages that it imports. */
  readonly paths: readonly string[];
  /** What it calls those of other projects, where they may do something to images. */
  readonly foreign: readonly Mention[];
  /** Declarations, each before the stretches inside it. */
  readonly items: readonly Item[];
}

interface Named {
  readonly name: string;
  readonly item: Item;
}

function isNameless(name: string): boolean {
  return name === '_' || name === 'init' || name === 'main';
}

function filesOf(outlined: readonly Outlined[], modules: Modules): File[] {
  const importing = ({ uri, outline: { packageName, imports } }: Outlined): Importing => ({ uri, packageName, imports });
  const importings = outlined.map(importing);
  const importerOf = importerFinder(importings, modules);
  const own = ownPaths(importings, modules);
  return outlined.map((one): File => {
    const { uri, outline } = one;
    const items: Item[] = [];
    const file = { uri, ...importerOf(importing(one)), paths: outline.imports.map(({ path }) => path), foreign: outline.imports.flatMap(({ path, name }) => (name !== '_' && name !== '.' && isForeign(path, own) ? [plainMention(name ?? importedName(path))] : [])), items };
    const add = (at: Stretch, declaration: Declaration | undefined, parent: Item | undefined): Item => {
      const inner: Item[] = [];
      const root: Root = parent?.root ?? { wanted: new Set(), links: undefined };
      const item: Item = { at, declaration, parent, inner, root, file, named: [], relevant: false, chosen: false };
      items.push(item);
      for (const one of at.inner) inner.push(add(one, undefined, item));
      return item;
    };
    for (const at of outline.declarations) add(at, at, undefined);
    return file;
  });
}

const blank = plainMention('_');
/** What stands beside a stretch that is chosen may skip it. */
const skips = new Set(['Skip', 'Skipf', 'SkipNow'].map(plainMention));

function linksOf(item: Item): NonNullable<Root['links']> {
  const writers = new Map<Mention, Item[]>();
  const users = new Map<Mention, Item[]>();
  const visit = (one: Item): void => {
    for (const name of one.at.assigns) if (!isMember(name) && name !== blank) pushTo(writers, name, one);
    for (const name of one.at.mentions) if (!isMember(name)) pushTo(users, name, one);
    one.inner.forEach(visit);
  };
  let top = item;
  while (top.parent) top = top.parent;
  top.inner.forEach(visit);
  return { writers, users };
}

/** Whether it, or the declaration around it, has stretches that can be left out. */
function isDivided(item: Item): boolean {
  return item.parent !== undefined || item.inner.length > 0;
}

export function* select(outlined: readonly Outlined[], { clues, asked, modules }: Wanted): Steps<Selection> {
  const files = filesOf(outlined, modules);
  const declared = new Map<Mention, Named[]>();
  const methods = new Map<Mention, Named[]>();
  for (const { items } of files) {
    yield;
    for (const item of items) {
      if (!item.declaration) continue;
      const { names, receiver, kind } = item.declaration;
      for (const name of names) {
        if (receiver === undefined && isNameless(name)) continue;
        if (receiver === undefined) pushTo(declared, plainMention(name), { name, item });
        if (receiver !== undefined || kind === 'file') pushTo(methods, memberMention(name), { name, item });
      }
    }
  }
  // Only names that somebody declares or that are clues by themselves are ever looked up.
  const fields = [...asked.fields].map((key) => key.slice(key.lastIndexOf('.') + 1));
  const looked = new Set([...clues.calls, ...clues.imported.flatMap(({ calls }) => calls), ...clues.types, ...clues.stores, ...fields].flatMap((name) => [plainMention(name), memberMention(name)]));
  const filter = nameFilter();
  for (const names of [declared.keys(), methods.keys(), looked]) for (const name of names) filter.add(name);
  const mentioned = new Map<Mention, Item[]>();
  const assigned = new Map<Mention, Item[]>();
  for (const { items } of files) {
    yield;
    for (const item of items) {
      item.named = item.at.mentions.filter((mention) => filter.may(mention) && (declared.has(asPlain(mention)) || methods.has(mention) || looked.has(mention)));
      for (const mention of item.named) pushTo(mentioned, mention, item);
      for (const mention of item.at.assigns) if (filter.may(mention) && (declared.has(asPlain(mention)) || looked.has(mention))) pushTo(assigned, mention, item);
    }
  }

  const relevant: Item[] = [];
  const chosen: Item[] = [];
  const addChosen = (item: Item): void => {
    if (item.chosen) return;
    item.chosen = true;
    chosen.push(item);
    if (item.parent) addChosen(item.parent);
  };
  const addRelevant = (item: Item): void => {
    if (item.relevant) return;
    item.relevant = true;
    relevant.push(item);
    addChosen(item);
    if (item.parent) addRelevant(item.parent);
  };
  /** Those in `index` that can mean the package-level `name` of a package. */
  const among = (index: ReadonlyMap<Mention, readonly Item[]>, name: string, pkg: string): Item[] => [
    ...(index.get(plainMention(name)) ?? []).filter(({ file }) => file.pkg === pkg || file.imports.has(pkg)),
    ...(index.get(memberMention(name)) ?? []).filter(({ file }) => file.imports.has(pkg)),
  ];

  const seers = seerFinder(files);
  /** Whether a file can name a field or a method of a type of the package: others have no object whose type they know, or no right to. */
  const sees = ({ pkg }: File, home: string, name: string): boolean => pkg === home || (isExported(name) && seers(home).has(pkg));
  const met = new Map<string, boolean>();
  /** Whether a file may call a method by way of an interface: some program must be made of both packages. */
  const meets = (file: File, home: string, name: string): boolean => {
    if (file.pkg === home || !isExported(name)) return file.pkg === home;
    const key = `${file.pkg}\n${home}`;
    let known = met.get(key);
    if (known === undefined) met.set(key, (known = [...seers(home)].some((pkg) => seers(file.pkg).has(pkg))));
    return known;
  };
  const isType = (name: string, pkg: string): Item | undefined => declared.get(plainMention(name))?.find((one) => one.name === name && one.item.file.pkg === pkg)?.item;
  /** Methods whose type nobody has mentioned yet. */
  let waiting: Item[] = [];
  const addMethod = (item: Item): void => {
    const receiver = item.declaration?.receiver;
    const type = receiver === undefined ? undefined : isType(receiver, item.file.pkg);
    if (!type || type.chosen) addChosen(item);
    else waiting.push(item);
  };

  // fmt calls it without anybody mentioning it.
  for (const { item } of methods.get(memberMention('String')) ?? []) addMethod(item);
  for (const { items } of files) for (const item of items) if (item.at.image || item.at.formats || item.at.runs.some(clues.runs) || item.at.sets.some((name) => asked.environment.has(name))) addRelevant(item);
  for (const name of clues.calls) for (const mention of [plainMention(name), memberMention(name)]) mentioned.get(mention)?.forEach(addRelevant);
  for (const { paths, calls } of clues.imported) for (const name of calls) mentioned.get(memberMention(name))?.forEach((item) => item.file.paths.some((path) => paths.test(path)) && addRelevant(item));
  for (const { foreign, items } of files) if (foreign.length > 0) for (const item of items) if (item.at.mentions.some((mention) => foreign.includes(mention))) addRelevant(item);
  for (const name of clues.types) mentioned.get(memberMention(name))?.forEach(addRelevant);
  for (const name of clues.stores) assigned.get(memberMention(name))?.forEach(addRelevant);
  for (const key of asked.globals) {
    const dot = key.lastIndexOf('.');
    const [name, pkg] = [key.slice(dot + 1), key.slice(0, dot)];
    among(assigned, name, pkg).forEach(addRelevant);
    // A method of the type that it is declared with may set it.
    const types = new Set((declared.get(plainMention(name)) ?? []).flatMap(({ item }) => (item.file.pkg === pkg ? item.named.map(asPlain) : [])));
    const isOwn = ({ item: { file, at, declaration } }: Named): boolean => file.pkg === pkg && at.assigns.some(isMember) && types.has(plainMention(declaration?.receiver ?? '_'));
    const callsMethod = ({ named }: Item): boolean => named.some((mention) => isMember(mention) && methods.get(mention)?.some(isOwn) === true);
    among(mentioned, name, pkg).filter(callsMethod).forEach(addRelevant);
  }
  for (const key of asked.fields) {
    const [pkg, type, field] = parted(key);
    among(mentioned, type, pkg).forEach(addRelevant);
    const may = ({ file }: Item): boolean => (isLocalType(type) ? file.pkg === pkg : sees(file, pkg, field));
    for (const index of [mentioned, assigned]) for (const mention of [plainMention(field), memberMention(field)]) index.get(mention)?.filter(may).forEach(addRelevant);
  }
  const namesFunctionOf = (item: Item, pkg: string): boolean => item.named.some((mention) => declared.get(asPlain(mention))?.some(({ item: other }) => other.declaration?.kind === 'func' && other.file.pkg === pkg) ?? false);
  /** Whether anybody uses a package is a question to all that name a function of it, and to all that lead to them. */
  const addPackage = (pkg: string): void => {
    for (const file of files) if (file.imports.has(pkg)) for (const item of file.items) if (namesFunctionOf(item, pkg)) addRelevant(item);
  };
  asked.packages.forEach(addPackage);

  const settled = new Set(asked.packages);
  /** Packages whose relevant functions no chosen declaration of another package names: a walk will ask whether anybody uses them. */
  const addLonely = (): void => {
    const used = new Set<string>();
    const having = new Set<string>();
    for (const file of files) {
      for (const item of file.items) {
        if (item.relevant && item.declaration?.kind === 'func' && !file.uri.endsWith('_test.go')) having.add(file.pkg);
        if (item.chosen) for (const pkg of file.imports) if (!used.has(pkg) && namesFunctionOf(item, pkg)) used.add(pkg);
      }
    }
    for (const pkg of having) {
      if (used.has(pkg) || settled.has(pkg)) continue;
      settled.add(pkg);
      addPackage(pkg);
    }
  };

  /** Stretches of the same declaration that may set what this one reads, or call what this one names. */
  const addTouching = (item: Item): void => {
    const { root } = item;
    const { writers, users } = (root.links ??= linksOf(item));
    for (const mention of item.at.mentions) {
      const name = asPlain(mention);
      if (root.wanted.has(name)) continue;
      root.wanted.add(name);
      writers.get(name)?.forEach(addChosen);
    }
    for (const name of item.at.bound) if (!isMember(name)) users.get(name)?.forEach(addChosen);
  };

  const settle = function* (): Steps<void> {
    while (relevant.length > 0 || chosen.length > 0) {
      for (let item = relevant.pop(); item; item = relevant.pop()) {
        yield;
        if (!item.declaration) continue;
        const { kind, names, receiver } = item.declaration;
        const image = holdsImage(item.at);
        for (const name of names) {
          if (receiver === undefined && isNameless(name)) continue;
          if (receiver !== undefined || kind === 'file') mentioned.get(memberMention(name))?.forEach((other) => meets(other.file, item.file.pkg, name) && addRelevant(other));
          if (receiver === undefined && (kind === 'func' || kind === 'file' || (image && kind !== 'type'))) among(mentioned, name, item.file.pkg).forEach(addRelevant);
        }
      }
      for (let item = chosen.pop(); item; item = chosen.pop()) {
        yield;
        const { file } = item;
        if (isDivided(item)) addTouching(item);
        for (const one of item.inner) if (one.at.tells || one.at.mentions.some((mention) => skips.has(asPlain(mention)))) addChosen(one);
        for (const mention of item.named) {
          const member = isMember(mention);
          for (const { item: other } of declared.get(asPlain(mention)) ?? []) if (file.imports.has(other.file.pkg) || (!member && other.file.pkg === file.pkg)) addChosen(other);
          if (member) for (const { name, item: other } of methods.get(mention) ?? []) if (sees(file, other.file.pkg, name)) addMethod(other);
        }
      }
      const again = waiting;
      waiting = [];
      again.forEach(addMethod);
    }
  };
  yield* settle();
  addLonely();
  yield* settle();
  return new Map(files.map((file) => [file.uri, chosenOf(file)]));
}

/** `package.Type.field` */
function parted(key: string): [string, string, string] {
  const field = key.lastIndexOf('.');
  const type = key.lastIndexOf('.', field - 1);
  return [key.slice(0, type), key.slice(type + 1, field), key.slice(field + 1)];
}

function holdsImage({ image, inner }: Stretch): boolean {
  return image || inner.some(holdsImage);
}

/** Closures of variables are numbered through the file, and local types by the function's name: what shares such names goes together. */
function chosenOf({ items }: File): Chosen[] {
  const declarations = items.filter(({ declaration }) => declaration !== undefined);
  /** A piece that can't be told apart may hold any kind. */
  const may = (declaration: Declaration | undefined, kind: Declaration['kind']): declaration is Declaration => declaration?.kind === kind || declaration?.kind === 'file';
  const names = new Set(declarations.flatMap(({ chosen, declaration }) => (chosen && may(declaration, 'func') ? declaration.names : [])));
  const closures = declarations.some(({ chosen, declaration }) => chosen && may(declaration, 'var') && declaration.closures);
  return declarations.flatMap((item, index) => {
    const { declaration } = item;
    const together = (may(declaration, 'func') && declaration.names.some((name) => names.has(name))) || (closures && may(declaration, 'var') && declaration.closures);
    return item.chosen || together ? [{ index, without: leftOut(item) }] : [];
  });
}

/** The outermost stretches inside that aren't chosen, in their order. */
function leftOut({ inner }: Item): Span[] {
  return inner.flatMap((one) => (one.chosen ? leftOut(one) : [{ start: one.at.start, end: one.at.end }]));
}
