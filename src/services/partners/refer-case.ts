import type { AuditEvent } from '../../domain/accounts/audit-event.ts';
import type { Case } from '../../domain/cases/case.ts';
import type { Priority } from '../../domain/cases/priority.ts';
import type { Organisation } from '../../domain/partners/organisation.ts';
import {
  canSay,
  howToAdd,
  isOver,
  isUnconfirmed,
  type Recorder,
  type ReferableThreat,
  type ReferralStatus,
  type ReferralStep,
  referableThreats,
  statusOf,
} from '../../domain/partners/referral.ts';
import { type RuleFit, threatByTopics } from '../../domain/partners/routing.ts';
import { defang } from '../../domain/text/links.ts';
import { maskPersonalData } from '../../domain/text/mask.ts';
import { DAY } from '../../domain/time/jakarta-day.ts';
import { findOrganisation } from '../organisations/organisations.ts';
import { type DeafReason, findDeafReason } from './find-readers.ts';
import { answerEvent, notifyCitizens } from './notify-citizens.ts';
import type { PartnerDeps } from './partner-deps.ts';
import { eventOfChange, webhookEvent } from './referral-events.ts';
import { findReferral, listReferrals, type StoredReferral, saveReferral } from './referrals.ts';
import { type aboutCase, readRoutes } from './routing.ts';

export type Referred =
  | { type: 'done'; referral: StoredReferral }
  /** Another referral of the case to the organisation is not over. */
  | { type: 'already'; referral: StoredReferral }
  | { type: 'unknown'; what: 'case' | 'organisation' }
  /** Nobody there can read it, so nobody is told that it was referred. */
  | { type: 'deaf'; why: DeafReason };

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
    const sending = { reference, organisation, ...rest, now, isReport: false };
    const of = { case: found.id, ticket: found.ticket };
    const referral = await saveReferral(deps, { ...of, ...newReferral(sending) });
    if (!referral) return referCase(deps, wanted); // somebody else has passed it on just now
    return { type: 'done', referral: await notifyCitizens(deps, referral) };
  }
}

/** Records a partner's answer to a referral and notifies everyone who asked. */
export async function answerReferral(deps: Referring, answer: Answer): Promise<Answered> {
  const { status, recordedBy } = answer;
  const note = tidyNote(answer.note, MOST_NOTE);
  const answered = await changeReferral(deps, answer, (found, at) => {
    if (canSay(status, found, recordedBy)) return addStep(found, { ...answer, note, at });
    const how = note === '' ? undefined : howToAdd(status, found, recordedBy);
    return how ? addStep(found, { ...answer, note, at, how }) : undefined;
  });
  if (answered.type !== 'done') return answered;
  return { type: 'done', referral: await notifyCitizens(deps, answered.referral) };
}

/** Changes a referral as its partner or the desk says, each message once; `make` refuses with undefined. */
export async function changeReferral(
  deps: Pick<Referring, 'store' | 'clock'>,
  { reference, organisation, id }: Pick<Answer, 'reference' | 'organisation' | 'id'>,
  make: (
    found: StoredReferral,
    at: number,
  ) => { changes: Partial<StoredReferral>; events: AuditEvent[] } | undefined,
): Promise<Answered> {
  for (;;) {
    const found = await findReferral(deps, reference);
    const isTheirs = organisation === undefined || found?.organisation === organisation;
    if (!found || !isTheirs) return { type: 'unknown' };
    const now = deps.clock.now();
    const heard = found.heard.filter(({ at }) => at > now - DAY);
    if (id !== undefined && heard.some((each) => each.id === id)) return { type: 'replayed' };
    if (id !== undefined && heard.length >= MOST_HEARD) return { type: 'too-many' };
    const made = make(found, now);
    if (!made) return { type: 'refused', status: statusOf(found) };
    // What a partner's own program said, it knows.
    const news =
      id === undefined
        ? await eventOfChange(deps, found, { event: 'referral.updated', at: now })
        : { changedAt: now, heard: [...heard, { id, at: now }] };
    const fresh = { ...found, ...made.changes, heard, ...news };
    const kept = await saveReferral(deps, fresh, made.events);
    if (kept) return { type: 'done', referral: kept };
  }
}

/** Lets the partner's program and feed read again what it may have a copy of. */
export function noticeChange(deps: Pick<Referring, 'store' | 'clock'>, reference: string) {
  const about = { reference, organisation: undefined };
  return changeReferral(deps, about, () => ({ changes: {}, events: [] }));
}

/** Returns a note on one line as it may be stored: masked, its links broken, no longer than allowed. */
export function tidyNote(said: string | undefined, most: number): string {
  return defang(maskPersonalData((said ?? '').replace(/\s+/g, ' ').trim())).slice(0, most);
}

