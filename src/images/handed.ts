/**
 * Which texts does a flow hand to calls that nobody here can follow: methods of interfaces, functions from elsewhere, programs that edit
 * files? Such a call may build, load or put into a manifest what it is handed. Knows which calls only look, print or compare.
 */
import { remembered } from '../base/remembered';
import { joinedText } from '../base/text';
import type { Steps } from '../base/steps';
import type { CallExpr, CompositeExpr, Expr, FuncFact } from '../go/facts';
import { isDecided, runningAt } from '../flow/branches';
import type { Func, Program } from '../flow/declarations';
import type { Callees, Evaluation } from '../flow/evaluation';
import type { Frame } from '../flow/frame';
import { gathered, listsOf, type Item } from '../flow/lists';
import { originsOf } from '../flow/origins';
import { replacementsOf } from '../flow/replacer';
import { declaredOf, typeKeyOf } from '../flow/program';
import { isMethodValue } from '../flow/escapes';
import { isFollowedTemplate } from '../flow/textTemplate';
import { isBeingWritten } from '../flow/undeclared';
import type { Walk } from '../flow/walk';
import { termsOf } from '../flow/texts';
import { isText, knownText, valueKey } from '../flow/value';
import { isReadProgram } from './commandLine/mayNameImages';
import { isShell } from './commandLine/shell';
import { baseName } from './commandLine/wrappers';
import { inert, isGosOwn } from './foreign';
import { isUnderstood, patchesUnread, toldToContainer } from './idioms/containerCli';
import { isApplyConfiguration } from './idioms/applyConfigurations';
import { isManifest } from './idioms/yamlManifest';
import { commandsRun, isCommand, writtenText } from './idioms/commandsRun';
import { givenToManager } from './helmCalls/e2eFramework';
import { isReadByHelm } from './idioms/helmLibraries';
import { textsChanged } from './idioms/decodedManifests';
import { decoded, editedBy, editors, inputsOf, isFileWritten, manifestsEdited, manifestsIn, storesInTree, takenApart, type FileWritten } from './rewrites';
import { isNameRewritten } from './rewrittenNames';
import { buildsUnread } from './unreadBuilds';
import { onlyLooks } from './onlyLooks';
import { isUnreadHelper, runsTool } from './unreadHelpers';
import { isHalfCommand, isUnreadCommand } from './unreadCommands';

/** Their functions that put a text into what is in the cluster, or in an object of which only the shape is known. */
const patching = /^(?:(?:Raw|Constant)Patch|SetNested\w+)$/;
/** Of Go's own packages, those that make new texts of what they are handed in ways that aren't followed. */
const rewriting = /^(?:regexp|text\/template|html\/template)$|^(?:strings\.(?:NewReplacer|Map)|bytes\.Map|os\.Expand)$/;
/** They are followed where the text is known that they replace something in. */
const replacing = /^(?:strings|bytes)\.Replace(?:All)?$/;

/** Nested literals that are looked into, and those of what is encoded: a patch of a pod template is nested that deep. */
const deepest = 2;
const deepestEncoded = 12;

export interface OutOfSight {
  /** What is handed, as value keys, sorted. */
  readonly handed: readonly string[];
  /** Repositories that it hands by themselves to packages that aren't read: a tag may come to them there. */
  readonly repositories: readonly string[];
  /** It calls a helper, or runs a program, that isn't read and that may build, load or deploy images by itself. */
  readonly unread: boolean;
  /** It runs a command that may make or load any image: its words aren't known. */
  readonly unreadCommand: boolean;
  /** Methods that it calls without anybody seeing whose. */
  readonly methods: readonly string[];
  /** Methods that it calls by way of an interface where it is known whose they are. */
  readonly dispatched: readonly string[];
  /** Functions, and methods of the workspace's types, that it calls and nobody declares: their names are being written, or changed. */
  readonly undeclared: readonly string[];
  /** Something in it that may make images is being written. */
  readonly halfWritten: boolean;
}

