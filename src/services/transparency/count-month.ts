import { isExercise } from '../../domain/cases/exercise.ts';
import { LEAST } from '../../domain/disclosure/withhold.ts';
import type { AlertKind } from '../../domain/duty/alert.ts';
import { percentile } from '../../domain/stats/answer-time.ts';
import { HOUR, jakartaDay } from '../../domain/time/jakarta-day.ts';
import { type Span, spanOf } from '../../domain/time/month.ts';
import { readTrouble } from '../duty/alerts.ts';
import { allFactChecks } from '../fact-checks/all-fact-checks.ts';
import { pathOf, publicView } from '../fact-checks/public-view.ts';
import { answersIn, sumOf, talliesIn, wishes } from '../stats/monthly-counters.ts';
import { CorrectionLog, type TransparencyDeps } from './corrections.ts';
import { countAsks, countTables, topicOf } from './count-tables.ts';
import type { ListedFactCheck, MonthRecord } from './monthly-report.ts';

export type Counting = Pick<TransparencyDeps, 'store' | 'clock' | 'settings' | 'script'>;

const MOST_DECIDED = 1_000_000;

/** Counts a month, and withholds what is small before anybody sees it. */
export async function countMonth(deps: Counting, month: string): Promise<MonthRecord> {
  const { store, clock, settings } = deps;
  const span = spanOf(month);
  const tallies = await talliesIn(deps, span);
  const asks = await countAsks(deps, span);
  const { answers, p50, p90 } = answersIn(tallies);
  const decided = await countDecided({ store }, span);
  return {
    month,
    post: settings.post,
    countedOn: jakartaDay(clock.now()),
    least: LEAST,
    tables: await countTables(deps, { span, tallies, asks: asks.entries }),
    totals: {
      people: unlessFew(asks.people),
      answers: unlessFew(answers),
      ...decided.totals,
      reports: unlessFew(sumOf(tallies, wishes.reports)),
      'data-requests': unlessFew(sumOf(tallies, wishes['data-requests'])),
      erasures: unlessFew(sumOf(tallies, wishes.erasures)),
    },
    answerSeconds: answers < LEAST ? null : { p50, p90 },
    decisionHours: decided.hours,
    ...(await countCorrections(deps, span)),
    alarms: await countAlarms({ store }, span),
    factChecks: await listOwn(deps, month),
  };
}

/** Returns a single number; no other published number adds up to it. */
function unlessFew(count: number): number | null {
  return count < LEAST ? null : count;
}

function isWithin(at: number | undefined, { since, until }: Span): boolean {
  return at !== undefined && at >= since && at < until;
}

async function countDecided({ store }: Pick<TransparencyDeps, 'store'>, span: Span) {
  const all = await store.figures.decided(span.since, MOST_DECIDED);
  const decided = all.filter(({ decidedAt }) => isWithin(decidedAt, span));
  const hours = decided.map(({ decidedAt, openedAt }) => (decidedAt - openedAt) / HOUR);
  const part = (share: number) => Math.round(10 * (percentile(hours, share) ?? 0)) / 10;
  const count = (status: string) =>
    unlessFew(decided.filter((each) => each.status === status).length);
  return {
    totals: { published: count('published'), closed: count('closed') },
    hours: decided.length < LEAST ? null : { p50: part(0.5), p90: part(0.9) },
  };
}

async function countCorrections(deps: Counting, span: Span) {
  const all = (await new CorrectionLog(deps).all()).filter(({ at }) => isWithin(at, span));
  const corrections = all.filter(({ after }) => after !== undefined).length;
  return { corrections, withdrawals: all.length - corrections };
}

/** Counts alerts by kind; a repeated one counts where it came last. */
async function countAlarms({ store }: Pick<TransparencyDeps, 'store'>, span: Span) {
  const counts: Partial<Record<AlertKind, number>> = {};
  for (const { kind, of, raisedAt } of await readTrouble({ store })) {
    if (isWithin(raisedAt, span) && !isExercise(of)) counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

/** Lists the tipline's own fact-checks of a month, the oldest first. */
async function listOwn(deps: Counting, month: string): Promise<ListedFactCheck[]> {
  const own: ListedFactCheck[] = [];
  for await (const factCheck of allFactChecks(deps.store.factChecks)) {
    if (!factCheck.publishedAt?.startsWith(month)) continue;
    const view = publicView(deps, factCheck);
    const { id, title, verdict, publishedAt: publishedOn, version, isOwn, isSample } = view;
    if (!isOwn || isSample || publishedOn === undefined) continue;
    const isWithdrawn = view.withdrawn !== undefined;
    const listed = { id, title, verdict, publishedOn, version, isWithdrawn };
    own.push({ ...listed, topic: topicOf(factCheck), path: pathOf(view) });
  }
  const key = ({ publishedOn, id }: ListedFactCheck) => `${publishedOn} ${id}`;
  return own.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}
