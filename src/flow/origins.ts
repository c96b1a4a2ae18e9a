/**
 * Where a value comes from: chases names, parameters, fields, elements, results and channels back to the expressions that made the
 * value. Knows how values travel in Go; knows nothing of what strings they are.
 */
import type { Bind, CallExpr, Expr, GlobalFact, ReturnFact, Source, VarFact, VarId } from '../go/facts';
import { encloses, type Place, type Span } from '../base/text';
import type { Step } from './value';
import { runningAt } from './branches';
import { callFrame, closureFrame, receiverOf, rootFrame, runningFrame, type Frame } from './frame';
import { methodExpression, methodValue } from './methodValues';
import { ifExpected } from './absent';
import { elementOrigins } from './elements';
import { isFailure } from './failures';
import { fieldOrigins } from './fields';
import { throughHeld } from './held';
import { placeOf, union, unknown, unsure, withStep, zeroValue, type Made, type Origins } from './origin';
import type { Evaluation } from './evaluation';
import type { BindIndex, Func, Global, OwnedBind } from './declarations';
import { globalWrites, pointerWrites, seenBy } from './pointers';
import { anyOther, isSure, isSureIn, reachingIn, surelySet } from './reaching';
import { isBytes, isEdited, unfilled } from './bytes';
import { isLeftBefore } from './repeated';
import { onlyUnset, unsetAt, unsetWhereKept } from './unset';
import { written } from './written';
import { isStruct, zeroOf } from './zeroValues';

/** The one expression that makes it; undefined where it may come from elsewhere, too. */
export function onlyMade(e: Evaluation, expr: Expr, frame: Frame): Made | undefined {
  const { list: [only, ...others], complete } = originsOf(e, expr, frame);
  return only?.kind === 'made' && others.length === 0 && complete ? only : undefined;
}

/** Everything an expression can come from in a frame. Never throws; cycles and limits are `unknown` holes or `complete: false`. */
export function originsOf(e: Evaluation, expr: Expr, frame: Frame): Origins {
  const known = frame.memo.get(expr);
  if (known) return known;
  if (e.spend()) return { list: [], complete: false };
  if (!e.enter()) return unknown('too deep');
  frame.memo.set(expr, unknown('cycle'));
  const found = throughHeld(e, expr, frame, chase(e, expr, frame));
  e.spendFor(found.list.length);
  frame.memo.set(expr, found);
  e.leave();
  return found;
}

function made(expr: Expr, frame: Frame): Origins {
  return { list: [{ kind: 'made', expr, frame, trail: [] }], complete: true };
}

function chase(e: Evaluation, expr: Expr, frame: Frame): Origins {
  switch (expr.kind) {
    case 'local':
      return localOrigins(e, expr.id, frame, expr.span);
    case 'name':
      return nameOrigins(e, expr.name, frame, expr);
    case 'select': {
      if (expr.of.kind === 'name') {
        const member = e.program.member(expr.of.name, expr.name, frame.func.file);
        if (member?.kind === 'global') return globalOrigins(e, member.global);
        if (member?.kind === 'func') return { list: [{ kind: 'func', func: member.func, lexical: undefined, trail: [] }], complete: true };
        if (member?.kind === 'library') return { list: [{ kind: 'library', path: member.path, name: member.name, trail: [] }], complete: true };
        if (member) return unknown(`not a value: ${expr.name}`);
      }
      const method = methodValue(e.program, expr, frame.func);
      if (method) return { list: [{ kind: 'func', func: method, lexical: undefined, bound: { of: expr.of, frame }, trail: [] }], complete: true };
      const shifted = methodExpression(e.program, expr, frame.func);
      if (shifted) return { list: [{ kind: 'func', func: shifted, lexical: undefined, expression: true, trail: [] }], complete: true };
      return withStep(fieldOrigins(e, expr.of, expr.name, frame), { kind: 'field', name: expr.name, at: placeOf(frame, expr.nameSpan) });
    }
    case 'call':
      return callOrigins(e, expr, frame, 0);
    case 'index':
      return elementOrigins(e, expr.of, expr.index, frame);
    case 'unary':
      if (expr.op === '&' || expr.op === '*') return originsOf(e, expr.of, frame);
      if (expr.op === '<-') return elementOrigins(e, expr.of, undefined, frame);
      return made(expr, frame);
    case 'assert':
      return originsOf(e, expr.of, frame);
    case 'func': {
      const closure = frame.func.closures[expr.index];
      return closure ? { list: [{ kind: 'func', func: closure, lexical: frame, trail: [] }], complete: true } : unknown('lost closure');
    }
    case 'other':
      return expr.file === undefined ? unknown(expr.why) : made(expr, frame);
    default:
      return made(expr, frame);
  }
}

