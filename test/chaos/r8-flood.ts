import { setTimeout as pause } from 'node:timers/promises';
import type { Experiment } from './experiment.ts';
import { conclude, playScene, type Scene } from './scene.ts';
import { writeLoad } from './write-load.ts';

const FLOOD_EVERY_MS = 60;
const FLOODER = 'c9999999';
const WORSE_BY = 20;
/** What the flooder is still owed: 20 answers a minute, sent one in six seconds. */
const PACED = 60;

/** One number writes 1,000 messages a minute; calm and flood take turns, so that other work on the machine hits both. */
export const flood: Experiment = {
  id: 'R8',
  title: 'one number floods',
  run: (setting) =>
    playScene(setting, { workers: 2 }, async (scene) => {
      const { town } = scene;
      const [rounds, spanMs] = setting.isSmall ? [1, 2000] : [6, 10_000];
      let isOver = false;
      const writing = writeLoad(town, { ...NORMAL, isOver: () => isOver });
      await pause(setting.isSmall ? 500 : 5000); // until all is warm
      const spans: { isFlood: boolean; from: number; to: number }[] = [];
      for (let n = 0; n < 2 * rounds; n += 1) {
        const [isFlood, from] = [n % 2 === 1, Date.now()];
        if (isFlood) await floodFor(scene, spanMs);
        else await pause(spanMs);
        spans.push({ isFlood, from, to: Date.now() });
        setting.say(`span ${n + 1} of ${2 * rounds}`);
      }
      isOver = true;
      await writing;
      const p95 = (isFlood: boolean) => {
        const own = spans.filter((span) => span.isFlood === isFlood);
        const waits = town.waits.filter(({ at }) =>
          own.some(({ from, to }) => at >= from && at < to),
        );
        return percentile95(waits.map(({ ms }) => ms));
      };
      const [calm, flooded] = [p95(false), p95(true)];
      const worse = Math.round((flooded / calm - 1) * 100);
      const most = setting.isSmall ? Number.POSITIVE_INFINITY : WORSE_BY; // too few to judge
      return conclude(
        scene,
        {
          did: `${rounds} × ${spanMs / 1000} s calm and ${rounds} × ${spanMs / 1000} s with 1,000 a minute from one number, beside ${NORMAL.perSecond} citizens a second`,
          marks: [{ what: 'p95 of the others, % worse', value: worse, most, isTime: true }],
          figures: { p95CalmMs: calm, p95FloodMs: flooded, worsePercent: worse },
        },
        PACED,
      );
    }),
};

const NORMAL = { citizens: 1_000_000, each: 1, busy: 1000, perSecond: 15 };

async function floodFor({ town }: Scene, ms: number): Promise<void> {
  const end = Date.now() + ms;
  const writing: Promise<void>[] = [];
  for (let due = Date.now(); due < end; due += FLOOD_EVERY_MS) {
    await pause(Math.max(0, due - Date.now()));
    const id = `wamid.flood.${due}`;
    writing.push(town.write({ citizen: FLOODER, id, text: 'status 4444' }));
  }
  await Promise.all(writing);
}

function percentile95(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length * 0.95)] ?? 0;
}
