import type { Notification, wordings } from '../../domain/messages/message.ts';
import { isUnconfirmed, type ReferralStep } from '../../domain/partners/referral.ts';
import { findOrganisation } from '../organisations/organisations.ts';
import type { PartnerDeps } from './partner-deps.ts';
import type { StoredReferral } from './referrals.ts';
import { findReportReferral, type StoredReportReferral } from './report-referrals.ts';

export type NotifyDeps = Pick<PartnerDeps, 'store' | 'clock' | 'jobs'>;

/** Notifies a citizen of a partner's progress with their report, once. */
export async function notifyReporter(
  telling: NotifyDeps,
  referral: StoredReferral,
  step: ReferralStep,
): Promise<void> {
  const { status, note } = step;
  const { reference, organisation: id, told } = referral;
  const handOver = await findReportReferral(telling, reference);
  if (!handOver) return;
  const organisation = (await findOrganisation(telling, id))?.name ?? id;
  const about = { report: handOver.report, organisation, status };
  await notifyCitizen(telling, handOver, {
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

/** Returns the wording of a step: the tipline's record, its correction, or the partner's word. */
export function wordingOf(step: ReferralStep): { wording?: (typeof wordings)[number] } {
  if (isUnconfirmed(step)) return { wording: 'recorded' };
  return step.corrects ? { wording: 'corrected' } : {};
}

/** Puts a notification into the inbox of a report's citizen, once. */
export async function notifyCitizen(
  { store, clock, jobs }: NotifyDeps,
  { citizen }: StoredReportReferral,
  { key, notice }: { key: string; notice: Notification },
): Promise<void> {
  if (citizen === undefined) return;
  const isNew = await store.turns.keepNotice(citizen, { key, notice, at: clock.now() });
  if (isNew) jobs.wake({ type: 'turn', citizen });
}