function localOrigins(e: Evaluation, id: VarId, frame: Frame, read: Span): Origins {
  for (let at: Frame | undefined = frame; at; at = at.lexical) {
    const pinned = at.pins?.get(id);
    if (pinned) return pinned;
  }
  const index = e.program.index(frame.func);
  const fact = frame.func.outermost.fact.vars[id];
  const name = fact?.name ?? '';
  const param = index.params.get(id);
  const receiver = index.receivers.get(id);
  const binds = index.vars.get(id) ?? [];
  const sure = reachingIn(e, binds, read, frame);
  const reached = sure.length > 0 || param || receiver ? sure : anyOther(binds, read);
  const overwritten = reached.some((one) => isSureIn(e, one, read, frame) && (param?.func === one.owner || receiver === one.owner));
  const all: Origins[] = [];
  const filled = reached.find(({ bind, owner }) => owner === frame.func && bind.fills && bind.span.end <= read.start && encloses(bind.fills, read));
  if (param && !overwritten) {
    const given = onlyUnset(paramOrigins(e, param.func, param.index, frame), unsetWhereKept(e, param.func, 0, reached, read, frame));
    all.push(filled && param.func === frame.func ? withoutEmpty(given) : given);
  }
  if (receiver && !overwritten) all.push(receiverOrigins(e, receiver, frame));
  for (const one of reached) {
    for (const ownerFrame of e.ownerFrames(one.owner, frame)) {
      const kept = unsetWhereKept(e, one.owner, one.bind.span.end, reached, read, ownerFrame);
      const at = isSure(one, read, frame.func) ? ownerFrame : ofAnyTurn(one, param || receiver ? undefined : binds, ownerFrame);
      if (isSetBehind(index.vars, one, read)) all.push(unknown('what was set after its address was taken'));
      const isBefore = filled !== undefined && one.owner === frame.func && one.bind.span.end <= filled.bind.span.start;
      for (const running of runningAt(e, one.bind.span, at, one.owner === frame.func ? read : undefined)) {
        const given = onlyUnset(bindOrigins(e, one.bind, running, name), kept);
        all.push(isBefore ? withoutEmpty(given) : given);
      }
    }
  }
  // What is written into a part is for whoever reads that part.
  const whole = pointerWrites(e.program, frame.func, id).filter(({ path }) => path.length === 0);
  if (seenBy(whole, read, frame.func, surelySet(reached, read, frame.func)).length > 0) all.push(written);
  if (isEdited(e.program, frame.func, id, read)) all.push(unfilled);
  if (isLeftBefore(e.program, binds, read, frame.func, param?.func ?? receiver)) all.push(unknown('what a function left there that runs again'));
  if (all.length === 0) return fact?.role === 'result' ? zeroOrigins(e, fact, frame) : unknown(`never set: ${name}`);
  return union(all);
}

/** `p := &x`, and x is set before p is read. */
function isSetBehind(vars: BindIndex['vars'], { bind: { source, span } }: OwnedBind, read: Span): boolean {
  const of = source.kind === 'expr' && source.expr.kind === 'unary' && source.expr.op === '&' && source.expr.of.kind === 'local' ? source.expr.of : undefined;
  return of !== undefined && (vars.get(of.id) ?? []).some(({ bind }) => bind.span.start >= span.end && bind.span.end <= read.start);
}

/** What isn't empty for certain: a default took the place of the rest. */
function withoutEmpty({ list, complete }: Origins): Origins {
  return { list: list.filter((origin) => origin.kind !== 'zero' && !(origin.kind === 'made' && origin.expr.kind === 'text' && origin.expr.chunks.length === 0)), complete };
}

/**
 * The frame for what a loop stores in a variable of its surroundings: any turn may have done it, not only the one that is pinned. `all`
 * undefined: a parameter, which is there before any loop.
 */
