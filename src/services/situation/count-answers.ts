import { percentile } from '../../domain/stats/answer-time.ts';
import type { CaseDeps } from '../cases/case-deps.ts';
import type { QueuedCase } from '../cases/open-queue.ts';
import type { StoredReferral } from '../partners/referrals.ts';
import type { StoredReportReferral } from '../partners/report-referrals.ts';
import type { StatsDeps } from '../stats/monthly-counters.ts';

export interface SituationDeps extends Pick<CaseDeps, 'queue' | 'settings' | 'script'>, StatsDeps {}

/** Whose first answers are counted: what is open, what was reported and what was referred; partners by their ids. */
export interface Asked {
  queue: readonly QueuedCase[];
  reports: readonly StoredReportReferral[];
  referrals: readonly StoredReferral[];
  names: ReadonlyMap<string, string>;
  isWithin(at: number): boolean;
}

/** Something that waits for a first answer, or had one, or was withdrawn before. */
interface Question {
  askedAt: number;
  answeredAt?: number | undefined;
  dueMs: number;
  isWithdrawn?: boolean;
}

const MOST_DECIDED = 1_000_000;

/** Counts first answers to what came within a span: of the desk to cases and to reports, and of each partner. */
export async function countAnswers(
  { store, clock, settings: { serviceMs: dueMs } }: SituationDeps,
  { queue, reports, referrals, names, isWithin }: Asked,
) {
  const decided = await store.figures.decided(0, MOST_DECIDED);
  const open = queue.map(({ case: { openedAt } }) => ({ openedAt, decidedAt: undefined }));
  const rows: [string, Question[]][] = [
    [
      'cases',
      [...open, ...decided].map((each) => ({
        askedAt: each.openedAt,
        answeredAt: each.decidedAt,
        dueMs,
      })),
    ],
    [
      'reports',
      reports.map((each) => ({ askedAt: each.proposedAt, answeredAt: each.steps[0]?.at, dueMs })),
    ],
    ...[...names].map(([id, name]): [string, Question[]] => [
      name,
      referrals.filter(({ organisation }) => organisation === id).map(toQuestion),
    ]),
  ];
  return rows.map(([who, all]) => {
    const own = all.filter(({ askedAt }) => isWithin(askedAt));
    return { who, asked: own.length, ...levelsOf(own, clock.now()) };
  });
}

/** What the desk writes down after a call counts as an answer of the partner. */
function toQuestion({ steps: [sent, next], answerMs: dueMs }: StoredReferral): Question {
  const isWithdrawn = next?.status === 'ditarik';
  return {
    askedAt: sent?.at ?? 0,
    answeredAt: isWithdrawn ? undefined : next?.at,
    dueMs,
    isWithdrawn,
  };
}

/** Each question is in time, late, waiting or withdrawn; the share is that of the first two in percent. */
function levelsOf(all: readonly Question[], now: number) {
  const levels = { inTime: 0, late: 0, waiting: 0, withdrawn: 0 };
  const times: number[] = [];
  for (const { askedAt, answeredAt, dueMs, isWithdrawn } of all) {
    const isLate = (answeredAt ?? now) > askedAt + dueMs;
    const inTime = answeredAt === undefined ? 'waiting' : 'inTime';
    levels[isWithdrawn ? 'withdrawn' : isLate ? 'late' : inTime] += 1;
    if (answeredAt !== undefined) times.push(Math.round((answeredAt - askedAt) / 60_000));
  }
  const due = levels.inTime + levels.late;
  return {
    ...levels,
    /** Of those that were answered. */
    medianMinutes: percentile(times, 0.5),
    share: due === 0 ? undefined : Math.round((100 * levels.inTime) / due),
  };
}
