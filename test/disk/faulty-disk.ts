import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { aFolder } from '../support/builders.ts';

/** The disk of a process as a test has it: what fails, and what was written. */
export interface FaultyDisk {
  /** Runs a program of this folder on it to its end, and returns what it printed. */
  run(program: string): string;
  /** Every write and every wait for the disk, in order. */
  journal(): DiskEvent[];
}

/** What reached a file; a `sync` of the folder makes last which files it has. */
export type DiskEvent = { path: string } & (
  | { type: 'write'; at: number; bytes: Buffer }
  | { type: 'truncate'; at: number }
  | { type: 'unlink' }
  | { type: 'sync' }
);

const COMPILER = 'cc';

/** Whether this machine can have a faulty disk; throws where POSKO_TEST_DISK says that it has to. */
export function hasFaultyDisk(): boolean {
  const hasCompiler = spawnSync(COMPILER, ['--version']).status === 0;
  if (process.platform === 'linux' && hasCompiler) return true;
  const problem = 'a faulty disk needs Linux and a C compiler (apt-get install gcc libc6-dev)';
  if (process.env.POSKO_TEST_DISK === 'required') throw new Error(problem);
  console.warn(`${problem}; the tests of full disks and power losses are skipped`);
  return false;
}

/** A disk below a folder of its own. */
export function aFaultyDisk(): FaultyDisk {
  const folder = aFolder();
  const disk = join(folder, 'disk');
  const [library, control, journal] = ['faulty.so', 'control', 'journal'].map((name) =>
    join(folder, name),
  ) as [string, string, string];
  const source = join(import.meta.dirname, 'faulty-disk.c');
  const flags = ['-shared', '-fPIC', '-O1', '-Wall', '-Werror', '-o', library, source, '-ldl'];
  const built = spawnSync(COMPILER, [...flags, '-lpthread'], { encoding: 'utf8' });
  if (built.status !== 0) throw new Error(built.stderr);
  writeFileSync(control, Buffer.alloc(20));
  writeFileSync(journal, '');
  return {
    run(program) {
      const DISK = { DISK_FOLDER: disk, DISK_CONTROL: control, DISK_JOURNAL: journal };
      const { PATH = '' } = process.env;
      const env = { PATH, LD_PRELOAD: library, ...DISK };
      const path = join(import.meta.dirname, program);
      const done = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', path], {
        ...{ env, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
      });
      if (done.status !== 0) throw new Error(`${program} ended badly: ${done.stderr}`);
      return done.stdout;
    },
    journal: () => [...readJournal(readFileSync(journal))],
  };
}

function* readJournal(all: Buffer): Generator<DiskEvent> {
  for (let from = 0; from < all.length; ) {
    const end = all.indexOf('\n', from);
    const [type = '', at = '', length = '', ...rest] = all.toString('utf8', from, end).split(' ');
    const path = rest.join(' ');
    from = end + 1;
    if (type === 'write') {
      const bytes = all.subarray(from, from + Number(length));
      from += bytes.length;
      yield { type, path, at: Number(at), bytes };
    } else if (type === 'truncate') yield { type, path, at: Number(at) };
    else if (type === 'unlink') yield { type, path };
    else yield { type: 'sync', path };
  }
}