function ofAnyTurn(one: OwnedBind, all: readonly OwnedBind[] | undefined, frame: Frame): Frame {
  let at = frame;
  for (let pin = at.unpinned; pin; pin = at.unpinned) {
    const { scope } = pin;
    const isInside = ({ bind }: OwnedBind): boolean => encloses(scope, bind.span);
    if (!isInside(one) || all?.every(isInside) === true) break;
    at = pin.frame;
  }
  return at;
}

/** What a bind gives its target. */
function bindOrigins(e: Evaluation, bind: Bind, frame: Frame, name: string): Origins {
  const source = bind.source;
  const origins = givenOrigins(e, bind, frame);
  const plain = source.kind === 'expr' && (source.expr.kind === 'local' || source.expr.kind === 'func');
  return plain || name === '' ? origins : withStep(origins, { kind: 'variable', name, at: placeOf(frame, bind.span) });
}

/** What an assignment gives its target, `+=` included. */
export function givenOrigins(e: Evaluation, bind: Bind, frame: Frame): Origins {
  const { source, target } = bind;
  const declared = source.kind === 'zero' && target.kind === 'var' ? frame.func.outermost.fact.vars[target.id] : undefined;
  const given = declared ? zeroOrigins(e, declared, frame) : source.kind === 'add' ? addedOrigins(e, bind, frame) : sourceOrigins(e, source, frame);
  return onlyUnset(given, unsetAt(e, bind.span, frame));
}

/** What a variable is that nothing was assigned to. */
function zeroOrigins({ program }: Evaluation, declared: VarFact | GlobalFact, frame: Frame): Origins {
  return isStruct(program, declared.type && { ref: declared.type, file: frame.func.file, pkg: frame.func.pkg }) ? made(zeroOf(declared), frame) : zeroValue;
}

function addedOrigins(e: Evaluation, bind: Bind, frame: Frame): Origins {
  const whole = e.addition(bind);
  return whole ? made(whole, frame) : unknown('unsupported: +=');
}

export function sourceOrigins(e: Evaluation, source: Source, frame: Frame): Origins {
  switch (source.kind) {
    case 'expr':
      return originsOf(e, source.expr, frame);
    case 'result':
      if (source.expr.kind === 'call') return callOrigins(e, source.expr, frame, source.index);
      return source.index === 0 ? originsOf(e, source.expr, frame) : unknown('not a string');
    case 'rangeValue':
      return elementOrigins(e, source.of, undefined, frame);
    case 'rangeKey':
      return e.program.typeOf(source.of, frame.func)?.ref.kind === 'chan' ? elementOrigins(e, source.of, undefined, frame) : e.keys(source.of, frame);
    case 'zero':
      return zeroValue;
    case 'add':
      return originsOf(e, source.expr, frame);
  }
}

function nameOrigins(e: Evaluation, name: string, frame: Frame, expr: Expr): Origins {
  const declared = e.program.resolve(name, frame.func.file);
  switch (declared.kind) {
    case 'global':
      return globalOrigins(e, declared.global);
    case 'func':
      return { list: [{ kind: 'func', func: declared.func, lexical: undefined, trail: [] }], complete: true };
    case 'predeclared':
      return made(expr, frame);
    case 'library':
      return { list: [{ kind: 'library', path: declared.path, name, trail: [] }], complete: true };
    default:
      return unknown(`not a value: ${name}`);
  }
}

/** A constant's value, or everything that anybody in the workspace assigns to a package-level variable. */
export function globalOrigins(e: Evaluation, global: Global): Origins {
  const known = e.globals.get(global);
  if (known) return known;
  e.globals.set(global, unknown('cycle'));
  const all: Origins[] = [];
  const place = { uri: global.file.uri, start: global.fact.span.start, end: global.fact.span.end };
  const step: Step = { kind: global.fact.constant ? 'constant' : 'variable', name: global.fact.name, at: place };
  const init = e.initializer(global.file);
  if (global.fact.value && init) {
    const source: Source = global.fact.result === undefined ? { kind: 'expr', expr: global.fact.value } : { kind: 'result', expr: global.fact.value, index: global.fact.result };
    for (const frame of e.framesOf(init)) all.push(withStep(sourceOrigins(e, source, frame), step));
  }
  if (!global.fact.constant) {
    for (const { bind, owner } of e.program.globalBinds(global)) {
      if (bind.source.kind === 'add') {
        all.push(unknown('unsupported: += on a package variable'));
        continue;
      }
      if (owner.fact === owner.file.initializer) continue;
      for (const frame of e.framesOf(owner)) all.push(withStep(givenOrigins(e, bind, frame), step));
    }
    if (!global.fact.value && isBytes(global.fact.type)) all.push(unfilled);
    if (!global.fact.value && all.length === 0) all.push(withStep(init ? zeroOrigins(e, global.fact, e.framesOf(init)[0] ?? rootFrame(init, true)) : zeroValue, step));
  }
  if (!global.fact.constant && globalWrites(e.program, global).some(({ path }) => path.length === 0)) all.push(written);
  const found = global.fact.constant ? union(all) : unsure(union(all));
  e.globals.set(global, found);
  return found;
}

