import { deleteOldAlerts } from '../services/duty/alerts.ts';
import { deleteOldNotes } from '../services/duty/shift-notes.ts';
import { hasDueChange, releaseChanges } from '../services/fact-checks/decide-change.ts';
import { deleteOldDrafts } from '../services/fact-checks/import-draft.ts';
import type { LeasedJob } from '../services/jobs/leased-job.ts';
import { announcePart, hasAnnouncement } from '../services/messaging/announce.ts';
import { eraseExercise } from '../services/privacy/erase-tips.ts';
import { deleteExpired } from '../services/privacy/retention.ts';
import { countMonths } from '../services/transparency/monthly-reports.ts';
import type { AppDeps } from './app-deps.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Work for all workers together, and how often each of them looks whether it is to do it; what says when it is due, it does as soon as it is. */
export function leasedJobs(
  deps: AppDeps,
  { sweepMs, onError }: { sweepMs: number; onError(error: unknown): void },
): (LeasedJob & { everyMs: number })[] {
  const soon = { everyMs: sweepMs, apartMs: 0 };
  return [
    {
      ...{ name: 'changes', ...soon, leaseMs: 5 * MINUTE, isDue: () => hasDueChange(deps) },
      perform: () => releaseChanges(deps).then(() => ({ commands: 1 })),
    },
    {
      ...{ name: 'announcements', ...soon, leaseMs: MINUTE, isDue: () => hasAnnouncement(deps) },
      perform: (cursor) => announcePart(deps, cursor),
    },
    {
      // Every worker looks once an hour, each at its own minute.
      ...{ name: 'retention', everyMs: HOUR, apartMs: HOUR / 2, leaseMs: HOUR / 2 },
      perform: (cursor) => erasePart(deps, onError, cursor),
    },
  ];
}

/** Erases one kind of what is past its time; what could not be counted is not erased next. */
async function erasePart(deps: AppDeps, onError: (error: unknown) => void, cursor = 'months') {
  const kinds = {
    months: () => countMonths(deps).catch(onError),
    expired: () => deleteExpired(deps),
    drafts: () => deleteOldDrafts(deps),
    notes: () => deleteOldNotes(deps),
    alerts: () => deleteOldAlerts(deps),
    exercise: () => eraseExercise(deps),
  };
  const all = Object.entries(kinds);
  const at = all.findIndex(([kind]) => kind === cursor);
  await all[at]?.[1]();
  const [next] = all[at + 1] ?? [];
  if (next === undefined) deps.observe({ type: 'erased' });
  return { cursor: next, commands: 1 };
}
