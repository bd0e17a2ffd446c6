import { setTimeout as pause } from 'node:timers/promises';
import type { Experiment } from './experiment.ts';
import type { Member } from './member.ts';
import { ENDLESS } from './r2-redis-wiped.ts';
import { conclude, playScene, type Scene, secondsUntil } from './scene.ts';
import { writeLoad } from './write-load.ts';

const STOPPED_S = 30;

/** Every process is told to end, one after the other, and a new one takes its place, while citizens write on. */
export const rollingRestart: Experiment = {
  id: 'R10',
  title: 'rolling restart',
  run: (setting) =>
    playScene(setting, { workers: 2 }, async (scene) => {
      const { town } = scene;
      const rounds = setting.isSmall ? 1 : 5;
      let isOver = false;
      const writing = writeLoad(town, { ...ENDLESS, busy: 60, isOver: () => isOver });
      await pause(500);
      const stops: Stop[] = [];
      for (let round = 0; round < rounds; round += 1) {
        stops.push(...(await restartAll(scene)));
        setting.say(`round ${round + 1} of ${rounds}, ${town.waits.length} answered`);
      }
      isOver = true;
      await writing;
      const drainedS = await secondsUntil(() => town.waiting === 0);
      const slowestStopS = Math.max(...stops.map(({ seconds }) => seconds));
      return conclude(scene, {
        did: `SIGTERM to posko serve and both posko work in turn, ${rounds} ${rounds === 1 ? 'time' : 'times'}`,
        marks: [
          { what: 'seconds to end', value: slowestStopS, most: STOPPED_S, isTime: true },
          { what: 'exit codes other than 0', value: stops.filter(isBad).length, most: 0 },
        ],
        figures: {
          slowestStopS,
          drainedS,
          webhooksNotAnswered: town.network.statuses.get('no answer') ?? 0,
          webhooksAnswered503: town.network.statuses.get('503') ?? 0,
        },
      });
    }),
};

interface Stop {
  seconds: number;
  code: number | null;
}

async function restartAll({ cluster }: Scene): Promise<Stop[]> {
  const stops: Stop[] = [];
  for (let n = 0; n < cluster.workers.length; n += 1) {
    stops.push(await stop(cluster.worker(n)));
    await cluster.startWorker(n).ready();
  }
  stops.push(await stop(cluster.serve));
  await cluster.startServe();
  return stops;
}

async function stop(member: Member): Promise<Stop> {
  const begun = Date.now();
  const code = await member.end('SIGTERM');
  return { seconds: (Date.now() - begun) / 1000, code };
}

function isBad({ code }: Stop): boolean {
  return code !== 0;
}
