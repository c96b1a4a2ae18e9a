/** What does a body hold against something else? Texts and objects that are written there are expected, not deployed. */
import { remembered } from '../base/remembered';
import type { Expr, FuncFact } from '../go/facts';

const comparing = /^(?:Equal|EqualValues|BeEquivalentTo|BeComparableTo|MatchYAML|MatchJSON|YAMLEq|JSONEq|Contain\w*|HaveField|HaveExactElements|ConsistOf|DeepEqual|Diff)$/;

/** Arguments of functions that compare, going by their names. */
export const comparedIn: (fact: FuncFact) => ReadonlySet<Expr> = remembered(
  ({ calls }) => new Set(calls.flatMap(({ fn, args }) => ((fn.kind === 'select' || fn.kind === 'name' || fn.kind === 'local') && comparing.test(fn.name) ? args : []))),
);
