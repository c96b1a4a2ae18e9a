/**
 * What is written to a command's standard input, where one function makes both commands: a pipe, a buffer, the other one's output. Goes
 * by the names that are assigned there; knows no program.
 */
import type { CallExpr, Expr, FuncFact, VarId } from '../../go/facts';
import { eachIn, exprOf, localsIn } from '../../flow/locals';
import { storesTo, variablesOf } from './commandFields';
import type { Run } from './commandsRun';

const passing = /^(?:Output|CombinedOutput|Stdout|StdoutPipe|NewReader|NewBuffer|NewBufferString|Pipe|String|Bytes|string|Command|CommandContext)$/;

/** What reaches the `Stdin` of a command is nothing but what its feeders write: nobody edits it on the way, or adds something. */
export function isPassedOn(run: Run, fact: FuncFact): boolean {
  const commands = variablesOf(run, fact);
  const onWay = new Set<VarId>(feedersOf(run, fact).flatMap((feeder) => [...variablesOf(feeder, fact)]));
  const sources = storesTo(run, 'Stdin', fact).flatMap(({ source }) => exprOf(source) ?? []);
  const seen = new Set<Expr>();
  for (let at = sources.pop(); at; at = sources.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    const inside: Expr[] = [];
    eachIn(at, (inner) => {
      inside.push(inner);
      return !(inner.kind === 'call' && isMaking(inner));
    });
    if (inside.some((inner) => inner.kind === 'binary' || inner.kind === 'slice' || inner.kind === 'text' || inner.kind === 'func' || (inner.kind === 'call' && !isPassing(inner, onWay)))) return false;
    const locals = localsIn(at).filter((id) => !onWay.has(id) && !commands.has(id));
    if (fact.calls.some((call) => isWriting(call, locals))) return false;
    for (const { target, source } of fact.binds) {
      const expr = exprOf(source);
      if (!expr || target.kind !== 'var' || !locals.includes(target.id)) continue;
      if (source.kind !== 'expr' && source.kind !== 'result') return false;
      sources.push(expr);
    }
  }
  return true;
}

/** `buffer.WriteString(text)`, `fmt.Fprintln(&buffer, text)` */
function isWriting({ fn, args: [first] }: CallExpr, locals: readonly VarId[]): boolean {
  if (fn.kind !== 'select' || !/^(?:Write|Fprint|Copy)/.test(fn.name)) return false;
  return [fn.of, ...(first ? [first.kind === 'unary' ? first.of : first] : [])].some((expr) => expr.kind === 'local' && locals.includes(expr.id));
}

/** It makes the command. */
function isMaking({ fn }: CallExpr): boolean {
  return (fn.kind === 'select' || fn.kind === 'name') && /^Command(?:Context)?$/.test(fn.name);
}

/** A reader, a conversion, or a function that runs a command and gives back what it writes. */
function isPassing({ fn, args }: CallExpr, commands: ReadonlySet<VarId>): boolean {
  if (fn.kind === 'type') return true;
  if (fn.kind !== 'select' && fn.kind !== 'name') return false;
  const [only, ...more] = args;
  return passing.test(fn.name) || (/^(?:run|exec|output)/i.test(fn.name) && only?.kind === 'local' && more.length === 0 && commands.has(only.id));
}

/** The calls whose results may reach the `Stdin` of a command; empty where that is never set, or not once only. */
export function feedersOf(run: Run, fact: FuncFact): readonly CallExpr[] {
  const { binds } = fact;
  const commands = variablesOf(run, fact);
  const [input, ...others] = storesTo(run, 'Stdin', fact);
  const from = input && exprOf(input.source);
  if (!from || others.length > 0) return [];
  const seen = new Set<VarId>(commands);
  const found = new Set<CallExpr>();
  const queue = [...localsIn(from)];
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    for (const { target, source } of binds) {
      const expr = exprOf(source);
      if (!expr) continue;
      if (target.kind === 'var' && target.id === at) {
        if (expr.kind === 'call') found.add(expr);
        queue.push(...localsIn(expr));
        // `r, w := io.Pipe()`: what is written to the one is read from the other.
        for (const twin of binds) if (twin.target.kind === 'var' && exprOf(twin.source) === expr) queue.push(twin.target.id);
      }
      if (target.kind === 'field' && target.name === 'Stdout' && target.of.kind === 'local' && localsIn(expr).includes(at)) queue.push(target.of.id);
    }
  }
  return [...found];
}
