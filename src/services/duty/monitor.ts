import type { AlertChannels, AlertEvent } from '../../ports/alert-channels.ts';
import { type CheckDeps, checkAlerts } from './check-alerts.ts';
import type { DutyDeps } from './duty-deps.ts';
import * as heartbeats from './heartbeat.ts';
import { isFull } from './store-writes.ts';

/** What a process reports about itself, and its alert channels. */
export interface MonitorParts
  extends Pick<CheckDeps, 'ways' | 'escalateMs' | 'freeBytes' | 'lastBackup' | 'isCopyMissing'> {
  isWorker: boolean;
  /** Whether wakes arrive through the queue. */
  hasJobs(): boolean;
}

/** How long the store may be away before an alert. */
const AWAY_MS = 60_000;

/** Creates the monitor of one process: each check is a heartbeat; without the store, all notify the webhook under one id. */
export function createMonitor(deps: DutyDeps, { hasJobs, isWorker, ...parts }: MonitorParts) {
  const { store, clock, channels, strays, writes } = deps;
  const id = Buffer.from(deps.randomBytes(6)).toString('hex');
  const away = createAwayAlarm(parts.ways);
  const told = new Set<string>();
  const tellStrays = async () => {
    const ways = heartbeats.heldByNobody(await heartbeats.readHeartbeats({ store }, clock.now()));
    if (ways.some((way) => !told.has(way))) deps.warn(heartbeats.HELD_BY_NOBODY);
    told.clear();
    for (const way of ways) told.add(way);
  };
  return {
    async look(): Promise<void> {
      const at = clock.now();
      try {
        const { sentAt } = deps.sending;
        const { reason: matching } = deps.index.matching();
        await heartbeats.saveHeartbeat({ store }, id, {
          ...{ at, isWorker, hasJobs: hasJobs(), matching },
          ...{ channels: heartbeats.healthOf(channels), reasons: heartbeats.reasonsOf(channels) },
          ...{ strays: strays.waysAt(at), ...(sentAt === undefined ? {} : { sentAt }) },
        });
        await tellStrays();
        await writes.check(store);
        await checkAlerts({ ...deps, ...parts });
      } catch (error) {
        await away.hear(isFull(error) ? 'full' : 'away', at);
        throw error;
      }
      await away.hear('here', at);
    },
    end: () => heartbeats.endHeartbeat({ store }, id),
  };
}

function createAwayAlarm({ webhook }: AlertChannels) {
  let since: number | undefined;
  let told: number | undefined;
  let kind: 'store' | 'disk' = 'store';
  const tell = async (news: 'raised' | 'ended', begun: number, now: number) => {
    const hour = Math.floor(begun / 3_600_000);
    const ended = news === 'ended' ? { endedAt: now } : {};
    const alarm: AlertEvent['alarm'] = {
      ...{ kind, of: '', value: 1, since: begun, raisedAt: begun + AWAY_MS },
      ...ended,
      called: [],
    };
    await webhook?.({ id: `${kind}:${hour}:${news}`, news, alarm });
  };
  return {
    async hear(state: 'away' | 'full' | 'here', now: number): Promise<void> {
      if (state !== 'here') {
        since ??= now;
        if (told !== undefined || now - since < AWAY_MS) return;
        kind = state === 'full' ? 'disk' : 'store';
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
