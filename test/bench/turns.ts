import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { DatabaseSync } from 'node:sqlite';
import express from 'express';
import { startApp } from '../../src/app/app.ts';
import { healthRoutes } from '../../src/app/health-routes.ts';
import { loadContent } from '../../src/app/load-content.ts';
import { openMatching } from '../../src/app/open-matching.ts';
import { Simulator, toDelivered } from '../../src/channels/simulator/simulator.ts';
import { defaultSettings } from '../../src/domain/settings/settings.ts';
import { systemClock } from '../../src/jobs/local/system-clock.ts';
import { receive } from '../../src/services/messaging/receive.ts';
import { IndexFile } from '../../src/store/index-file.ts';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { asTheyTravel, createGenerator } from '../support/generate.ts';
import { spread } from './spread.ts';

// Measures in a process of its own, so that memory is Posko's alone; prints one line of JSON.
const [folder = '', factChecks = '10000', citizens = '10000', port = '0'] = process.argv.slice(2);
const SINGLE_TURNS = 1000;
const ONLY_MATCHED = 500;

const started = performance.now();
const matching = openMatching(
  { dictionaries: undefined, matching: 'thread' },
  { tell: console.error, now: Date.now },
);
const answered = new Map<string, () => void>();
const channel = new Simulator('bench', (citizen) => answered.get(citizen)?.());
const store = openSqlite(join(folder, 'posko.db'), createSeal(new Uint8Array(32)));
const parts = {
  store,
  script: loadContent({ flows: 'flows', locales: 'locales' }),
  clock: systemClock,
  settings: { ...defaultSettings, quietMs: 0 },
  channels: [channel],
  ...matching,
  sweepMs: 1000,
  shelf: new IndexFile(join(folder, 'index.snapshot')),
  onError: (error: unknown) => {
    throw error;
  },
};
const post = await startApp(parts);
const startMs = performance.now() - started;

const { different, travelling }: Record<'different' | 'travelling', string[]> = JSON.parse(
  readFileSync(join(folder, 'messages.json'), 'utf8'),
);
const onlyMatched = different.splice(0, ONLY_MATCHED);

const single = await measureSingleTurns(different.splice(0, SINGLE_TURNS));
const health = { channels: [channel], jobs: post.jobsHealth, readStore: () => store.load(0) };
const server = express().use(healthRoutes(health)).listen(Number(port), '127.0.0.1');
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
const each = await measureThroughput('each', different);
const many = await measureThroughput('many', asTheyTravel(travelling, Number(citizens)));
delay.disable();
server.close();
server.closeAllConnections();
const rssMb = process.memoryUsage.rss() / 1024 ** 2;
const match = await measure(onlyMatched, (text) => post.deps.index.match({ text }));
await post.close();
const closed = performance.now();
const again = await startApp(parts);
const startAgainMs = performance.now() - closed;
await again.close();
const peer = await measurePeer();
await store.close();

console.log(
  JSON.stringify({
    startMs: Math.round(startMs),
    startAgainMs: Math.round(startAgainMs),
    ...spread(single),
    turnsPerSecond: Math.round(each.perSecond),
    travellingPerSecond: Math.round(many.perSecond),
    processorMs: { different: each.processorMs, travelling: many.processorMs },
    loopDelay: { p50: inMs(delay.percentile(50)), p99: inMs(delay.percentile(99)) },
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

async function measureSingleTurns(messages: readonly string[]): Promise<number[]> {
  const times: number[] = [];
  for (const [n, message] of messages.entries()) {
    const begun = performance.now();
    await ask(`single${n}`, message);
    times.push(performance.now() - begun);
  }
  return times;
}

/** How many citizens, each with their message, are answered in a second when 64 ask at once, and what each costs the main thread. */
async function measureThroughput(group: string, messages: readonly string[]) {
  const before = process.threadCpuUsage();
  const begun = performance.now();
  const rest = messages.entries();
  const worker = async () => {
    for (const [n, message] of rest) {
      await ask(`${group}${n}`, message);
      if (n % 1000 === 0 && process.stderr.isTTY)
        process.stderr.write(`\r${n} of ${messages.length} citizens`);
    }
  };
  await Promise.all(Array.from({ length: 64 }, worker));
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  const { user, system } = process.threadCpuUsage(before);
  const perSecond = (messages.length / (performance.now() - begun)) * 1000;
  return { perSecond, processorMs: inMs(((user + system) * 1000) / messages.length) };
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
  return measure(onlyMatched, (text) => {
    const words = text.match(/\p{L}+/gu) ?? [];
    search.all([...new Set(words)].map((word) => `"${word}"`).join(' OR '));
  });
}

function inMs(nanoseconds: number): number {
  return Math.round(nanoseconds / 1e4) / 100;
}
