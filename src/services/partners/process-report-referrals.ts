import { auditEventAt } from '../../domain/accounts/audit-event.ts';
import type { Notification } from '../../domain/messages/message.ts';
import { type ReferralStep, statusOf } from '../../domain/partners/referral.ts';
import type { DeskStep } from '../../domain/partners/report-referral.ts';
import { findOrganisation } from '../organisations/organisations.ts';
import { notifyCitizens } from './notify-citizens.ts';
import { type NotifyDeps, notifyCitizen } from './notify-reporter.ts';
import { newReferral, webhookEvent } from './refer-case.ts';
import { findReferral, type StoredReferral, saveReferral } from './referrals.ts';
import {
  deleteReportReferral,
  findReportReferral,
  listReportReferrals,
  reportOf,
  type StoredReportReferral,
  saveReportReferral,
} from './report-referrals.ts';

/** Does what is due for all hand-overs; safe to repeat. */
export async function processReportReferrals(
  tending: NotifyDeps,
  signal?: AbortSignal,
): Promise<void> {
  for (const handOver of await listReportReferrals(tending)) {
    if (signal?.aborted) return;
    await processReportReferral(tending, handOver);
  }
}

/** Notifies the citizen of the desk's steps, refers a decided report, or deletes an expired one. */
export async function processReportReferral(
  tending: NotifyDeps,
  handOver: StoredReportReferral,
): Promise<void> {
  if (!(await reportOf(tending, handOver))) {
    await deleteReportReferral(tending, handOver);
    const referral = await findReferral(tending, handOver.reference);
    if (referral) await withdraw(tending, referral);
    return;
  }
  const told = await tellDeskSteps(tending, handOver);
  const last = told.steps.at(-1);
  if (last?.type !== 'passed' || (await findReferral(tending, told.reference))) return;
  const organisation = await findOrganisation(tending, told.organisation);
  if (!organisation) return;
  const { reference, threat } = told;
  const { answerMs, by, at: now } = last;
  const sending = { reference, organisation, threat, answerMs, by, now };
  const details = { organisation: organisation.id, threat };
  const event = auditEventAt(now, { by, what: 'referred', of: reference, details });
  const fresh = { report: told.report, ...newReferral(sending) };
  const kept = await saveReferral(tending, fresh, [event]);
  if (kept) await notifyCitizens(tending, kept);
}

/** Says to a partner that a report is gone, and keeps nothing that was said about it. */
export async function withdraw(tending: NotifyDeps, referral: StoredReferral): Promise<void> {
  if (!('report' in referral) || statusOf(referral) === 'ditarik') return;
  const { reference, organisation: id } = referral;
  const now = tending.clock.now();
  const organisation = await findOrganisation(tending, id);
  const steps: ReferralStep[] = [
    ...referral.steps.map(({ note: _, ...step }) => step),
    { status: 'ditarik', at: now, by: 'posko' },
  ];
  const parcels = [
    ...referral.parcels.filter(({ deliveredAt }) => deliveredAt !== undefined),
    ...(organisation?.webhook ? [webhookEvent(reference, 'referral.withdrawn', now)] : []),
  ];
  const doing = { by: 'posko', what: 'referral-withdrawn', of: reference } as const;
  const event = auditEventAt(now, { ...doing, details: { organisation: id } });
  // Where somebody else was faster, the next look does it.
  await saveReferral(tending, { ...referral, steps, told: steps.length, parcels }, [event]);
}

/** What the desk has said and its citizen has not heard yet; that it is passed on they hear from the referral. */
async function tellDeskSteps(
  tending: NotifyDeps,
  handOver: StoredReportReferral,
): Promise<StoredReportReferral> {
  let present = handOver;
  for (;;) {
    const step = present.steps[present.told];
    if (!step) return present;
    if (step.type !== 'passed') await tellDeskStep(tending, present, step);
    const kept = await saveReportReferral(tending, { ...present, told: present.told + 1 });
    const found = kept ?? (await findReportReferral(tending, handOver.reference));
    if (!found) return present;
    present = found;
  }
}

async function tellDeskStep(
  tending: NotifyDeps,
  handOver: StoredReportReferral,
  step: Exclude<DeskStep, { type: 'passed' }>,
): Promise<void> {
  const { reference, report, organisation: id, told } = handOver;
  const organisation = (await findOrganisation(tending, id))?.name ?? id;
  const about = { type: 'notice', report, organisation } as const;
  const notice: Notification =
    step.type === 'asked'
      ? { ...about, news: 'report-question', reason: step.question, step: told }
      : { ...about, news: 'report-declined', reason: step.reason };
  await notifyCitizen(tending, handOver, { key: `hand-over:${reference}:${told}`, notice });
}
