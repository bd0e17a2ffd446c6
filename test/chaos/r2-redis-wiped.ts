import { setTimeout as pause } from 'node:timers/promises';
import type { Experiment } from './experiment.ts';
import { conclude, playScene, secondsUntil, watchLetters } from './scene.ts';
import { writeLoad } from './write-load.ts';

const DRAINED_S = 10;

/** Redis forgets everything, dies, and comes back on an empty disk, while citizens write on. */
export const redisWiped: Experiment = {
  id: 'R2',
  title: 'Redis flushed, killed, wiped',
  run: (setting) =>
    playScene(setting, { workers: 2, keepsLog: true }, async (scene) => {
      const { town, redis } = scene;
      const spanMs = setting.isSmall ? 800 : 8000;
      let isOver = false;
      const watch = watchLetters(scene);
      const writing = writeLoad(town, { ...ENDLESS, busy: 60, isOver: () => isOver });
      await pause(spanMs);
      const client = redis.client();
      await client.flushall();
      client.disconnect();
      setting.say('flushed');
      await pause(spanMs);
      await redis.kill();
      setting.say('killed');
      await pause(spanMs);
      await redis.start(); // with what its log has kept
      await pause(spanMs);
      await redis.kill();
      redis.wipe();
      setting.say('wiped');
      await pause(spanMs);
      const awayAnswered = town.waits.length;
      isOver = true;
      await redis.start();
      const backAt = Date.now();
      await writing;
      const recoveryS = await secondsUntil(() => town.waiting === 0, backAt);
      return conclude(scene, {
        did: `FLUSHALL; killed with -9 for ${spanMs / 1000} s; killed and its disk wiped for ${spanMs / 1000} s`,
        recoveryS,
        marks: [
          { what: 'drained after the return, s', value: recoveryS, most: DRAINED_S, isTime: true },
        ],
        figures: { answeredBeforeTheReturn: awayAnswered, slowestTurnS: watch.stop() },
      });
    }),
};

/** Citizens write as long as it takes, three messages each. */
export const ENDLESS = { citizens: 1_000_000, each: 3, perSecond: 10 };
