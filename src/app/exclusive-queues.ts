import type { Place } from '../jobs/running-jobs.ts';
import { type Channel, wayOf } from '../ports/channel.ts';

/** The channels that not just any process can use: one holds them, or they have a number that others need not have. */
export function placesOf(channels: readonly Channel[], isWorker: boolean): Place[] {
  return channels.flatMap((channel): Place[] => {
    const name = wayOf(channel);
    if (channel.isHeld) return [{ name, isHeld: () => channel.isHeld?.() ?? false }];
    return channel.account !== undefined && isWorker ? [{ name, isHeld: () => true }] : [];
  });
}
