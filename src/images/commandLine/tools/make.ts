/**
 * What `make TARGET… IMG=x` does to images, judged by the targets' names, as kubebuilder's Makefiles have them (`docker-build`,
 * `docker-push`, `deploy`, `kind-load`). The Makefile itself is not read, so a target of another name gives a mention.
 */
import type { Argument, CommandUse, Engine, Role, Tool } from '../command';
import { flagTable, partOf, scan, textOf } from '../flags';

const flags = flagTable(
  '-C --directory -f --file --makefile -I --include-dir -o --old-file --assume-old -W --what-if --new-file --assume-new -E --eval',
  `-B -O --always-make -b -d --debug -e --environment-overrides -h --help -i --ignore-errors -j --jobs -k --keep-going -l -L -m -n --dry-run --just-print -p -q
  --question -r -R -s --silent --quiet -S -t --touch -v --version -w --print-directory --no-print-directory --output-sync --trace`,
);

const imageVariable = /^(?:[A-Za-z0-9_]*_)?(?:IMG|IMAGE)$/i;
const engineVariable = /^(?:[A-Za-z0-9_]*_)?(?:CONTAINER_(?:TOOL|ENGINE|CLI|RUNTIME)|ENGINE|DOCKER|BUILDER)$/;

/** In this order: `undeploy` is no deployment, and `docker-build-push` is both. */
const roleWords: readonly (readonly [RegExp, Role])[] = [
  [/build/, 'build'],
  [/load/, 'load'],
  [/push/, 'push'],
  [/^(?!.*undeploy).*deploy/, 'deploy'],
];

export const make: Tool = { names: ['make', 'gmake'], read: (args, program) => readMake(args, program) };

function readMake<T>(args: readonly Argument<T>[], tool: string): readonly CommandUse<T>[] {
  const { positionals } = scan(args, flags);
  const assigned = positionals.flatMap((word) => {
    const equals = word.shape.indexOf('=');
    const name = equals < 0 ? '' : word.shape.slice(0, equals).replace(/[:+?]+$/, '');
    return name ? [{ name, word, image: partOf(word, equals + 1), text: word.shape.slice(equals + 1) }] : [];
  });
  const engine: Engine = engineOf(assigned.find((one) => engineVariable.test(one.name))?.text);
  const targets = positionals.filter((word) => !word.shape.includes('='));
  const found = targets.flatMap((word) => roleWords.flatMap(([pattern, role]) => (pattern.test(textOf(word) ?? '') ? [role] : [])));
  const roles = found.length ? [...new Set(found)] : (['mention'] as const);
  const certain = targets.every((word) => word.certain);
  return assigned
    .filter((one) => imageVariable.test(one.name))
    .flatMap(({ image }) => roles.map((role) => ({ role, tool, engine, certain, image, into: role === 'load' ? ('cluster' as const) : undefined })));
}

function engineOf(program: string | undefined): Engine {
  const name = program?.split('/').at(-1);
  return name === 'podman' || name === 'docker' || name === 'buildah' ? name : '';
}
