import type { AskWayback, FetchPage } from '../ports/fetch-page.ts';
import { deleteOldAlerts } from '../services/duty/alerts.ts';
import { deleteOldNotes } from '../services/duty/shift-notes.ts';
import { createSourceArchive } from '../services/fact-checks/archive-sources.ts';
import { dueChanges, releaseChanges } from '../services/fact-checks/decide-change.ts';
import { refreshDue } from '../services/fact-checks/refresh-sources.ts';
import { deleteOldDrafts } from '../services/fact-checks/submit-import.ts';
import type { LeasedJob } from '../services/jobs/leased-job.ts';
import { announcePart, nextAnnouncement } from '../services/messaging/announce.ts';
import { eraseExercise } from '../services/privacy/erase-tips.ts';
import { deleteExpired } from '../services/privacy/retention.ts';
import { countMonths } from '../services/transparency/monthly-reports.ts';
import type { AppDeps } from './app-deps.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** What the leased jobs need besides the use cases. */
export interface LeasedParts {
  /** Fetches pages that verdicts cite, where copies of them are saved. */
  fetchPage?: FetchPage | undefined;
  askWayback?: AskWayback | undefined;
  onError(error: unknown): void;
}

/** Lists the work that one worker at a time does for all. */
export function leasedJobs(deps: AppDeps & LeasedParts, sweepMs: number): LeasedJob[] {
  const { factCheckSource, fetchPage } = deps;
  const soon = { everyMs: sweepMs, leaseMs: MINUTE };
  const outside = { everyMs: MINUTE, leaseMs: 15 * MINUTE };
  const hourly = { everyMs: HOUR, leaseMs: HOUR / 2 };
  const hasChange = async () => (await dueChanges(deps)).length > 0;
  const isAnnounced = async () => (await nextAnnouncement(deps)) !== undefined;
  const refresh = factCheckSource && whole((end) => refreshDue({ ...deps, factCheckSource }, end));
  const archive = fetchPage && createSourceArchive({ ...deps, fetchPage });
  return [
    { name: 'changes', ...soon, isDue: hasChange, perform: whole(() => releaseChanges(deps)) },
    { name: 'announcements', ...soon, isDue: isAnnounced, perform: (at) => announcePart(deps, at) },
    { name: 'retention', ...hourly, perform: whole(() => eraseOld(deps)) },
    ...(refresh ? [{ name: 'sources', ...outside, perform: refresh }] : []),
    ...(archive ? [{ name: 'copies', ...outside, perform: archive }] : []),
  ];
}

/** Work in one part. */
function whole(work: (signal: AbortSignal) => Promise<void>): LeasedJob['perform'] {
  return (_, signal) => work(signal).then(() => ({ commands: 1 }));
}

const ERASING = [deleteExpired, deleteOldDrafts, deleteOldNotes, deleteOldAlerts, eraseExercise];

/** Erases what is past its time, each kind also where another fails; what could not be counted is not erased next. */
async function eraseOld(deps: Parameters<typeof leasedJobs>[0]): Promise<void> {
  await countMonths(deps).catch(deps.onError);
  const failed: unknown[] = [];
  for (const erase of ERASING) await erase(deps).catch((error) => failed.push(error));
  failed.slice(1).forEach(deps.onError);
  if (failed.length > 0) throw failed[0];
  deps.observe({ type: 'erased' });
}
