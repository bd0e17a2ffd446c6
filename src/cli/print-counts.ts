import type { Counts } from '../store/backup/backup-row.ts';
import type { Copied } from '../store/backup/copy-records.ts';
import { complain, print } from './output.ts';

/** Writes how many records of each kind there are. */
export function printCounts(counts: Counts): void {
  for (const [kind, count] of Object.entries(counts)) print(`${String(count).padStart(9)} ${kind}`);
}

/** Says what a restore or a new key has left behind. */
export function printLost({ letters, sessions, citizens }: Copied['lost']): void {
  if (citizens > 0) {
    print(`${citizens} citizens were erased after the backup and stay away`);
  }
  if (letters > 0) {
    print(`${letters} keys of old messages are left behind; delivered again, those count as new`);
  }
  if (sessions > 0) {
    complain(`${sessions} entries of a linked device are left behind; run "posko pair" if it asks`);
  }
}

const PAUSE_MS = 10_000;
const STEP = 1000;

/** Says on stderr how far a long work has come: often on a terminal, else every ten seconds. */
export function startCount(label: string) {
  const { stderr } = process;
  let told = Date.now();
  return {
    show(done: number): void {
      if (done % STEP !== 0) return;
      if (stderr.isTTY) stderr.write(`\r${label}: ${done} records`);
      else if (Date.now() - told > PAUSE_MS) {
        told = Date.now();
        complain(`${label}: ${done} records`);
      }
    },
    end(): void {
      if (stderr.isTTY) stderr.write('\r\u001b[K');
    },
  };
}
