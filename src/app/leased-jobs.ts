import { HOUR } from '../domain/time/jakarta-day.ts';
import type { AskWayback, FetchPage } from '../ports/fetch-page.ts';
import { deleteOldAlerts } from '../services/duty/alerts.ts';
import { deleteOldNotes } from '../services/duty/shift-notes.ts';
import { createSourceArchive } from '../services/fact-checks/archive-sources.ts';
import { dueChanges, releaseChanges } from '../services/fact-checks/decide-change.ts';
import { refreshNext } from '../services/fact-checks/refresh-sources.ts';
import { deleteOldDrafts } from '../services/fact-checks/submit-import.ts';
import type { LeasedJob, Progress } from '../services/jobs/leased-job.ts';
import { announcePart, nextAnnouncement } from '../services/messaging/announce.ts';
import { eraseExercise } from '../services/privacy/erase-tips.ts';
import { deleteExpired } from '../services/privacy/retention.ts';
import { countMonths } from '../services/transparency/monthly-reports.ts';
import type { AppDeps } from './app-deps.ts';

const MINUTE = 60_000;

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
  const hasChange = async () => (await dueChanges(deps)).length > 0;
  const isAnnounced = async () => (await nextAnnouncement(deps)) !== undefined;
  const release = () => releaseChanges(deps).then(() => ({ commands: 1 }));
  const refresh: LeasedJob['perform'] | undefined =
    factCheckSource && ((_, end) => refreshNext({ ...deps, factCheckSource }, end));
  const archive = fetchPage && createSourceArchive({ ...deps, fetchPage });
  return [
    { name: 'changes', ...soon, isDue: hasChange, perform: release },
    { name: 'announcements', ...soon, isDue: isAnnounced, perform: (at) => announcePart(deps, at) },
    { name: 'retention', everyMs: HOUR, leaseMs: HOUR / 2, perform: (at) => eraseOld(deps, at) },
    ...(refresh ? [{ name: 'sources', ...outside, perform: refresh }] : []),
    ...(archive ? [{ name: 'copies', ...outside, perform: archive }] : []),
  ];
}

const ERASING = [deleteOldDrafts, deleteOldNotes, deleteOldAlerts, eraseExercise];

/** Erases a page of what is past its time, with the last one each kind also where another fails; what could not be counted is not erased next. */
async function eraseOld(
  deps: Parameters<typeof leasedJobs>[0],
  cursor?: string,
): Promise<Progress> {
  if (cursor === undefined) await countMonths(deps).catch(deps.onError);
  const failed: unknown[] = [];
  const note = (error: unknown) => void failed.push(error);
  const part = await deleteExpired(deps, cursor).catch(note);
  // No pause: words and files go with the last page, and nobody looks here again for an hour.
  if (part?.after !== undefined) return { cursor: part.after, commands: 1 };
  for (const erase of ERASING) await erase(deps).catch(note);
  failed.slice(1).forEach(deps.onError);
  if (failed.length > 0) throw failed[0];
  deps.observe({ type: 'erased' });
  return { commands: 1 };
}
