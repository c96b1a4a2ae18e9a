/**
 * Which Go tests touch nothing outside of the test? What they write into pods is data for the code that they test, though a suite with a
 * cluster stands beside them. Goes by what they, and all that they lead to, call.
 */
import type { Func, Program } from '../flow/declarations';
import type { Relevance } from '../flow/walk';
import type { CallExpr, Expr } from '../go/facts';
import { pretends } from './compared';
import { nameOf } from './expectations';
import { inert, isGosOwn } from './foreign';

/** What a client, a runner or a deployer is asked to do, going by how the names of functions begin. */
const acting = /^(?:create|ensure|apply|update|patch|replace|server|deploy|install|upgrade|rollout|run|start|launch|spawn|do|exec|output|combined|invoke|send|post|put|submit|request|build|load|push|pull|test|reconcile|setup|set_?up|provision|bring|wait|eventually|feature|assess)/i;
const outside = /^(?:os\/exec|syscall|plugin|net(?:\/.*)?)$/;
/** Where projects keep the program that they test, but for what speaks to clusters and engines. */
const tested = /\/(?:internal|pkg|apis?|controllers?|webhooks?)\/(?!.*(?:test|e2e|fixture|framework|cluster|client|klient|kube|docker|podman|container|deploy|helm|kind|env|exec|cmd))/i;

/** The ids of such tests. */
export function unitTestsOf(program: Program, leadingTo: Relevance['leadingTo']): ReadonlySet<string> {
  const tests = program.funcs.filter(isTest);
  if (tests.length === 0) return new Set();
  const reaching = new Set(program.funcs.filter((func) => func.fact.calls.some((call) => isOutward(program, call, func))).map(({ fact }) => fact));
  const leads = leadingTo((fact) => reaching.has(fact));
  return new Set(tests.flatMap((func) => (leads(func) ? [] : [func.id])));
}

/** `func TestApp(t *testing.T)` and its like, which Go's own tool runs. */
function isTest({ parent, file, fact }: Func): boolean {
  const [only, ...more] = fact.params;
  const type = only?.type.kind === 'pointer' ? only.type.of : undefined;
  return !parent && file.uri.endsWith('_test.go') && more.length === 0 && type?.kind === 'name' && type.pkg === 'testing' && /^(?:Test(?!Main)|Benchmark|Fuzz)/.test(fact.name);
}

function isOutward(program: Program, call: CallExpr, func: Func): boolean {
  const { fn, args } = call;
  const name = nameOf(call);
  const declared = program.callee(call, func);
  if (declared?.kind === 'library') {
    if (declared.path === '') return true;
    if (isGosOwn(declared.path)) return outside.test(declared.path);
    return inert.test(declared.path) || tested.test(`/${declared.path}`) ? acting.test(name.replace(/^(?:Must|Try)/, '')) && !pretends(call) : true;
  }
  if (declared?.kind === 'global') return true;
  // `t.Run(name, func(t *testing.T) { … })` is the test itself.
  if (declared !== undefined || fn.kind === 'func' || fn.kind === 'type' || (name === 'Run' && args.some((arg) => arg.kind === 'func'))) return false;
  return fn.kind !== 'select' || (acting.test(name) && !isPretending(program, call, func));
}

/** A method of what a fake's maker gave, or of what its methods give: `clientset.CoreV1().Pods(namespace).Create(…)`. */
function isPretending(program: Program, call: CallExpr, func: Func): boolean {
  const of = rootOf(call.fn);
  if (of.kind !== 'local') return pretends(call);
  const binds = program.index(func).vars.get(of.id) ?? [];
  return binds.length > 0 && binds.every(({ bind: { source } }) => (source.kind === 'expr' || source.kind === 'result') && source.expr.kind === 'call' && pretends(source.expr));
}

function rootOf(fn: Expr): Expr {
  let at = fn;
  while (at.kind === 'select' || at.kind === 'call') at = at.kind === 'select' ? at.of : at.fn;
  return at;
}
