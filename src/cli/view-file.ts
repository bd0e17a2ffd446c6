import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { constants, platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { outsideEnvironment } from './copy-backup.ts';

const VIEWERS: Readonly<Record<string, string>> = { darwin: 'open', win32: 'explorer' };
const PREFIX = 'posko-view-';
const ENDINGS = ['SIGHUP', 'SIGINT', 'SIGTERM'] as const;

/** Shows files by a program, without a shell; their copies are this user's alone, and gone when the process ends, or the next begins. */
export function createFileViewer(program = VIEWERS[platform()] ?? 'xdg-open') {
  const env = outsideEnvironment();
  const place = findPlace(env);
  const folders = findLeftovers(place);
  const remove = () => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  };
  remove();
  const end = (signal: (typeof ENDINGS)[number]) => process.exit(128 + constants.signals[signal]);
  for (const signal of ENDINGS) process.once(signal, end);
  process.once('exit', remove);
  return {
    /** Whether the program could be started. */
    show(name: string, bytes: Uint8Array): Promise<boolean> {
      const folder = mkdtempSync(join(place, `${PREFIX}${process.pid}-`));
      folders.push(folder);
      const path = join(folder, name);
      writeFileSync(path, bytes, { mode: 0o600 });
      const viewer = spawn(program, [path], { env, stdio: 'ignore', detached: true });
      const { promise, resolve } = Promise.withResolvers<boolean>();
      viewer.once('spawn', () => resolve(true)).once('error', () => resolve(false));
      viewer.unref();
      return promise;
    },
    close(): void {
      for (const signal of ENDINGS) process.off(signal, end);
      process.off('exit', remove);
      remove();
    },
  };
}

/** Where copies lie: in memory, where the system has a folder of this user's for that. */
function findPlace({ XDG_RUNTIME_DIR: place = '' }: NodeJS.ProcessEnv): string {
  return isOwn(place) ? place : tmpdir();
}

function isOwn(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.uid === process.getuid?.();
}

/** This user's copies whose process was killed before it could remove them. */
function findLeftovers(place: string): string[] {
  const names = readdirSync(place).filter((name) => name.startsWith(PREFIX));
  const left = names.filter((name) => !isRunning(Number(name.split('-')[2])));
  return left.map((name) => join(place, name)).filter(isOwn);
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
