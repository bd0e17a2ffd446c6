import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
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
import { asTheyTravel, createGenerator } from '../support/generate.ts';
import { TestRedis } from '../support/redis.ts';

/**
 * How many whole turns a second several workers take together (message kept, matched, answered, sent), and what a
 * turn costs each process and kind of thread. The writer is this process: it does what `posko serve` does.
 */
const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '4000' },
    'fact-checks': { type: 'string', default: '10000' },
    workers: { type: 'string', default: '1,2' },
    /** On a thread of its own in each worker, or `here`, with the rest. */
    matching: { type: 'string', default: 'thread' },
    /** A few messages as they travel, as `npm run bench` draws them, instead of messages that all differ. */
    travelling: { type: 'boolean', default: false },
    /** Folder for a processor profile of each worker. */
    profile: { type: 'string' },
  },
});
/** How many messages travel. */
const TRAVELLING = 2000;
const total = Number(values.messages);
const redis = new TestRedis();
await redis.start();
const asked = redis.client();
try {
  console.log(`${total} messages, ${values['fact-checks']} fact-checks, SQLite and Redis shared\n`);
  for (const count of values.workers.split(',').map(Number)) await measure(count);
} finally {
  asked.disconnect();
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
  const pids = { workers: workers.map(({ child }) => child.pid), writer: [process.pid] };
  const some = (count: number) => Array.from({ length: count }, () => message(all));
  const messages = values.travelling ? asTheyTravel(some(TRAVELLING), total) : some(total);
  await asked.config('RESETSTAT');
  const before = await readCosts(pids);
  const begun = performance.now();
  for (let n = 0; n < total; n += 50) {
    const deliveries = messages
      .slice(n, n + 50)
      .map((text, k) =>
        toDelivered(
          { channel: 'bench', citizen: `w${n + k}`, now: Date.now() },
          { text, forwarded: true },
        ),
      );
    await receive({ store, clock: systemClock, jobs }, deliveries);
  }
  const kept = performance.now() - begun;
  const sent = () => workers.reduce((sum, worker) => sum + worker.sent(), 0);
  while (sent() < total) await pause(20);
  const ms = performance.now() - begun;
  const costs = await readCosts(pids);
  tell(count, { ms, kept, before, costs, delay: workers.map(({ delay }) => delay()) });
  await jobs.close();
  for (const { child } of workers) {
    child.disconnect();
    await once(child, 'exit');
  }
  await store.close();
  rmSync(folder, { recursive: true });
}

type Costs = Readonly<Record<string, number>>;

interface Measured {
  ms: number;
  kept: number;
  before: Costs;
  costs: Costs;
  delay: readonly number[];
}

function tell(count: number, { ms, kept, before, costs, delay }: Measured): void {
  const perSecond = (took: number) => Math.round((total / took) * 1000);
  const delays = delay.map((p99) => p99.toFixed(0)).join(' and ');
  console.log(
    `${count} workers: ${perSecond(ms)} whole turns/s, kept at ${perSecond(kept)}/s meanwhile; ` +
      `event loop delay p99 ${delays} ms; a turn costs`,
  );
  for (const [name, value] of Object.entries(costs)) {
    const each = (value - (before[name] ?? 0)) / total;
    if (each >= 0.01) console.log(`  ${each.toFixed(2)} ${name}`);
  }
}

/** Milliseconds of processor by process and kind of thread, and the scripts that Redis has run. */
async function readCosts(pids: Record<string, readonly (number | undefined)[]>): Promise<Costs> {
  const costs: Record<string, number> = {};
  const add = (name: string, value: number) => {
    costs[name] = (costs[name] ?? 0) + value;
  };
  const info = await asked.info('cpu');
  for (const [, kind, s] of info.matchAll(/used_cpu_(user|sys):(\d+\.\d+)/g))
    add(`ms Redis, ${kind}`, Number(s) * 1000);
  for (const [who, ids] of Object.entries(pids)) {
    for (const id of ids) {
      for (const thread of readdirSync(`/proc/${id}/task`)) {
        const at = `/proc/${id}/task/${thread}`;
        const name = Number(thread) === id ? 'main' : readFileSync(`${at}/comm`, 'utf8').trim();
        const [ns] = readFileSync(`${at}/schedstat`, 'utf8').split(' ');
        add(`ms ${who}, ${name}`, Number(ns) / 1e6);
      }
    }
  }
  const stats = await asked.info('commandstats');
  add('scripts in Redis', Number(/^cmdstat_evalsha:calls=(\d+)/m.exec(stats)?.[1] ?? 0));
  return costs;
}

interface Told {
  ready?: boolean;
  sent?: number;
  delayP99Ms?: number;
  error?: string;
}

async function aWorker(folder: string) {
  const { profile } = values;
  const child: ChildProcess = fork(
    join(import.meta.dirname, 'worker.ts'),
    [folder, redis.url, values.matching],
    {
      execArgv: [
        '--disable-warning=ExperimentalWarning',
        '--max-semi-space-size=4',
        ...(profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : []),
      ],
    },
  );
  let last: Told = {};
  const ready = new Promise<void>((resolve) => {
    child.on('message', (told: Told) => {
      if (told.error) console.error(told.error);
      if (told.ready) resolve();
      else last = told;
    });
  });
  await ready;
  return { child, sent: () => last.sent ?? 0, delay: () => last.delayP99Ms ?? 0 };
}