/** Only what may run counts. `configured`: names of functions of which the configuration says what they do. */
export function* outOfSight(walk: Walk, configured: ReadonlySet<string>): Steps<OutOfSight> {
  const found = new Set<string>();
  const outside = new Set<string>();
  let unread = false;
  let unreadCommand = false;
  const methods = new Set<string>();
  const dispatched = new Set<string>();
  const undeclared = new Set<string>();
  let halfWritten = false;
  const edited: string[] = [];
  const isTree = walk.frames.some((frame) => !walk.idle.has(frame) && storesInTree(frame.func.fact));
  const written: FileWritten[] = [];
  const { evaluation: e } = walk;
  for (const frame of walk.frames) {
    if (walk.idle.has(frame)) continue;
    yield;
    halfWritten ||= isBeingWritten(e.program, frame.func);
    const { calls, literals, grown, taken, decodings } = suspects(frame.func.fact);
    const runs = (call: Expr): boolean => !isDecided(e, frame.func) || runningAt(e, call.span, frame).length > 0;
    for (const call of calls) if (call.fn.kind === 'select' && isDispatched(call, e, frame)) dispatched.add(call.fn.name);
    for (const call of [...calls, ...literals]) {
      if (call.kind === 'call' && isConfigured(call, configured)) continue;
      halfWritten ||= call.kind === 'call' && isWithoutProgram(call);
      const commands = commandsRun(e, call, frame)?.map(({ words }) => words);
      if (call.kind === 'call' && isFileWritten(call)) written.push({ call, frame });
      if (commands) {
        halfWritten ||= commands.some((words) => isHalfCommand(e, words));
        edited.push(...commands.flatMap((words) => editedBy(e, words)));
        const builds: boolean = !unread && commands.some((words) => buildsUnread(e, words));
        const open = innerOf(commands.map((words) => (isUnreadProgram(e, words) ? words : toldToContainer(e, words))));
        const unknown: boolean = !unreadCommand && commands.some((words) => isUnreadCommand(e, words));
        if (commands.some(isLocalEdit)) for (const expr of inputsOf(call, frame.func.fact)) for (const key of manifestsIn(e, expr, frame)) found.add(key);
        if ((!builds && !unknown && open.length === 0) || !runs(call)) continue;
        unread ||= builds;
        unreadCommand ||= unknown;
        for (const { expr, frame: at } of open) note(e, expr, at, found);
        if (open.length > 0) for (const expr of inputsOf(call, frame.func.fact)) for (const key of manifestsIn(e, expr, frame)) found.add(key);
      } else if (call.kind === 'composite') note(e, call, frame, found);
      else if (isOpen(e, call, frame) && runs(call)) {
        if (isUndeclared(call, e, frame)) undeclared.add(call.fn.name);
        else if (call.fn.kind === 'select' && isAnybodys(e.callees(call, frame))) methods.add(call.fn.name);
        unread ||= isUnreadHelper(e, call, frame);
        const callees = e.callees(call, frame);
        const into = callees.kind === 'library' && callees.path !== '' && isGosOwn(callees.path) ? found : outside;
        for (const expr of call.args) note(e, expr, frame, into);
        for (const { expr, frame: at } of givenToManager(e, call, frame)) if (expr) note(e, expr, at, found);
        if (call.spread) for (const { expr, frame: at } of spreadIn(e, call, frame)) note(e, expr, at, found);
      }
    }
    for (const expr of grown) note(e, expr, frame, found);
    for (const expr of [...taken, ...(isTree ? decodings : textsChanged(e, frame))]) for (const key of manifestsIn(e, expr, frame)) found.add(key);
  }
  if (edited.length > 0) for (const key of manifestsEdited(e, written, edited)) found.add(key);
  const repositories = [...outside].filter((key) => /^[^\0@]*\/[^:@\0]+$/.test(key));
  return { handed: [...new Set([...found, ...outside])].sort(), repositories: repositories.sort(), unread, unreadCommand, methods: [...methods].sort(), dispatched: [...dispatched].sort(), undeclared: [...undeclared].sort(), halfWritten };
}

