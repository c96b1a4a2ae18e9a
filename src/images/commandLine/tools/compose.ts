/**
 * Compose files that `docker compose`, `podman compose`, `docker-compose` and `podman-compose` are pointed at with `-f`, and whether their
 * services are run, built or only taken down. What stands in the file is the YAML reader's matter.
 */
import type { Argument, CommandUse, Engine, Role, Tool } from '../command';
import { flagTable, partOf, scan, textOf, valuesOf } from '../flags';

const flags = flagTable(
  `--ansi --env-file -f --file --in-pod --parallel --pod-args --podman-args --podman-build-args --podman-path --podman-pull-args
  --podman-push-args --podman-run-args --podman-start-args --podman-stop-args -p --profile --progress --project-directory --project-name
  -H --host -c --context -t --transform_policy`,
  '--all-resources --compatibility --dry-run -h --help --no-ansi --no-cleanup --verbose -v --version --tls --tlsverify',
);

const roles: ReadonlyMap<string, Role> = new Map<string, Role>([
  ['up', 'run'], ['run', 'run'], ['start', 'run'], ['restart', 'run'], ['create', 'run'],
  ['build', 'build'], ['pull', 'pull'], ['push', 'push'],
]);

/** `args` follow the word `compose` or the program's name. Every other subcommand, `down` first of all, is a mention of the file. */
export function readCompose<T>(args: readonly Argument<T>[], tool: string, engine: Engine): readonly CommandUse<T>[] {
  const found = scan(args, flags, true);
  const role = roles.get(textOf(found.positionals[0]) ?? '') ?? 'mention';
  return valuesOf(found, '-f', '--file').map((word) => ({ role, tool, engine, certain: word.certain, manifest: partOf(word) }));
}

export const compose: Tool = {
  names: ['docker-compose', 'podman-compose'],
  read: (args, program) => readCompose(args, program, program === 'podman-compose' ? 'podman' : 'docker'),
};
