import type { AppDeps } from '../app/app-deps.ts';
import type { Recorder, ReferralStatus } from '../domain/partners/referral.ts';
import type { ActorAtCase } from '../services/cases/change-case.ts';
import { answerReferral } from '../services/partners/refer-case.ts';
import { listReferrals } from '../services/partners/referrals.ts';

/** Says what a partner does with a case that was passed on; tells what is wrong, if anything. */
export async function playAnswer(
  deps: AppDeps,
  { ticket, reviewer: by }: ActorAtCase,
  { status, note }: { status: ReferralStatus; note: string },
): Promise<string | undefined> {
  const named = (await deps.store.cases.byTicket(ticket))?.ticket ?? ticket;
  const found = (await listReferrals(deps)).find(({ reference }) =>
    reference.startsWith(`${named}-`),
  );
  if (!found) return `${ticket} was passed on to nobody`;
  const { reference, organisation } = found;
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