/** The configuration says what it does. */
function isConfigured({ fn }: CallExpr, configured: ReadonlySet<string>): boolean {
  return (fn.kind === 'select' || fn.kind === 'name') && configured.has(fn.name);
}

type NamedCall = CallExpr & { readonly fn: Extract<Expr, { readonly kind: 'name' | 'select' }> };

/** `exec.Command()`: what it runs is still to be written. */
function isWithoutProgram({ fn, args }: CallExpr): boolean {
  return fn.kind === 'select' && fn.of.kind === 'name' && fn.of.name === 'exec' && (fn.name === 'Command' || fn.name === 'CommandContext') && args.length === 0;
}

/** Neither the package has such a function, nor one that it imports with a dot; or the workspace's own type no such method. */
function isUndeclared(call: CallExpr, { program }: Evaluation, { func }: Frame): call is NamedCall {
  const { fn } = call;
  if (fn.kind === 'name') {
    const declared = program.resolve(fn.name, func.file);
    return declared.kind === 'library' && declared.path === '';
  }
  const type = fn.kind === 'select' && !program.callee(call, func) ? program.typeOf(fn.of, func) : undefined;
  const fields = type && program.fields(type);
  // What it embeds may have that method.
  return fields !== undefined && fn.kind === 'select' && !fields.some(({ name, embedded }) => embedded || name === fn.name);
}

/** No function of a package: a method, of whatever type. */
function isAnybodys(callees: Callees): boolean {
  return callees.kind === 'unknown' || (callees.kind === 'library' && callees.path === '');
}

/** Whose method it is shows only by what stands behind the interface. */
function isDispatched(call: CallExpr, e: Evaluation, frame: Frame): boolean {
  if (e.program.callee(call, frame.func)) return false;
  const callees = e.callees(call, frame);
  return callees.kind === 'funcs' && callees.list.every(({ func }) => func.fact.receiver !== undefined);
}

/** Calls of a body that may not be followed, and what it puts together for a command by itself. */
const suspects: (fact: FuncFact) => { readonly calls: readonly CallExpr[]; readonly literals: readonly CompositeExpr[]; readonly grown: readonly Expr[]; readonly taken: readonly Expr[]; readonly decodings: readonly Expr[] } = remembered((fact) => {
  const calls = fact.calls.filter(({ fn }) => !((fn.kind === 'select' || fn.kind === 'name') && (onlyLooks.test(fn.name) || isLogging(fn))) && fn.kind !== 'type');
  const literals = fact.composites.filter(({ type }) => isCommand(type));
  const grown = fact.binds.flatMap(({ target, source }) => {
    if (source.kind !== 'expr') return [];
    // `container["image"] = …`, in an object of no type.
    if (target.kind === 'index') return writtenText(target.index) === 'image' ? [source.expr] : [];
    return target.kind === 'field' && (target.name === 'Args' || target.name === 'Env') && source.expr.kind === 'call' ? source.expr.args : [];
  });
  return { calls, literals, grown, taken: calls.flatMap(takenApart), decodings: calls.flatMap(decoded) };
});

/** `log.With("image", image)`: a logger with something more to say. */
function isLogging(fn: Expr): boolean {
  return fn.kind === 'select' && fn.name === 'With' && (fn.of.kind === 'local' || fn.of.kind === 'name') && /^(?:[a-z]{0,2}log|\w*[lL]ogger|\w+Log)$/.test(fn.of.name);
}

function mayBeText({ kind }: Expr): boolean {
  return kind !== 'func' && kind !== 'number' && kind !== 'type';
}

function isOpen(e: Evaluation, call: CallExpr, frame: Frame): boolean {
  if (isFollowedTemplate(e, call, frame) || isFollowedReplacement(e, call, frame) || isNameRewritten(e, call, frame) || isApplyConfiguration(call, frame.func, e.program)) return false;
  const callees = e.callees(call, frame);
  switch (callees.kind) {
    case 'unknown':
      return true;
    case 'conversion':
      return false;
    case 'funcs':
      // A method as a value is called where nobody sees whose it is.
      return !callees.complete || call.args.some((arg) => isMethod(e.program, arg, frame.func));
    case 'library':
      return isOpenLibrary(callees, call, e, frame) && !isReadByHelm(e, call, frame);
  }
}

