import { sides, sidesIn } from '../../domain/cases/sides-in.ts';
import { byUrgency, type Urgency, urgencies } from '../../domain/cases/urgency.ts';
import { isOver, statusOf } from '../../domain/partners/referral.ts';
import { isDecided } from '../../domain/partners/report-referral.ts';
import type { Span } from '../../domain/time/month.ts';
import type { AskedCase } from '../../ports/stats-store.ts';
import { listQueue } from '../cases/queue.ts';
import { listOrganisations } from '../organisations/organisations.ts';
import { caseOf, listReferrals, type StoredReferral } from '../partners/referrals.ts';
import { findReportReferral, listReportReferrals, reportOf } from '../partners/report-referrals.ts';
import { CorrectionLog } from '../transparency/corrections.ts';
import { countAsks } from '../transparency/count-asks.ts';
import { type Asked, countAnswers } from './count-answers.ts';
import type { SituationDeps } from './situation-deps.ts';

/** What came within a span and what became of it, and what is open at this moment, as tables that add up with the store. */
export type Situation = Awaited<ReturnType<typeof countSituation>>;

const MOST = 100_000;
const MOST_LISTED = 20;

/** Counts the situation of a span; over a month, its first answers are how each partner kept its times. */
export async function countSituation(deps: SituationDeps, span: Span) {
  const asked: Asked = {
    queue: await listQueue(deps, { limit: MOST }),
    reports: await listReportReferrals(deps),
    referrals: await listReferrals(deps),
    names: new Map((await listOrganisations(deps)).map(({ id, name }) => [id, name])),
    span,
  };
  const claims = await deps.store.figures.mostAsked({ ...span, limit: MOST });
  const open = await listOpen(deps, asked);
  const asks = (await countAsks(deps, span)).entries;
  return {
    at: deps.clock.now(),
    span,
    tables: {
      answers: await countAnswers(deps, asked),
      open: countOpen(open),
      urgent: open.filter(({ urgency }) => urgency !== 'usual').slice(0, MOST_LISTED),
      asks: countAlike(asks.map(({ of: { threat, province } }) => ({ threat, province }))),
      referrals: countAlike(await placeReferrals(deps, asked)),
      spreading: claims
        .filter(({ citizens }) => citizens > 1)
        .slice(0, MOST_LISTED)
        .map(({ ticket, claim, citizens }) => ({ ticket, claim, citizens })),
      sides: countSides(claims),
      corrections: await listCorrections(deps, span),
    },
  };
}

/** Something that nobody has finished. */
interface OpenThing {
  urgency: Urgency;
  kind: 'cases' | 'reports' | 'referrals';
  reference: string;
  minutes: number;
}

/** What is open at this moment whenever it came, the urgent first and then the oldest. */
async function listOpen(
  { clock }: SituationDeps,
  { queue, reports, referrals }: Asked,
): Promise<OpenThing[]> {
  const since = (at: number) => Math.round((clock.now() - at) / 60_000);
  const all: OpenThing[] = [
    ...queue.map(({ case: { ticket: reference, openedAt }, priority: { urgency } }) => {
      return { urgency, kind: 'cases', reference, minutes: since(openedAt) } as const;
    }),
    ...reports
      .filter((each) => !isDecided(each))
      .map(({ urgency = 'usual', reference, proposedAt }) => {
        return { urgency, kind: 'reports', reference, minutes: since(proposedAt) } as const;
      }),
    ...referrals
      .filter((each) => !isOver(statusOf(each)))
      .map(({ urgency = 'usual', reference, steps }) => {
        return {
          urgency,
          kind: 'referrals',
          reference,
          minutes: since(steps[0]?.at ?? 0),
        } as const;
      }),
  ];
  return all.sort((a, b) => byUrgency(a, b) || b.minutes - a.minutes);
}

function countOpen(open: readonly OpenThing[]) {
  return urgencies.map((urgency) => {
    const own = open.filter((each) => each.urgency === urgency);
    const count = (kind: OpenThing['kind']) => own.filter((each) => each.kind === kind).length;
    return {
      urgency,
      cases: count('cases'),
      reports: count('reports'),
      referrals: count('referrals'),
    };
  });
}

/** Counts rows that are alike, in the order of their words. */
function countAlike<Row extends Readonly<Record<string, string>>>(
  rows: readonly Row[],
): (Row & { count: number })[] {
  const alike = Map.groupBy(rows, (row) => Object.values(row).join('\t'));
  return [...alike]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, [row, ...others]]) => (row ? { ...row, count: 1 + others.length } : []));
}

/** Each referral of the span once: one whose case names several provinces says so instead of counting in each. */
async function placeReferrals(deps: SituationDeps, { referrals, names, span }: Asked) {
  const sent = referrals.filter(({ steps }) => {
    const at = steps[0]?.at ?? 0;
    return at >= span.since && at < span.until;
  });
  return Promise.all(
    sent.map(async (referral) => {
      const [province = 'unnamed', ...others] = await provincesOf(deps, referral);
      return {
        threat: referral.threat,
        province: others.length > 0 ? 'several' : province,
        partner: names.get(referral.organisation) ?? referral.organisation,
      };
    }),
  );
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

async function listCorrections(deps: SituationDeps, { since, until }: Span) {
  const all = await new CorrectionLog(deps).all();
  return all
    .filter(({ at }) => at >= since && at < until)
    .map(({ before, after }) => ({
      title: before.title,
      before: before.verdict,
      after: after?.verdict ?? 'withdrawn',
    }));
}
