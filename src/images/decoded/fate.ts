/**
 * What becomes of an object that is decoded from a manifest: which requests take it to a cluster or away from one, and may anything change
 * its containers on the way? Follows it through variables, helpers, handlers and results; whoever does something else with it may do anything.
 */
import { isNil, type AssertExpr, type Bind, type CallExpr, type Expr, type FuncFact, type IndexExpr, type Source, type TypeRef, type VarId } from '../../go/facts';
import { remembered } from '../../base/remembered';
import { encloses } from '../../base/text';
import { runningAt } from '../../flow/branches';
import type { Func } from '../../flow/declarations';
import type { Callees, Evaluation } from '../../flow/evaluation';
import { callFrame, closureFrame, rootFrame, type Frame } from '../../flow/frame';
import { eachIn, expressionsOf, exprOf, localsIn } from '../../flow/locals';
import { originsOf } from '../../flow/origins';
import { onlyText } from '../../flow/value';
import { pretends } from '../compared';
import { nameOf } from '../expectations';
import { writtenText } from '../idioms/commandsRun';
import { onlyLooks } from '../onlyLooks';
import { isTrial } from '../refused';
import { heldInCall, holdOf, isHarmless, passes, resultKey, storeInto, wraps, type Hold, type Holders } from './holding';
import { overwrittenIn, type Overwritten } from './overwrites';

export interface Request {
  readonly call: CallExpr;
  readonly frame: Frame;
}

export interface Fate {
  readonly creates: readonly Request[];
  readonly deletes: readonly Request[];
  /** Nothing changes what the object says of its images, and every object that was decoded is treated alike. */
  readonly sure: boolean;
  /** Only objects of some type are. */
  readonly narrowed: boolean;
  /** What the manifest says reaches no cluster: the client has none, or an image that nobody knows is put in its place. */
  readonly lost: boolean;
  /** Containers that get another image on the way. */
  readonly overwritten: Overwritten;
}

/** Where the object is first: behind a pointer, in a result, or in a parameter. */
export type Start =
  | { readonly kind: 'target'; readonly expr: Expr; readonly call: CallExpr; readonly frame: Frame }
  | { readonly kind: 'result'; readonly call: CallExpr; readonly frame: Frame }
  | { readonly kind: 'parameter'; readonly func: Func; readonly lexical: Frame | undefined; readonly index: number };

/** One declared function with its closures, as it runs once. */
interface Body extends Holders {
  readonly frame: Frame;
  readonly vars: Set<VarId>;
  readonly results: Set<string>;
  /** How much of it was known when it was looked through last. */
  scanned: number;
}

/** More functions than that are followed no further. */
const mostBodies = 24;

const creating = /^(?:Create|Apply|Update)$/;
const deleting = /^Delete(?:AllOf)?$/;
const decoding = /^(?:Unmarshal\w*|Decode\w*)$/;
/** They read a part of it. */
const reading = /^(?:Get\w*|String|len|cap|Nested(?:String|Bool|Int64|Map|Slice|StringMap|StringSlice))$/;
/** They read the object, find its like, or set what is beside its containers. */
const harmless = /^(?:Get\w*|Set(?:Namespace|Name|GenerateName|Labels|Annotations|GroupVersionKind|Kind|APIVersion|OwnerReferences|ControllerReference|OwnerReference|ResourceVersion|Finalizers|UID|ManagedFields|CreationTimestamp)|Nested(?:String|Bool|Int64|Map|Slice|StringMap|StringSlice|FieldCopy)|GroupVersionKind|ObjectKeyFromObject|GVKForObject|Accessor|RESTMapping|MarshalJSON|String|len|cap|panic|print(?:ln)?|(?:Log|Info|Error|Fatal)f?|DeepEqual|\w*Match|WaitFor\w*|For)$/;

