/**
 * Which declarations of the workspace can the inventory depend on? Those that name images or run programs, all that lead to one of them,
 * and whatever those mention, by name alone: too many are chosen, never too few. What names can't tell (who sets a variable or a field
 * that somebody reads) the evaluation asks for, and gets in a second round. Pure; parses nothing.
 */
import { memberMention, plainMention, type Declaration, type Mention, type Outline } from '../go/outline';
import { folderFinder } from '../flow/imports';
import type { Asked } from '../flow/declarations';

export interface Outlined {
  readonly uri: string;
  readonly outline: Outline;
}

export interface Wanted {
  /** What idioms look for: functions that are called, types behind a qualifier, fields that are set. */
  readonly clues: { readonly calls: readonly string[]; readonly types: readonly string[]; readonly stores: readonly string[] };
  readonly asked: Asked;
}

/** Indices of a file's chosen declarations, ascending; a file that isn't named has none. */
export type Selection = ReadonlyMap<string, readonly number[]>;

interface Item {
  readonly at: Declaration;
  readonly file: File;
  /** The inventory may need to know who mentions it. */
  relevant: boolean;
  chosen: boolean;
}

interface File {
  readonly uri: string;
  readonly pkg: string;
  readonly imports: ReadonlySet<string>;
  readonly items: readonly Item[];
}

