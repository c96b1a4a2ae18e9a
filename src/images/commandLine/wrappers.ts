/**
 * Programs that only run another one: `sudo podman …`, `env A=b podman …`, `timeout 60 podman …`. Tells where the real command starts;
 * knows nothing of it.
 */
import { type Argument, hole, shapeOf } from './command';
import { type FlagTable, flagTable, scan } from './flags';

interface Wrapper {
  readonly flags: FlagTable;
  /** Positional arguments of its own before the command. */
  readonly own: number;
}

const sudo = flagTable('-C --close-from -D --chdir -g --group -h --host -p --prompt -R --chroot -r --role -T --command-timeout -t --type -U --other-user -u --user', '-A -b -E -H -i -K -k -n -P -S -s -v --preserve-env --non-interactive --set-home --background --login');
const none = flagTable('', '');

const wrappers: ReadonlyMap<string, Wrapper> = new Map<string, Wrapper>([
  ['sudo', { flags: sudo, own: 0 }],
  ['doas', { flags: flagTable('-C -u', '-L -n -s'), own: 0 }],
  ['env', { flags: flagTable('-C --chdir -S --split-string -u --unset', '-0 --null -i --ignore-environment -v --debug'), own: 0 }],
  ['timeout', { flags: flagTable('-k --kill-after -s --signal', '--foreground --preserve-status -v --verbose'), own: 1 }],
  ['nice', { flags: flagTable('-n --adjustment', ''), own: 0 }],
  ['ionice', { flags: flagTable('-c --class -n --classdata', '-t --ignore'), own: 0 }],
  ['time', { flags: flagTable('-f --format -o --output', '-a --append -p --portability -v --verbose'), own: 0 }],
  ['stdbuf', { flags: flagTable('-i --input -o --output -e --error', ''), own: 0 }],
  ['nohup', { flags: none, own: 0 }],
  ['setsid', { flags: flagTable('', '-c --ctty -f --fork -w --wait'), own: 0 }],
  ['exec', { flags: flagTable('-a', '-c -l'), own: 0 }],
  ['command', { flags: flagTable('', '-p'), own: 0 }],
  ['k3s', { flags: none, own: 0 }],
  ['microk8s', { flags: none, own: 0 }],
]);

/** The arguments from the real program on; the given ones where nothing wraps it. */
export function unwrap<T>(args: readonly Argument<T>[]): readonly Argument<T>[] {
  let rest = args;
  for (;;) {
    const wrapper = wrappers.get(programName(rest[0]) ?? '');
    if (!wrapper) return rest;
    let found = scan(rest.slice(1), wrapper.flags, true);
    for (let skipped = 0; ; ) {
      const [first] = found.positionals;
      if (!first || !first.certain || !first.placed) return [];
      const assignment = /^[A-Za-z_]\w*=/.test(first.shape);
      if (!assignment && skipped === wrapper.own) {
        rest = [first.argument, ...found.after];
        break;
      }
      if (!assignment) skipped++;
      found = scan(found.after, none, true);
    }
  }
}

/** The program runs another one, named in its arguments. */
export function isWrapper(name: string): boolean {
  return wrappers.has(name);
}

/** The base name of a program; undefined where its last part isn't known. */
export function programName<T>(argument: Argument<T> | undefined): string | undefined {
  if (!argument || argument.rest || argument.optional) return undefined;
  const name = baseName(shapeOf(argument));
  return name.includes(hole) ? undefined : name;
}

export function baseName(program: string): string {
  return (program.split('/').at(-1) ?? '').replace(/\.exe$/, '');
}