export function fateOf(e: Evaluation, starts: readonly Start[]): Fate {
  const bodies = new Map<Frame, Body>();
  const begun = new Set(starts.flatMap((start) => (start.kind === 'parameter' ? [] : [start.call])));
  const creates: Request[] = [];
  const deletes: Request[] = [];
  const seen = { narrowed: false, lost: false, tried: false, isNew: false };

  const bodyOf = (frame: Frame): Body | undefined => {
    const home = homeOf(frame);
    let body = bodies.get(home);
    if (!body) {
      if (bodies.size >= mostBodies) return undefined;
      bodies.set(home, (body = { frame, vars: new Set(), results: new Set(), scanned: 0 }));
    }
    return body;
  };
  // Those below answer whether all that the object meets there is known.
  const addVar = (id: VarId, frame: Frame): boolean => {
    const body = bodyOf(frame);
    if (body && !body.vars.has(id)) {
      body.vars.add(id);
      seen.isNew = true;
    }
    return body !== undefined;
  };
  const addResult = (call: CallExpr, index: number, frame: Frame): boolean => {
    const body = bodyOf(frame);
    const key = resultKey(call, index);
    if (body && !body.results.has(key)) {
      body.results.add(key);
      seen.isNew = true;
    }
    return body !== undefined;
  };
  const addTarget = (expr: Expr, frame: Frame): boolean => {
    const at = expr.kind === 'unary' && expr.op === '&' ? expr.of : expr;
    const of = at.kind === 'select' && at.name === 'Object' ? at.of : at;
    return of.kind === 'local' && addVar(of.id, frame) && fillsCallers(of.id, frame);
  };
  /** Where it is a parameter, a pointer, whoever calls has it, too. */
  const fillsCallers = (id: VarId, frame: Frame): boolean => {
    for (let at: Frame | undefined = frame; at; at = at.lexical) {
      const { params, receiver } = at.func.fact;
      if (receiver?.var === id) return false;
      const index = params.findIndex((param) => param.var === id);
      if (index < 0) continue;
      const arg = params[index]?.variadic ? undefined : at.call?.expr.args[index];
      return arg !== undefined && at.call !== undefined && addTarget(arg, at.call.frame);
    }
    return true;
  };
  const enter = (func: Func, frame: Frame, index: number): boolean => {
    const { params, receiver } = func.fact;
    const id = index < 0 ? receiver?.var : params[Math.min(index, params.length - 1)]?.var;
    return id === undefined || addVar(id, frame);
  };
  const enterAll = (call: CallExpr, frame: Frame, body: Body, { list }: Extract<Callees, { kind: 'funcs' }>): boolean =>
    list.every((callee) => {
      const { func } = callee;
      // What calls itself does the same with it again.
      const inner = callFrame(call, frame, callee) ?? [...bodies.keys()].find((known) => known.func === func);
      if (!inner) return false;
      const isOwn = call.fn.kind !== 'select' || !holdOf(call.fn.of, body) || enter(func, inner, -1);
      return isOwn && call.args.every((arg, index) => !holdOf(arg, body) || enter(func, inner, index));
    });
  /** `deserializer.Decode(raw.Raw, nil, nil)`, of what was kept as it was written. */
  const decodedAgain = (call: CallExpr, frame: Frame, body: Body): boolean => {
    const [text, ...others] = call.args;
    if (!text || holdOf(text, body) !== 'whole' || others.some((arg) => holdOf(arg, body))) return false;
    const into = others.at(-1);
    return addResult(call, 0, frame) && (!into || isNil(into) || addTarget(into, frame));
  };
  const request = (call: CallExpr, frame: Frame): boolean => {
    if (isPretended(e, call, frame)) {
      seen.lost = true;
      return false;
    }
    if (isTrial(call) || call.args.some(hasDryRun)) seen.tried = true;
    else if (runningAt(e, call.span, frame).length > 0) note(creates, call, frame);
    return true;
  };

  const scanCall = (call: CallExpr, frame: Frame, body: Body): boolean => {
    const held = begun.has(call) ? undefined : heldInCall(call, body);
    if (held === undefined) return true;
    const name = nameOf(call);
    const callees = e.callees(call, frame);
    seen.lost ||= pretends(call);
    if (callees.kind === 'funcs') return held === 'whole' && callees.complete && enterAll(call, frame, body, callees);
    if (decoding.test(name)) return decodedAgain(call, frame, body);
    if (held === 'part') return reading.test(name) || (onlyLooks.test(name) && !creating.test(name));
    if (callees.kind === 'conversion' || passes(call) || isOfStatus(call)) return true;
    if (creating.test(name) || (name === 'Patch' && asksToApply(call))) return request(call, frame);
    if (deleting.test(name) || deletesLater(call)) return note(deletes, call, frame);
    if (name === 'delete' || /^(?:SetNested|RemoveNested)/.test(name)) return isAsideByKeys(call);
    return harmless.test(name) || onlyLooks.test(name);
  };

  const scanBind = ({ target, source }: Bind, frame: Frame, body: Body): boolean => {
    const expr = exprOf(source);
    const held = heldBySource(source, body);
    if (target.kind === 'var') {
      // The copies that a loop over containers makes are read there; what is put back is a store.
      if (held === 'part') return source.kind === 'rangeValue';
      if (held === undefined) return !body.vars.has(target.id) || !expr || isFresh(expr) || (expr.kind === 'call' && begun.has(expr));
      seen.narrowed ||= expr?.kind === 'local' && isNarrow(frame.func.outermost.fact.vars[target.id]?.type);
      return addVar(target.id, frame);
    }
    if (target.kind === 'global') return held === undefined;
    // `objects[name] = object`, `u.Object = content`
    if (held === 'whole' && target.of.kind === 'local' && (target.kind === 'index' || (target.kind === 'field' && target.name === 'Object'))) return addVar(target.of.id, frame);
    const into = storeInto(target.of, target.kind === 'field' ? target.name : target.kind === 'index' ? writtenText(target.index) : undefined, body);
    if (into === 'changing' && target.kind === 'field' && target.name === 'Image') seen.lost ||= source.kind !== 'expr' || onlyText(e.texts(source.expr, frame)) === undefined;
    return held === undefined && into !== 'changing';
  };

  const scanReturns = (func: Func, frame: Frame, body: Body): boolean =>
    func.fact.returns.every(({ values }) =>
      values.every((value, index) => {
        const held = holdOf(value, body);
        return held === undefined || (held === 'whole' && frame.call !== undefined && addResult(frame.call.expr, index, frame.call.frame));
      }),
    );

  const scan = (body: Body): boolean => {
    const size = body.vars.size + body.results.size;
    if (body.scanned === size) return true;
    body.scanned = size;
    return treeOf(body.frame.func).every((func) => {
      if (!touches(func.fact, body)) return true;
      const frames = e.ownerFrames(func, body.frame);
      return frames.length > 0 && treatsAlike(func.fact, body) && frames.every((frame) => func.fact.calls.every((call) => scanCall(call, frame, body)) && func.fact.binds.every((bind) => scanBind(bind, frame, body)) && scanReturns(func, frame, body));
    });
  };

  let sure = starts.every((start) => {
    if (start.kind === 'target') return addTarget(start.expr, start.frame);
    if (start.kind === 'result') return addResult(start.call, 0, start.frame);
    return enter(start.func, start.lexical ? closureFrame(start.func, start.lexical) : rootFrame(start.func, false), start.index);
  });
  while (sure && seen.isNew) {
    seen.isNew = false;
    sure = [...bodies.values()].every(scan);
  }
  const isNarrowed = seen.narrowed || [...bodies.values()].some((body) => treeOf(body.frame.func).some(({ fact }) => narrows(fact, body)));
  const overwritten = overwrittenIn(e, [...bodies.values()].map((body) => ({ ...body, funcs: treeOf(body.frame.func) })));
  const isChosen = ({ call, frame }: Request): boolean => frame.func.fact.guards.some(({ when, span }) => encloses(span, call.span) && textsIn(when).length > 0 && mentions(when, bodies.get(homeOf(frame))?.vars ?? new Set()));
  return { creates, deletes, sure: sure && !creates.some(isChosen), narrowed: isNarrowed, lost: seen.lost || (seen.tried && creates.length === 0), overwritten };
}