function paramOrigins(e: Evaluation, owner: Func, index: number, frame: Frame): Origins {
  const at = e.ownerFrames(owner, frame)[0];
  const param = owner.fact.params[index];
  if (!at || !param) return unknown('lost parameter');
  if (at.call) return argumentOrigins(e, at.call.expr, at.call.frame, owner, index);
  const calls = e.callsOf(owner, at);
  const given = calls === undefined ? handedOver(e, owner, index, at) : undefined;
  if (given) return given;
  if (calls === undefined) return { list: [{ kind: 'hole', hole: { kind: 'param', func: owner.fact.name, name: param.name }, trail: [] }], complete: true };
  return union(calls.map(({ call, frame: caller }) => argumentOrigins(e, call, caller, owner, index)));
}

/** Ginkgo hands what the first function of `SynchronizedBeforeSuite` returns to the second, as bytes. */
function handedOver(e: Evaluation, { fact, parent }: Func, index: number, { lexical }: Frame): Origins | undefined {
  const type = fact.params[index]?.type;
  if (!parent || !lexical || type?.kind !== 'slice' || type.of.kind !== 'name' || type.of.name !== 'byte') return undefined;
  for (const { fn, args } of parent.fact.calls) {
    const [first, second] = args;
    if ((fn.kind !== 'name' && fn.kind !== 'select') || fn.name !== 'SynchronizedBeforeSuite' || second?.kind !== 'func' || parent.closures[second.index]?.fact !== fact) continue;
    const giving = first?.kind === 'func' ? parent.closures[first.index] : undefined;
    return giving && returnOrigins(e, giving, closureFrame(giving, lexical), 0);
  }
  return undefined;
}

/** While a parameter is put in or taken out, nobody knows which argument is whose. */
export function isCounted({ args, spread }: CallExpr, { fact: { params } }: Func): boolean {
  const last = params[params.length - 1];
  return last?.variadic ? spread || args.length >= params.length - 1 : args.length === params.length;
}

/** Argument `index` of a call, as the callee's parameter sees it. */
export function argumentOrigins(e: Evaluation, call: CallExpr, caller: Frame, owner: Func, index: number): Origins {
  const param = owner.fact.params[index];
  if (!param) return unknown('lost parameter');
  const only = call.args[0];
  if (call.args.length === 1 && owner.fact.params.length > 1 && only?.kind === 'call' && !param.variadic) return callOrigins(e, only, caller, index);
  if (!isCounted(call, owner)) return unknown('a call with another number of arguments');
  if (param.variadic) {
    const items = call.args.slice(index);
    return { list: [{ kind: 'gathered', items, spread: call.spread, frame: caller, trail: [] }], complete: true };
  }
  const arg = call.args[index];
  if (!arg) return unknown('missing argument');
  const name = owner.fact.name.includes('.func') || owner.fact.name === '' ? 'a function literal' : owner.fact.name;
  return withStep(ifExpected(originsOf(e, arg, caller), owner, param.var), { kind: 'argument', name: `argument ${index + 1} of ${name}`, at: placeOf(caller, arg.span) });
}

function receiverOrigins(e: Evaluation, owner: Func, frame: Frame): Origins {
  const at = runningFrame(owner, frame);
  if (!at) return unknown('lost receiver');
  const calls = at.call ? [{ ...at.call, call: at.call.expr }] : e.callsOf(owner, at);
  if (!calls) return unknown('receiver without a known caller');
  return union(calls.map((one) => {
    const given = receiverOf(one);
    return given ? originsOf(e, given.of, given.frame) : unknown('method value');
  }));
}

