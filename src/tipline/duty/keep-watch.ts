import type { Tipline } from '../tipline.ts';
import type { AlarmNews, AlarmWays } from './alarm-ways.ts';
import { beat, endPulse, healthOf } from './pulse.ts';
import { watch } from './watch.ts';

/** What a process tells of itself, and by which ways alarms leave it. */
export interface WatchParts {
  ways: AlarmWays;
  escalateMs: number;
  isWorker: boolean;
  /** Whether wakes arrive through the queue. */
  hasJobs(): boolean;
}

/** As long as the store may be away before that is told. */
const AWAY_MS = 60_000;

/**
 * The watch of one process: each look is a sign of life and a look at the whole post. Where the store itself is
 * away no process can know what others do; then each tells the webhook, under an id that they share.
 */
export function createWatch(tipline: Tipline, { hasJobs, isWorker, ...parts }: WatchParts) {
  const { store, clock, channels } = tipline;
  const id = Buffer.from(tipline.randomBytes(6)).toString('hex');
  const away = createAwayAlarm(parts.ways);
  return {
    async look(): Promise<void> {
      const at = clock.now();
      try {
        const pulse = { at, isWorker, hasJobs: hasJobs(), channels: healthOf(channels) };
        await beat({ store }, id, pulse);
        await watch({ ...tipline, ...parts });
      } catch (error) {
        await away.hear('away', at);
        throw error;
      }
      await away.hear('here', at);
    },
    end: () => endPulse({ store }, id),
  };
}

function createAwayAlarm({ webhook }: AlarmWays) {
  let since: number | undefined;
  let told: number | undefined;
  const tell = async (news: 'raised' | 'ended', begun: number, now: number) => {
    const hour = Math.floor(begun / 3_600_000);
    const ended = news === 'ended' ? { endedAt: now } : {};
    const alarm: AlarmNews['alarm'] = {
      ...{ kind: 'store', of: '', value: 1, since: begun, raisedAt: begun + AWAY_MS },
      ...ended,
      called: [],
    };
    await webhook?.({ id: `store:${hour}:${news}`, news, alarm });
  };
  return {
    async hear(state: 'away' | 'here', now: number): Promise<void> {
      if (state === 'away') {
        since ??= now;
        if (told !== undefined || now - since < AWAY_MS) return;
        await tell('raised', since, now);
        told = since;
        return;
      }
      const begun = told;
      since = undefined;
      told = undefined;
      if (begun !== undefined) await tell('ended', begun, now);
    },
  };
}
