import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startApp } from '../../src/app/app.ts';
import { Simulator, toDelivered } from '../../src/channels/simulator/simulator.ts';
import { defaultSettings } from '../../src/domain/settings/settings.ts';
import { systemClock } from '../../src/jobs/local/system-clock.ts';
import { receive } from '../../src/services/messaging/receive.ts';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { loadScript } from '../support/stage.ts';

// How many citizens a second join one case: all forward the same message that nobody has checked, and let it be kept.
const { values } = parseArgs({ options: { citizens: { type: 'string', default: '3000' } } });
const total = Number(values.citizens);
const TEXT =
  'Gunung Contoh meletus besok malam, warga tiga kecamatan wajib mengungsi sekarang juga kata petugas pos pantau.';
const folder = mkdtempSync(join(tmpdir(), 'posko-joins-'));
const store = openSqlite(join(folder, 'posko.db'), createSeal(new Uint8Array(32)));
let sent = 0;
const app = await startApp({
  store,
  script: loadScript(),
  clock: systemClock,
  settings: { ...defaultSettings, quietMs: 0 },
  channels: [
    new Simulator('bench', () => {
      sent += 1;
    }),
  ],
  sweepMs: 1000,
  onError: (error) => console.error(error),
});
try {
  await say(0, 1, { text: TEXT, forwarded: true }); // the first opens the case
  await say(0, 1, { text: 'ya' });
  await say(1, total, { text: TEXT, forwarded: true });
  const ms = await say(1, total, { text: 'ya' });
  const [open, ...others] = await store.cases.list('open', 10);
  const tips = open ? (await store.cases.tipsOf(open.id)).length : 0;
  console.log(
    `${tips} citizens on ${others.length + 1} case, the last ${total - 1} at ${Math.round(((total - 1) / ms) * 1000)} a second, SQLite`,
  );
} finally {
  await app.close();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
}

/** Lets citizens write the same, and waits until each is answered; returns the milliseconds. */
async function say(from: number, to: number, said: { text: string; forwarded?: boolean }) {
  const [begun, before] = [performance.now(), sent];
  for (let at = from; at < to; at += 50) {
    const deliveries = Array.from({ length: Math.min(50, to - at) }, (_, n) =>
      toDelivered({ channel: 'bench', citizen: `w${at + n}`, now: Date.now() }, said),
    );
    await receive(app.deps, deliveries);
  }
  while (sent - before < to - from) await pause(10);
  return performance.now() - begun;
}
