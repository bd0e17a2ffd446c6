import type { Case } from '../../domain/cases/case.ts';
import { isUnconfirmed, statusOf } from '../../domain/partners/referral.ts';
import { stateOfReportReferral } from '../../domain/partners/report-referral.ts';
import type { Report } from '../../domain/reports/report.ts';
import { type Turn, wordsFor } from '../../ports/turn.ts';
import { listOrganisations } from '../organisations/organisations.ts';
import { caseOf, findReferral, listReferrals, type StoredReferral } from '../partners/referrals.ts';
import { listReportReferrals } from '../partners/report-referrals.ts';
import type { ActionDeps } from './action.ts';

type Deps = Pick<ActionDeps, 'store' | 'script'>;

/** To whom a case was passed on and how far they are, a sentence each, the first one first; as far as it happened since a time. */
export async function casePassedOn(
  deps: Deps,
  turn: Turn,
  { found: { id, ticket }, since }: { found: Case; since: number },
): Promise<string[]> {
  const history = await deps.store.cases.history(id);
  const takenIn = history.flatMap(({ what, of }) => (what === 'took-in' && of ? of : []));
  const tickets = new Set([ticket, ...takenIn]);
  const near = (await listReferrals(deps)).filter(
    (each) => 'ticket' in each && tickets.has(each.ticket) && (each.steps.at(-1)?.at ?? 0) >= since,
  );
  // What was taken in may have been taken out again.
  const cases = await Promise.all(near.map((each) => caseOf(deps, each)));
  const own = near.filter((_, at) => cases[at]?.id === id).toReversed();
  return Promise.all(own.map((each) => sentenceOf(deps, turn, each)));
}

/** To whom a report was passed on, or why it was not yet; nothing where its citizen has not agreed to that. */
export async function reportPassedOn(deps: Deps, turn: Turn, report: Report): Promise<string[]> {
  const own = (await listReportReferrals(deps)).filter(
    (each) => each.citizen === turn.citizen && each.report === report.id,
  );
  return Promise.all(
    own.map(async (handOver) => {
      const referral = await findReferral(deps, handOver.reference);
      if (referral) return sentenceOf(deps, turn, referral);
      const organisation = await nameOf(deps, handOver.organisation);
      const last = handOver.steps.at(-1);
      const reason = last?.type === 'declined' ? last.reason : '';
      const state = stateOfReportReferral(handOver, report);
      return wordsFor(deps, turn)(`report.handed.${state}`, { organisation, reason });
    }),
  );
}

/** Whom the citizen's reports have reached and who is now asked to delete them, as a paragraph; empty where nobody. */
export async function reachedPartners(deps: Deps, turn: Turn): Promise<string> {
  const own = (await listReportReferrals(deps)).filter(({ citizen }) => citizen === turn.citizen);
  const passed = await Promise.all(own.map(({ reference }) => findReferral(deps, reference)));
  const ids = new Set(passed.flatMap((each) => each?.organisation ?? []));
  const names = await Promise.all([...ids].map((id) => nameOf(deps, id)));
  const organisations = names.join(', ');
  return names.length === 0
    ? ''
    : `\n\n${wordsFor(deps, turn)('referral.reached', { organisations })}`;
}

async function sentenceOf(deps: Deps, turn: Turn, referral: StoredReferral): Promise<string> {
  const { reference } = referral;
  const organisation = await nameOf(deps, referral.organisation);
  const fill = { organisation, reference };
  const last = referral.steps.at(-1);
  const group = last && isUnconfirmed(last) ? 'referral.at-recorded' : 'referral.at';
  return wordsFor(deps, turn)(`${group}.${statusOf(referral)}`, fill);
}

async function nameOf(deps: Deps, id: string): Promise<string> {
  return (await listOrganisations(deps)).find((each) => each.id === id)?.name ?? id;
}
