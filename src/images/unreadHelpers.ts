/**
 * Which calls of packages that nobody here reads may build, load or deploy images by themselves, whatever they are handed? Goes by what packages
 * and functions are called, and by the words of commands that they run.
 */
import type { CallExpr } from '../go/facts';
import type { Callees, Evaluation } from '../flow/evaluation';
import type { Frame } from '../flow/frame';
import { originsOf } from '../flow/origins';
import { isGosOwn } from './foreign';
import { writtenText } from './idioms/commandsRun';
import { tools } from './unreadCommands';

const testing = /(?:^|\/)(?:tests?|testing|hack|tools?|scripts?|build|utils?|helpers?|infra|infrastructure|magefiles?|(?!e2e-framework)[\w.-]*(?:e2e|test(?:util|helper|kit|infra))[\w.-]*)(?:\/|$)/;
const setsUp = /(?:Build|Image|Load|Set_?[Uu]p|Prepare|Provi[ds]|Bootstrap|Install|Docker|Podman|Kind|Make|Cluster|Push)/;
const engines = /docker|podman|image/i;
const loaders = /containerd|buildah|buildkit|nerdctl|registry|(?:^|\/)(?:kind|kindx|k3d|ko|crane)(?:\/|$)/i;
const brings = /Build|Image|Load|Set_?[Uu]p|Import|Commit|Tag|Push|Install/;

/** It may; one that only says on which plain image a cluster's nodes run doesn't. */
export function isUnreadHelper(e: Evaluation, call: CallExpr, frame: Frame): boolean {
  return (isHelper(e.callees(call, frame)) && !isForPlainNodes(e, call, frame)) || isHelpersMethod(e, call, frame) || (runsTool(call) && bringsArchive(call));
}

/** `utils.SetUp()` of a package that isn't read; one from elsewhere has to speak of images. */
function isHelper(callees: Callees): boolean {
  if (callees.kind !== 'library' || isGosOwn(callees.path)) return false;
  return (testing.test(callees.path) && setsUp.test(callees.name)) || /Image|Docker|Podman/.test(callees.name) || (engines.test(callees.path) && (setsUp.test(callees.name) || brings.test(callees.name))) || (loaders.test(callees.path) && brings.test(callees.name));
}

/** `kind.WithImage("kindest/node:v1.31.0")`: what the cluster's nodes run on, where that is nobody's own image. */
function isForPlainNodes(e: Evaluation, call: CallExpr, frame: Frame): boolean {
  const callees = e.callees(call, frame);
  const [image, ...others] = call.args;
  if (callees.kind !== 'library' || !/(?:^|\/)kind(?:\/pkg\/cluster)?$/.test(callees.path) || !/^(?:WithImage|CreateWithNodeImage)$/.test(callees.name) || !image || others.length > 0) return false;
  return /^(?:docker\.io\/)?kindest\/node[:@]/.test(e.keyText(image, frame) ?? '');
}

/** `imagetest.New("app").Tag("e2e").MustBuild(t)`, in one go or by way of a variable: what such a package gives, and its methods. */
function isHelpersMethod(e: Evaluation, { fn }: CallExpr, frame: Frame): boolean {
  if (fn.kind !== 'select' || !(setsUp.test(fn.name) || brings.test(fn.name))) return false;
  const given = fn.of.kind === 'local' ? originsOf(e, fn.of, frame).list : fn.of.kind === 'call' ? [{ kind: 'made' as const, expr: fn.of, frame }] : [];
  const makers = given.flatMap((origin) => (origin.kind === 'made' && origin.expr.kind === 'call' ? [{ call: origin.expr, frame: origin.frame }] : []));
  return makers.some((maker) => {
    let at = maker.call;
    while (at.fn.kind === 'select' && at.fn.of.kind === 'call') at = at.fn.of;
    const callees = e.callees(at, maker.frame);
    return callees.kind === 'library' && isHelper({ ...callees, name: fn.name });
  });
}

/** `sh.RunV("kind", "load", …)`, `node.Command("ctr", …)`: whoever runs it, it is such a command. */
export function runsTool({ args }: CallExpr): boolean {
  return args.some((arg) => tools.has(writtenText(arg) ?? ''));
}

/** What it brings is in a file, or comes through a pipe. */
function bringsArchive({ args }: CallExpr): boolean {
  const words = args.map((arg) => writtenText(arg));
  return words.includes('image-archive') || words.includes('import') || (words.includes('load') && !words.includes('docker-image'));
}
