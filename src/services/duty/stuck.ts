import type { Load } from '../../ports/load.ts';
import type { Heartbeat } from './heartbeat.ts';

const MINUTE = 60_000;
const LONG_MS = 5 * MINUTE;
/** Digests go one after the other for hours, while other replies get out. */
const TOO_LONG_MS = 6 * 60 * MINUTE;

/** When the oldest reply that is not held began to wait. */
export function oldestReply({ replies }: Pick<Load, 'replies'>): number | undefined {
  const ages = [replies.waiting, replies.sending, replies.unsure].flatMap(
    ({ oldestAt }) => oldestAt ?? [],
  );
  return ages.length === 0 ? undefined : Math.min(...ages);
}

/** How long replies have waited in vain: nothing has got out for minutes, or one has waited for hours; else 0. */
export function stuckMs(
  load: Pick<Load, 'replies'>,
  { now, sentAt }: { now: number; sentAt: number | undefined },
): number {
  const waited = now - (oldestReply(load) ?? now);
  if (waited >= TOO_LONG_MS) return waited;
  const still = Math.min(waited, now - (sentAt ?? Number.NEGATIVE_INFINITY));
  return still >= LONG_MS ? waited : 0;
}

/** When any process last handed a reply over. */
export function lastSent(pulses: readonly Heartbeat[]): number | undefined {
  const times = pulses.flatMap(({ sentAt }) => sentAt ?? []);
  return times.length === 0 ? undefined : Math.max(...times);
}