/** The steps with what was just said: one more, or the last one confirmed where nothing but that was said. */
function addStep(
  found: StoredReferral,
  { status, by, recordedBy, note, at, how }: Answer & Pick<ReferralStep, 'at' | 'how'>,
): { changes: { steps: ReferralStep[] }; events: AuditEvent[] } {
  const [last, before] = [found.steps.at(-1), found.steps.slice(0, -1)];
  const isOpen = recordedBy === 'partner' && last !== undefined && isUnconfirmed(last);
  const isSame = isOpen && last.status === status;
  const step: ReferralStep = {
    ...{ status, at, by, recordedBy },
    ...(note && { note }),
    ...(isOpen && !isSame && { corrects: true }),
    ...(how && { how }),
  };
  const kept = isSame ? [...before, { ...last, confirmed: { by, at } }] : found.steps;
  if (isSame && !note) return { changes: { steps: kept }, events: [answerEvent(found, step)] };
  // What is said of a case is written down with the news of it, which goes into the case's history.
  const events = 'report' in found ? [answerEvent(found, step)] : [];
  return { changes: { steps: [...kept, step] }, events };
}

/** What is the same for all that is passed on, whatever it is. */
export function newReferral(
  sending: Sending & { organisation: Organisation; now: number; isReport: boolean },
) {
  const { organisation, by, now, isReport, ...common } = sending;
  const event = isReport ? 'report.created' : 'referral.created';
  const parcels = organisation.webhook ? [webhookEvent(common.reference, event, now)] : [];
  const steps: ReferralStep[] = [{ status: 'dikirim', at: now, by }];
  const none = { told: 0, escalations: 0, heard: [], revision: 0 };
  return { ...common, ...none, organisation: organisation.id, steps, parcels, changedAt: now };
}

/** The reference is made of the ticket, which citizens know, so that two who refer at once get the same one. */
function referenceOf(ticket: string, organisation: string, count: number): string {
  const reference = `${ticket}-${organisation.toUpperCase()}`;
  return count === 1 ? reference : `${reference}-${count}`;
}

/** A partner that the rules name for a case, and why. */
export interface ProposedPartner {
  organisation: string;
  name: string;
  /** Whether it may stand in the queue: a reviewer named the harm, or the guess at it is sure enough. */
  isSure: boolean;
  why: Pick<RuleFit, 'met'> & {
    threat: ReferableThreat;
    /** Who named the harm: a reviewer, the triage with how sure it is, or the topics alone. */
    by: 'reviewer' | 'triage' | 'topics';
    certainty: number;
  };
}

/** A partner with a rule that is not proposed: its rule asks for something in vain, it has the case, or nobody there can read it. */
export interface PartnerNotProposed extends Pick<RuleFit, 'rule' | 'missed'> {
  name: string;
  hasIt: boolean;
  deaf: DeafReason | undefined;
}

/** The partners for a case, those whose rule says most about it first; none to whom it lies already. */
export type Propose = (
  found: Case,
  about: { priority: Pick<Priority, 'threat' | 'topics'>; about: ReturnType<typeof aboutCase> },
) => { partners: ProposedPartner[]; others: PartnerNotProposed[] };

/**
 * From this certainty on the sign in the queue names the right partner for 202 of 205 messages held out, and for 193
 * of 199 of the second set, which was not looked at when it was chosen (`npm run eval:partners`).
 */
const SURE = 0.8;

/** Reads rules, partners and what was passed on once, so that a whole queue can be asked about. */
export async function readProposals(
  deps: Pick<PartnerDeps, 'store' | 'clock' | 'settings'>,
): Promise<Propose> {
  const routesOf = await readRoutes(deps);
  const open = (await listReferrals(deps)).filter((each) => !isOver(statusOf(each)));
  const lying = new Set(
    open.flatMap((each) => ('case' in each ? `${each.case} ${each.organisation}` : [])),
  );
  return (found, { priority, about }) => {
    const named = nameThreat(priority);
    const isSure = named.by === 'reviewer' || (named.by === 'triage' && named.certainty >= SURE);
    const routes = routesOf({ threat: named.threat, ...about }).map((route) => {
      const hasIt = lying.has(`${found.id} ${route.organisation.id}`);
      return { ...route, hasIt, isFree: route.fits && !hasIt };
    });
    return {
      partners: routes.flatMap(({ isFree, met, organisation: { id, name } }) =>
        isFree ? { organisation: id, name, isSure, why: { met, ...named } } : [],
      ),
      others: routes.flatMap(({ isFree, organisation: { name }, rule, missed, deaf, hasIt }) =>
        isFree ? [] : { name, rule, missed, deaf, hasIt },
      ),
    };
  };
}

/** What harm a case is passed on for: as a reviewer said, as it was guessed, or else as its topics suggest. */
export function nameThreat({
  threat,
  topics,
}: Pick<Priority, 'threat' | 'topics'>): Omit<ProposedPartner['why'], 'met'> {
  const known = referableThreats.find((each) => each === threat?.threat);
  if (!known || !threat) return { threat: threatByTopics(topics), by: 'topics', certainty: 0 };
  const { isByReviewer, certainty } = threat;
  return { threat: known, by: isByReviewer ? 'reviewer' : 'triage', certainty };
}
