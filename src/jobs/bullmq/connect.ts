import { Redis } from 'ioredis';

/** An unreachable server is retried once a second. */
const RETRY_MS = 1000;
const shared = {
  connectTimeout: 2000,
  socketTimeout: 20_000,
  retryStrategy: (times: number) => Math.min(50 * 2 ** Math.min(times, 10), RETRY_MS),
};

/** Connects so that commands fail at once without Redis: a wake may be lost, never waits. */
export function connectProducer(url: string, onError: (error: Error) => void): Redis {
  const redis = new Redis(url, {
    ...shared,
    commandTimeout: 5000,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
  });
  return redis.on('error', onError);
}

/** Connects so that commands wait until Redis is back. */
export function connectWorker(url: string, onError: (error: Error) => void): Redis {
  return new Redis(url, { ...shared, maxRetriesPerRequest: null }).on('error', onError);
}

/** Resolves when the connection is ready; throws if connecting fails or was not tried. */
export async function untilReady(redis: Redis): Promise<void> {
  if (redis.status === 'ready') return;
  if (redis.status !== 'connecting' && redis.status !== 'connect') throw new Error(AWAY);
  await new Promise<void>((resolve, reject) => {
    const onReady = () => {
      redis.off('close', onClose);
      resolve();
    };
    const onClose = () => {
      redis.off('ready', onReady);
      reject(new Error(AWAY));
    };
    redis.once('ready', onReady).once('close', onClose);
  });
}

const AWAY = 'Redis does not answer';
