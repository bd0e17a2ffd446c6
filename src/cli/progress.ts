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
  let shownAt = Date.now();
  return {
    show(done: number): void {
      if (done % STEP !== 0) return;
      if (stderr.isTTY) stderr.write(`\r${label}: ${done} records`);
      else if (Date.now() - shownAt > PAUSE_MS) {
        shownAt = Date.now();
        complain(`${label}: ${done} records`);
      }
    },
    end(): void {
      if (stderr.isTTY) stderr.write('\r\u001b[K');
    },
  };
}

/** A line on a terminal that says how far a long work has come; silent where nobody watches. */
export function startProgress(label: string, total: number) {
  const { stderr } = process;
  let drawn = -1;
  return {
    show(done: number): void {
      const percent = total === 0 ? 100 : Math.min(100, Math.floor((done / total) * 100));
      if (!stderr.isTTY || percent === drawn) return;
      drawn = percent;
      const filled = Math.floor(percent / 4);
      const bar = '█'.repeat(filled) + '░'.repeat(25 - filled);
      stderr.write(`\r${label} ${bar} ${String(percent).padStart(3)} %`);
    },
    end(): void {
      if (stderr.isTTY && drawn >= 0) stderr.write('\n');
    },
  };
}
