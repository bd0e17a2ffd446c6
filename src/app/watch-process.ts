import type { Config } from '../config/config.ts';
import { isUp } from '../domain/duty/alert.ts';
import { isPublicAddress } from '../http/is-public-address.ts';
import { systemClock } from '../jobs/local/system-clock.ts';
import type { FileReader } from '../media/reading/file-reader.ts';
import { createWebhook } from '../notify/webhook-client.ts';
import type { AlertChannels } from '../ports/alert-channels.ts';
import type { Store } from '../ports/store.ts';
import { readTrouble } from '../services/duty/alerts.ts';
import { readHeartbeats } from '../services/duty/heartbeat.ts';
import { hearWrites, StoreWrites } from '../services/duty/store-writes.ts';
import { unfinishedJobs } from '../services/jobs/leased-job.ts';
import type { AppDeps } from './app-deps.ts';
import { freeBytesOf } from './diagnostics/diagnose-machine.ts';
import type { HealthParts } from './health-routes.ts';
import { lastBackup, readCopy } from './last-backup.ts';

const WATCH_MS = 15_000;

/** Wraps a store to record the results of its writes, and reports when they begin to fail. */
export function watchWrites(opened: Store, tell: (what: string) => void) {
  const writes = new StoreWrites(systemClock, tell);
  return { store: hearWrites(opened, writes), writes };
}

/** Builds the monitoring options of a process. */
export async function watchOver(config: Config) {
  const { alarms, dataFolder, backupCopy } = config;
  const ways = await openAlarmWays(alarms);
  return {
    everyMs: WATCH_MS,
    ways,
    escalateMs: alarms.escalateMs,
    lastBackup: () => lastBackup(dataFolder),
    isCopyMissing: () => !!backupCopy && readCopy(dataFolder, systemClock.now()).isLate,
    ...freeBytesOf(config),
  };
}

/** Builds what `/readyz` reports besides channels and queue. */
export function lookInto(
  config: Config,
  { store, clock, writes, index }: AppDeps,
  reader: FileReader | undefined,
): Omit<HealthParts, 'channels' | 'jobs'> {
  return {
    ...freeBytesOf(config),
    readStore: () => store.factChecks.count(),
    writes: {
      get health() {
        return writes.health;
      },
      check: () => writes.check(store),
    },
    readPulses: () => readHeartbeats({ store }, clock.now()),
    readLoad: () => store.load(clock.now()),
    ...(reader ? { reader: () => reader.health() } : {}),
    embedder: () => index.embedding(),
    matching: () => index.matching(),
    now: clock.now,
  };
}

/** Figures of the whole tipline for the page of metrics. */
export function figuresOf(config: Config, { store, clock, writes, index }: AppDeps) {
  const { freeBytes } = freeBytesOf(config);
  return {
    posko_workers: async () => {
      const pulses = await readHeartbeats({ store }, clock.now());
      return pulses.filter(({ isWorker }) => isWorker).length;
    },
    posko_alerts_up: async () => (await readTrouble({ store })).filter(isUp).length,
    posko_leased_job_seconds: async () => {
      const ages = (await unfinishedJobs({ store })).map(({ beganAt }) => clock.now() - beganAt);
      return Math.max(0, ...ages) / 1000;
    },
    posko_last_backup_timestamp_seconds: async () => lastBackup(config.dataFolder),
    posko_writes_up: async () => Number(writes.health.state === 'ok'),
    posko_last_commit_timestamp_seconds: async () => (writes.committedAt ?? 0) / 1000,
    posko_index_fact_checks: async () => index.size,
    posko_vectors_missing: async () => index.embedding()?.missing ?? 0,
    posko_embedder_up: async () => Number((index.embedding()?.state ?? 'ok') === 'ok'),
    ...(freeBytes && { posko_disk_free_bytes: freeBytes }),
  };
}

/** The ways by which alarms leave this post, as its operator has set them up. */
async function openAlarmWays({ webhook, mail }: Config['alarms']): Promise<AlertChannels> {
  return {
    ...(webhook && {
      webhook: createWebhook({ ...webhook, now: systemClock.now, isAllowed: isPublicAddress }),
    }),
    ...(mail && { mail: (await import('../notify/mail.ts')).createMail(mail) }),
  };
}
