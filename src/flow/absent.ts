/**
 * Does a map certainly never have this key? Only of maps of which every use is seen: a variable that is bound once, to a map that is made
 * there, and that is read, filled under keys that are written down, and handed to functions that do no more. Anything else: nobody knows.
 */
import { shortestStretch, type Bind, type CallExpr, type Expr, type FuncFact, type TypeRef, type VarId } from '../go/facts';
import { remembered } from '../base/remembered';
import { joinedText, type Place } from '../base/text';
import { pushTo } from '../base/pushTo';
import { walkLocals } from './bindIndex';
import type { Declared, Func, OwnedBind } from './declarations';
import type { Evaluation } from './evaluation';
import { runningFrame, type Frame } from './frame';
import { exprOf, localsIn, withClosures } from './locals';
import { placeOf, unknown, type Origin, type Origins } from './origin';

interface Key {
  readonly text: string;
  readonly at: Place;
}

/** What is read under `key` where nothing stores it: the empty text. */
export function absentElement(e: Evaluation, of: Expr, key: Expr, frame: Frame): Origins | undefined {
  const wanted = writtenText(e, key, frame.func);
  const home = wanted === undefined ? undefined : homeOf(e, of, frame);
  const keys = home && keysOf(e, home);
  if (wanted === undefined || !home || !keys || keys.length === 0 || keys.some(({ text }) => text === wanted)) return undefined;
  const reader = walkLocals(of)?.id;
  if (reader === undefined || mayBeEmpty(frame.func.outermost.fact).has(reader)) return undefined;
  const [chunk, ...more] = key.kind === 'text' ? key.chunks : [];
  const plain = chunk && more.length === 0 && chunk.end - chunk.start === wanted.length;
  const absent = { key: wanted, at: placeOf(frame, key.span), ...(plain ? { characters: placeOf(frame, chunk) } : {}), map: home.at, keys };
  return { list: [{ kind: 'hole', hole: { kind: 'unknown', why: `nothing stores ${JSON.stringify(wanted)}`, absent }, trail: [] }], complete: true };
}

/** It is the `ok` of `v, ok := m[k]`, and nothing stores that key, or nothing made the map. */
export function asksMissingKey(e: Evaluation, id: VarId, frame: Frame): boolean {
  const only = onlyBind(e, id, frame.func);
  const source = only?.bind.source;
  if (only?.owner !== frame.func || source?.kind !== 'result' || source.index !== 1 || source.expr.kind !== 'index') return false;
  const wanted = writtenText(e, source.expr.index, frame.func);
  const home = wanted === undefined ? undefined : homeOf(e, source.expr.of, frame);
  return home !== undefined && keysOf(e, home)?.every(({ text }) => text !== wanted) === true;
}

/** A function that asks whether its parameter is empty knows what to do then. */
export function ifExpected(origins: Origins, owner: Func, param: VarId | undefined): Origins {
  const isAbsent = (origin: Origin): boolean => origin.kind === 'hole' && origin.hole.kind === 'unknown' && origin.hole.absent !== undefined;
  if (param === undefined || !origins.list.some(isAbsent) || !mayBeEmpty(owner.outermost.fact).has(param)) return origins;
  return { ...origins, list: origins.list.flatMap((origin) => (isAbsent(origin) ? unknown('no element is known').list : [origin])) };
}

/** A variable that holds a map or a channel from where it is made. */
interface Home {
  readonly func: Func;
  readonly id: VarId;
  /** Undefined where nothing made it, and it is nil. */
  readonly maker: Expr | undefined;
  readonly at: Place;
}

/** How many calls a map is handed down. */
const mostCalls = 8;

/** The variable that the map was made for, through the arguments of the calls that are running. */
function homeOf(e: Evaluation, of: Expr, frame: Frame): Home | undefined {
  let expr = of;
  let at = frame;
  for (let calls = 0; calls < mostCalls && expr.kind === 'local'; calls++) {
    const { params } = e.program.index(at.func);
    const param = params.get(expr.id);
    if (!param) return madeIn(e, expr.id, at.func, 'map');
    const call = runningFrame(param.func, at)?.call;
    if (!call || !isCounted(call.expr, param.func)) return undefined;
    const given = call.expr.args[param.index];
    if (!given) return undefined;
    expr = given;
    at = call.frame;
  }
  return undefined;
}

