import type { ReferralStep } from '../../review/referral.ts';
import type { Notice } from '../letters/message.ts';
import type { Tipline } from '../tipline.ts';
import { findHandOver, type KeptHandOver } from './hand-overs.ts';
import { findOrganisation } from './organisations.ts';
import type { KeptReferral } from './referrals.ts';

export type Telling = Pick<Tipline, 'store' | 'clock' | 'jobs'>;

/** Tells a citizen how far a partner is with their report, once. */
export async function tellReportStep(
  telling: Telling,
  referral: KeptReferral,
  { status, note }: ReferralStep,
): Promise<void> {
  const { reference, organisation: id, told } = referral;
  const handOver = await findHandOver(telling, reference);
  if (!handOver) return;
  const organisation = (await findOrganisation(telling, id))?.name ?? id;
  const about = { report: handOver.report, organisation, status };
  await tellCitizen(telling, handOver, {
    key: `referral:${reference}:${told}`,
    notice: { type: 'notice', news: 'referral', ...about, ...(note && { reason: note }) },
  });
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
