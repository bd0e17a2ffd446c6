import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Experiment } from './experiment.ts';
import { conclude, playScene, type Scene, secondsUntil } from './scene.ts';
import { type Sample, slopePerHour } from './slope.ts';
import { writeLoad } from './write-load.ts';

const SAMPLE_MS = 10_000;
/** The first part is left out of the slopes: caches fill, and code is compiled. */
const WARM_UP = 0.2;

/** A modest load that never ends, while memory, handles, Redis and the database are measured. */
export function soak(minutes: number): Experiment {
  return {
    id: 'R9',
    title: 'soak',
    run: (setting) =>
      playScene(setting, { workers: 2, keepsLog: true }, async (scene) => {
        const { town } = scene;
        const begun = Date.now();
        const end = begun + minutes * 60_000;
        const series = new Map<string, Sample[]>();
        const load = { citizens: 1_000_000, each: 1, busy: 100, perSecond: 5 };
        const writing = writeLoad(town, { ...load, isOver: () => Date.now() >= end });
        while (Date.now() < end) {
          await pause(Math.min(SAMPLE_MS, Math.max(0, end - Date.now())));
          const at = (Date.now() - begun) / 1000;
          for (const [name, value] of Object.entries(await measure(scene))) {
            series.set(name, [...(series.get(name) ?? []), { at, value }]);
          }
          setting.say(`${Math.round(at)} s, ${town.waits.length} answered`);
        }
        await writing;
        await secondsUntil(() => town.waiting === 0);
        return conclude(scene, {
          did: `${minutes} min at ${load.perSecond} messages a second`,
          marks: [],
          figures: figuresOf(series, minutes * 60 * WARM_UP),
        });
      }),
  };
}

function figuresOf(series: ReadonlyMap<string, Sample[]>, from: number) {
  const lines = [...series].map(([name, samples]) => {
    const warm = samples.filter(({ at }) => at >= from);
    const [first, last] = [warm.at(0)?.value ?? 0, warm.at(-1)?.value ?? 0];
    const slope = slopePerHour(warm).toFixed(1);
    return [name, `${first.toFixed(1)} → ${last.toFixed(1)} (${slope} an hour)`] as const;
  });
  return Object.fromEntries(lines);
}

async function measure({ cluster, redis, folder }: Scene): Promise<Record<string, number>> {
  const [worker] = cluster.workers;
  const client = redis.client();
  const redisKeys = await client.dbsize();
  client.disconnect();
  const files = ['posko.db', 'posko.db-wal'].map((name) => statSync(join(folder, name)).size);
  return {
    serveRssMb: rssMb(cluster.serve.pid),
    workRssMb: rssMb(worker?.pid ?? 0),
    serveHandles: handles(cluster.serve.pid),
    workHandles: handles(worker?.pid ?? 0),
    redisKeys,
    databaseMb: files.reduce((sum, size) => sum + size, 0) / 1024 ** 2,
  };
}

function rssMb(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}

function handles(pid: number): number {
  return readdirSync(`/proc/${pid}/fd`).length;
}
