import type { ReferralStep } from '../../review/referral.ts';
import { type Deed, deedAt } from '../audit.ts';
import type { Notice } from '../message.ts';
import type { Tipline } from '../tipline.ts';
import { findHandOver, type KeptHandOver } from './hand-overs.ts';
import { findOrganisation } from './organisations.ts';
import type { KeptReferral } from './referrals.ts';

export type Telling = Pick<Tipline, 'store' | 'clock' | 'jobs'>;

/** Tells a citizen how far a partner is with their report, and writes it into the audit log with that, once. */
export async function tellReportStep(
  telling: Telling,
  referral: KeptReferral,
  { status, at, by, note }: ReferralStep,
): Promise<void> {
  const { reference, organisation: id, threat, told } = referral;
  const handOver = await findHandOver(telling, reference);
  if (!handOver) return;
  const organisation = (await findOrganisation(telling, id))?.name ?? id;
  const doing = { by, of: reference };
  const deed =
    status === 'dikirim'
      ? deedAt(at, { ...doing, what: 'referred', details: { organisation: id, threat } })
      : deedAt(at, { ...doing, what: 'referral-answered', details: { organisation: id, status } });
  const about = { report: handOver.report, organisation, status };
  await tellCitizen(telling, handOver, {
    key: `referral:${reference}:${told}`,
    notice: { type: 'notice', news: 'referral', ...about, ...(note && { reason: note }) },
    deed,
  });
}

/** Puts a notice into the inbox of whoever a hand-over is from, and a deed into the audit log with it, both once. */
export async function tellCitizen(
  { store, clock, jobs }: Telling,
  { citizen }: KeptHandOver,
  { key, notice, deed }: { key: string; notice: Notice; deed: Deed },
): Promise<void> {
  if (citizen === undefined) return;
  const isNew = await store.turns.keepNotice(citizen, { key, notice, at: clock.now(), deed });
  if (isNew) jobs.wake({ type: 'turn', citizen });
}
