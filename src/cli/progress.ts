import type { Counts } from '../store/backup/backup-row.ts';
import type { Copied } from '../store/backup/copy-records.ts';
import { complain, print } from './output.ts';

/** Writes how many records of each kind there are. */
export function printCounts(counts: Counts): void {
  for (const [kind, count] of Object.entries(counts)) print(`${String(count).padStart(9)} ${kind}`);
}

/** Says what a restore or a new key has left behind. */
export function printLost({ letters, citizens }: Copied['lost']): void {
  if (citizens > 0) print(`${citizens} citizens were erased after the backup and stay away`);
  if (letters > 0) {
    print(`${letters} keys of old messages are left behind; delivered again, those count as new`);
  }
}

const PAUSE_MS = 10_000;
const STEP = 1000;

/** Says on stderr how far a long work has come, of a total or in records: often on a terminal, else every ten seconds. */
export function startProgress(label: string, total?: number) {
  const { stderr } = process;
  let [drawn, shownAt] = ['', Date.now()];
  return {
    show(done: number): void {
      if (total === undefined && done % STEP !== 0) return;
      const text = total === undefined ? `${label}: ${done} records` : barOf(label, done / total);
      if (text === drawn) return;
      drawn = text;
      if (stderr.isTTY) stderr.write(`\r${text}`);
      else if (Date.now() - shownAt > PAUSE_MS) {
        shownAt = Date.now();
        complain(text);
      }
    },
    end(): void {
      if (stderr.isTTY && drawn !== '') stderr.write(total === undefined ? '\r\u001b[K' : '\n');
    },
  };
}

function barOf(label: string, share: number): string {
  const percent = Math.min(100, Math.floor(share * 100)) || 0;
  const filled = Math.floor(percent / 4);
  return `${label} ${'█'.repeat(filled)}${'░'.repeat(25 - filled)} ${String(percent).padStart(3)} %`;
}
