import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startApp } from '../../src/app/app.ts';
import { defaultSettings } from '../../src/domain/settings/settings.ts';
import { systemClock } from '../../src/jobs/local/system-clock.ts';
import type { Channel } from '../../src/ports/channel.ts';
import type { Store } from '../../src/ports/store.ts';
import { correctFactCheck } from '../../src/services/fact-checks/submit-change.ts';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { aFactCheck, aMessage, anAddress } from '../support/builders.ts';
import { loadScript } from '../support/stage.ts';
import { endTurns } from './end-turns.ts';

// How long until everyone who was told a verdict has its correction in their inbox, and how late changes are followed meanwhile.
const { values } = parseArgs({ options: { citizens: { type: 'string', default: '100000' } } });
const total = Number(values.citizens);
const SWEEP_MS = 1000;
const BATCH = 500;

const folder = mkdtempSync(join(tmpdir(), 'posko-correction-'));
const store = openSqlite(join(folder, 'posko.db'), createSeal(new Uint8Array(32)));
const follows: number[] = [];
let sent = 0;
const channel: Channel = {
  name: 'terminal',
  reconcileMs: 0,
  async send() {
    sent += 1;
    return { type: 'sent' };
  },
  async follow() {
    follows.push(performance.now());
  },
};
try {
  const filledS = await fill(store);
  const app = await startApp({
    store,
    script: loadScript(),
    clock: systemClock,
    settings: { ...defaultSettings, quietMs: 0, undoMs: 0 },
    channels: [channel],
    sweepMs: SWEEP_MS,
    onError: (error) => console.error(error),
  });
  const [begun, cpu] = [performance.now(), process.cpuUsage()];
  await correctFactCheck(app.deps, 'f1', { verdict: 'sebagian_benar' });
  follows.length = 0;
  while ((await store.ledger.openAnnouncements(Date.now(), 1)).length > 0) await pause(100);
  const seconds = (performance.now() - begun) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const share = Math.round((user + system) / 1e4 / seconds);
  const gaps = follows.slice(1).map((at, n) => at - (follows[n] ?? at));
  const delayMs = Math.max(0, ...gaps) - SWEEP_MS;
  const perSecond = Math.round(total / seconds);
  console.log(`${total} citizens, filled in ${Math.round(filledS)} s, SQLite`);
  console.log(
    `everyone has the correction after ${seconds.toFixed(1)} s: ${perSecond} a second, with ${share} % of a core`,
  );
  console.log(`at this rate 1,000,000 citizens take ${(1e6 / perSecond / 60).toFixed(1)} min`);
  console.log(`changes are followed at most ${Math.round(delayMs)} ms late, ${gaps.length} looks`);
  console.log(`${sent} corrections were sent meanwhile`);
  console.log(`memory (RSS) ${Math.round(process.memoryUsage.rss() / 1e6)} MB`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0); // turns still wait

async function fill(into: Store): Promise<number> {
  const begun = performance.now();
  const at = Date.now();
  await into.factChecks.save([aFactCheck({ id: 'f1', version: 1 })]);
  const told = { factCheck: 'f1', version: 1, at };
  for (let from = 0; from < total; from += BATCH) {
    const names = Array.from({ length: Math.min(BATCH, total - from) }, (_, n) => `w${from + n}`);
    const arrivals = names.map((name) => ({
      from: anAddress(name),
      message: aMessage({ id: name, sentAt: at }),
    }));
    await endTurns(into, arrivals, () => ({ changes: [{ type: 'told', told }] }));
  }
  return (performance.now() - begun) / 1000;
}
