import { Router } from 'express';
import type { JobsHealth } from '../jobs/running-jobs.ts';
import { type Channel, type Health, labelsOf } from '../ports/channel.ts';
import { within } from '../ports/concurrency-limit.ts';
import type { Load } from '../ports/load.ts';
import { HELD_BY_NOBODY, type Heartbeat, heldByNobody } from '../services/duty/heartbeat.ts';
import { lastSent, oldestReply, stuckMs } from '../services/duty/stuck.ts';

/** What is looked at; where a part is missing, nothing is said of it. */
export interface HealthParts {
  channels: readonly Channel[];
  jobs(): JobsHealth;
  /** Fails where the store cannot be read. */
  readStore(): Promise<unknown>;
  /** How the last writes went, and how one goes now. */
  writes?: { readonly health: Health; check(): Promise<Health> };
  freeBytes?(): Promise<number>;
  /** Every process that is alive, by the store. */
  readPulses?(): Promise<readonly Heartbeat[]>;
  readLoad?(): Promise<Load>;
  reader?(): Health;
  embedder?(): (Health & { missing: number }) | undefined;
  /** How matching fares, and how far its index has come. */
  matching?(): Health & { isOpen: boolean; factChecks: number };
  now?(): number;
}

const PATIENCE_MS = 5000;
const MIB = 1024 ** 2;
/** What is left is needed for what is under way. */
const FEW_BYTES = 100 * MIB;
const LONG_MS = 5 * 60_000;

/** `/healthz`: the process is alive, so a restart helps nothing; `/readyz`: whether it can take messages in, and why not. */
export function healthRoutes(parts: HealthParts): Router {
  const router = Router();
  router.get('/healthz', (_, response) => {
    const channels = channelsOf(parts);
    const writes = parts.writes?.health;
    const isWell = Object.values(channels).every(isFine) && (writes?.state ?? 'ok') === 'ok';
    const failing = writes?.state === 'ok' ? undefined : writes;
    response.json({ status: isWell ? 'ok' : 'degraded', channels, writes: failing });
  });
  router.get('/readyz', async (_, response) => {
    const readiness = await readReadiness(parts);
    response.status(readiness.state === 'down' ? 503 : 200).json(readiness);
  });
  return router;
}

/** What `/readyz` answers. */
export async function readReadiness(parts: HealthParts) {
  const store = await inTime(parts.readStore().then((): Health => ({ state: 'ok' })));
  const isThere = store.state === 'ok';
  const writes = isThere && parts.writes ? await inTime(parts.writes.check()) : undefined;
  const nothing: Partial<Awaited<ReturnType<typeof lookFurther>>> = {};
  const further = isThere ? await lookFurther(parts).catch(() => nothing) : nothing;
  const { strays = {}, ...told } = further;
  const channels = { ...channelsOf(parts), ...strays };
  const jobs = parts.jobs();
  const isDown = !isThere || (writes && writes.state !== 'ok');
  const isWell =
    jobs.state === 'ok' && [...Object.values(channels), ...Object.values(told)].every(isFine);
  const state = isDown ? 'down' : isWell ? 'ok' : 'degraded';
  return { state, store, jobs, channels, writes, ...told };
}

/** What does not keep messages from being taken in, but keeps them from being answered. */
async function lookFurther(parts: HealthParts) {
  const { freeBytes, readPulses, readLoad, reader, now = Date.now } = parts;
  const embedder = parts.embedder?.();
  const pulses = readPulses && (await readPulses());
  const load = readLoad && (await readLoad());
  const free = freeBytes && (await freeBytes());
  const nobody = heldByNobody(pulses ?? []).map((way) => [way, NOBODY] as const);
  return {
    strays: Object.fromEntries(nobody),
    ...(free === undefined ? {} : { disk: diskOf(free) }),
    ...(pulses ? { workers: workersOf(pulses) } : {}),
    ...(load ? { waiting: waitingOf(load, { now: now(), sentAt: lastSent(pulses ?? []) }) } : {}),
    ...(reader ? { reader: reader() } : {}),
    ...(embedder ? { embedder } : {}),
    ...(parts.matching ? { matching: parts.matching() } : {}),
  };
}

const NOBODY: Health = { state: 'down', reason: HELD_BY_NOBODY };

function diskOf(free: number): Health & { freeMib: number } {
  const fault = free < FEW_BYTES && 'the disk is nearly full: make room';
  return { ...judge(fault), freeMib: Math.floor(free / MIB) };
}

function workersOf(pulses: readonly Heartbeat[]): Health & { count: number } {
  const count = pulses.filter(({ isWorker }) => isWorker).length;
  const fault = count === 0 && 'no process works: messages are taken in, not answered';
  return { ...judge(fault), count };
}

function waitingOf(load: Load, { now, sentAt }: { now: number; sentAt: number | undefined }) {
  const { waiting, sending, unsure } = load.replies;
  const replies = waiting.count + sending.count + unsure.count;
  const oldestSeconds = Math.max(0, Math.floor((now - (oldestReply(load) ?? now)) / 1000));
  const isStuck = stuckMs(load, { now, sentAt }) > 0;
  const isUnread = now - (load.letters.oldestAt ?? now) >= LONG_MS;
  const unread = isUnread && 'messages wait for their answer too long';
  return { ...judge(isStuck ? 'replies do not get out' : unread), replies, oldestSeconds };
}

function judge(fault: string | false): Health {
  return fault === false ? { state: 'ok' } : { state: 'down', reason: fault };
}

/** A channel that another process holds is as it should be. */
function isFine({ state }: Health): boolean {
  return state === 'ok' || state === 'standby';
}

function channelsOf({ channels }: HealthParts): Record<string, Health> {
  return Object.fromEntries(
    labelsOf(channels).map(([label, channel]) => [label, channel.health?.() ?? { state: 'ok' }]),
  );
}

/** The reason is ours: an error's own words may hold an address. */
function inTime(work: Promise<Health>): Promise<Health> {
  const answered = work.catch(() => storeDown('cannot be read'));
  return within(PATIENCE_MS, answered, () => storeDown('does not answer'));
}

function storeDown(why: string): Health {
  return { state: 'down', reason: `the store ${why}` };
}
