import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Store } from '../../src/ports/store.ts';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { TestRedis } from '../support/redis.ts';
import { ChatNetwork } from './chat-network.ts';
import { checkHistory, countFaults, type Fault } from './check-history.ts';
import { CloudNetwork } from './cloud-network.ts';
import { Cluster } from './cluster.ts';
import type { Mark, Result, Setting } from './experiment.ts';
import type { Network } from './network.ts';
import { Town } from './town.ts';

/** The master key of every post under test, in hexadecimal. */
export const KEY = 'ab'.repeat(32);
const LOOK_MS = 10;
const WATCH_MS = 200;
const CALM_MS = 240_000;
const SHOWN_FAULTS = 5;
/** How long what has been sent may take to stand on a screen. */
const FRAMES_MS = 1500;

/** What a post in a scene is to be like. */
export interface SceneOptions {
  workers: number;
  /** Whether Redis writes an append-only file. */
  keepsLog?: boolean;
  /** A store other than SQLite in the post's folder. */
  store?: { url: string; open(): Promise<Store> };
  /** How citizens reach it: the Cloud API, or the faster simulator. */
  by?: 'cloud' | 'chat';
  variables?: Readonly<Record<string, string>>;
}

/** A post of several processes, with its Redis, its store and its citizens. */
export interface Scene {
  folder: string;
  redis: TestRedis;
  cluster: Cluster;
  town: Town;
  store: Store;
}

/** Builds a scene, plays it, and takes everything down whatever happens. */
export async function playScene(
  { random }: Setting,
  options: SceneOptions,
  play: (scene: Scene) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'posko-chaos-'));
  const redis = new TestRedis({ keepsLog: options.keepsLog ?? false });
  const cluster = await Cluster.reserve();
  const network = await openNetwork();
  const town = new Town(network);
  let looking: NodeJS.Timeout | undefined;
  let store: Store | undefined;
  try {
    await redis.start();
    await cluster.start({ workers: options.workers, variables: variablesOf() });
    looking = setInterval(() => {
      if (network instanceof ChatNetwork) network.refresh();
      town.look();
    }, LOOK_MS);
    store = options.store
      ? await options.store.open()
      : openSqlite(join(folder, 'posko.db'), createSeal(Buffer.from(KEY, 'hex')));
    return await play({ folder, redis, cluster, town, store });
  } finally {
    clearInterval(looking);
    await cluster.end();
    await network.close();
    await redis.stop();
    await store?.close();
    rmSync(folder, { recursive: true, force: true });
  }
  function openNetwork(): Promise<Network> | Network {
    if (options.by === 'chat') return new ChatNetwork(cluster.port, folder);
    return CloudNetwork.open(cluster.webhook, random);
  }
  function variablesOf(): Record<string, string> {
    return {
      POSKO_DATA: folder,
      POSKO_KEY: KEY,
      POSKO_REDIS_URL: redis.url,
      ...(options.store ? { POSKO_MONGO_URL: options.store.url } : {}),
      ...network.environment,
      ...options.variables,
    };
  }
}

/** Waits until something is so; resolves to the seconds that it took, or to Infinity. */
export async function secondsUntil(
  isSo: () => boolean | Promise<boolean>,
  since = Date.now(),
  limitMs = CALM_MS,
): Promise<number> {
  while (!(await isSo())) {
    if (Date.now() - since > limitMs) return Number.POSITIVE_INFINITY;
    await pause(LOOK_MS);
  }
  return (Date.now() - since) / 1000;
}

/** Watches the letters that no turn has dealt with; `stop` tells the seconds that the slowest one waited. */
export function watchLetters({ store }: Scene): { stop(): number } {
  let slowestMs = 0;
  const watching = setInterval(() => {
    void store.load(Date.now()).then(
      ({ letters: { oldestAt } }) => {
        if (oldestAt !== undefined) slowestMs = Math.max(slowestMs, Date.now() - oldestAt);
      },
      () => {},
    ); // the store is away; the next look tells
  }, WATCH_MS);
  return {
    stop() {
      clearInterval(watching);
      return slowestMs / 1000;
    },
  };
}

/** Lets what would come too late come, then reads the history. */
export async function conclude(
  scene: Scene,
  result: Pick<Result, 'did' | 'marks' | 'figures' | 'recoveryS'>,
  /** Replies that may still wait, because the pace for one citizen holds them back. */
  paced = 0,
): Promise<Result> {
  const { town, store } = scene;
  const { aftermathMs } = town.network;
  await secondsUntil(async () => (await openReplies(store)) === 0, Date.now(), aftermathMs);
  await pause(FRAMES_MS);
  town.look({ everyone: true });
  await noteDone(scene);
  const faults = checkHistory(town.history);
  const { letters } = await store.load(Date.now());
  const open = await openReplies(store);
  const others: Mark[] = [
    { what: 'messages left open in the store', value: letters.count, most: 0 },
    { what: 'replies left open in the store', value: open, most: paced },
    { what: 'heard after leaving', value: countFaults(faults, 'after-leaving'), most: 0 },
  ];
  return {
    ...result,
    messages: messagesOf(town).size,
    lost: countFaults(faults, 'lost', 'unasked'),
    misordered: countFaults(faults, 'misordered'),
    repeats: countFaults(faults, 'repeated', 'two-ends'),
    marks: [...result.marks, ...others],
    faults: faults.slice(0, SHOWN_FAULTS).map(nameOf),
  };
}

/** Only a reply that is open in the store can still be sent. */
async function openReplies(store: Store): Promise<number> {
  const { replies } = await store.load(Date.now());
  return Object.values(replies).reduce((sum, { count }) => sum + count, 0);
}

function messagesOf(town: Town): Set<string> {
  const accepted = town.history.filter((entry) => entry.type === 'accepted');
  return new Set(accepted.map(({ message }) => message));
}

/** Messages without a mark have no answer of their own; where nothing waits in the store, they are done. */
async function noteDone({ town, store }: Scene): Promise<void> {
  const { letters } = await store.load(Date.now());
  if (letters.count > 0) return;
  const unmarked = new Map(
    town.history.flatMap((entry) =>
      entry.type === 'accepted' && !town.isMarked(entry.citizen, entry.message)
        ? [[entry.message, entry.citizen] as const]
        : [],
    ),
  );
  for (const [message, citizen] of unmarked) town.history.push({ type: 'done', citizen, message });
}

function nameOf({ kind, citizen, what }: Fault): string {
  return `${kind}: ${citizen} ${what}`;
}
