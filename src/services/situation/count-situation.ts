import { isExercise } from '../../domain/cases/exercise.ts';
import { sides, sidesIn } from '../../domain/cases/sides-in.ts';
import { byUrgency, urgencies } from '../../domain/cases/urgency.ts';
import { isOver, statusOf } from '../../domain/partners/referral.ts';
import { isDecided } from '../../domain/partners/report-referral.ts';
import type { Span } from '../../domain/time/month.ts';
import type { AskedCase } from '../../ports/stats-store.ts';
import { followQueue } from '../cases/queue.ts';
import { listAlerts } from '../duty/alerts.ts';
import { showLocal } from '../duty/local-time.ts';
import { listOrganisations } from '../organisations/organisations.ts';
import { caseOf, listReferrals, type StoredReferral } from '../partners/referrals.ts';
import { findReportReferral, listReportReferrals, reportOf } from '../partners/report-referrals.ts';
import { CorrectionLog } from '../transparency/corrections.ts';
import { countAsks } from '../transparency/count-tables.ts';
import { type Asked, countAnswers, type SituationDeps } from './count-answers.ts';

/** What came within a span and what became of it, and what is open at this moment, as tables that add up with the store. */
export type Situation = Awaited<ReturnType<typeof countSituation>>;

const MOST = 100_000;
const MOST_LISTED = 20;

/** Counts the situation of a span; over a month, its first answers are how each partner kept its times. */
export async function countSituation(deps: SituationDeps, span: Span) {
  const isReal = ({ reference }: { reference: string }) => !isExercise(reference);
  const asked: Asked = {
    queue: [...(await followQueue(deps)).real()],
    reports: (await listReportReferrals(deps)).filter(isReal),
    referrals: (await listReferrals(deps)).filter(isReal),
    names: new Map((await listOrganisations(deps)).map(({ id, name }) => [id, name])),
    isWithin: (time) => time >= span.since && time < span.until,
  };
  const claims = await deps.store.figures.mostAsked({ ...span, limit: MOST });
  const at = deps.clock.now();
  const open = listOpen(asked, at);
  const asks = (await countAsks(deps, span)).entries;
  const exercise = await listExercise(deps, span);
  return {
    at,
    span,
    tables: {
      answers: await countAnswers(deps, asked),
      open: countOpen(open),
      urgent: open.filter(({ urgency }) => urgency !== 'usual').slice(0, MOST_LISTED),
      asks: countAlike(asks.map(({ of: { threat, province } }) => ({ threat, province }))),
      referrals: countAlike(await placeReferrals(deps, asked)),
      declined: listDeclined(asked),
      spreading: claims
        .filter(({ citizens }) => citizens > 1)
        .slice(0, MOST_LISTED)
        .map(({ ticket, claim, citizens }) => ({ ticket, claim, citizens })),
      sides: countSides(claims),
      corrections: await listCorrections(deps, asked),
      ...(exercise.length > 0 && { exercise }),
    },
  };
}

/** What is open at this moment whenever it came, the urgent first and then the oldest. */
function listOpen({ queue, reports, referrals }: Asked, now: number) {
  const isOpen = (referral: StoredReferral) => !isOver(statusOf(referral));
  const all = [
    ...queue.map(({ case: { ticket: reference, openedAt: at }, priority: { urgency } }) => ({
      ...{ urgency, kind: 'cases' as const, reference, at },
    })),
    ...reports
      .filter((each) => !isDecided(each))
      .map(({ urgency = 'usual', reference, proposedAt: at }) => ({
        ...{ urgency, kind: 'reports' as const, reference, at },
      })),
    ...referrals.filter(isOpen).map(({ urgency = 'usual', reference, steps }) => ({
      ...{ urgency, kind: 'referrals' as const, reference, at: steps[0]?.at ?? 0 },
    })),
  ];
  return all
    .sort((a, b) => byUrgency(a, b) || a.at - b.at)
    .map(({ at, ...thing }) => ({ ...thing, minutes: Math.round((now - at) / 60_000) }));
}

function countOpen(open: ReturnType<typeof listOpen>) {
  return urgencies.map((urgency) => {
    const own = open.filter((each) => each.urgency === urgency);
    const count = (name: string) => own.filter(({ kind }) => kind === name).length;
    const [cases, reports] = [count('cases'), count('reports')];
    return { urgency, cases, reports, referrals: own.length - cases - reports };
  });
}