function madeIn(e: Evaluation, id: VarId, func: Func, kind: 'map' | 'chan'): Home | undefined {
  const only = onlyBind(e, id, func);
  const source = only?.bind.source;
  if (!only || (source?.kind !== 'expr' && source?.kind !== 'zero')) return undefined;
  const maker = source.kind === 'expr' ? source.expr : undefined;
  const type = !maker ? func.outermost.fact.vars[id]?.type : maker.kind === 'composite' ? maker.type : maker.kind === 'call' && maker.fn.kind === 'name' && maker.fn.name === 'make' ? typeIn(maker.args[0]) : undefined;
  return type?.kind === kind ? { func, id, maker, at: { uri: func.file.uri, start: only.bind.span.start, end: only.bind.span.end } } : undefined;
}

function typeIn(expr: Expr | undefined): TypeRef | undefined {
  return expr?.kind === 'type' ? expr.type : undefined;
}

/** The one assignment of a variable that is no parameter and whose address nobody takes. */
function onlyBind(e: Evaluation, id: VarId, func: Func): OwnedBind | undefined {
  const { vars, params, receivers, aliases, handed } = e.program.index(func);
  const binds = vars.get(id) ?? [];
  const isPointedAt = aliases.has(id) || handed.get(id)?.some(({ arg }) => arg.kind === 'unary' && arg.op === '&');
  return binds.length === 1 && !params.has(id) && !receivers.has(id) && !isPointedAt ? binds[0] : undefined;
}

/** Everything that is stored into a map or sent into a channel; undefined where some of it may not be seen. */
function storesOf(e: Evaluation, { func, id }: Home): OwnedBind[] | undefined {
  const stores: OwnedBind[] = [];
  const seen = new Set<string>();
  const queue = [{ func: func.outermost, id }];
  for (let at = queue.pop(); at; at = queue.pop()) {
    const mark = `${at.func.id}/${at.id}`;
    if (seen.has(mark)) continue;
    seen.add(mark);
    if (e.spend() || seen.size > mostCalls * 4 || at.func.file.broken.length > 0) return undefined;
    const uses = usesIn(e, at.func, at.id);
    if (!uses) return undefined;
    stores.push(...uses.stores);
    queue.push(...uses.handed);
  }
  return stores;
}

interface Uses {
  /** Nothing but reading, storing and handing on. */
  plain: boolean;
  readonly stores: OwnedBind[];
  readonly handed: { readonly func: Func; readonly id: VarId }[];
}

/** What a declared function, closures included, does with a variable; undefined where that is anything else. */
function usesIn(e: Evaluation, root: Func, id: VarId): Uses | undefined {
  const uses: Uses = { plain: true, stores: [], handed: [] };
  const isIt = (expr: Expr | undefined): boolean => expr?.kind === 'local' && expr.id === id;
  const look = (expr: Expr | undefined, owner: Func): void => {
    if (!expr || !localsIn(expr).includes(id)) return;
    switch (expr.kind) {
      case 'index':
        if (!isIt(expr.of)) look(expr.of, owner);
        look(expr.index, owner);
        return;
      case 'unary':
        if (expr.op !== '<-' || !isIt(expr.of)) look(expr.of, owner);
        return;
      case 'binary':
        // `m == nil` looks only.
        for (const side of [expr.left, expr.right]) if (!isIt(side)) look(side, owner);
        return;
      case 'select':
      case 'assert':
        look(expr.of, owner);
        return;
      case 'composite':
        for (const { key, value } of expr.elements) [key, value].forEach((one) => { look(one, owner); });
        return;
      case 'call':
        look(expr.fn, owner);
        expr.args.forEach((arg, i) => {
          if (isIt(arg)) uses.plain &&= isHandedOn(e, expr, i, owner, uses);
          else look(arg, owner);
        });
        return;
      default:
        uses.plain = false;
    }
  };
  const visit = (owner: Func): void => {
    const { binds, calls, composites, returns } = owner.fact;
    for (const one of binds) {
      const { target, source } = one;
      if ((target.kind === 'index' || target.kind === 'send') && isIt(target.of)) uses.stores.push({ bind: one, owner });
      else if ('of' in target) look(target.of, owner);
      if (target.kind === 'index') look(target.index, owner);
      if ((source.kind !== 'rangeKey' && source.kind !== 'rangeValue') || !isIt(source.of)) look(exprOf(source), owner);
      if (target.kind === 'var' && target.id === id && root.fact.vars[id]?.role === 'param') uses.plain = false;
    }
    for (const expr of [...calls, ...composites, ...returns.flatMap(({ values }) => values)]) look(expr, owner);
    uses.plain &&= !calls.some(({ args }) => args.some((arg) => arg.kind === 'func' && isLongStep(owner.closures[arg.index])));
    owner.closures.forEach(visit);
  };
  visit(root);
  return uses.plain ? uses : undefined;
}

/** A literal that is handed to a call and gives nothing back: what it only hands on is not always looked at. */
function isLongStep(closure: Func | undefined): boolean {
  return closure !== undefined && closure.fact.results.length === 0 && closure.fact.span.end - closure.fact.span.start >= shortestStretch;
}