function isOpenLibrary({ path, name }: Extract<Callees, { kind: 'library' }>, call: CallExpr, e: Evaluation, frame: Frame): boolean {
  if (path === '') return name.startsWith('.') ? !isOfLibrary(e, call, frame) : isUndeclared(call, e, frame);
  // `exec.Comm`: it is being written.
  if (/(^|\/)exec$/.test(path) && 'CommandContext'.startsWith(name)) return true;
  if (replacing.test(`${path}.${name}`)) return call.args[0] !== undefined && isUnknownText(e, call.args[0], frame);
  if (isGosOwn(path)) return (rewriting.test(path) || rewriting.test(`${path}.${name}`)) && !isFollowedReplacer(e, call, frame);
  return !inert.test(path) || patching.test(name) || runsTool(call);
}

/** `x.Do` as a value, of a method that the workspace declares. */
function isMethod(program: Program, arg: Expr, func: Func): boolean {
  if (!isMethodValue(program, arg, func)) return false;
  const type = program.typeOf(arg.of, func);
  const key = type && typeKeyOf(program, type);
  const dot = key?.lastIndexOf('.') ?? -1;
  return key !== undefined && program.packages.get(key.slice(0, dot))?.methods.get(key.slice(dot + 1))?.has(arg.name) === true;
}

/** A file that is read or embedded is a manifest's to look into. */
function isUnknownText(e: Evaluation, expr: Expr, frame: Frame): boolean {
  const isFile = originsOf(e, expr, frame).list.some((origin) => {
    if (origin.kind !== 'made') return false;
    if (origin.expr.kind === 'other') return origin.expr.file !== undefined;
    if (origin.expr.kind !== 'call') return false;
    const [path] = origin.expr.args;
    const callees = e.callees(origin.expr, origin.frame);
    return callees.kind === 'library' && callees.name === 'ReadFile' && callees.path !== '' && path !== undefined && e.texts(path, origin.frame).values.some((value) => knownText(value) !== undefined);
  });
  return !isFile && e.texts(expr, frame).values.every(({ parts }) => parts.every((part) => !isText(part)));
}

/** `strings.NewReplacer(…).Replace(text)` of a text that is known. */
function isFollowedReplacer(e: Evaluation, replacer: CallExpr, frame: Frame): boolean {
  return frame.func.fact.calls.some((call) => call.fn.kind === 'select' && call.fn.of === replacer && isFollowedReplacement(e, call, frame));
}

/** Of a manifest: what becomes of a command line or a name isn't known where it may be one of several. */
function isFollowedReplacement(e: Evaluation, call: CallExpr, frame: Frame): boolean {
  const [text] = call.args;
  if (!text || replacementsOf(e, call, frame) === undefined || isUnknownText(e, text, frame)) return false;
  return originsOf(e, text, frame).list.every((origin) => origin.kind !== 'made' || origin.expr.kind !== 'text' || isManifest(joinedText(origin.expr.chunks)));
}

/** A method of a type that isn't the workspace's and whose package is known to do nothing to images. */
function isOfLibrary(e: Evaluation, { fn }: CallExpr, frame: Frame): boolean {
  const type = fn.kind === 'select' ? e.program.typeOf(fn.of, frame.func) : undefined;
  const declared = type && declaredOf(e.program, type);
  return declared?.kind === 'library' && declared.path !== '' && (isGosOwn(declared.path) ? !rewriting.test(declared.path) : inert.test(declared.path));
}

