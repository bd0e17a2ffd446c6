import type { AuditEvent } from '../../domain/accounts/audit-event.ts';
import type { Organisation } from '../../domain/partners/organisation.ts';
import {
  canSay,
  isOver,
  isUnconfirmed,
  type Recorder,
  type ReferralStatus,
  type ReferralStep,
  statusOf,
  type WebhookEvent,
} from '../../domain/partners/referral.ts';
import { defang } from '../../domain/text/links.ts';
import { maskPersonalData } from '../../domain/text/mask.ts';
import { findOrganisation } from '../organisations/organisations.ts';
import { type DeafReason, findDeafReason } from './find-readers.ts';
import { answerEvent, notifyCitizens } from './notify-citizens.ts';
import type { PartnerDeps } from './partner-deps.ts';
import { findReferral, type StoredReferral, saveReferral } from './referrals.ts';

/** Result of referring a case. */
export type Referred =
  | { type: 'done'; referral: StoredReferral }
  /** Another referral of the case to the organisation is not over. */
  | { type: 'already'; referral: StoredReferral }
  | { type: 'unknown'; what: 'case' | 'organisation' }
  /** Nobody there can read it, so nobody is told that it was referred. */
  | { type: 'deaf'; why: DeafReason };

/** Result of recording a partner's answer. */
export type Answered =
  | { type: 'done'; referral: StoredReferral }
  | { type: 'unknown' }
  | { type: 'refused'; status: ReferralStatus }
  | { type: 'replayed' }
  | { type: 'too-many' };

/** A partner's status, or what the tipline recorded; `id` is that of its message, if any. */
export interface Answer {
  reference: string;
  organisation: string | undefined;
  status: ReferralStatus;
  note?: string | undefined;
  by: string;
  recordedBy: Recorder;
  id?: string | undefined;
}

/** What is known of a referral when it is made. */
type Sending = Pick<StoredReferral, 'reference' | 'threat' | 'urgency' | 'answerMs'> & {
  by: string;
};

type Referring = Pick<PartnerDeps, 'store' | 'clock' | 'jobs'>;

const MOST_NOTE = 280;
/** A partner that says more about one case in a day has gone wrong. */
const MOST_HEARD = 100;
const DAY = 86_400_000;

/** Refers a case to an organisation and notifies everyone who asked. */
export async function referCase(
  deps: Referring,
  wanted: Omit<Sending, 'reference'> & { ticket: string; organisation: string },
): Promise<Referred> {
  const { store, clock } = deps;
  const { ticket, organisation: id, ...rest } = wanted;
  const found = await store.cases.byTicket(ticket);
  if (!found || found.status === 'merged') return { type: 'unknown', what: 'case' };
  const organisation = await findOrganisation(deps, id);
  if (!organisation?.isActive) return { type: 'unknown', what: 'organisation' };
  const why = await findDeafReason(deps, organisation);
  if (why) return { type: 'deaf', why };
  const now = clock.now();
  for (let count = 1; ; count += 1) {
    const reference = referenceOf(found.ticket, organisation.id, count);
    const earlier = await findReferral(deps, reference);
    if (earlier && isOver(statusOf(earlier))) continue;
    if (earlier) return { type: 'already', referral: earlier };
    const sending = { reference, organisation, ...rest, now };
    const of = { case: found.id, ticket: found.ticket };
    const referral = await saveReferral(deps, { ...of, ...newReferral(sending) });
    if (!referral) continue; // somebody else passes it on at this moment
    return { type: 'done', referral: await notifyCitizens(deps, referral) };
  }
}

/** Records a partner's answer to a referral and notifies everyone who asked. */
export async function answerReferral(deps: Referring, answer: Answer): Promise<Answered> {
  const { reference, organisation, status, recordedBy, id } = answer;
  for (;;) {
    const found = await findReferral(deps, reference);
    const isTheirs = organisation === undefined || found?.organisation === organisation;
    if (!found || !isTheirs) return { type: 'unknown' };
    const now = deps.clock.now();
    const heard = found.heard.filter(({ at }) => at > now - DAY);
    if (id !== undefined && heard.some((each) => each.id === id)) return { type: 'replayed' };
    if (id !== undefined && heard.length >= MOST_HEARD) return { type: 'too-many' };
    if (!canSay(status, found, recordedBy)) return { type: 'refused', status: statusOf(found) };
    const { steps, events } = addStep(found, answer, now);
    const fresh = {
      ...found,
      steps,
      heard: id === undefined ? heard : [...heard, { id, at: now }],
    };
    const kept = await saveReferral(deps, fresh, events);
    if (kept) return { type: 'done', referral: await notifyCitizens(deps, kept) };
  }
}

/** The steps with what was just said: one more, or the last one confirmed where nothing but that was said. */
function addStep(
  found: StoredReferral,
  { status, by, recordedBy, note: said = '' }: Answer,
  at: number,
): { steps: ReferralStep[]; events: AuditEvent[] } {
  const note = defang(maskPersonalData(said.replace(/\s+/g, ' ').trim())).slice(0, MOST_NOTE);
  const [last, before] = [found.steps.at(-1), found.steps.slice(0, -1)];
  const isOpen = recordedBy === 'partner' && last !== undefined && isUnconfirmed(last);
  const isSame = isOpen && last.status === status;
  const step: ReferralStep = {
    ...{ status, at, by, recordedBy },
    ...(note && { note }),
    ...(isOpen && !isSame && { corrects: true }),
  };
  const kept = isSame ? [...before, { ...last, confirmed: { by, at } }] : found.steps;
  if (isSame && note === '') return { steps: kept, events: [answerEvent(found, step)] };
  // What is said of a case is written down with the news of it, which goes into the case's history.
  const events = 'report' in found ? [answerEvent(found, step)] : [];
  return { steps: [...kept, step], events };
}

/** What is the same for all that is passed on, whatever it is. */
export function newReferral(sending: Sending & { organisation: Organisation; now: number }) {
  const { organisation, by, now, ...common } = sending;
  const parcels = organisation.webhook
    ? [webhookEvent(common.reference, 'referral.created', now)]
    : [];
  const steps: ReferralStep[] = [{ status: 'dikirim', at: now, by }];
  const none = { told: 0, escalations: 0, heard: [], revision: 0 };
  return { ...common, ...none, organisation: organisation.id, steps, parcels };
}

/** Builds a webhook event for immediate delivery. */
export function webhookEvent(
  reference: string,
  event: WebhookEvent['event'],
  now: number,
): WebhookEvent {
  return { id: `${reference}.${event}`, event, dueAt: now, leasedUntil: 0, failures: 0 };
}

/** The reference is made of the ticket, which citizens know, so that two who refer at once get the same one. */
function referenceOf(ticket: string, organisation: string, count: number): string {
  const reference = `${ticket}-${organisation.toUpperCase()}`;
  return count === 1 ? reference : `${reference}-${count}`;
}
