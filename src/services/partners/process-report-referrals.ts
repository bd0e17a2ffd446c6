import { auditEventAt } from '../../domain/accounts/audit-event.ts';
import type { Notification } from '../../domain/messages/message.ts';
import { type ReferralStep, statusOf } from '../../domain/partners/referral.ts';
import type { DeskStep } from '../../domain/partners/report-referral.ts';
import { findOrganisation } from '../organisations/organisations.ts';
import { type NotifyDeps, notifyCitizen, notifyCitizens } from './notify-citizens.ts';
import { newReferral, noticeChange } from './refer-case.ts';
import { webhookEvent } from './referral-events.ts';
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
export async function processReportReferrals(deps: NotifyDeps, signal?: AbortSignal) {
  for (const handOver of await listReportReferrals(deps)) {
    if (signal?.aborted) return;
    await processReportReferral(deps, handOver);
  }
}

/** Notifies the citizen of the desk's steps, refers a decided report, or deletes an expired one. */
export async function processReportReferral(deps: NotifyDeps, handOver: StoredReportReferral) {
  const report = await reportOf(deps, handOver);
  if (!report) {
    await deleteReportReferral(deps, handOver);
    const referral = await findReferral(deps, handOver.reference);
    if (referral) await withdraw(deps, referral, await reasonOf(deps, handOver));
    return;
  }
  const told = await tellOfRestriction(deps, await notifyOfDeskSteps(deps, handOver), report);
  const last = told.steps.at(-1);
  if (last?.type !== 'passed' || (await findReferral(deps, told.reference))) return;
  const organisation = await findOrganisation(deps, told.organisation);
  if (!organisation) return;
  const { reference, threat, urgency } = told;
  const { answerMs, by, at: now } = last;
  const sending = { reference, organisation, threat, urgency, answerMs, by, now, isReport: true };
  const details = { organisation: organisation.id, threat };
  const event = auditEventAt(now, { by, what: 'referred', of: reference, details });
  const fresh = { report: told.report, ...newReferral(sending) };
  const kept = await saveReferral(deps, fresh, [event]);
  if (kept) await notifyCitizens(deps, kept);
}

/** Lets the partner's program and feed read again what its citizen restricts, or lets them use again. */
async function tellOfRestriction(
  deps: NotifyDeps,
  known: StoredReportReferral,
  { isRestricted }: { isRestricted: boolean },
) {
  if ((known.isRestricted ?? false) === isRestricted) return known;
  const kept = await saveReportReferral(deps, { ...known, isRestricted });
  if (kept) await noticeChange(deps, kept.reference);
  return kept ?? known;
}

/** A citizen who took their consent back keeps the report; one whose time is over is gone from their profile. */
async function reasonOf({ store }: NotifyDeps, { citizen, report: id }: StoredReportReferral) {
  const profile = citizen && (await store.turns.readTurn(citizen))?.profile;
  if (!profile) return 'erased';
  return profile.reports?.some((each) => each.id === id) ? 'consent' : 'expired';
}

/** Says to a partner that a report is gone and why, and keeps nothing that was said about it. */
export async function withdraw(
  deps: NotifyDeps,
  referral: StoredReferral,
  reason: ReferralStep['reason'],
): Promise<void> {
  if (!('report' in referral) || statusOf(referral) === 'ditarik') return;
  const { reference, organisation: id } = referral;
  const now = deps.clock.now();
  const organisation = await findOrganisation(deps, id);
  const steps: ReferralStep[] = [
    ...referral.steps.map(({ note: _, ...step }) => step),
    { status: 'ditarik', at: now, by: 'posko', reason },
  ];
  const parcels = [
    ...referral.parcels.filter(({ deliveredAt }) => deliveredAt !== undefined),
    ...(organisation?.webhook ? [webhookEvent(reference, 'referral.withdrawn', now)] : []),
  ];
  const doing = { by: 'posko', what: 'referral-withdrawn', of: reference } as const;
  const event = auditEventAt(now, { ...doing, details: { organisation: id } });
  // After a conflict, the next run does it.
  const { notes: __, matter: ___, ...rest } = referral;
  const custody = referral.custody?.map(({ sha256: _, copy: ____, ...entry }) => entry);
  const fresh = { ...rest, steps, told: steps.length, parcels, changedAt: now };
  const withdrawn = { ...fresh, ...(custody && { custody }) };
  await saveReferral(deps, withdrawn, [event]);
}

/** What the desk has said and its citizen has not heard yet; that it is passed on they hear from the referral. */
async function notifyOfDeskSteps(deps: NotifyDeps, handOver: StoredReportReferral) {
  let present = handOver;
  for (;;) {
    const step = present.steps[present.told];
    if (!step) return present;
    if (step.type !== 'passed') await notifyOfDeskStep(deps, present, step);
    const kept = await saveReportReferral(deps, { ...present, told: present.told + 1 });
    const found = kept ?? (await findReportReferral(deps, handOver.reference));
    if (!found) return present;
    present = found;
  }
}

async function notifyOfDeskStep(
  deps: NotifyDeps,
  handOver: StoredReportReferral,
  step: Exclude<DeskStep, { type: 'passed' }>,
): Promise<void> {
  const { reference, report, organisation: id, told } = handOver;
  const organisation = (await findOrganisation(deps, id))?.name ?? id;
  const about = { type: 'notice', report, organisation, partner: id } as const;
  const notice: Notification =
    step.type === 'asked'
      ? { ...about, news: 'report-question', reason: step.question, step: told }
      : { ...about, news: 'report-declined', reason: step.reason };
  await notifyCitizen(deps, handOver, { key: `hand-over:${reference}:${told}`, notice });
}