/** A program that no reader knows, or one that edits what others will read. */
function isUnreadProgram(e: Evaluation, items: readonly Item[]): boolean {
  const words = items.map(({ expr }) => expr && writtenText(expr));
  const [first] = items;
  const program = words[0] ?? (first?.expr && e.keyText(first.expr, first.frame));
  if (program === undefined) return !isUnderstood(e, items);
  if (!isReadProgram(program) || isHalfWritten(e, baseName(program), items.slice(1))) return true;
  if (words.includes('patch')) return patchesUnread(e, items);
  return isShell(baseName(program)) && items.slice(1).some(({ expr, frame }) => expr && e.texts(expr, frame).values.some(({ parts }) => parts.some((part) => isText(part) && editors.test(part.text))));
}

/** `kubectl set image --local -f - -o yaml`: it prints another manifest than the one that it reads. */
function isLocalEdit(items: readonly Item[]): boolean {
  const words = items.map(({ expr }) => expr && writtenText(expr));
  return words[0] === 'kubectl' && words.includes('--local');
}

const loaders: ReadonlyMap<string, { readonly verbs: RegExp; readonly objects: RegExp }> = new Map([
  ['kind', { verbs: /^(?:load|create|build|delete|get|export|version|completion|help)$/, objects: /^(?:docker-image|image-archive)$/ }],
  ['k3d', { verbs: /^(?:image|cluster|node|registry|kubeconfig|config|version|completion|help)$/, objects: /^(?:import|load)$/ }],
]);

/** `kind lo`, `kind load docker-`: a subcommand that there isn't. */
function isHalfWritten(e: Evaluation, program: string, items: readonly Item[]): boolean {
  const known = loaders.get(program);
  if (!known) return false;
  const [verb, object] = items.slice(0, 2).map(({ expr, frame }) => expr && e.keyText(expr, frame));
  if (verb === undefined || verb.startsWith('-')) return false;
  return !known.verbs.test(verb) || ((verb === 'load' || verb === 'image') && (object === undefined || !known.objects.test(object)) && object?.startsWith('-') !== true);
}

const named = /im(?:a)?ge?s?$|image|tag|ref|repo|version|name/i;
/** Fields that may hold names of images among other things. */
const settings = /args?$|cmd|command|values?$|opts?$|options|config|spec|env$|vars?$|data$|path$/i;
const formatting = /Sprint|Join|Replace|Trim|String$|append|Bytes$/;
/** What a loop may also call an element of a list of names, or a function a name that it puts together. */
const short = /^(?:t|b|g|n|i|id)$/;
const others = /^(?:ctx|err|t|b|w|g|ok|ns|n|i|id)$|ctx$|context$|client|logger|namespace|kubeconfig|token|port|url|path|dir|cluster|timeout|writer|out(?:put)?$|buf|req|resp|body|payload|manager|server|store|infra|cancel|registry$|scheme|secret|cert|key$|user|password|event|handler|session/i;

/** `kind load docker-image `, with the image behind it. */
function isCommandLine(text: string): boolean {
  const [, program] = /^\s*(\S+)\s/.exec(text) ?? [];
  return program !== undefined && isReadProgram(program);
}

/**
 * Nothing that holds an image, going by what it is called: a client, a context, a token. Everything that is looked into is followed through
 * the whole workspace, so that what surely is something else had better not be.
 */
function isOther(e: Evaluation, expr: Expr, func: Func): boolean {
  switch (expr.kind) {
    case 'local':
      return others.test(expr.name) && !(e.program.index(func).vars.get(expr.id) ?? []).some(({ bind: { source } }) => (source.kind === 'result' && isEncoding(source.expr)) || (short.test(expr.name) && (source.kind === 'rangeValue' || (source.kind === 'expr' && isPutTogether(source.expr)))));
    case 'index':
      return isOther(e, expr.of, func);
    case 'binary': {
      const texts = termsOf(expr).flatMap((term) => writtenText(term) ?? []);
      return texts.length > 0 && !texts.some((text) => /[:/@=]/.test(text) || isCommandLine(text));
    }
    case 'call': {
      const [converted] = expr.fn.kind === 'name' && expr.fn.name === 'string' ? expr.args : [];
      if (converted) return isOther(e, converted, func);
      // A format without any of the marks of a reference, or of a setting, makes none.
      const format = expr.args[0] && writtenText(expr.args[0]);
      if (format !== undefined && expr.args.length > 1 && !/[:/@=]/.test(format) && !isCommandLine(format)) return true;
      return !((expr.fn.kind === 'select' || expr.fn.kind === 'name') && (named.test(expr.fn.name) || formatting.test(expr.fn.name))) && expr.fn.kind !== 'type';
    }
    case 'name':
    case 'select': {
      const declared = expr.kind === 'name' ? e.program.resolve(expr.name, func.file) : expr.of.kind === 'name' ? e.program.member(expr.of.name, expr.name, func.file) : undefined;
      if (declared?.kind === 'global' && !declared.global.fact.constant) return !named.test(expr.name);
      return others.test(expr.name) || (expr.kind === 'select' && !declared && !named.test(expr.name) && isOther(e, expr.of, func));
    }
    default:
      return false;
  }
}

