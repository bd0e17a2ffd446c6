import { percentile, percentileOf } from '../../domain/stats/answer-time.ts';
import { partsOf, sumBy } from '../../domain/stats/counter.ts';
import { jakartaDay, startOfDay } from '../../domain/time/jakarta-day.ts';
import type { Health } from '../../ports/channel.ts';
import type { DutyDeps } from './duty-deps.ts';
import { channelsOf, healthOf, readHeartbeats } from './heartbeat.ts';
import { isEmpty, viewDuty } from './roster.ts';
import { oldestReply } from './stuck.ts';

export const serviceHealths = ['working', 'slow', 'disturbed'] as const;
export type ServiceHealth = (typeof serviceHealths)[number];

/** Public status of the tipline; contains nothing about persons. */
export type ServiceStatus = Awaited<ReturnType<typeof readServiceStatus>>;

const MINUTE = 60_000;
const WEEK = 7 * 86_400_000;
/** Somebody who writes several messages is waited for; longer than that is slow. */
const SLOW_MS = 2 * MINUTE;
const DISTURBED_MS = 15 * MINUTE;
/** A median of fewer answers or decisions would reveal single ones. */
const ENOUGH = 10;

type Seeing = Pick<DutyDeps, 'store' | 'clock' | 'settings' | 'channels' | 'writes'>;

/** Checks the whole tipline, from the reports of all processes. */
export async function readServiceStatus(deps: Seeing) {
  const { store, clock } = deps;
  const now = clock.now();
  const end = startOfDay(jakartaDay(now)) + WEEK;
  const duty = await viewDuty(deps, { start: now, end });
  const load = await store.load(now);
  const waits = [load.letters.oldestAt ?? now, oldestReply(load) ?? now].map((at) => now - at);
  const { isHeld, receiving, sending } = await waysOf(deps, now);
  const answering = doingAt(Math.max(...waits), SLOW_MS, DISTURBED_MS);
  const worse = RANK[answering] >= RANK[sending] ? answering : sending;
  return {
    at: now,
    receiving: isHeld ? receiving : 'disturbed',
    answering: isHeld ? worse : 'disturbed',
    reviewing: await reviewingOf(deps, now),
    /** Whether a reviewer is on duty now; undefined without a roster. */
    isOpen: isEmpty(duty.plan) ? undefined : duty.now.length > 0,
    /** When a reviewer is on duty today and on the six days after it. */
    open: duty.open,
    /** Half of the answers of the last seven days came sooner; undefined where there were too few. */
    answerMs: await middleAnswer(deps, now),
    /** Half of the decisions of the last seven days came sooner; undefined where there were too few. */
    decisionMs: await middleDecision(deps, now),
  };
}

/** Whether anything is kept, and how many numbers are answered; what is paused still takes messages in. */
async function waysOf({ store, channels, writes }: Seeing, now: number) {
  const own = { at: now, isWorker: false, hasJobs: true, channels: healthOf(channels) };
  const pulses = await readHeartbeats({ store }, now);
  const states = [...channelsOf([own, ...pulses]).values()];
  const isIdle = pulses.length > 0 && pulses.every(({ isWorker }) => !isWorker);
  const sending = doingOf(states, (state) => state === 'ok');
  return {
    isHeld: writes.health.state === 'ok',
    receiving: doingOf(states, (state) => state === 'ok' || state === 'paused'),
    sending: isIdle ? 'disturbed' : sending,
  } as const;
}

function doingOf(states: readonly Health['state'][], isGood: (state: Health['state']) => boolean) {
  const working = states.filter(isGood).length;
  if (working === states.length) return 'working';
  return working > 0 ? 'slow' : 'disturbed';
}

const RANK: Readonly<Record<ServiceHealth, number>> = { working: 0, slow: 1, disturbed: 2 };

/** Compares the longest wait of a case with the time in which the tipline aims to decide. */
async function reviewingOf({ store, settings }: Seeing, now: number): Promise<ServiceHealth> {
  const { cases } = await store.load(now);
  const oldestAt = Math.min(...Object.values(cases).map((each) => each.oldestAt ?? now));
  return doingAt(now - oldestAt, settings.serviceMs, 3 * settings.serviceMs);
}

function doingAt(ms: number, slow: number, disturbed: number): ServiceHealth {
  if (ms <= slow) return 'working';
  return ms <= disturbed ? 'slow' : 'disturbed';
}

async function middleAnswer({ store }: Seeing, now: number): Promise<number | undefined> {
  const tallies = await store.figures.tallies(jakartaDay(now - WEEK), ['answered']);
  const counts = sumBy(tallies, ({ name }) => Number(partsOf(name)[1]));
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return total < ENOUGH ? undefined : percentileOf(counts, 0.5);
}

async function middleDecision({ store }: Seeing, now: number): Promise<number | undefined> {
  const decided = await store.cases.decidedSince(now - WEEK);
  const times = decided.map(({ openedAt, decidedAt = now }) => decidedAt - openedAt);
  return times.length < ENOUGH ? undefined : percentile(times, 0.5);
}
