import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Protection of the master key from an exploited decoder: namespaces, a user without read access, or a clean environment. */
export type Confinement = 'namespaces' | 'other-user' | 'none';

/** Finds the strongest protection of this machine; `hidden` are folders and files to hide. */
export function findConfinement(hidden: readonly string[]): Confinement {
  const all: Confinement[] = isRoot() ? ['namespaces', 'other-user'] : ['namespaces'];
  return all.find((how) => isPossible(how, hidden)) ?? 'none';
}

/** Returns the command prefix that confines a process and limits its data, in megabytes. */
export function confine(how: Confinement, hidden: readonly string[], dataMb: number): string[] {
  const limits = ['/bin/sh', '-c', LIMITED, 'sh', String(dataMb * 1024)];
  if (how === 'none') return limits;
  if (how === 'other-user') return [...limits, ...asNobody(), ...POWERLESS];
  const user = isRoot() ? [] : ['--user', '--map-root-user'];
  const rights = isRoot() ? [...asNobody(), ...POWERLESS] : POWERLESS;
  const hiding = ['/bin/sh', '-c', HIDING, 'sh', ...hidden, '--'];
  return ['unshare', ...user, ...NAMESPACES, ...hiding, ...limits, ...rights];
}

const PROGRAM = fileURLToPath(new URL('reading-program.ts', import.meta.url));
const NAMESPACES = ['--mount', '--pid', '--net', '--fork', '--kill-child=SIGKILL', '--mount-proc'];
/** Uncovering hidden files needs rights, and none come back. */
const POWERLESS = ['setpriv', '--bounding-set=-all', '--inh-caps=-all', '--no-new-privs'];
const NOBODY = '65534';

function asNobody(): string[] {
  return ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'];
}

/** Hides a folder by an empty one, and a file by an empty file. */
const HIDING =
  'while [ "$1" != -- ]; do ' +
  'if [ -d "$1" ]; then mount -t tmpfs -o size=4k,mode=000 tmpfs "$1" || exit 1; ' +
  'elif [ -e "$1" ]; then mount --bind /dev/null "$1" || exit 1; fi; ' +
  'shift; done; shift; exec "$@"';

/** No core dump, and a memory limit; macOS has none. */
const LIMITED =
  'ulimit -c 0 && { ulimit -d "$1" || test "$(uname)" = Darwin; } && shift && exec "$@"';

function isPossible(how: Confinement, hidden: readonly string[]): boolean {
  const [tool = '', ...words] = confine(how, hidden, PROBE_MB);
  const options = { stdio: 'ignore', timeout: PATIENCE_MS } as const;
  return spawnSync(tool, [...words, 'test', '-r', PROGRAM], options).status === 0;
}

const PROBE_MB = 100;
const PATIENCE_MS = 5000;

function isRoot(): boolean {
  return process.getuid?.() === 0;
}
