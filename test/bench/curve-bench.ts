import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parseArgs } from 'node:util';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { createGenerator } from '../support/generate.ts';

// What a message costs as fact-checks and citizens grow; whole turns on SQLite, in a process of their own.
const { values } = parseArgs({
  options: {
    'fact-checks': { type: 'string', default: '1000,10000,100000' },
    citizens: { type: 'string', default: '1000,10000,100000,1000000' },
    messages: { type: 'string', default: '2000' },
  },
});

interface Figures {
  p50: number;
  p95: number;
  turnsPerSecond: number;
  rssMb: number;
}

console.log('fact-checks   citizens   turn p50   turn p95   turns/s   memory');
for (const count of listed(values['fact-checks'])) await measure(count, 1000);
for (const count of listed(values.citizens).slice(1)) await measure(10_000, count);

async function measure(factChecks: number, citizens: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'posko-curve-'));
  try {
    await fill(folder, factChecks);
    crowd(folder, citizens);
    const turns = join(import.meta.dirname, 'turns.ts');
    const flags = ['--disable-warning=ExperimentalWarning', '--max-semi-space-size=4'];
    const words = [...flags, turns, folder, String(factChecks), values.messages];
    const { p50, p95, turnsPerSecond, rssMb } = JSON.parse(
      execFileSync(process.execPath, words, { encoding: 'utf8' }),
    ) as Figures; // printed by our own script
    const cells = [factChecks, citizens, `${p50} ms`, `${p95} ms`, turnsPerSecond, `${rssMb} MB`];
    const widths = [11, 10, 10, 10, 9, 8];
    console.log(cells.map((cell, n) => String(cell).padStart(widths[n] ?? 0)).join(' '));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function fill(folder: string, count: number): Promise<void> {
  const store = openSqlite(join(folder, 'posko.db'), createSeal(new Uint8Array(32)));
  const { factCheck, message } = createGenerator(1);
  const all = Array.from({ length: count }, (_, n) => ({
    ...factCheck(n),
    version: 1,
    changedAt: 0,
  }));
  for (let n = 0; n < count; n += 1000) await store.factChecks.save(all.slice(n, n + 1000));
  const messages = Array.from({ length: 2000 }, () => message(all));
  writeFileSync(
    join(folder, 'messages.json'),
    JSON.stringify({ different: messages, travelling: messages }),
  );
  await store.close();
}

/** Citizens who wrote once and were answered, as they lie in the store until they are forgotten. */
function crowd(folder: string, count: number): void {
  const file = new DatabaseSync(join(folder, 'posko.db'));
  const numbers = `WITH RECURSIVE n (k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM n WHERE k < ${count})`;
  file.exec(`
    BEGIN;
    INSERT INTO citizens (id, address, salt, state, revision, due, last_at)
      ${numbers} SELECT 'crowd' || k, randomblob(150), randomblob(16), randomblob(300), 1, NULL, 0 FROM n;
    INSERT INTO inbox (key, citizen, content, sent_at, arrived_at, done)
      ${numbers} SELECT 'letter' || k, 'crowd' || k, randomblob(400), 0, 0, 1 FROM n;
    INSERT INTO outbox (id, citizen, content, state, next_at, created_at, sent_at)
      ${numbers} SELECT 'reply' || k, 'crowd' || k, NULL, 'sent', 0, 0, 0 FROM n;
    COMMIT;
  `);
  file.close();
}

function listed(words: string): number[] {
  return words.split(',').map(Number);
}
