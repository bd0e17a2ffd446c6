import { setTimeout as pause } from 'node:timers/promises';
import type { Experiment } from './experiment.ts';
import { ENDLESS } from './r2-redis-wiped.ts';
import { conclude, playScene, secondsUntil } from './scene.ts';
import { writeLoad } from './write-load.ts';

/** Longer than a job's lock of 10 s, so that another worker takes over what the frozen one still holds. */
const FROZEN_MS = 12_000;

/** A worker stands still in the middle of its work for longer than its locks hold, and then goes on. */
export const frozen: Experiment = {
  id: 'R5',
  title: 'a worker freezes past its lock',
  run: (setting) =>
    playScene(setting, { workers: 2 }, async (scene) => {
      const { town, cluster } = scene;
      const rounds = setting.isSmall ? 1 : 5;
      let isOver = false;
      const writing = writeLoad(town, { ...ENDLESS, busy: 60, isOver: () => isOver });
      await pause(1000);
      for (let round = 0; round < rounds; round += 1) {
        cluster.worker(round).signal('SIGSTOP');
        await pause(FROZEN_MS);
        cluster.worker(round).signal('SIGCONT');
        await pause(1500 + setting.random() * 500);
        setting.say(`frozen ${round + 1} times of ${rounds}`);
      }
      isOver = true;
      await writing;
      const drainedS = await secondsUntil(() => town.waiting === 0);
      return conclude(scene, {
        did: `a worker of 2 stopped (SIGSTOP) for ${FROZEN_MS / 1000} s in the middle of its work, ${rounds} ${rounds === 1 ? 'time' : 'times'}`,
        marks: [],
        figures: { drainedS },
      });
    }),
};
