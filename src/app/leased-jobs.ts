import { deleteOldAlerts } from '../services/duty/alerts.ts';
import { deleteOldNotes } from '../services/duty/shift-notes.ts';
import { createSourceArchive } from '../services/fact-checks/archive-sources.ts';
import { hasDueChange, releaseChanges } from '../services/fact-checks/decide-change.ts';
import { deleteOldDrafts } from '../services/fact-checks/import-draft.ts';
import { refreshDue } from '../services/fact-checks/refresh-sources.ts';
import type { LeasedJob } from '../services/jobs/leased-job.ts';
import { announcePart, hasAnnouncement } from '../services/messaging/announce.ts';
import { eraseExercise } from '../services/privacy/erase-tips.ts';
import { deleteExpired } from '../services/privacy/retention.ts';
import { countMonths } from '../services/transparency/monthly-reports.ts';
import type { AppParts } from './app.ts';
import type { AppDeps } from './app-deps.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Work for all workers together, and how often each of them looks for it; what says when it is due is done as soon as it is. */
export function leasedJobs(
  deps: AppDeps,
  { sweepMs, onError, fetchPage }: Pick<AppParts, 'sweepMs' | 'onError' | 'fetchPage'>,
): (LeasedJob & { everyMs: number })[] {
  const { factCheckSource } = deps;
  const soon = { everyMs: sweepMs, apartMs: 0, leaseMs: 5 * MINUTE };
  const outside = { everyMs: MINUTE, apartMs: MINUTE, leaseMs: 15 * MINUTE };
  const archive = fetchPage && createSourceArchive({ ...deps, fetchPage });
  return [
    {
      ...{ name: 'changes', ...soon, isDue: () => hasDueChange(deps) },
      perform: () => releaseChanges(deps).then(ONCE),
    },
    {
      ...{ name: 'announcements', ...soon, leaseMs: MINUTE, isDue: () => hasAnnouncement(deps) },
      perform: (cursor) => announcePart(deps, cursor),
    },
    {
      // Every worker looks once an hour, each at its own minute.
      ...{ name: 'retention', everyMs: HOUR, apartMs: HOUR / 2, leaseMs: HOUR / 2 },
      perform: (cursor) => erasePart(deps, onError, Number(cursor ?? 0)),
    },
    ...(factCheckSource
      ? [
          {
            name: 'sources',
            ...outside,
            perform: (_: unknown, signal: AbortSignal) =>
              refresh({ ...deps, factCheckSource }, signal).then(ONCE),
          },
        ]
      : []),
    ...(archive
      ? [
          {
            name: 'copies',
            ...outside,
            perform: (_: unknown, signal: AbortSignal) => archive(signal).then(ONCE),
          },
        ]
      : []),
  ];
}

const ONCE = () => ({ commands: 1 });

/** Erases one kind of what is past its time; what could not be counted is not erased next. */
async function erasePart(deps: AppDeps, onError: (error: unknown) => void, part: number) {
  if (part === 0) await countMonths(deps).catch(onError);
  await ERASING[part]?.(deps);
  if (part + 1 < ERASING.length) return { cursor: `${part + 1}`, commands: 1 };
  deps.observe({ type: 'erased' });
  return { commands: 1 };
}

const ERASING: readonly ((deps: AppDeps) => Promise<unknown>)[] = [
  deleteExpired,
  deleteOldDrafts,
  deleteOldNotes,
  deleteOldAlerts,
  eraseExercise,
];

async function refresh(
  deps: AppDeps & Parameters<typeof refreshDue>[0],
  signal: AbortSignal,
): Promise<void> {
  for (const read of await refreshDue(deps, signal)) {
    if (read.type === 'busy') continue;
    const count = read.type === 'taken' ? read.report.new : 0;
    deps.observe({ type: 'imported', outcome: read.type, count });
  }
}
