import { Cluster, Redis, type RedisOptions } from 'ioredis';

/** A connection to one server, to the master that Sentinels name, or to a Cluster. */
export type RedisConnection = Redis | Cluster;

/** An unreachable server is retried once a second. */
const RETRY_MS = 1000;
const retryStrategy = (times: number) => Math.min(50 * 2 ** Math.min(times, 10), RETRY_MS);
const shared = { connectTimeout: 2000, socketTimeout: 20_000 };

/** Connects so that commands fail at once without Redis: a wake may be lost, never waits. */
export function connectProducer(url: string, onError: (error: Error) => void): RedisConnection {
  const options = { commandTimeout: 5000, maxRetriesPerRequest: 1, enableOfflineQueue: false };
  return connect(url, options).on('error', onError);
}

/** Connects so that commands wait until Redis is back. */
export function connectWorker(url: string, onError: (error: Error) => void): RedisConnection {
  return connect(url, { maxRetriesPerRequest: null }).on('error', onError);
}

/** Returns what the keys begin with; a Cluster keeps keys with the same tag on one server. */
export function keyPrefix(url: string, prefix: string): string {
  return readAddress(url)?.kind === 'cluster' ? `{${prefix}}` : prefix;
}

type Chosen = Pick<RedisOptions, 'commandTimeout' | 'maxRetriesPerRequest' | 'enableOfflineQueue'>;

function connect(url: string, chosen: Chosen): RedisConnection {
  const address = readAddress(url);
  if (!address) return new Redis(url, { ...shared, ...chosen, retryStrategy });
  const { kind, nodes, name, ...access } = address;
  if (kind === 'sentinel') {
    const sentinels = { sentinels: nodes, name, sentinelRetryStrategy: retryStrategy };
    return new Redis({ ...shared, ...chosen, ...access, ...sentinels, retryStrategy });
  }
  const { enableOfflineQueue = true, ...redisOptions } = { ...shared, ...chosen, ...access };
  const clusterRetryStrategy = retryStrategy;
  return new Cluster(nodes, { clusterRetryStrategy, enableOfflineQueue, redisOptions });
}

/** Reads an address of several servers: redis-cluster://a,b, rediss-cluster://a,b or redis-sentinel://a,b/name. */
function readAddress(url: string) {
  const [, secure, kind, login, hosts = '', name = 'mymaster'] =
    /^redis(s?)-(cluster|sentinel):\/\/(?:([^@/]*)@)?([^@/]+)(?:\/(.+))?$/.exec(url) ?? [];
  if (kind === undefined) return undefined;
  const nodes = hosts.split(',').map((each) => {
    const { hostname: host, port } = new URL(`redis://${each}`);
    return { host, port: Number(port || (kind === 'sentinel' ? 26_379 : 6379)) };
  });
  const [username, password] = (login ?? '').split(':').map(decodeURIComponent);
  return {
    kind,
    nodes,
    name,
    ...(username ? { username } : {}),
    ...(password ? { password } : {}),
    ...(secure ? { tls: {} } : {}),
  };
}

/** A server that cannot do our work; its message holds no address. */
export class RedisFault extends Error {}

/** Throws a RedisFault where a server's INFO says that it is of another kind, or may delete jobs. */
export function checkServer(info: string, url: string): void {
  const mode = /^redis_mode:(\w+)/m.exec(info)?.[1] ?? 'standalone';
  const wanted = readAddress(url)?.kind === 'cluster' ? 'cluster' : 'standalone';
  if (mode !== wanted) {
    const form = mode === 'standalone' ? 'redis' : `redis-${mode}`;
    throw new RedisFault(`Redis runs as ${mode}: begin POSKO_REDIS_URL with ${form}://`);
  }
  const policy = /^maxmemory_policy:(.+?)\r?$/m.exec(info)?.[1] ?? 'noeviction';
  if (policy !== 'noeviction' && /^maxmemory:[1-9]/m.test(info)) {
    throw new RedisFault(
      `Redis may delete jobs: set maxmemory-policy noeviction (it is ${policy})`,
    );
  }
}

/** Resolves when the connection is ready; throws if connecting fails or was not tried. */
export async function untilReady(redis: RedisConnection): Promise<void> {
  if (redis.status === 'ready') return;
  if (redis.status !== 'connecting' && redis.status !== 'connect') throw new Error(AWAY);
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const onClose = () => reject(new Error(AWAY));
  redis.once('ready', resolve).once('close', onClose);
  await promise.finally(() => redis.off('ready', resolve).off('close', onClose));
}

const AWAY = 'Redis does not answer';
