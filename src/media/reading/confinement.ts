import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/**
 * What keeps a decoder that a file has taken over from the master key: namespaces (it sees neither the data nor other
 * processes, and no network), another user (it may not read them), or nothing but a clean environment.
 */
export type Confinement = 'namespaces' | 'other-user' | 'none';

/** The strongest of them that this machine allows; `hidden` are the folders and files that are not to be seen. */
export function findConfinement(hidden: readonly string[]): Confinement {
  const all: Confinement[] = isRoot() ? ['namespaces', 'other-user'] : ['namespaces'];
  return all.find((how) => isPossible(how, hidden)) ?? 'none';
}

/** The words before a command that confine it and bound its memory, in megabytes of its own data. */
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
/** What is hidden cannot be uncovered without rights, and none come back. */
const POWERLESS = ['setpriv', '--bounding-set=-all', '--inh-caps=-all', '--no-new-privs'];
const NOBODY = '65534';

function asNobody(): string[] {
  return ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'];
}

/** An empty folder lies over a folder, and nothing over a file. */
const HIDING =
  'while [ "$1" != -- ]; do ' +
  'if [ -d "$1" ]; then mount -t tmpfs -o size=4k,mode=000 tmpfs "$1" || exit 1; ' +
  'elif [ -e "$1" ]; then mount --bind /dev/null "$1" || exit 1; fi; ' +
  'shift; done; shift; exec "$@"';

/** No dump of memory, and a limit on it; macOS knows none. */
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
