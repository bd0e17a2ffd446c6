import type { ReferralStep } from '../../review/referral.ts';
import { deedAt } from '../audit.ts';
import type { Announcement, CaseCommit } from '../turns/commit.ts';
import { findOrganisation } from './organisations.ts';
import { caseOf, findReferral, type KeptReferral, keepReferral } from './referrals.ts';
import { type Telling, tellReportStep } from './tell-report-step.ts';

/**
 * Announces what has happened to a referral and is not told yet, in order and once each; safe to repeat, for the
 * announcement of a step has always the same id.
 */
export async function tellSteps(tipline: Telling, referral: KeptReferral): Promise<KeptReferral> {
  let present = referral;
  for (;;) {
    const step = present.steps[present.told];
    if (!step) return present;
    if ('report' in present) await tellReportStep(tipline, present, step);
    else await announceStep(tipline, present, step);
    const told = { ...present, told: present.told + 1 };
    const kept = await keepReferral(tipline, told);
    const found = kept ?? (await findReferral(tipline, referral.reference));
    if (!found) return present;
    present = found;
  }
}

async function announceStep(
  tipline: Telling,
  referral: KeptReferral,
  step: ReferralStep,
): Promise<void> {
  const { cases } = tipline.store;
  const { reference, organisation: id } = referral;
  const organisation = (await findOrganisation(tipline, id))?.name ?? id;
  for (;;) {
    const found = await caseOf(tipline, referral);
    if (!found) return;
    const of = `${reference}: ${step.status}`;
    const isNoted = (await cases.history(found.id)).some((entry) => entry.of === of);
    const announcement: Announcement = {
      // The number keeps the order of the steps, which the order of ids is.
      id: `referral:${reference}:${referral.told}`,
      news: 'referral',
      case: found.id,
      organisation,
      status: step.status,
      ...(step.note && { reason: step.note }),
    };
    const noted = isNoted ? { history: [] } : noteOf(referral, step, { case: found.id, of });
    const commit = { cases: [found], announcements: [announcement], ...noted };
    if ((await cases.commit(commit)) === 'committed') return;
  }
}

function noteOf(
  { reference, organisation, threat }: KeptReferral,
  { status, at, by }: ReferralStep,
  { case: id, of }: { case: string; of: string },
): Pick<CaseCommit, 'history' | 'deeds'> {
  const isFirst = status === 'dikirim';
  const deed = isFirst
    ? { what: 'referred' as const, details: { organisation, threat } }
    : { what: 'referral-answered' as const, details: { organisation, status } };
  return {
    history: [{ case: id, at, by, what: isFirst ? 'referred' : 'referral-answered', of }],
    deeds: [deedAt(at, { by, of: reference, ...deed })],
  };
}