/** Result `index` of a call: what the called functions return, or the call itself where it is a library's. */
export function callOrigins(e: Evaluation, call: CallExpr, frame: Frame, index: number): Origins {
  if (call.fn.kind === 'type') return call.args[0] ? originsOf(e, call.args[0], frame) : unknown('empty conversion');
  const callees = e.callees(call, frame);
  if (callees.kind === 'conversion') {
    const converted = call.args[0] ? originsOf(e, call.args[0], frame) : unknown('empty conversion');
    const ofNumber = call.fn.kind === 'name' && call.fn.name === 'string' && converted.list.some((origin) => origin.kind === 'made' && origin.expr.kind === 'number');
    return ofNumber ? unknown('a character by its number') : converted;
  }
  if (callees.kind === 'unknown') return index === 0 ? made(call, frame) : unknown(callees.why);
  if (callees.kind === 'library') return index === 0 ? made(call, frame) : e.libraryResult(call, frame, index);
  const all = callees.list.map((callee) => {
    const { func } = callee;
    const inner = callFrame(call, frame, callee);
    if (!inner) return unknown('recursion');
    return returnOrigins(e, func, inner, index, { kind: 'result', name: func.fact.name, at: placeOf(frame, call.span) });
  });
  return union(callees.complete ? all : [...all, unknown('what another function gives')]);
}

function returnOrigins(e: Evaluation, func: Func, frame: Frame, index: number, step?: Step): Origins {
  const given = func.fact.returns.filter((one) => !isFailure(one.values, index, func));
  const through = (origins: Origins, from?: readonly Place[]): Origins => (step ? withStep(origins, from ? { ...step, from } : step) : origins);
  const all = given.flatMap((one) => {
    const from = step && returnedAlike(one, given, index).map((expr) => placeOf(frame, expr.span));
    return runningAt(e, one.span, frame).flatMap((at) => returned(e, one, func, at, index).map((origins) => through(onlyUnset(origins, unsetAt(e, one.span, at)), from)));
  });
  return all.length === 0 ? through(unknown(`${func.fact.name || 'function'} returns nothing known`)) : union(all);
}

/** What stands in this return, and in others that give back the same variable. */
function returnedAlike({ values, span }: ReturnFact, all: readonly ReturnFact[], index: number): readonly { readonly span: Span }[] {
  const own = values[index] ?? values[0];
  if (own?.kind !== 'local') return [own ?? { span }];
  return all.flatMap((one) => {
    const value = one.values[index];
    return value?.kind === 'local' && value.id === own.id ? [value] : [];
  });
}

/** What runs on the way out may put something else into a named result than the return statement says. */
function isSetOnLeaving(e: Evaluation, func: Func, index: number, isBare: boolean): boolean {
  const named = func.fact.results[index]?.var;
  if (named === undefined) return false;
  const { vars, handed } = e.program.index(func);
  const isDeferred = (closure: Func): boolean => func.fact.calls.some(({ mode, fn }) => mode === 'defer' && fn.kind === 'func' && func.closures[fn.index] === closure);
  // A bare return reads the variable, and sees what closures assign.
  if (!isBare && vars.get(named)?.some(({ owner }) => owner !== func && isDeferred(owner)) === true) return true;
  return handed.get(named)?.some(({ call, arg }) => call.mode === 'defer' && arg.kind === 'unary' && arg.op === '&') === true;
}

/** Result `index` of one return statement; nothing where it gives none. */
function returned(e: Evaluation, one: ReturnFact, func: Func, frame: Frame, index: number): Origins[] {
  const single = one.values[0];
  const setOnLeaving = (isBare: boolean): Origins[] => (isSetOnLeaving(e, func, index, isBare) ? [unknown('a result that is set on the way out')] : []);
  if (!single) {
    const named = func.fact.results[index]?.var;
    return named === undefined ? [] : [localOrigins(e, named, frame, one.span), ...setOnLeaving(true)];
  }
  if (one.values.length === 1 && single.kind === 'call' && (index > 0 || func.fact.results.length > 1)) return [callOrigins(e, single, frame, index)];
  const value = one.values[index];
  return value ? [originsOf(e, value, frame), ...setOnLeaving(false)] : [];
}