const lookers = new Set(['len', 'cap', 'close', 'delete', 'clear']);

/** The call only looks at the argument, or is one that can be looked into. */
function isHandedOn(e: Evaluation, call: CallExpr, index: number, owner: Func, uses: Uses): boolean {
  const declared = call.fn.kind === 'func' ? undefined : e.program.callee(call, owner);
  if (declared?.kind === 'predeclared') return lookers.has(declared.name);
  if (declared?.kind === 'library') return declared.path === 'fmt' || declared.path === 'log';
  const func = call.fn.kind === 'func' ? owner.closures[call.fn.index] : declared?.kind === 'func' ? declared.func : undefined;
  if (!func || !isCounted(call, func)) return false;
  const id = func.fact.params[index]?.var;
  if (id !== undefined) uses.handed.push({ func: func.outermost, id });
  return true;
}

function isCounted({ args, spread }: CallExpr, { fact: { params } }: Func): boolean {
  return !spread && args.length === params.length && params.every(({ variadic }) => !variadic);
}

/** Every key that the map can have; undefined where one isn't written down. */
function keysOf(e: Evaluation, home: Home): Key[] | undefined {
  const stores = storesOf(e, home);
  if (!stores) return undefined;
  const { maker, func } = home;
  const keys: (Key | undefined)[] = maker?.kind === 'composite' ? maker.elements.map(({ key }) => keyAt(e, key, func)) : [];
  for (const { bind: { target }, owner } of stores) keys.push(...(target.kind === 'index' ? writtenKeys(e, target.index, owner) : [undefined]));
  const known = keys.filter((key) => key !== undefined);
  return known.length === keys.length ? known.filter(({ text }, i) => known.findIndex((one) => one.text === text) === i) : undefined;
}

function keyAt(e: Evaluation, expr: Expr | undefined, func: Func): Key | undefined {
  const text = expr && writtenText(e, expr, func);
  return text === undefined || !expr ? undefined : { text, at: { uri: func.file.uri, start: expr.span.start, end: expr.span.end } };
}

/** Where a key is taken from, step by step. */
const mostSteps = 6;

/** The texts of a key: its own, or those of the argument, the row of a table or what was sent, of which it is the whole or a field. */
function writtenKeys(e: Evaluation, expr: Expr, func: Func, steps = mostSteps): readonly (Key | undefined)[] {
  const own = keyAt(e, expr, func);
  if (own) return [own];
  const [of, field] = expr.kind === 'select' ? [expr.of, expr.name] : [expr, undefined];
  if (of.kind !== 'local' || steps === 0) return [undefined];
  const argument = field === undefined ? argumentOf(e, of.id, func) : undefined;
  if (argument) return writtenKeys(e, argument.expr, argument.func, steps - 1);
  const bind = onlyBind(e, of.id, func);
  const isChanged = (e.program.index(func).through.get(of.id) ?? []).length > 0;
  const rows = bind && !isChanged ? rowsOf(e, bind) : undefined;
  return rows ? rows.flatMap((row) => partKeys(e, row.expr, field, row.func, steps - 1)) : [undefined];
}

interface Row {
  readonly expr: Expr;
  readonly func: Func;
}

/** What a function literal that is called on the spot gets for its parameter. */
function argumentOf(e: Evaluation, id: VarId, func: Func): Row | undefined {
  const { params, vars } = e.program.index(func);
  const param = params.get(id);
  const around = param?.func.parent;
  if (!param || !around || vars.has(id)) return undefined;
  const calls = around.fact.calls.filter(({ fn }) => fn.kind === 'func' && around.closures[fn.index] === param.func);
  const [only] = calls;
  const expr = only && isCounted(only, param.func) ? only.args[param.index] : undefined;
  return expr && { expr, func: around };
}

/** The elements of a literal that is looped through, or everything that is sent into a channel. */
function rowsOf(e: Evaluation, { bind, owner }: OwnedBind): Row[] | undefined {
  if (bind.source.kind === 'rangeValue') {
    const table = tableOf(e, bind.source.of, owner);
    return table?.expr.kind === 'composite' ? table.expr.elements.map(({ value }) => ({ expr: value, func: table.func })) : undefined;
  }
  const channel = channelOf(bind);
  const home = channel?.kind === 'local' ? madeIn(e, channel.id, owner, 'chan') : undefined;
  const stores = home && storesOf(e, home);
  const sent = stores?.flatMap((one) => (one.bind.source.kind === 'expr' ? [{ expr: one.bind.source.expr, func: one.owner }] : []));
  return sent?.length === stores?.length ? sent : undefined;
}