/** Whether a body does anything with it. */
function touches(fact: FuncFact, { vars, results }: Holders): boolean {
  return results.size > 0 || expressionsOf(fact).some((expr) => mentions(expr, vars));
}

/** No condition tells one object from another by what it is called or of which kind, and each is taken out of its list, if it is in one. */
function treatsAlike(fact: FuncFact, body: Holders): boolean {
  const isHeld = (expr: Expr): boolean => mentions(expr, body.vars);
  if (fact.guards.some(({ when }) => tells(when, isHeld)) || fact.branches.some(({ when }) => when.some(({ of, among }) => isHeld(of) && !among.every(isUnmanned)))) return false;
  if (fact.composites.some((composite) => !wraps(composite.type) && holdOf(composite, body) !== undefined)) return false;
  return !numberedIn(fact).some(({ of }) => holdOf(of, body) === 'whole');
}

function narrows(fact: FuncFact, body: Holders): boolean {
  return narrowedIn(fact).some(({ of }) => holdOf(of, body) === 'whole');
}

/** Elements that are taken by their number. */
const numberedIn = remembered((fact: FuncFact) => within(fact).filter((at): at is IndexExpr => at.kind === 'index' && at.index.kind === 'number'));
/** What is asserted to be of some kind of objects only. */
const narrowedIn = remembered((fact: FuncFact) => within(fact).filter((at): at is AssertExpr => at.kind === 'assert' && isNarrow(at.type)));

