import { Redis } from 'ioredis';

/** Counts in Redis, for all processes, what runs at once and what was served. */
export function judge(url: string, prefix: string) {
  const redis = new Redis(url, { maxRetriesPerRequest: null });
  const key = (name: string) => `${prefix}-judge:${name}`;
  return {
    async perform(citizen: string, work: () => Promise<unknown>): Promise<void> {
      if ((await redis.incr(key(`running:${citizen}`))) > 1) await redis.incr(key('overlaps'));
      await work();
      await redis.sadd(key('served'), citizen);
      await redis.incr(key('runs'));
      await redis.decr(key(`running:${citizen}`));
    },
    async read() {
      return {
        overlaps: Number((await redis.get(key('overlaps'))) ?? 0),
        served: await redis.scard(key('served')),
        runs: Number((await redis.get(key('runs'))) ?? 0),
      };
    },
    close: () => redis.disconnect(),
  };
}
