/**
 * Behind which statements does nothing run any more? Knows how Go leaves a block, and which calls never come back: those that end the
 * process, the test or the spec. Only what surely does, whatever a condition says.
 */
import type { Body } from './body';
import { spanOf, textOf } from './body';
import { never, noteBranch } from './branches';
import type { CallExpr } from './facts';
import { isSkip, isTest } from './skips';
import { endOf, named, parts, type SyntaxNode } from './syntax';

const ending = /^(?:Fatal(?:f|ln)?|FailNow)$/;
const loggers: ReadonlySet<string> = new Set(['log', 'klog', 'logrus']);

/** The process, the goroutine or what runs of the test ends in it. */
function isEnding(call: CallExpr, body: Body): boolean {
  const { fn } = call;
  const { declared, imports } = body.file;
  if (isSkip(call, body)) return true;
  if (fn.kind === 'name') return !declared.has(fn.name) && (fn.name === 'panic' || (/^(?:Fail|AbortSuite)$/.test(fn.name) && imports.has('.')));
  if (fn.kind !== 'select') return false;
  const { of, name } = fn;
  if (of.kind !== 'name' || !imports.has(of.name)) return ending.test(name) && isTest(of, body.vars);
  if (loggers.has(of.name)) return /^(?:Fatal|Panic)(?:f|ln)?$/.test(name);
  return (of.name === 'os' && name === 'Exit') || (of.name === 'runtime' && name === 'Goexit') || (of.name === 'ginkgo' && /^(?:Fail|AbortSuite)$/.test(name));
}

function callOf(node: SyntaxNode, { calls }: Body): CallExpr | undefined {
  for (let i = calls.length - 1; i >= 0; i--) {
    const call = calls[i];
    if (!call || call.span.end < node.start) return undefined;
    if (call.span.start === node.start && call.span.end === endOf(node)) return call;
  }
  return undefined;
}

/** Blocks in blocks are looked into so far: nobody writes more, and the stack is finite. */
const deepestEnd = 32;

/** Of a statement that was walked: whoever comes to it never comes to the one behind it. */
function isEnd(node: SyntaxNode, body: Body, depth = 0): boolean {
  if (depth > deepestEnd) return false;
  switch (node.type) {
    case 'return_statement':
    case 'goto_statement':
    case 'break_statement':
    case 'continue_statement':
      return true;
    case 'expression_statement': {
      const call = callOf(node, body);
      return call !== undefined && isEnding(call, body);
    }
    case 'block':
      return parts(node).some((list) => list.type === 'statement_list' && !parts(list).some(isLabelled) && parts(list).some((one) => isEnd(one, body, depth + 1)));
    case 'if_statement': {
      const children = parts(node);
      const block = children.findIndex((child) => child.type === 'block');
      const [first, alternative] = block < 0 ? [] : [children[block], children[block + 1]];
      return first !== undefined && alternative !== undefined && isEnd(first, body, depth + 1) && isEnd(alternative, body, depth + 1);
    }
    default:
      return false;
  }
}

function isLabelled(node: SyntaxNode): boolean {
  return node.type === 'labeled_statement';
}

/** Somebody jumps there. */
function isSought(node: SyntaxNode, body: Body): boolean {
  const label = isLabelled(node) ? named(node)[0] : undefined;
  return label !== undefined && new RegExp(`\\bgoto\\s+${textOf(label, body)}\\b`).test(body.file.source);
}

/** Notes what stands behind a statement of a list that was walked, `at` by its index, as far as no jump leads there. */
export function noteEnd(list: readonly SyntaxNode[], at: number, body: Body): void {
  const node = list[at];
  const next = list[at + 1];
  if (!node || !next || !body.whole || !isEnd(node, body)) return;
  const last = list.slice(at + 1).findIndex((one) => isSought(one, body));
  const end = last < 0 ? body.block?.end : list[at + 1 + last]?.start;
  if (end !== undefined) noteBranch(body, { start: endOf(node), end }, [never(spanOf(node))]);
}

/** Of a function's block that was walked: no way through it comes to its end, or returns. What is deferred may recover, and a jump lead past that. */
export function neverReturns(block: SyntaxNode | undefined, body: Body): boolean {
  if (!block || !body.whole || body.jumps || body.calls.some(({ mode }) => mode === 'defer')) return false;
  const end = parts(block).flatMap((list) => (list.type === 'statement_list' ? parts(list) : [])).find((one) => isEnd(one, body));
  return end !== undefined && body.returns.every(({ span }) => span.start >= endOf(end));
}