/** A list as it is written down: on the spot, or in a variable of a body or a package that nobody sets, stores into or hands on. */
function tableOf(e: Evaluation, of: Expr, func: Func): Row | undefined {
  if (of.kind === 'local') {
    const { through, handed, uses } = e.program.index(func);
    const bind = onlyBind(e, of.id, func);
    const isKept = [through, handed, uses].every((all) => (all.get(of.id) ?? []).length === 0);
    return bind?.bind.source.kind === 'expr' && isKept ? { expr: bind.bind.source.expr, func: bind.owner } : undefined;
  }
  const declared = declaredAs(e, of, func);
  if (declared?.kind !== 'global') return { expr: of, func };
  const { global } = declared;
  const home = e.initializer(global.file);
  const uses = [...e.program.globalBinds(global), ...e.program.globalThrough(global), ...e.program.globalHanded(global), ...e.program.globalGiven(global)];
  const isKept = uses.every(({ owner }) => owner === home);
  return global.fact.value && home && isKept ? { expr: global.fact.value, func: home } : undefined;
}

/** What an assignment receives from: `<-ch`, or a range over the channel. */
function channelOf({ source }: Bind): Expr | undefined {
  if (source.kind === 'rangeKey') return source.of;
  const receive = source.kind === 'expr' || (source.kind === 'result' && source.index === 0) ? source.expr : undefined;
  return receive?.kind === 'unary' && receive.op === '<-' ? receive.of : undefined;
}

/** The texts of a field of a literal, or of the whole. */
function partKeys(e: Evaluation, whole: Expr, field: string | undefined, func: Func, steps: number): readonly (Key | undefined)[] {
  if (field === undefined) return writtenKeys(e, whole, func, steps);
  if (whole.kind !== 'composite') return [undefined];
  const named = whole.elements.find((one) => one.field === field);
  const type = e.program.typeOf(whole, func);
  const place = type ? (e.program.fields(type) ?? []).findIndex(({ name }) => name === field) : -1;
  const value = (named ?? (whole.elements.every((one) => one.key === undefined) ? whole.elements[place] : undefined))?.value;
  return value ? writtenKeys(e, value, func, steps) : [undefined];
}

/** What a name, or a package's member, stands for. */
function declaredAs(e: Evaluation, expr: Expr, { file }: Func): Declared | undefined {
  if (expr.kind === 'name') return e.program.resolve(expr.name, file);
  return expr.kind === 'select' && expr.of.kind === 'name' ? e.program.member(expr.of.name, expr.name, file) : undefined;
}

/** A literal, or a constant that is one. */
function writtenText(e: Evaluation, expr: Expr, func: Func): string | undefined {
  if (expr.kind === 'text') return joinedText(expr.chunks);
  if (expr.kind === 'local') {
    const source = onlyBind(e, expr.id, func)?.bind.source;
    return source?.kind === 'expr' && source.expr.kind === 'text' ? joinedText(source.expr.chunks) : undefined;
  }
  const declared = declaredAs(e, expr, func);
  const value = declared?.kind === 'global' && declared.global.fact.constant ? declared.global.fact.value : undefined;
  return value?.kind === 'text' ? joinedText(value.chunks) : undefined;
}

/**
 * Variables of a declared function whose texts, or elements, it expects to be empty or missing: compared with the empty text, measured, read
 * with a second result; and those that they come from.
 */
const mayBeEmpty: (root: FuncFact) => ReadonlySet<VarId> = remembered((root) => {
  const all = withClosures(root);
  const sources = new Map<VarId, Expr[]>();
  for (const { target, source } of all.flatMap(({ binds }) => binds)) {
    const expr = exprOf(source);
    if (target.kind === 'var' && expr) pushTo(sources, target.id, expr);
  }
  const found = new Set<VarId>();
  const add = (expr: Expr): void => {
    for (const id of localsIn(expr)) {
      if (found.has(id)) continue;
      found.add(id);
      sources.get(id)?.forEach(add);
    }
  };
  for (const { asked: compared, binds, calls } of all) {
    compared.forEach(add);
    for (const { source } of binds) if (source.kind === 'result' && source.expr.kind === 'index') add(source.expr);
    for (const { fn, args: [measured] } of calls) if (fn.kind === 'name' && fn.name === 'len' && measured && isAsItIs(measured, sources)) add(measured);
  }
  return found;
});

/** A text, and no list that was made of it; the length of a map says nothing of its elements. */
function isAsItIs(measured: Expr, sources: ReadonlyMap<VarId, readonly Expr[]>): boolean {
  if (measured.kind !== 'local') return measured.kind === 'index' || measured.kind === 'select';
  return (sources.get(measured.id) ?? []).every(({ kind }) => kind === 'local' || kind === 'index' || kind === 'select');
}