interface Named {
  readonly name: string;
  readonly item: Item;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function isNameless(name: string): boolean {
  return name === '_' || name === 'init' || name === 'main';
}

export function packageKey(uri: string, packageName: string): string {
  return `${uri.slice(0, Math.max(0, uri.lastIndexOf('/')))}\n${packageName}`;
}

/** Packages by folder as the linked program finds them: an import means the one that isn't an external test's. */
function filesOf(outlined: readonly Outlined[]): File[] {
  const byFolder = new Map<string, string[]>();
  for (const { uri, outline } of outlined) {
    const key = packageKey(uri, outline.packageName);
    const keys = byFolder.get(key.slice(0, key.indexOf('\n')));
    if (!keys) byFolder.set(key.slice(0, key.indexOf('\n')), [key]);
    else if (!keys.includes(key)) keys.push(key);
  }
  const folderOf = folderFinder([...byFolder.keys()]);
  return outlined.map(({ uri, outline }): File => {
    const imports = outline.imports.flatMap(({ path }) => byFolder.get(folderOf(path) ?? '')?.find((key) => !key.endsWith('_test')) ?? []);
    const items: Item[] = [];
    const file = { uri, pkg: packageKey(uri, outline.packageName), imports: new Set(imports), items };
    for (const at of outline.declarations) items.push({ at, file, relevant: false, chosen: false });
    return file;
  });
}

export function select(outlined: readonly Outlined[], { clues, asked }: Wanted): Selection {
  const files = filesOf(outlined);
  const declared = new Map<Mention, Named[]>();
  const methods = new Map<Mention, Named[]>();
  for (const { items } of files) {
    for (const item of items) {
      for (const name of item.at.names) {
        if (isNameless(name)) continue;
        if (item.at.receiver === undefined) push(declared, plainMention(name), { name, item });
        if (item.at.receiver !== undefined || item.at.kind === 'file') push(methods, memberMention(name), { name, item });
      }
    }
  }
  // Only names that somebody declares or that are clues by themselves are ever looked up.
  const fields = [...asked.fields].map((key) => key.slice(key.lastIndexOf('.') + 1));
  const looked = new Set([...clues.calls, ...clues.types, ...clues.stores, ...fields].flatMap((name) => [plainMention(name), memberMention(name)]));
  const mentioned = new Map<Mention, Item[]>();
  const assigned = new Map<Mention, Item[]>();
  for (const { items } of files) {
    for (const item of items) {
      for (const mention of item.at.mentions) if (declared.has(mention & ~1) || methods.has(mention) || looked.has(mention)) push(mentioned, mention, item);
      for (const mention of item.at.assigns) if (declared.has(mention & ~1) || looked.has(mention)) push(assigned, mention, item);
    }
  }

  const relevant: Item[] = [];
  const chosen: Item[] = [];
  const addChosen = (item: Item): void => {
    if (item.chosen) return;
    item.chosen = true;
    chosen.push(item);
  };
  const addRelevant = (item: Item): void => {
    if (item.relevant) return;
    item.relevant = true;
    relevant.push(item);
    addChosen(item);
  };
  /** Those in `index` that can mean the package-level `name` of a package. */
  const among = (index: ReadonlyMap<Mention, readonly Item[]>, name: string, pkg: string): Item[] => [
    ...(index.get(plainMention(name)) ?? []).filter(({ file }) => file.pkg === pkg || file.imports.has(pkg)),
    ...(index.get(memberMention(name)) ?? []).filter(({ file }) => file.imports.has(pkg)),
  ];

  const isType = (name: string, pkg: string): Item | undefined => declared.get(plainMention(name))?.find((one) => one.name === name && one.item.file.pkg === pkg)?.item;
  /** Methods whose type nobody has mentioned yet. */
  let waiting: Item[] = [];
  const addMethod = (item: Item): void => {
    const type = item.at.receiver === undefined ? undefined : isType(item.at.receiver, item.file.pkg);
    if (!type || type.chosen) addChosen(item);
    else waiting.push(item);
  };

  for (const { items } of files) for (const item of items) if (item.at.image || item.at.formats) addRelevant(item);
  for (const name of clues.calls) for (const mention of [plainMention(name), memberMention(name)]) mentioned.get(mention)?.forEach(addRelevant);
  for (const name of clues.types) mentioned.get(memberMention(name))?.forEach(addRelevant);
  for (const name of clues.stores) assigned.get(memberMention(name))?.forEach(addRelevant);
  for (const key of asked.globals) {
    const dot = key.lastIndexOf('.');
    among(assigned, key.slice(dot + 1), key.slice(0, dot)).forEach(addRelevant);
  }
  for (const key of asked.fields) {
    const [pkg, type, field] = parted(key);
    among(mentioned, type, pkg).forEach(addRelevant);
    for (const index of [mentioned, assigned]) for (const mention of [plainMention(field), memberMention(field)]) index.get(mention)?.forEach(addRelevant);
  }
  /** Whether anybody uses a package is a question to all of it and to all that import it. */
  const addPackage = (pkg: string): void => {
    for (const file of files) if (file.pkg === pkg || file.imports.has(pkg)) file.items.forEach(addRelevant);
  };
  asked.packages.forEach(addPackage);

  const settled = new Set(asked.packages);
  /** Packages whose relevant functions no chosen declaration of another package names: a walk will ask whether anybody uses them. */
  const addLonely = (): void => {
    const used = new Set<string>();
    const having = new Set<string>();
    for (const file of files) {
      for (const item of file.items) {
        if (item.relevant && item.at.kind === 'func' && !file.uri.endsWith('_test.go')) having.add(file.pkg);
        if (item.chosen) for (const pkg of file.imports) if (!used.has(pkg) && namesFunctionOf(item, pkg)) used.add(pkg);
      }
    }
    for (const pkg of having) {
      if (used.has(pkg) || settled.has(pkg)) continue;
      settled.add(pkg);
      addPackage(pkg);
    }
  };
  const namesFunctionOf = (item: Item, pkg: string): boolean => item.at.mentions.some((mention) => declared.get(mention & ~1)?.some(({ item: other }) => other.at.kind === 'func' && other.file.pkg === pkg) ?? false);

  const settle = (): void => {
    while (relevant.length > 0 || chosen.length > 0) {
      for (let item = relevant.pop(); item; item = relevant.pop()) {
        const { kind, names, receiver, image } = item.at;
        for (const name of names) {
          if (isNameless(name)) continue;
          if (receiver !== undefined || kind === 'file') mentioned.get(memberMention(name))?.forEach(addRelevant);
          if (receiver === undefined && (kind === 'func' || kind === 'file' || (image && kind !== 'type'))) among(mentioned, name, item.file.pkg).forEach(addRelevant);
        }
      }
      for (let item = chosen.pop(); item; item = chosen.pop()) {
        const { file } = item;
        for (const mention of item.at.mentions) {
          const isMember = (mention & 1) === 1;
          for (const { item: other } of declared.get(mention & ~1) ?? []) if (file.imports.has(other.file.pkg) || (!isMember && other.file.pkg === file.pkg)) addChosen(other);
          if (isMember) for (const { item: other } of methods.get(mention) ?? []) addMethod(other);
        }
      }
      const again = waiting;
      waiting = [];
      again.forEach(addMethod);
    }
  };
  settle();
  addLonely();
  settle();
  return new Map(files.map((file) => [file.uri, indicesOf(file)]));
}

/** `package.Type.field` */
function parted(key: string): [string, string, string] {
  const field = key.lastIndexOf('.');
  const type = key.lastIndexOf('.', field - 1);
  return [key.slice(0, type), key.slice(type + 1, field), key.slice(field + 1)];
}

/** Closures of variables are numbered through the file, and local types by the function's name: what shares such names goes together. */
function indicesOf({ items }: File): number[] {
  const names = new Set(items.filter(({ chosen, at }) => chosen && at.kind === 'func').flatMap(({ at }) => at.names));
  const closures = items.some(({ chosen, at }) => chosen && at.kind === 'var' && at.closures);
  return items.flatMap(({ chosen, at }, i) => (chosen || (at.kind === 'func' && at.names.some((name) => names.has(name))) || (closures && at.kind === 'var' && at.closures) ? [i] : []));
}
