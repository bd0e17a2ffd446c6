import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { startApp } from '../../src/app/app.ts';
import { loadContent } from '../../src/app/load-content.ts';
import { Simulator, toDelivered } from '../../src/channels/simulator/simulator.ts';
import { defaultSettings } from '../../src/domain/settings/settings.ts';
import { VirtualClock } from '../../src/jobs/local/virtual-clock.ts';
import { receive } from '../../src/services/messaging/receive.ts';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import type { Experiment, Mark, Setting } from './experiment.ts';
import { conclude, playScene, type Scene, secondsUntil } from './scene.ts';
import { ticketMessage } from './write-load.ts';

const EACH = 3;
const DAYS = 8;

/** Every webhook comes one to five times, at once and after the next one, and again when it is long over. */
export const duplicates: Experiment = {
  id: 'R4',
  title: 'webhooks repeated',
  run: (setting) => playScene(setting, { workers: 2 }, (scene) => play(setting, scene)),
};

async function play({ isSmall, random }: Setting, scene: Scene) {
  const { town } = scene;
  const citizens = isSmall ? 20 : 300;
  let copies = 0;
  const some = () => 1 + Math.floor(random() * 5);
  const write = async (citizen: number) => {
    const late: Promise<void>[] = [];
    for (let n = 0; n < EACH; n += 1) {
      const count = some();
      copies += count;
      const all = Array.from({ length: count }, () => town.write(ticketMessage(citizen, n)));
      await Promise.race(all);
      late.push(...all); // the others may arrive after the next message
    }
    for (let n = EACH - 1; n >= 0; n -= 1) {
      copies += 1;
      late.push(town.write({ ...ticketMessage(citizen, n), at: Date.now() - 60_000 * n }));
    }
    await Promise.all(late);
  };
  for (let n = 0; n < citizens; n += 20) {
    await Promise.all(Array.from({ length: Math.min(20, citizens - n) }, (_, k) => write(n + k)));
  }
  await secondsUntil(() => town.waiting === 0);
  const rows = countRows(scene);
  const marks: Mark[] = [
    { what: 'rows too many', value: rows - citizens * EACH, most: 0 },
    { what: `replies to a replay ${DAYS} days late`, value: await replayLate(), most: 0 },
  ];
  return conclude(scene, {
    did: `${citizens * EACH} messages delivered ${copies} times, at once, out of order, and one ${DAYS} days late on a set clock`,
    marks,
    figures: { deliveries: copies, rows },
  });
}

function countRows({ folder }: Scene): number {
  const file = new DatabaseSync(join(folder, 'posko.db'), { readOnly: true });
  const row = file.prepare('SELECT count(*) AS n FROM inbox').get();
  file.close();
  return Number(row?.n);
}

/** How many replies a message gets that comes again when its words have long been erased. */
async function replayLate(): Promise<number> {
  const store = openSqlite(':memory:', createSeal(new Uint8Array(32)));
  const clock = new VirtualClock(Date.now());
  const heard: string[] = [];
  const post = await startApp({
    store,
    script: loadContent({ flows: 'flows', locales: 'locales' }),
    clock,
    settings: { ...defaultSettings, quietMs: 0 },
    channels: [new Simulator('chaos', (_, { text }) => void heard.push(text))],
    sweepMs: 3_600_000, // each sweep of the eight days holds up what runs beside it
    onError: (error) => {
      throw error;
    },
  });
  const sent = { channel: 'chaos', citizen: 'c1', now: clock.now() };
  const again = async () => {
    await receive(post.deps, [toDelivered(sent, { id: 'm1', text: 'status 4444' })]);
    await post.settle();
  };
  await again();
  if (heard.length !== 1) throw new Error('the message itself was not answered once');
  await clock.advance(DAYS * 86_400_000, () => post.settle());
  await again();
  await post.close();
  await store.close();
  return heard.length - 1;
}
