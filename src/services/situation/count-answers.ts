import type { Span } from '../../domain/time/month.ts';
import type { QueueEntry } from '../cases/queue.ts';
import type { StoredReferral } from '../partners/referrals.ts';
import type { StoredReportReferral } from '../partners/report-referrals.ts';
import type { SituationDeps } from './situation-deps.ts';

/** Something that waits for a first answer, or had one; what was withdrawn before waits no more. */
interface Question {
  askedAt: number;
  answeredAt?: number | undefined;
  dueMs: number;
  isWithdrawn?: boolean;
}

/** First answers of the desk or of one partner: `asked` is the sum of in time, late, waiting and withdrawn. */
export interface AnswerRow {
  who: string;
  asked: number;
  inTime: number;
  late: number;
  waiting: number;
  withdrawn: number;
  /** Of those that were answered. */
  medianMinutes: number | undefined;
  /** Of those that were answered or are late, in percent. */
  share: number | undefined;
}

/** What first answers are counted from. */
export interface Asked {
  queue: readonly QueueEntry[];
  reports: readonly StoredReportReferral[];
  referrals: readonly StoredReferral[];
  names: ReadonlyMap<string, string>;
  span: Span;
}

const MOST_DECIDED = 1_000_000;

/** Counts first answers to what came within a span: of the desk to cases and to reports, and of each partner. */
export async function countAnswers(
  { store, clock, settings: { serviceMs } }: SituationDeps,
  { queue, reports, referrals, names, span }: Asked,
): Promise<AnswerRow[]> {
  const now = clock.now();
  const decided = await store.figures.decided(span.since, MOST_DECIDED);
  const cases = [...decided, ...queue.map((each) => ({ ...each.case, decidedAt: undefined }))];
  const byPartner = Map.groupBy(referrals, ({ organisation }) => organisation);
  const rows: [string, Question[]][] = [
    ['cases', cases.map((each) => asQuestion(each.openedAt, each.decidedAt, serviceMs))],
    ['reports', reports.map((each) => asQuestion(each.proposedAt, each.steps[0]?.at, serviceMs))],
    ...[...names].map(([id, name]): [string, Question[]] => [
      name,
      (byPartner.get(id) ?? []).map(toQuestion),
    ]),
  ];
  const isWithin = ({ askedAt }: Question) => askedAt >= span.since && askedAt < span.until;
  return rows.map(([who, all]) => ({ who, ...levelsOf(all.filter(isWithin), now) }));
}

function asQuestion(askedAt: number, answeredAt: number | undefined, dueMs: number): Question {
  return { askedAt, answeredAt, dueMs };
}

/** What the desk writes down after a call counts as an answer of the partner. */
function toQuestion(referral: StoredReferral): Question {
  const { steps, answerMs: dueMs } = referral;
  const [first, second] = steps;
  const isWithdrawn = second?.status === 'ditarik';
  const answeredAt = isWithdrawn ? undefined : second?.at;
  return { askedAt: first?.at ?? 0, answeredAt, dueMs, isWithdrawn };
}

function levelsOf(all: readonly Question[], now: number): Omit<AnswerRow, 'who'> {
  const times = all.flatMap(({ askedAt, answeredAt }) =>
    answeredAt === undefined ? [] : answeredAt - askedAt,
  );
  const inTime = all.filter(
    ({ askedAt, answeredAt, dueMs }) => answeredAt !== undefined && answeredAt <= askedAt + dueMs,
  ).length;
  const withdrawn = all.filter(({ isWithdrawn }) => isWithdrawn).length;
  const waiting = all.filter(
    ({ askedAt, answeredAt, dueMs, isWithdrawn }) =>
      answeredAt === undefined && !isWithdrawn && now <= askedAt + dueMs,
  ).length;
  const late = all.length - inTime - withdrawn - waiting;
  const due = inTime + late;
  const middle = times.toSorted((a, b) => a - b)[Math.ceil(times.length / 2) - 1];
  return {
    asked: all.length,
    inTime,
    late,
    waiting,
    withdrawn,
    medianMinutes: middle === undefined ? undefined : Math.round(middle / 60_000),
    share: due === 0 ? undefined : Math.round((100 * inTime) / due),
  };
}
