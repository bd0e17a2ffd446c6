import type { Tipline } from '../../app/context.ts';
import type { Case } from '../../domain/cases/case.ts';
import { isUnconfirmed, statusOf } from '../../domain/partners/referral.ts';
import { stateOfHandOver } from '../../domain/partners/report-referral.ts';
import type { Report } from '../../domain/reports/report.ts';
import { type Turn, wordsFor } from '../../ports/turn.ts';
import { listOrganisations } from '../organisations/organisations.ts';
import { caseOf, findReferral, type KeptReferral, listReferrals } from '../partners/referrals.ts';
import { listHandOvers } from '../partners/report-referrals.ts';

/** To whom a case was passed on and how far they are, a sentence each, the first one first; as far as it happened since a time. */
export async function casePassedOn(
  tipline: Tipline,
  turn: Turn,
  { found: { id, ticket }, since }: { found: Case; since: number },
): Promise<string[]> {
  const history = await tipline.store.cases.history(id);
  const takenIn = history.flatMap(({ what, of }) => (what === 'took-in' && of ? of : []));
  const tickets = new Set([ticket, ...takenIn]);
  const near = (await listReferrals(tipline)).filter(
    (each) => 'ticket' in each && tickets.has(each.ticket) && (each.steps.at(-1)?.at ?? 0) >= since,
  );
  // What was taken in may have been taken out again.
  const cases = await Promise.all(near.map((each) => caseOf(tipline, each)));
  const own = near.filter((_, at) => cases[at]?.id === id).toReversed();
  return Promise.all(own.map((each) => sentenceOf(tipline, turn, each)));
}

/** To whom a report was passed on, or why it was not yet; nothing where its citizen has not agreed to that. */
export async function reportPassedOn(
  tipline: Tipline,
  turn: Turn,
  report: Report,
): Promise<string | undefined> {
  if (!report.handOver) return undefined;
  const handOver = (await listHandOvers(tipline)).find(
    (each) => each.citizen === turn.citizen && each.report === report.id,
  );
  if (!handOver) return undefined;
  const referral = await findReferral(tipline, handOver.reference);
  if (referral) return sentenceOf(tipline, turn, referral);
  const organisation = await nameOf(tipline, handOver.organisation);
  const last = handOver.steps.at(-1);
  const reason = last?.type === 'declined' ? last.reason : '';
  const state = stateOfHandOver(handOver, report);
  return wordsFor(tipline, turn)(`report.handed.${state}`, { organisation, reason });
}

async function sentenceOf(tipline: Tipline, turn: Turn, referral: KeptReferral): Promise<string> {
  const { reference } = referral;
  const organisation = await nameOf(tipline, referral.organisation);
  const fill = { organisation, reference };
  const last = referral.steps.at(-1);
  const group = last && isUnconfirmed(last) ? 'referral.at-recorded' : 'referral.at';
  return wordsFor(tipline, turn)(`${group}.${statusOf(referral)}`, fill);
}

async function nameOf(tipline: Tipline, id: string): Promise<string> {
  return (await listOrganisations(tipline)).find((each) => each.id === id)?.name ?? id;
}
