import type { AppDeps } from '../app/app-deps.ts';
import type { Recorder, ReferralStatus } from '../domain/partners/referral.ts';
import type { Action } from '../services/cases/change-case.ts';
import { addOrganisation } from '../services/organisations/organisations.ts';
import { answerReferral, referCase } from '../services/partners/refer-case.ts';
import { listReferrals } from '../services/partners/referrals.ts';

const DAY = 86_400_000;

/** Passes a case on in a played conversation, or says what the partner does with it; tells what is wrong, if anything. */
export async function playReferral(
  deps: AppDeps,
  { ticket, reviewer: by }: Action,
  action: { type: 'refer'; to: string } | { type: 'answer'; status: ReferralStatus; note: string },
): Promise<string | undefined> {
  if (action.type === 'refer') {
    const organisation = action.to.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
    const webhook = 'https://mitra.example/posko'; // where it would be brought, outside of a play
    await addOrganisation(deps, { id: organisation, name: action.to, kind: 'other', webhook }, by);
    const threat = 'gangguan_informasi';
    const referred = await referCase(deps, { ticket, organisation, threat, answerMs: DAY, by });
    return referred.type === 'done' ? undefined : `${ticket} was not passed on: ${referred.type}`;
  }
  const named = (await deps.store.cases.byTicket(ticket))?.ticket ?? ticket;
  const found = (await listReferrals(deps)).find(({ reference }) =>
    reference.startsWith(`${named}-`),
  );
  if (!found) return `${ticket} was passed on to nobody`;
  const { reference, organisation } = found;
  const { status, note } = action;
  const answered = await answerReferral(deps, {
    ...{ reference, organisation, status, note, by },
    recordedBy: recorderIn(by),
  });
  return answered.type === 'done' ? undefined : `${reference} is not ${status}: ${answered.type}`;
}

/** Who says how far a partner is in a played conversation: `mitra > …` the partner itself, `peninjau > …` the post. */
export function recorderIn(by: string): Recorder {
  return by === 'mitra' ? 'partner' : 'post';
}