/** `json.Marshal(patch)`: a text of all that is in it. */
function isEncoding(expr: Expr): expr is CallExpr {
  return expr.kind === 'call' && expr.fn.kind === 'select' && /^Marshal(?:Indent|Strict)?$/.test(expr.fn.name);
}

function isPutTogether(expr: Expr): boolean {
  return expr.kind === 'text' || expr.kind === 'binary' || (expr.kind === 'call' && (expr.fn.kind === 'select' || expr.fn.kind === 'name') && formatting.test(expr.fn.name));
}

/**
 * The texts of an expression that may hold a reference, and those inside of the literals and lists that it may be, `left` levels deep.
 * `encoded`: it is inside of what becomes one text, whatever its parts are called.
 */
function note(e: Evaluation, expr: Expr, frame: Frame, found: Set<string>, left = deepest, encoded = false): void {
  if (!mayBeText(expr) || (!encoded && isOther(e, expr, frame.func))) return;
  const wholes = expr.kind === 'text' ? [] : originsOf(e, expr, frame).list.flatMap((origin): readonly Inner[] => {
    if (origin.kind === 'gathered') return innerOf(gathered(e, origin.items, origin.spread, origin.frame).alternatives);
    if (origin.kind !== 'made') return [];
    if (isEncoding(origin.expr)) return origin.expr.args.map((arg) => ({ expr: arg, frame: origin.frame, encoded: true }));
    return insideOf(e, origin.expr, origin.frame, encoded) ?? [];
  });
  for (const inner of wholes) {
    if (inner.encoded === true && !encoded) note(e, inner.expr, inner.frame, found, deepestEncoded, true);
    else if (left >= 0) note(e, inner.expr, inner.frame, found, left - 1, encoded);
  }
  if (wholes.length > 0) return;
  for (const value of e.texts(expr, frame).values) if (value.parts.some((part) => isText(part) && /[:/@]/.test(part.text))) found.add(valueKey(value));
}

/** The elements of a list that is spread into a call, in each turn of the loops around it. */
function spreadIn(e: Evaluation, { args }: CallExpr, frame: Frame): readonly Inner[] {
  const last = args.slice(-1);
  return innerOf(e.alternatives(frame, last).flatMap((at) => gathered(e, last, true, at).alternatives));
}

interface Inner {
  readonly expr: Expr;
  readonly frame: Frame;
  /** It becomes a text by itself. */
  readonly encoded?: true;
}

/** What a literal or a list that grows holds; undefined for anything else. */
function insideOf(e: Evaluation, expr: Expr, frame: Frame, encoded: boolean): readonly Inner[] | undefined {
  if (expr.kind === 'composite') return expr.elements.flatMap(({ field, value }) => (encoded || field === undefined || named.test(field) || settings.test(field) ? [{ expr: value, frame }] : []));
  if (expr.kind !== 'call' || expr.fn.kind !== 'name' || expr.fn.name !== 'append') return undefined;
  return innerOf(listsOf(e, expr, frame).alternatives);
}

function innerOf(lists: readonly (readonly Item[])[]): readonly Inner[] {
  return lists.flatMap((items) => items.flatMap((item) => (item.expr ? [{ expr: item.expr, frame: item.frame }] : [])));
}
