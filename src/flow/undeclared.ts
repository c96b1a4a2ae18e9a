/**
 * Does a body use names that may make images, and that the workspace surely should declare and doesn't? Such code doesn't compile: it is being
 * written, or changed. A name that code from elsewhere may bring is nobody's: that of a package that isn't read, or of one that is imported
 * with a dot.
 */
import { remembered } from '../base/remembered';
import { isExported, type CallExpr, type CompositeExpr } from '../go/facts';
import type { Func, Package, Program } from './declarations';
import { isCounted } from './origins';

/** One of its statements is half written, one of its calls has too few arguments or too many, or a name that it uses, `Name` or `package.Name`, is declared nowhere. */
export function isBeingWritten(program: Program, func: Func): boolean {
  const { half, calls, composites, mentions } = func.fact;
  if (half || calls.some((call) => isMiscounted(program, call, func)) || composites.some((composite) => hasUnknownField(program, composite, func))) return true;
  return mentions.some((mention) => {
    const dot = mention.indexOf('.');
    if (!ofImages.test(mention.slice(dot + 1))) return false;
    return dot < 0 ? isUnknownName(program, mention, func) : isUnknownMember(program, mention.slice(0, dot), mention.slice(dot + 1), func);
  });
}

/** Not `f(g())`, which hands on all that g gives. */
function isMiscounted(program: Program, call: CallExpr, func: Func): boolean {
  const declared = program.callee(call, func);
  return declared?.kind === 'func' && !isCounted(call, declared.func) && !(call.args.length === 1 && call.args[0]?.kind === 'call');
}

/** `Options{Ima: "…"}`: a key that is a name, where the struct has no such field. */
function hasUnknownField(program: Program, { type, elements }: CompositeExpr, { file, pkg }: Func): boolean {
  if (!type || !elements.some(({ field }) => field !== undefined)) return false;
  const known = program.fields({ ref: type, file, pkg });
  return known !== undefined && elements.some(({ field }) => field !== undefined && !known.some(({ name }) => name === field));
}

/** What brings an image about, or leads there. */
const ofImages = /^(?:[Bb]uild|[Ll]oad|[Tt]ag|[Pp]ush|[Dd]eploy|[Ii]nstall|[Pp]repare|[Pp]rovision|[Ss]et_?[Uu]p)(?:er)?(?![a-z])|[Ii]mages?(?![a-z])/;
const suites = /^github\.com\/onsi\/(?:ginkgo|gomega)(?:\/v[0-9]+)?$/;

function isUnknownName(program: Program, name: string, { fact, file, pkg }: Func): boolean {
  const declared = program.resolve(name, file);
  if (declared.kind !== 'library' || declaredIn(pkg).has(name)) return false;
  const isPackage = fact.mentions.some((mention) => mention.startsWith(`${name}.`));
  if (isPackage && file.imports.some((one) => one.name === undefined && mayBeCalled(one.path, name))) return false;
  return !isExported(name) || file.imports.filter((one) => one.name === '.').every(({ path }) => suites.test(path));
}

/** A package from elsewhere may have another name than its path ends in, though hardly one that isn't in there: `nats` of `nats.go`. */
function mayBeCalled(path: string, name: string): boolean {
  const bare = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  return bare(path).includes(bare(name));
}

/** In a package of the workspace: one of which the same package uses something that is declared there. */
function isUnknownMember(program: Program, qualifier: string, name: string, { file, pkg }: Func): boolean {
  const imported = program.resolve(qualifier, file);
  if (imported.kind !== 'import' || !imported.pkg) return false;
  const names = declaredIn(imported.pkg);
  if (names.has(name)) return false;
  return pkg.all.some(({ fact }) => fact.mentions.some((mention) => mention.startsWith(`${qualifier}.`) && names.has(mention.slice(qualifier.length + 1))));
}

/** Also what isn't read of its files, since nobody needs it. */
const declaredIn = remembered(({ files }: Package): ReadonlySet<string> => new Set(files.flatMap(({ declares }) => declares)));
