import { createHash } from 'node:crypto';
import { type Case, ownFactCheckId } from '../../domain/cases/case.ts';
import { percentile } from '../../domain/stats/answer-time.ts';
import { maskPersonalData } from '../../domain/text/mask.ts';
import { dayOf, isoOf, weekdayOf } from '../../domain/time/calendar.ts';
import { jakartaDay, startOfDay } from '../../domain/time/jakarta-day.ts';
import { createLimit } from '../../ports/concurrency-limit.ts';
import type { CaseDeps } from './case-deps.ts';
import { type ActorAtCase, change } from './change-case.ts';

/** What an editor answers about a decision of a colleague with yes or no. */
export const qualityQuestions = ['verdict', 'sources', 'words'] as const;

const WEEK_MS = 7 * 86_400_000;
/** Decisions of a week among which editors look: enough for each without those of their own. */
const MOST_DRAWN = 60;
/** Histories that are read at a time. */
const AT_ONCE = 50;

/** A published verdict, who gave it, and what editors said of it later. */
export type Decided = Awaited<ReturnType<typeof readDecided>>;

/** The Mondays in Jakarta with which the last four whole weeks began, the latest first. */
export function lastWeeks(now: number): number[] {
  const today = dayOf(jakartaDay(now));
  return [1, 2, 3, 4].map((before) => startOfDay(isoOf(today - weekdayOf(today) - 7 * before)));
}

/** The verdicts of the last four weeks, the latest first: all of that, and of the others those among which editors looked. */
export async function drawWeeks({ store, clock }: Pick<CaseDeps, 'store' | 'clock'>) {
  const weeks = lastWeeks(clock.now());
  const among = await store.cases.decidedSince(Math.min(...weeks));
  return Array.fromAsync(weeks, async (week, at) => {
    const most = at === 0 ? among.length : MOST_DRAWN;
    return { week, decided: await drawDecided({ store }, week, { most, among }) };
  });
}

/** The verdicts of a week in an order that nobody can choose: lots follow from the week and the ticket. */
export async function drawDecided(
  { store }: Pick<CaseDeps, 'store'>,
  week: number,
  { most = MOST_DRAWN, among }: { most?: number; among?: readonly Case[] } = {},
) {
  const lotOf = (ticket: string) => createHash('sha256').update(`${week} ${ticket}`).digest('hex');
  const lots = (among ?? (await store.cases.decidedSince(week)))
    .filter(({ decidedAt = 0 }) => decidedAt >= week && decidedAt < week + WEEK_MS)
    .filter(({ status }) => status === 'published')
    .map((found) => ({ found, lot: lotOf(found.ticket) }))
    .sort((a, b) => (a.lot < b.lot ? -1 : 1))
    .slice(0, most);
  const limit = createLimit(AT_ONCE);
  return Promise.all(lots.map(({ found }) => limit(() => readDecided(store, found))));
}

async function readDecided({ cases, factChecks }: CaseDeps['store'], found: Case) {
  const history = await cases.history(found.id);
  const factCheck = await factChecks.get(found.factCheck ?? '');
  const deeds = history.filter(({ what }) => DECIDING.includes(what));
  const [last, before] = deeds.toReversed();
  // What a second person publishes is the work of the one who proposed it.
  const { by = '', at = 0 } = (before?.what === 'proposed' ? before : last) ?? {};
  const claims = history.filter(({ what, at: since }) => what === 'claimed' && since <= at);
  const claimed = claims.findLast((entry) => entry.by === by);
  const checks = history.filter(({ what }) => what === 'checked');
  return {
    ...{ case: found, factCheck, by, checks },
    deciders: deeds.flatMap(({ what, by: decider }) => (what === 'sent-back' ? [] : decider)),
    workMs: claimed && at - claimed.at,
    isAgain: history.some(({ what }) => what === 'taken-back'),
    isCorrected: factCheck?.id === ownFactCheckId(found) && factCheck.version > 1,
  };
}

/** What of a week an editor is to look at, as it is now; nothing that they have decided themselves. */
export function sampleFor(
  { store, settings }: Pick<CaseDeps, 'store' | 'settings'>,
  editor: string,
  drawn: readonly Decided[],
): Promise<Decided[]> {
  const others = drawn.slice(0, MOST_DRAWN).filter(({ deciders }) => !deciders.includes(editor));
  const sample = others.slice(0, settings.qualitySample);
  return Promise.all(sample.map(({ case: found }) => readDecided(store, found)));
}

/** Keeps, once, what an editor says of a decision of their sample of a week; false for any other, or where an answer is missing. */
export async function checkDecision(
  deps: CaseDeps,
  action: ActorAtCase,
  given: Readonly<Record<string, string>>,
): Promise<boolean> {
  const { reviewer, ticket } = action;
  const isWhole = qualityQuestions.every((each) => given[each] === 'yes' || given[each] === 'no');
  const week = lastWeeks(deps.clock.now()).find((each) => String(each) === given.week);
  if (!isWhole || week === undefined) return false;
  const sample = await sampleFor(deps, reviewer, await drawDecided(deps, week));
  if (!sample.some(({ case: drawn }) => drawn.ticket === ticket)) return false;
  const of = qualityQuestions.filter((each) => given[each] === 'yes').join(' ');
  const words = maskPersonalData((given.note ?? '').trim().slice(0, 1000));
  const did = { what: 'checked', of, ...(words && { words }) } as const;
  const { type } = await change(deps, action, async (found) => {
    const history = await deps.store.cases.history(found.id);
    const isSaid = history.some(({ what, by }) => what === 'checked' && by === reviewer);
    return isSaid ? { type: 'decided', status: found.status } : { case: found, did };
  });
  return type === 'done' || type === 'decided';
}

/** How many checks there are of some decisions, and what share of them says yes to each question. */
export function tallyChecks(decided: readonly Decided[]) {
  const checks = decided.flatMap((each) => each.checks);
  const shares = qualityQuestions.map((question) => {
    const agreed = checks.filter(({ of = '' }) => of.split(' ').includes(question));
    return checks.length > 0 ? agreed.length / checks.length : undefined;
  });
  return { checked: checks.length, shares };
}

/** What each reviewer has decided, the busiest first: how long the middle one took, and what had to be done again. */
export function figuresByReviewer(decided: readonly Decided[]) {
  const figures = [...Map.groupBy(decided, ({ by }) => by)].map(([name, own]) => ({
    ...{ name, decided: own.length, ...tallyChecks(own) },
    workMs: percentile(
      own.flatMap(({ workMs }) => workMs ?? []),
      0.5,
    ),
    again: own.filter(({ isAgain }) => isAgain).length,
    corrected: own.filter(({ isCorrected }) => isCorrected).length,
  }));
  return figures.sort((a, b) => b.decided - a.decided);
}

const DECIDING = ['proposed', 'sent-back', 'published', 'attached'];
