import type { Config } from '../../config/config.ts';
import { connectProducer, untilReady } from '../../jobs/bullmq/connect.ts';
import { diagnoseClock } from './diagnose-clock.ts';
import type { Diagnosis } from './diagnosis.ts';

/** Whether Redis answers, is new enough, and is set so that it keeps what it is given. */
export async function diagnoseRedis({ redisUrl }: Pick<Config, 'redisUrl'>): Promise<Diagnosis[]> {
  if (redisUrl === undefined) return [];
  const redis = connectProducer(redisUrl, () => {});
  try {
    await untilReady(redis);
    const read = async () => {
      const [seconds, micros] = await redis.time();
      return Number(seconds) * 1000 + Number(micros) / 1000;
    };
    return [...judgeRedis(await redis.info()), await diagnoseClock('Redis', read, Date.now)];
  } catch {
    const { host } = new URL(redisUrl);
    const detail = `no answer at ${host}; start it, or mend POSKO_REDIS_URL and its password`;
    return [{ name: 'Redis', state: 'broken', detail }];
  } finally {
    redis.disconnect();
  }
}

/** Judges the output of Redis' INFO, and says what to do about it. */
export function judgeRedis(info: string): Diagnosis[] {
  const of = (name: string) => new RegExp(`^${name}:(\\S+)`, 'm').exec(info)?.[1] ?? 'unknown';
  const [version, policy, log] = [of('redis_version'), of('maxmemory_policy'), of('aof_enabled')];
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isNew = major > 6 || (major === 6 && minor >= 2);
  return [
    isNew
      ? { name: 'Redis', state: 'ok', detail: `version ${version}` }
      : { name: 'Redis', state: 'broken', detail: `version ${version}; Posko needs 6.2 or newer` },
    policy === 'noeviction'
      ? { name: 'Redis memory', state: 'ok', detail: 'nothing is evicted' }
      : {
          name: 'Redis memory',
          state: 'warning',
          detail: `${policy} throws jobs away when memory is full; set maxmemory-policy noeviction in redis.conf`,
        },
    log === '1'
      ? { name: 'Redis disk', state: 'ok', detail: 'jobs outlive a restart' }
      : {
          name: 'Redis disk',
          state: 'warning',
          detail:
            'jobs are lost at a restart, and wait for the sweep; set appendonly yes in redis.conf',
        },
  ];
}
