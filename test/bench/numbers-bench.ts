import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startApp } from '../../src/app/app.ts';
import { CloudApi } from '../../src/channels/cloud-api/cloud-api.ts';
import { CLOUD_API } from '../../src/channels/cloud-api/read-message.ts';
import { defaultSettings } from '../../src/domain/settings/settings.ts';
import { systemClock } from '../../src/jobs/local/system-clock.ts';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { aMessage, aReply } from '../support/builders.ts';
import { loadScript } from '../support/stage.ts';
import { endTurns } from './end-turns.ts';

// How many messages a second one process sends from several numbers of the Cloud API, each to a citizen of its own.
const { values } = parseArgs({
  options: {
    numbers: { type: 'string', default: '8' },
    citizens: { type: 'string', default: '1000' },
    /** Of each number; by default what Meta says of it. */
    'per-second': { type: 'string' },
  },
});
const perNumber = Number(values.citizens);
const sendsPerSecond = values['per-second'] ? Number(values['per-second']) : undefined;
const folder = mkdtempSync(join(tmpdir(), 'posko-numbers-'));
const graphs = fork(join(import.meta.dirname, 'numbers-graph.ts'), [
  values.numbers,
  values.citizens,
]);
const [known]: { baseUrl: string; token: string; numberId: string }[][] = await once(
  graphs,
  'message',
);
const numbers = known ?? [];
const store = openSqlite(join(folder, 'posko.db'), createSeal(new Uint8Array(32)));
let sent = 0;
try {
  const waiting = await fill();
  const settings = { timeoutMs: 15_000, reconcileMs: 180_000, template: undefined, sendsPerSecond };
  const app = await startApp({
    store,
    script: loadScript(),
    clock: systemClock,
    settings: defaultSettings,
    channels: numbers.map((number) => new CloudApi({ ...settings, ...number }, Date.now)),
    sweepMs: 1000,
    observe: (event) => {
      if (event.type === 'tried' && event.outcome === 'accepted') sent += 1;
    },
    onError: (error) => console.error(error),
  });
  const [begun, cpu] = [performance.now(), process.cpuUsage()];
  for (const citizen of waiting) app.deps.jobs.wake({ type: 'send', citizen });
  while (sent < waiting.length) await pause(20);
  const seconds = (performance.now() - begun) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const each = ((user + system) / 1000 / waiting.length).toFixed(2);
  console.log(
    `${waiting.length} messages from ${numbers.length} numbers in ${seconds.toFixed(1)} s: ` +
      `${Math.round(waiting.length / seconds)} a second, ${each} ms of processor each`,
  );
  await app.close();
} finally {
  graphs.disconnect();
  rmSync(folder, { recursive: true, force: true });
}

/** Gives each number its citizens, with a reply that waits for each. */
async function fill(): Promise<string[]> {
  const at = Date.now();
  const waiting: string[] = [];
  for (const { numberId } of numbers) {
    const arrivals = Array.from({ length: perNumber }, (_, n) => {
      const sender = `${62_812_000_000_000 + n}`;
      const from = { channel: CLOUD_API, account: numberId, chat: sender, sender };
      return { from, message: aMessage({ id: `${numberId} ${n}`, sentAt: at }) };
    });
    waiting.push(...(await endTurns(store, arrivals, () => ({ replies: [aReply()], now: at }))));
  }
  return waiting;
}
