/**
 * Which packages that nobody here reads may do something to images, and which functions hand them some? Knows import paths: Go's own, and
 * libraries that are known to do nothing to images.
 */
import type { CallExpr, Expr } from '../go/facts';
import type { Func, Program } from '../flow/declarations';
import { isInterface } from '../flow/escapes';
import { ownPaths } from '../flow/imports';
import { methodsOf } from '../flow/methodValues';
import { writtenText } from './idioms/commandsRun';
import { onlyLooks } from './onlyLooks';

/** Packages whose functions do nothing to images, or none that their names wouldn't say. */
export const inert = /^(?:k8s\.io|sigs\.k8s\.io\/(?:controller-runtime|yaml)|github\.com\/(?:onsi|stretchr|go-logr|sirupsen|google\/(?:uuid|go-cmp)|pkg\/errors|spf13)|go\.uber\.org|golang\.org\/x)(?:\/|$)/;

/** A package of Go's own: only the paths of others begin with a host. */
export function isGosOwn(path: string): boolean {
  return !/^[^/]*\./.test(path);
}

/** Databases, encodings, telemetry and the like. */
const harmless = /^(?:(?:google\.golang\.org|go\.opentelemetry\.io|gopkg\.in|gotest\.tools|knative\.dev|cel\.dev)\/|github\.com\/(?:prometheus|jackc|redis|lib\/pq|jmoiron|DATA-DOG|alicebob|go-chi|gorilla|gin-gonic|labstack|lestrrat-go|go-jose|golang-jwt|golang|pressly|go-faster|ogen-go|sony|samber|blang|Masterminds|mitchellh|modelcontextprotocol|openai|cilium\/ebpf|vishvananda|spiffe|evanphx|davecgh|cenkalti|hashicorp\/go-)(?:\/|$|[a-z]))/;
/** Types of an API: `…/apis/kueue/v1beta1`. */
const ofApi = /\/apis?\/|\/v[0-9]+(?:alpha|beta)[0-9]+$/;

/** Of another project, and nobody knows that it does nothing to images. `own`: what the paths of the workspace's own packages begin with. */
export function isForeign(path: string, own: ReadonlySet<string>): boolean {
  return path !== '' && !isGosOwn(path) && !inert.test(path) && !harmless.test(path) && !ofApi.test(path) && ![...own].some((one) => path === one || path.startsWith(`${one}/`));
}

const known = new WeakMap<Program, ReadonlySet<string>>();

function ownOf(program: Program): ReadonlySet<string> {
  let own = known.get(program);
  if (!own) known.set(program, (own = ownPaths(program.files, program.modules)));
  return own;
}

/**
 * Whether what a body calls out of sight may build, load or change images: something of another project, whatever it is handed, or anything
 * else that is handed what looks like an image.
 */
export function callsForeign(func: Func, program: Program): boolean {
  return func.fact.calls.some((call) => {
    const { fn } = call;
    if ((fn.kind !== 'select' && fn.kind !== 'name') || onlyLooks.test(fn.name)) return false;
    const callee = program.callee(call, func);
    if (callee?.kind === 'library' && isForeign(callee.path, ownOf(program))) return true;
    return (callee === undefined || callee.kind === 'library') && call.args.some(isLikeImage) && !isImplemented(call, func, program);
  });
}

/** A method of an interface of the workspace's that some type of it has as well: who leads to those is known. */
function isImplemented({ fn }: CallExpr, func: Func, program: Program): boolean {
  if (fn.kind !== 'select' || !methodsOf(program.funcs).has(fn.name)) return false;
  const type = program.typeOf(fn.of, func);
  return type !== undefined && isInterface(program, type);
}

/** A name before a colon and a tag, or behind a slash; with as many characters as no sentence has. */
const image = /^[a-z0-9][\w.-]*(?::[0-9]+)?(?:\/[\w.-]+)*(?::[\w.-]+|\/[\w.-]+:?)$/;
const called = /im(?:a)?ge?s?$|image/i;

function isLikeImage(arg: Expr): boolean {
  switch (arg.kind) {
    case 'local':
    case 'name':
    case 'select':
      return called.test(arg.name);
    case 'call':
      return arg.args.some(isLikeImage);
    default: {
      const text = writtenText(arg);
      return text !== undefined && image.test(text);
    }
  }
}
