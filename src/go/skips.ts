/** Which calls leave the running test out? Goes by who is called: Ginkgo, a test's `t`, Kubernetes' own skipper. */
import type { Body } from './body';
import type { CallExpr, Expr, TypeRef } from './facts';

const skipping = /^Skip(?:f|Now)?$/;

function isTesting(type: TypeRef | undefined): boolean {
  const ref = type?.kind === 'pointer' ? type.of : type;
  return ref?.kind === 'name' && ref.pkg === 'testing' && /^(?:T|B|F|TB)$/.test(ref.name);
}

/** It ends the test, or whatever of it runs. */
export function isSkip({ fn }: CallExpr, { file, vars }: Pick<Body, 'file' | 'vars'>): boolean {
  if (fn.kind === 'name') return fn.name === 'Skip' && !file.declared.has(fn.name);
  return fn.kind === 'select' && skipping.test(fn.name) && isTest(fn.of, vars);
}

/** It looks like a running test: `t`, `s.T()`, `GinkgoT()`, Ginkgo itself. */
export function isTest(of: Expr, vars: Body['vars']): boolean {
  if (of.kind === 'local') return isTesting(vars[of.id]?.type);
  if (of.kind === 'call') return (of.fn.kind === 'select' && of.fn.name === 'T') || ((of.fn.kind === 'select' || of.fn.kind === 'name') && of.fn.name === 'GinkgoT');
  return of.kind === 'name' && /^(?:ginkgo|g|\w*skipper)$/.test(of.name);
}
