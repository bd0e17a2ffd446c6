import { auditEventAt } from '../../domain/accounts/audit-event.ts';
import type { Announcement } from '../../domain/messages/announcement.ts';
import type { Notification, wordings } from '../../domain/messages/message.ts';
import { isUnconfirmed, type ReferralStep, recorderOf } from '../../domain/partners/referral.ts';
import type { CaseCommit } from '../../ports/commit.ts';
import { findOrganisation } from '../organisations/organisations.ts';
import type { PartnerDeps } from './partner-deps.ts';
import { caseOf, findReferral, type StoredReferral, saveReferral } from './referrals.ts';
import { findReportReferral, type StoredReportReferral } from './report-referrals.ts';

/** Announces new steps of a referral in order; safe to repeat, as the announcement of a step always has the same id. */
export async function notifyCitizens(deps: NotifyDeps, referral: StoredReferral) {
  let present = referral;
  for (;;) {
    const step = present.steps[present.told];
    if (!step) return present;
    if ('report' in present) await notifyReporter(deps, present, step);
    else await announceStep(deps, present, step);
    const told = { ...present, told: present.told + 1 };
    const kept = await saveReferral(deps, told);
    const found = kept ?? (await findReferral(deps, referral.reference));
    if (!found) return present;
    present = found;
  }
}

/** The line of the audit log for what a partner said, or was heard to say. */
export function answerEvent({ reference: of, organisation }: StoredReferral, step: ReferralStep) {
  const { status, at, by } = step;
  const details = { organisation, status, recordedBy: recorderOf(step) };
  return auditEventAt(at, { by, what: 'referral-answered', of, details });
}

async function announceStep(deps: NotifyDeps, referral: StoredReferral, step: ReferralStep) {
  const { cases } = deps.store;
  const { reference, organisation: id } = referral;
  const organisation = (await findOrganisation(deps, id))?.name ?? id;
  for (;;) {
    const found = await caseOf(deps, referral);
    if (!found) return;
    const of = `${reference}: ${step.status}`;
    const noted = (await cases.history(found.id)).filter((entry) => entry.of === of).length;
    const isNoted = noted >= timesSaid(referral, step);
    const announcement: Announcement = {
      // The number keeps the order of the steps, which the order of ids is.
      id: `referral:${reference}:${referral.told}`,
      news: 'referral',
      case: found.id,
      organisation,
      status: step.status,
      ...(step.note && { reason: step.note }),
      ...wordingOf(step),
    };
    const note = isNoted ? { history: [] } : noteOf(referral, step, { case: found.id, of });
    const commit = { cases: [found], announcements: [announcement], ...note };
    if ((await cases.commit(commit)) === 'committed') return;
  }
}

/** Counts a status up to this step; a partner may repeat what the tipline recorded before. */
function timesSaid({ steps, told }: StoredReferral, { status }: ReferralStep): number {
  return steps.slice(0, told + 1).filter((each) => each.status === status).length;
}

function noteOf(
  referral: StoredReferral,
  step: ReferralStep,
  { case: id, of }: { case: string; of: string },
): Pick<CaseCommit, 'history' | 'events'> {
  const { reference, organisation, threat } = referral;
  const { status, at, by } = step;
  const isFirst = status === 'dikirim';
  const details = { organisation, threat };
  const event = isFirst
    ? auditEventAt(at, { by, of: reference, what: 'referred', details })
    : answerEvent(referral, step);
  return {
    history: [{ case: id, at, by, what: isFirst ? 'referred' : 'referral-answered', of }],
    events: [event],
  };
}

export type NotifyDeps = Pick<PartnerDeps, 'store' | 'clock' | 'jobs'>;

/** Notifies a citizen of a partner's progress with their report, once. */
export async function notifyReporter(
  deps: NotifyDeps,
  referral: StoredReferral,
  step: ReferralStep,
): Promise<void> {
  const { status, note } = step;
  const { reference, organisation: id, told } = referral;
  const handOver = await findReportReferral(deps, reference);
  if (!handOver) return;
  const organisation = (await findOrganisation(deps, id))?.name ?? id;
  const about = { report: handOver.report, organisation, status };
  await notifyCitizen(deps, handOver, {
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

/** Returns the wording of a step: the tipline's record, its correction, more words, or the partner's word. */
export function wordingOf(step: ReferralStep): { wording?: (typeof wordings)[number] } {
  if (isUnconfirmed(step)) return { wording: 'recorded' };
  if (step.corrects) return { wording: 'corrected' };
  return step.how ? { wording: step.how } : {};
}

/** Puts a notification into the inbox of a report's citizen, once. */
export async function notifyCitizen(
  { store, clock, jobs }: NotifyDeps,
  { citizen }: StoredReportReferral,
  { key, notice }: { key: string; notice: Notification },
): Promise<void> {
  if (citizen === undefined) return;
  const isNew = await store.turns.keepNotice(citizen, { key, notice, at: clock.now() });
  if (isNew) jobs.wake({ type: 'turn', citizen, isPromised: true });
}
