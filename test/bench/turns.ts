import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { startApp } from '../../src/app/app.ts';
import { loadContent } from '../../src/app/load-content.ts';
import { Simulator, toDelivered } from '../../src/channels/simulator/simulator.ts';
import { defaultSettings } from '../../src/domain/settings/settings.ts';
import { systemClock } from '../../src/jobs/local/system-clock.ts';
import { receive } from '../../src/services/messaging/receive.ts';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { createGenerator } from '../support/generate.ts';

// Measures in a process of its own, so that memory is Posko's alone; prints one line of JSON.
const [folder = '', factChecks = '10000', citizens = '10000'] = process.argv.slice(2);
const SINGLE_TURNS = 1000;

const started = performance.now();
const answered = new Map<string, () => void>();
const channel = new Simulator('bench', (citizen) => answered.get(citizen)?.());
const store = openSqlite(join(folder, 'posko.db'), createSeal(new Uint8Array(32)));
const post = await startApp({
  store,
  script: loadContent({ flows: 'flows', locales: 'locales' }),
  clock: systemClock,
  settings: { ...defaultSettings, quietMs: 0 },
  channels: [channel],
  sweepMs: 1000,
  onError: (error) => {
    throw error;
  },
});
const startMs = performance.now() - started;

const messages: string[] = JSON.parse(readFileSync(join(folder, 'messages.json'), 'utf8'));

const single = await measureSingleTurns();
const turnsPerSecond = await measureThroughput();
const rssMb = process.memoryUsage.rss() / 1024 ** 2;
const match = await measure(messages.slice(0, 500), (text) => post.deps.index.match({ text }));
await post.close();
const peer = await measurePeer();
await store.close();

console.log(
  JSON.stringify({
    startMs: Math.round(startMs),
    ...spread(single),
    turnsPerSecond: Math.round(turnsPerSecond),
    rssMb: Math.round(rssMb),
    matchP50: spread(match).p50,
    matchP95: spread(match).p95,
    peer: { name: 'SQLite FTS5', ...spread(peer) },
  }),
);

/** Writes as a citizen and resolves when the first reply is out. */
function ask(citizen: string, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    answered.set(citizen, () => {
      answered.delete(citizen);
      resolve();
    });
    const sender = { channel: 'bench', citizen, now: Date.now() };
    receive(post.deps, [toDelivered(sender, { text, forwarded: true })]).catch(reject);
  });
}

async function measureSingleTurns(): Promise<number[]> {
  const times: number[] = [];
  for (let n = 0; n < SINGLE_TURNS; n += 1) {
    const begun = performance.now();
    await ask(`single${n}`, messages[n % messages.length] ?? '');
    times.push(performance.now() - begun);
  }
  return times;
}

async function measureThroughput(): Promise<number> {
  const total = Number(citizens);
  const begun = performance.now();
  let next = 0;
  const worker = async () => {
    while (next < total) {
      const n = next;
      next += 1;
      await ask(`citizen${n}`, messages[n % messages.length] ?? '');
      if (n % 1000 === 0 && process.stderr.isTTY)
        process.stderr.write(`\r${n} of ${total} citizens`);
    }
  };
  await Promise.all(Array.from({ length: 64 }, worker));
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  return (total / (performance.now() - begun)) * 1000;
}

async function measure(
  texts: readonly string[],
  work: (text: string) => unknown,
): Promise<number[]> {
  const times: number[] = [];
  for (const text of texts) {
    const begun = performance.now();
    await work(text);
    times.push(performance.now() - begun);
  }
  return times;
}

/** The best ready-made engine on the same texts: every word of the message, ranked by BM25. */
function measurePeer(): Promise<number[]> {
  const db = new DatabaseSync(':memory:');
  db.exec('CREATE VIRTUAL TABLE docs USING fts5 (body)');
  const insert = db.prepare('INSERT INTO docs (body) VALUES (?)');
  const { factCheck } = createGenerator(1);
  for (let n = 0; n < Number(factChecks); n += 1) {
    const { title, narratives } = factCheck(n);
    insert.run(`${title} ${narratives.join(' ')}`);
  }
  const search = db.prepare('SELECT rowid FROM docs WHERE docs MATCH ? ORDER BY rank LIMIT 10');
  return measure(messages.slice(0, 500), (text) => {
    const words = text.match(/\p{L}+/gu) ?? [];
    search.all([...new Set(words)].map((word) => `"${word}"`).join(' OR '));
  });
}

function spread(times: readonly number[]) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) =>
    Math.round((sorted[Math.floor(sorted.length * share)] ?? 0) * 100) / 100;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
