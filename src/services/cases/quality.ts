import { createHash } from 'node:crypto';
import { ownFactCheckId } from '../../domain/cases/case.ts';
import { percentile } from '../../domain/stats/answer-time.ts';
import { maskPersonalData } from '../../domain/text/mask.ts';
import { dayOf, isoOf, weekdayOf } from '../../domain/time/calendar.ts';
import { jakartaDay, startOfDay } from '../../domain/time/jakarta-day.ts';
import type { CaseDeps } from './case-deps.ts';
import { type ActorAtCase, change } from './change-case.ts';

/** What an editor answers about a decision of a colleague with yes or no. */
export const qualityQuestions = ['verdict', 'sources', 'words'] as const;

const WEEK_MS = 7 * 86_400_000;
/** Decisions of a week among which editors look: enough for each without those of their own. */
const MOST_DRAWN = 60;

/** A published verdict, who gave it, and what editors said of it later. */
export type Decided = Awaited<ReturnType<typeof drawDecided>>[number];

/** The Monday in Jakarta with which the last whole week began, or one some weeks before. */
export function lastWeek(now: number, before = 0): number {
  const today = dayOf(jakartaDay(now));
  return startOfDay(isoOf(today - weekdayOf(today) - 7 * (before + 1)));
}

/** The verdicts of a week in an order that nobody can choose: lots follow from the week and the ticket. */
export async function drawDecided(
  { store }: Pick<CaseDeps, 'store'>,
  week: number,
  most = MOST_DRAWN,
) {
  const lotOf = (ticket: string) => createHash('sha256').update(`${week} ${ticket}`).digest('hex');
  const lots = (await store.cases.decidedSince(week))
    .filter(({ decidedAt = 0, status }) => status === 'published' && decidedAt < week + WEEK_MS)
    .map((found) => ({ found, lot: lotOf(found.ticket) }))
    .sort((a, b) => (a.lot < b.lot ? -1 : 1));
  const read = lots.slice(0, most).map(async ({ found }) => {
    const history = await store.cases.history(found.id);
    const factCheck = await store.factChecks.get(found.factCheck ?? '');
    const deeds = history.filter(({ what }) => DECIDING.includes(what));
    const { by = '' } = deeds.findLast(({ what }) => what === 'proposed') ?? deeds.at(-1) ?? {};
    const claimed = history.findLast((entry) => entry.by === by && entry.what === 'claimed');
    const checks = history.filter(({ what }) => what === 'checked');
    return {
      ...{ case: found, factCheck, by, deciders: deeds.map((entry) => entry.by) },
      workMs: claimed && (found.decidedAt ?? 0) - claimed.at,
      isAgain: history.some(({ what }) => what === 'taken-back'),
      isCorrected: factCheck?.id === ownFactCheckId(found) && factCheck.version > 1,
      /** The latest of each editor. */
      checks: [...new Map(checks.map((entry) => [entry.by, entry])).values()],
    };
  });
  return Promise.all(read);
}

/** What of the last whole week an editor is to look at; nothing that they have decided themselves. */
export async function sampleFor(
  deps: Pick<CaseDeps, 'store' | 'clock' | 'settings'>,
  editor: string,
): Promise<Decided[]> {
  const drawn = await drawDecided(deps, lastWeek(deps.clock.now()));
  const others = drawn.filter(({ deciders }) => !deciders.includes(editor));
  return others.slice(0, deps.settings.qualitySample);
}

/** Keeps what an editor says of a decision of their sample; false for any other, or where an answer is missing. */
export async function checkDecision(
  deps: CaseDeps,
  action: ActorAtCase,
  given: Readonly<Record<string, string>>,
): Promise<boolean> {
  const isWhole = qualityQuestions.every((each) => given[each] === 'yes' || given[each] === 'no');
  const sample = await sampleFor(deps, action.reviewer);
  if (!isWhole || !sample.some(({ case: { ticket } }) => ticket === action.ticket)) return false;
  const of = qualityQuestions.filter((each) => given[each] === 'yes').join(' ');
  const words = maskPersonalData((given.note ?? '').trim().slice(0, 1000));
  const did = { what: 'checked', of, ...(words && { words }) } as const;
  return (await change(deps, action, async (found) => ({ case: found, did }))).type === 'done';
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

const DECIDING = ['proposed', 'published', 'attached'];
