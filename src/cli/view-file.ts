import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { constants, platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { outsideEnvironment } from './copy-backup.ts';

const VIEWERS: Readonly<Record<string, string>> = { darwin: 'open', win32: 'explorer' };
const PREFIX = 'posko-view-';

/** Creates what shows a file by a program, without a shell, and says whether that could be started; the copy is this user's alone, and goes with the process. */
export function createFileViewer(program = VIEWERS[platform()] ?? 'xdg-open') {
  const env = outsideEnvironment();
  const { XDG_RUNTIME_DIR: memory = '' } = env;
  const place = isOwn(memory) ? memory : tmpdir();
  removeCopies(place);
  process.once('exit', () => removeCopies(place));
  for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => process.exit(128 + constants.signals[signal]));
  }
  return async (name: string, bytes: Uint8Array): Promise<boolean> => {
    const path = join(mkdtempSync(join(place, `${PREFIX}${process.pid}-`)), name);
    writeFileSync(path, bytes, { mode: 0o600 });
    const viewer = spawn(program, [path], { env, stdio: 'ignore', detached: true });
    const { promise, resolve } = Promise.withResolvers<boolean>();
    viewer.once('spawn', () => resolve(true)).once('error', () => resolve(false));
    viewer.unref();
    return promise;
  };
}

/** Removes this user's copies whose process, as their names say, is at its end or was killed. */
function removeCopies(place: string): void {
  for (const name of readdirSync(place).filter((each) => each.startsWith(PREFIX))) {
    const [path, pid] = [join(place, name), Number(name.split('-')[2])];
    const isOver = pid === process.pid || !isRunning(pid);
    if (isOver && isOwn(path)) rmSync(path, { recursive: true, force: true });
  }
}

function isOwn(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.uid === process.getuid?.();
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
