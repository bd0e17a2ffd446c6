import { setTimeout as pause } from 'node:timers/promises';
import type { Experiment, Result, Setting } from './experiment.ts';
import {
  conclude,
  playScene,
  type Scene,
  type SceneOptions,
  secondsUntil,
  watchLetters,
} from './scene.ts';
import { writeLoad } from './write-load.ts';

const KILL_EVERY_MS = 1500;
const BACK_S = 11;

/** Workers die one after the other while citizens write; a supervisor starts each anew. */
export const workersKilled: Experiment = {
  id: 'R1',
  title: 'workers killed',
  run: (setting) =>
    killed(setting, { by: 'chat', citizens: setting.isSmall ? 200 : 10_000, busy: 300 }),
};

/** The same over the Cloud API, whose replies are seen as often as they are sent. */
export const workersKilledOnCloud: Experiment = {
  id: 'R1c',
  title: 'workers killed, on the Cloud API',
  run: (setting) =>
    killed(setting, { by: 'cloud', citizens: setting.isSmall ? 40 : 600, busy: 60 }),
};

interface Killing {
  by: NonNullable<SceneOptions['by']>;
  citizens: number;
  busy: number;
}

function killed(setting: Setting, { by, citizens, busy }: Killing): Promise<Result> {
  return playScene(setting, { by, workers: 3, keepsLog: !setting.isSmall }, async (scene) => {
    const { town } = scene;
    let isOver = false;
    const watch = watchLetters(scene);
    const writing = writeLoad(town, { citizens, each: 3, busy });
    const killing = kill(scene, { isOver: () => isOver, say: setting.say });
    await writing;
    isOver = true;
    const { kills, lastAt, delayed } = await killing;
    const recoveryS = await secondsUntil(() => isDoneUntil(scene, lastAt), lastAt);
    const drainedS = await secondsUntil(() => town.waiting === 0, lastAt);
    return conclude(scene, {
      did: `${kills} times a worker of 3 killed with -9, every 1.5 s; ${citizens} citizens × 3 messages`,
      recoveryS,
      marks: [
        {
          what: 'back to work after the last kill, s',
          value: recoveryS,
          most: BACK_S,
          isTime: true,
        },
      ],
      figures: {
        kills,
        killsDelayedBecauseNoOtherWasUp: delayed,
        drainedS,
        // told so, and kept for the operator, since a killed process looks like one that a message ends
        setAside: (await scene.store.turns.setAside(citizens)).length,
        longestWaitForATurnS: watch.stop(),
      },
    });
  });
}

/** Whether every letter that was kept before a time is dealt with. */
async function isDoneUntil({ store }: Scene, time: number): Promise<boolean> {
  const { letters } = await store.load(Date.now());
  return letters.oldestAt === undefined || letters.oldestAt > time;
}

/** Kills a worker that is up, as long as another one is. */
async function kill(
  { cluster, town }: Scene,
  { isOver, say }: { isOver(): boolean; say(what: string): void },
) {
  let [kills, delayed, lastAt] = [0, 0, Date.now()];
  while (!isOver() || kills === 0) {
    await pause(KILL_EVERY_MS);
    const ready = cluster.readyWorkers;
    const [victim] = ready.filter((n) => n >= kills % cluster.workers.length).concat(ready);
    if (victim === undefined || ready.length < 2) {
      delayed += 1;
      continue;
    }
    await cluster.worker(victim).end('SIGKILL');
    lastAt = Date.now();
    cluster.startWorker(victim);
    kills += 1;
    say(`${kills} kills, ${town.waits.length} answered, ${town.waiting} citizens wait`);
  }
  return { kills, lastAt, delayed };
}
