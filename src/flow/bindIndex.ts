/** Which assignments, stores and calls concern a local variable? One index per declared function, its closures included. */
import { pushTo } from '../base/pushTo';
import type { CallExpr, Expr, VarId } from '../go/facts';
import type { BindIndex, Func, Handed, OwnedBind } from './declarations';
import { pathOf } from './paths';
import { zeroOf } from './zeroValues';

/** The local variable that an expression starts at; `direct` when the expression is nothing but the variable. */
export function walkLocals(expr: Expr): { readonly id: VarId; readonly direct: boolean } | undefined {
  let at = expr;
  let direct = true;
  for (;;) {
    switch (at.kind) {
      case 'local':
        return { id: at.id, direct };
      case 'select':
      case 'index':
        at = at.of;
        direct = false;
        break;
      case 'unary':
        if (at.op !== '&' && at.op !== '*') return undefined;
        at = at.of;
        break;
      case 'assert':
      case 'slice':
        at = at.of;
        break;
      default:
        return undefined;
    }
  }
}

export function indexBinds(root: Func): BindIndex {
  const vars = new Map<VarId, OwnedBind[]>();
  const through = new Map<VarId, OwnedBind[]>();
  const params = new Map<VarId, { func: Func; index: number }>();
  const receivers = new Map<VarId, Func>();
  const uses = new Map<VarId, { call: CallExpr; owner: Func; index: number }[]>();
  const handed = new Map<VarId, Handed[]>();
  const aliases = new Map<VarId, { path: readonly string[]; to: VarId }[]>();
  const copies = new Map<VarId, VarId[]>();
  const closureVars = new Map<Func, VarId>();
  const homes = new Map<Expr, VarId>();
  const held = new Map<VarId, { call: CallExpr; owner: Func }[]>();
  const visit = (func: Func): void => {
    func.fact.params.forEach((param, i) => param.var !== undefined && params.set(param.var, { func, index: i }));
    if (func.fact.receiver?.var !== undefined) receivers.set(func.fact.receiver.var, func);
    for (const bind of func.fact.binds) {
      const target = bind.target;
      if (target.kind === 'var') {
        pushTo(vars, target.id, { bind, owner: func });
        const maker = bind.source.kind === 'expr' ? (bind.source.expr.kind === 'unary' && bind.source.expr.op === '&' ? bind.source.expr.of : bind.source.expr) : undefined;
        const declared = root.fact.vars[target.id];
        if (bind.source.kind === 'zero' && declared) homes.set(zeroOf(declared), target.id);
        if (maker && (maker.kind === 'composite' || (maker.kind === 'call' && maker.fn.kind === 'name' && (maker.fn.name === 'make' || maker.fn.name === 'new')))) homes.set(maker, target.id);
        if (bind.source.kind === 'expr' && bind.source.expr.kind === 'local') pushTo(copies, bind.source.expr.id, target.id);
        const of = bind.source.kind === 'expr' && bind.source.expr.kind === 'unary' && bind.source.expr.op === '&' ? walkLocals(bind.source.expr) : undefined;
        if (of && bind.source.kind === 'expr') pushTo(aliases, of.id, { path: pathOf(bind.source.expr), to: target.id });
        if (bind.source.kind === 'expr' && bind.source.expr.kind === 'func') {
          const closure = func.closures[bind.source.expr.index];
          if (closure) closureVars.set(closure, target.id);
        }
      } else if (target.kind !== 'global') {
        const local = walkLocals(target.of);
        if (local) pushTo(through, local.id, { bind, owner: func });
      }
    }
    for (const call of func.fact.calls) {
      if (call.fn.kind === 'local') pushTo(held, call.fn.id, { call, owner: func });
      call.args.forEach((arg, i) => {
        const plain = arg.kind === 'unary' && arg.op === '&' ? arg.of : arg;
        if (plain.kind === 'local') pushTo(uses, plain.id, { call, owner: func, index: i });
        const root = walkLocals(arg);
        if (root) pushTo(handed, root.id, { call, owner: func, index: i, arg });
      });
      if (call.fn.kind !== 'select') continue;
      if (call.fn.of.kind === 'local') pushTo(uses, call.fn.of.id, { call, owner: func, index: -1 });
      const root = walkLocals(call.fn.of);
      if (root) pushTo(handed, root.id, { call, owner: func, index: -1, arg: call.fn.of });
    }
    for (const closure of func.closures) visit(closure);
  };
  root.fact.vars.forEach((declared, id) => declared.role === 'result' && homes.set(zeroOf(declared), id));
  visit(root);
  return { vars, through, params, receivers, uses, handed, aliases, copies, homes, closureVars, held };
}