/** Counts rows that are alike, in the order of their words. */
function countAlike<Row extends Readonly<Record<string, string>>>(rows: readonly Row[]) {
  const alike = Map.groupBy(rows, (row) => Object.values(row).join('\t'));
  return [...alike]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, [row, ...others]]) => (row ? { ...row, count: 1 + others.length } : []));
}

/** Each referral of the span once: one whose case names several provinces says so instead of counting in each. */
function placeReferrals(deps: SituationDeps, { referrals, names, isWithin }: Asked) {
  const sent = referrals.filter(({ steps }) => isWithin(steps[0]?.at ?? 0));
  return Promise.all(
    sent.map(async (referral) => {
      const [first = 'unnamed', ...others] = await provincesOf(deps, referral);
      const province = others.length > 0 ? 'several' : first;
      const partner = names.get(referral.organisation) ?? referral.organisation;
      return { threat: referral.threat, province, partner };
    }),
  );
}

/** What partners have declined of what was sent in the span, and why. */
function listDeclined({ referrals, names, isWithin }: Asked) {
  const own = referrals.filter(({ steps }) => isWithin(steps[0]?.at ?? 0));
  return own
    .filter((referral) => statusOf(referral) === 'ditolak')
    .map(({ organisation: id, reference, steps }) => {
      return { partner: names.get(id) ?? id, reference, reason: steps.at(-1)?.note };
    });
}

/** Nothing once the report or the case is gone. */
async function provincesOf(deps: SituationDeps, referral: StoredReferral): Promise<string[]> {
  if ('report' in referral) {
    const found = await findReportReferral(deps, referral.reference);
    const province = found && (await reportOf(deps, found))?.province;
    return province === undefined ? [] : [province];
  }
  const found = await caseOf(deps, referral);
  const tips = found ? await deps.store.cases.tipsOf(found.id) : [];
  return [...new Set(tips.flatMap(({ region }) => region ?? []))];
}

/** How many claims name each side, and how many citizens asked for them; all sides, in the order of the ballot. */
function countSides(claims: readonly AskedCase[]) {
  const named = claims.map((each) => ({ ...each, sides: sidesIn(each.claim) }));
  return sides.map((side) => {
    const own = named.filter((each) => each.sides.includes(side));
    const citizens = own.reduce((sum, each) => sum + each.citizens, 0);
    return { side, claims: own.length, citizens };
  });
}

async function listCorrections(deps: SituationDeps, { isWithin }: Asked) {
  const all = (await new CorrectionLog(deps).all()).filter(({ at }) => isWithin(at));
  return all.map(({ before: { title, verdict: before }, after }) => {
    return { title, before, after: after?.verdict ?? 'withdrawn' };
  });
}

type First = { by: string; at?: number | undefined } | undefined;
type Rehearsed = [
  kind: string,
  reference: string,
  at: number,
  first: First,
  end: number | undefined,
];

/** Lists what came of exercises within a span: who answered first or was called and after how many minutes, and when it was over; without an end it is open. */
async function listExercise(deps: SituationDeps, { since, until }: Span) {
  const { cases } = deps.store;
  const all: Rehearsed[] = [];
  const isWithin = (at: number) => at >= since && at < until;
  for (const { id, ticket, openedAt, decidedAt } of await cases.exercised()) {
    if (!isWithin(openedAt)) continue;
    const first = (await cases.history(id)).find(({ by }) => by !== 'posko');
    all.push(['cases', ticket, openedAt, first, decidedAt]);
  }
  for (const { reference, proposedAt, steps } of await listReportReferrals(deps)) {
    const end = steps.find(({ type }) => type !== 'asked')?.at;
    all.push(['reports', reference, proposedAt, steps[0], end]);
  }
  for (const referral of await listReferrals(deps)) {
    const [sent, next] = referral.steps;
    const end = isOver(statusOf(referral)) ? referral.steps.at(-1)?.at : undefined;
    all.push(['referrals', referral.reference, sent?.at ?? 0, next, end]);
  }
  for (const { of, since, called, messages, acknowledged } of await listAlerts(deps)) {
    for (const by of new Set(called)) {
      const at = messages.find(({ to }) => to === by)?.at;
      all.push(['calls', of, since, { by, at }, acknowledged?.at]);
    }
  }
  return all
    .filter(([, reference, at]) => isExercise(reference) && isWithin(at))
    .map(([kind, reference, at, first, end]) => {
      const after = (time: number | undefined) => time && Math.round((time - at) / 60_000);
      const times = { time: showLocal(at, 'WIB'), first: after(first?.at), end: after(end) };
      return { kind, reference, who: first?.by, ...times };
    });
}
