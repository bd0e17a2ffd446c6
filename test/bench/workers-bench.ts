import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { toDelivered } from '../../src/channels/simulator/simulator.ts';
import { openBullmqJobs } from '../../src/jobs/bullmq/bullmq-jobs.ts';
import { systemClock } from '../../src/jobs/local/system-clock.ts';
import { receive } from '../../src/services/messaging/receive.ts';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { createGenerator } from '../support/generate.ts';
import { TestRedis } from '../support/redis.ts';

// How many whole turns a second several workers take together: message kept, matched, answered, sent.
const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '4000' },
    'fact-checks': { type: 'string', default: '10000' },
    workers: { type: 'string', default: '1,2' },
  },
});
const total = Number(values.messages);
const redis = new TestRedis();
await redis.start();
try {
  console.log(`${total} messages, ${values['fact-checks']} fact-checks, SQLite and Redis shared\n`);
  for (const count of values.workers.split(',').map(Number)) {
    const { perSecond, cpuMs, keptPerSecond } = await measure(count);
    console.log(
      `${count} workers: ${perSecond} whole turns/s, ${cpuMs} ms of a worker's processor each; ` +
        `kept at ${keptPerSecond}/s meanwhile`,
    );
  }
} finally {
  await redis.stop();
}

async function measure(count: number) {
  const folder = mkdtempSync(join(tmpdir(), 'posko-workers-'));
  const store = openSqlite(join(folder, 'posko.db'), createSeal(new Uint8Array(32)));
  const { factCheck, message } = createGenerator(1);
  const all = Array.from({ length: Number(values['fact-checks']) }, (_, n) => ({
    ...factCheck(n),
    version: 1,
    changedAt: 0,
  }));
  await store.factChecks.save(all);
  const jobs = openBullmqJobs({ url: redis.url })({
    clock: systemClock,
    run: async () => null,
    places: [],
    isWorker: false,
    onError: (error) => console.error(String(error)),
  });
  const workers = await Promise.all(Array.from({ length: count }, () => aWorker(folder)));
  const cpuBefore = workers.reduce((sum, { cpuMs }) => sum + cpuMs(), 0);
  const begun = performance.now();
  for (let n = 0; n < total; n += 50) {
    const deliveries = Array.from({ length: 50 }, (_, k) =>
      toDelivered(
        { channel: 'bench', citizen: `w${n + k}`, now: Date.now() },
        { text: message(all), forwarded: true },
      ),
    );
    await receive({ store, clock: systemClock, jobs }, deliveries);
  }
  const kept = performance.now() - begun;
  const sent = () => workers.reduce((sum, worker) => sum + worker.sent(), 0);
  while (sent() < total) await pause(20);
  const ms = performance.now() - begun;
  const cpu = workers.reduce((sum, { cpuMs }) => sum + cpuMs(), 0) - cpuBefore;
  await jobs.close();
  for (const { child } of workers) {
    child.disconnect();
    await once(child, 'exit');
  }
  await store.close();
  rmSync(folder, { recursive: true });
  return {
    perSecond: Math.round((total / ms) * 1000),
    keptPerSecond: Math.round((total / kept) * 1000),
    cpuMs: (cpu / total).toFixed(2),
  };
}

interface Told {
  ready?: boolean;
  sent?: number;
  cpuMs?: number;
  error?: string;
}

async function aWorker(folder: string) {
  const child: ChildProcess = fork(join(import.meta.dirname, 'worker.ts'), [folder, redis.url], {
    execArgv: ['--disable-warning=ExperimentalWarning', '--max-semi-space-size=4'],
  });
  let last: Told = {};
  const ready = new Promise<void>((resolve) => {
    child.on('message', (told: Told) => {
      if (told.error) console.error(told.error);
      if (told.ready) resolve();
      else last = told;
    });
  });
  await ready;
  return { child, sent: () => last.sent ?? 0, cpuMs: () => last.cpuMs ?? 0 };
}
