import type { Notice, wordings } from '../../domain/messages/message.ts';
import { isUnconfirmed, type ReferralStep } from '../../domain/partners/referral.ts';
import { findOrganisation } from '../organisations/organisations.ts';
import type { PartnerDeps } from './partner-deps.ts';
import type { KeptReferral } from './referrals.ts';
import { findHandOver, type KeptHandOver } from './report-referrals.ts';

export type Telling = Pick<PartnerDeps, 'store' | 'clock' | 'jobs'>;

/** Tells a citizen how far a partner is with their report, once. */
export async function tellReportStep(
  telling: Telling,
  referral: KeptReferral,
  step: ReferralStep,
): Promise<void> {
  const { status, note } = step;
  const { reference, organisation: id, told } = referral;
  const handOver = await findHandOver(telling, reference);
  if (!handOver) return;
  const organisation = (await findOrganisation(telling, id))?.name ?? id;
  const about = { report: handOver.report, organisation, status };
  await tellCitizen(telling, handOver, {
    key: `referral:${reference}:${told}`,
    notice: {
      type: 'notice',
      news: 'referral',
      ...about,
      ...(note && { reason: note }),
      ...wordingOf(step),
    },
  });
}

/** How a step is worded to citizens: as what the post wrote down, as setting that right, or as the partner's word. */
export function wordingOf(step: ReferralStep): { wording?: (typeof wordings)[number] } {
  if (isUnconfirmed(step)) return { wording: 'recorded' };
  return step.corrects ? { wording: 'corrected' } : {};
}

/** Puts a notice into the inbox of whoever a hand-over is from, once. */
export async function tellCitizen(
  { store, clock, jobs }: Telling,
  { citizen }: KeptHandOver,
  { key, notice }: { key: string; notice: Notice },
): Promise<void> {
  if (citizen === undefined) return;
  const isNew = await store.turns.keepNotice(citizen, { key, notice, at: clock.now() });
  if (isNew) jobs.wake({ type: 'turn', citizen });
}
