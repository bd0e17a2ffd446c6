import { setTimeout as pause } from 'node:timers/promises';
import { migrateMongo, openMongo } from '../../src/store/mongo/open-mongo.ts';
import { createSeal } from '../../src/store/seal.ts';
import type { Experiment, Mark, Setting } from './experiment.ts';
import { MongoLine } from './mongo-line.ts';
import { ENDLESS } from './r2-redis-wiped.ts';
import { conclude, KEY, playScene, type Scene, secondsUntil } from './scene.ts';
import { writeLoad } from './write-load.ts';

const BACK_S = 5;
const UNDER_WAY_MS = 500;

/** The database refuses connections, and later hangs, while citizens write on. */
export const databaseAway: Experiment = {
  id: 'R3',
  title: 'database away (MongoDB stand-in)',
  async run(setting) {
    const line = await MongoLine.open();
    try {
      await migrateMongo(line.directUrl, { isDry: false });
      const open = () => openMongo(line.directUrl, createSeal(Buffer.from(KEY, 'hex')));
      const options = { workers: 2, store: { url: line.url, open } };
      return await playScene(setting, options, (scene) => play(setting, scene, line));
    } finally {
      await line.close();
    }
  },
};

async function play(setting: Setting, scene: Scene, line: MongoLine) {
  const { town } = scene;
  const awayMs = setting.isSmall ? 5500 : 10_000;
  let isOver = false;
  const perSecond = setting.isSmall ? 5 : 10;
  const writing = writeLoad(town, { ...ENDLESS, perSecond, busy: 40, isOver: () => isOver });
  await pause(setting.isSmall ? 500 : 8000);
  const refused = await outage(scene, awayMs, {
    begin: () => line.cut(),
    end: () => line.mend(),
  });
  setting.say('refused, and back');
  const hung = setting.isSmall
    ? undefined
    : await outage(scene, awayMs, {
        begin: async () => line.signal('SIGSTOP'),
        end: async () => line.signal('SIGCONT'),
      });
  isOver = true;
  await writing;
  const drainedS = await secondsUntil(() => town.waiting === 0);
  const recoveryS = Math.max(refused.backS, hung?.backS ?? 0);
  const marks: Mark[] = [
    { what: 'takes messages in again after, s', value: recoveryS, most: BACK_S, isTime: true },
    { what: 'outages without a 503', value: refused.unavailable === 0 ? 1 : 0, most: 0 },
    { what: 'taken in while the database was away', value: refused.taken, most: 0 },
    { what: 'answers other than 200 and 503', value: othersOf(town.network.statuses), most: 0 },
  ];
  return conclude(scene, {
    did: `connections refused for ${awayMs / 1000} s${hung ? `; the server hung for ${awayMs / 1000} s` : ''}`,
    recoveryS,
    marks,
    figures: {
      answered503: refused.unavailable,
      answered503WhileItHung: hung?.unavailable ?? 0,
      drainedS,
    },
  });
}

/** Takes the database away; tells what the intake said meanwhile, and how soon it took messages in again. */
async function outage(
  { town }: Scene,
  awayMs: number,
  { begin, end }: { begin(): Promise<void>; end(): Promise<void> },
) {
  await begin();
  await pause(UNDER_WAY_MS); // what was under way when it began
  const count = (status: string) => town.network.statuses.get(status) ?? 0;
  const before = { taken: count('200'), unavailable: count('503') };
  await pause(awayMs - UNDER_WAY_MS);
  const taken = count('200') - before.taken;
  const unavailable = count('503') - before.unavailable;
  const takenBefore = count('200');
  const backAt = Date.now();
  await end();
  const backS = await secondsUntil(() => count('200') > takenBefore, backAt);
  await pause(3000);
  return { taken, unavailable, backS };
}

function othersOf(statuses: ReadonlyMap<string, number>): number {
  const others = [...statuses].filter(([name]) => !['200', '503', 'no answer'].includes(name));
  return others.reduce((sum, [, count]) => sum + count, 0);
}