function within(fact: FuncFact): Expr[] {
  const found: Expr[] = [];
  for (const expr of expressionsOf(fact)) {
    eachIn(expr, (at) => {
      found.push(at);
      return true;
    });
  }
  return found;
}

function note(requests: Request[], call: CallExpr, frame: Frame): boolean {
  if (!requests.some((one) => one.call === call && one.frame === frame)) requests.push({ call, frame });
  return true;
}

/** The frame of the declared function that is running, or was when the closure was written. */
function homeOf(frame: Frame): Frame {
  let at = frame;
  while (at.lexical) at = at.lexical;
  return at;
}

function treeOf({ outermost }: Func): Func[] {
  const all: Func[] = [outermost];
  for (const func of all) all.push(...func.closures);
  return all;
}

function heldBySource(source: Source, holders: Holders): Hold {
  const expr = exprOf(source);
  if (!expr || source.kind === 'rangeKey') return undefined;
  if (source.kind !== 'result') return holdOf(expr, holders);
  if (expr.kind === 'call' && holders.results.has(resultKey(expr, source.index))) return 'whole';
  return source.index === 0 ? holdOf(expr, holders) : undefined;
}

/** It is made there, of nothing that was decoded. */
function isFresh(expr: Expr): boolean {
  if (expr.kind === 'unary') return expr.op === '&' && isFresh(expr.of);
  return expr.kind === 'composite' || isNil(expr) || (expr.kind === 'call' && /^(?:new|make)$/.test(nameOf(expr)));
}

function mentions(expr: Expr, vars: ReadonlySet<VarId>): boolean {
  return localsIn(expr).some((id) => vars.has(id));
}

function textsIn(expr: Expr): string[] {
  const found: string[] = [];
  eachIn(expr, (at) => {
    const text = writtenText(at);
    if (text !== undefined) found.push(text);
    return true;
  });
  return found;
}

/** Kinds without containers, and no text at all. */
const unmanned = /^(?:|v1|List|Namespace|CustomResourceDefinition|Service|ServiceAccount|ConfigMap|Secret|(?:Cluster)?Role(?:Binding)?|PersistentVolume(?:Claim)?|StorageClass)$/;

function isUnmanned(expr: Expr): boolean {
  const text = writtenText(expr);
  return text !== undefined && unmanned.test(text);
}

/** The condition asks for something that only some of the objects may have. */
function tells(when: Expr, isHeld: (expr: Expr) => boolean): boolean {
  return isHeld(when) && textsIn(when).some((text) => !unmanned.test(text));
}

/** `unstructured.SetNestedField(u.Object, "e2e", "metadata", "namespace")`, `delete(u.Object, "status")` */
function isAsideByKeys(call: CallExpr): boolean {
  const keys = call.args.slice(nameOf(call).startsWith('Set') ? 2 : 1);
  return isHarmless(keys.map((arg) => writtenText(arg) ?? '?'));
}

/** Server-side apply: `c.Patch(ctx, object, client.Apply, …)`. */
function asksToApply({ args }: CallExpr): boolean {
  return args.some((arg) => arg.kind === 'select' && arg.name === 'Apply');
}

function isOfStatus({ fn }: CallExpr): boolean {
  return fn.kind === 'select' && fn.of.kind === 'call' && nameOf(fn.of) === 'Status';
}

/** `DeferCleanup(c.Delete, ctx, object)` */
function deletesLater(call: CallExpr): boolean {
  const [first] = call.args;
  return nameOf(call) === 'DeferCleanup' && first?.kind === 'select' && deleting.test(first.name);
}

/** `metav1.CreateOptions{DryRun: []string{metav1.DryRunAll}}` */
function hasDryRun(arg: Expr): boolean {
  return arg.kind === 'composite' && arg.elements.some(({ field }) => field === 'DryRun');
}

/** The client has no cluster, or only asks what would happen. */
function isPretended(e: Evaluation, call: CallExpr, frame: Frame): boolean {
  let at: Expr = call.fn;
  while ((at.kind === 'select' && at === call.fn) || at.kind === 'call') at = at.kind === 'select' ? at.of : at.fn.kind === 'select' ? at.fn.of : at.fn;
  return pretends(call) || originsOf(e, at, frame).list.some((origin) => origin.kind === 'made' && origin.expr.kind === 'call' && (pretends(origin.expr) || nameOf(origin.expr) === 'NewDryRunClient'));
}

/** A type of some kind of objects only. */
function isNarrow(type: TypeRef | undefined): boolean {
  const ref = type?.kind === 'pointer' ? type.of : type;
  return ref?.kind === 'name' && !/^(?:\w*Object|Unstructured|any)$/.test(ref.name);
}
