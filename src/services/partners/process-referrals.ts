import { auditEventAt } from '../../domain/accounts/audit-event.ts';
import { isUsable } from '../../domain/accounts/reviewer.ts';
import { markOf } from '../../domain/cases/exercise.ts';
import { readLiaison } from '../../domain/partners/liaison.ts';
import {
  escalationsDue,
  MOST_FAILURES,
  type Referral,
  statusOf,
  type WebhookEvent,
} from '../../domain/partners/referral.ts';
import type { AlertChannels } from '../../ports/alert-channels.ts';
import type { WebhookClient } from '../../ports/webhook-client.ts';
import { readPeople, readPerson } from '../accounts/people.ts';
import { findOrganisation } from '../organisations/organisations.ts';
import { countedUntil } from '../stats/monthly-counters.ts';
import { joinMatter, MOST_JOINED } from './join-matter.ts';
import texts from './letter-text.json' with { type: 'json' };
import { notifyCitizens } from './notify-citizens.ts';
import type { PartnerDeps } from './partner-deps.ts';
import { processReportReferrals, withdraw } from './process-report-referrals.ts';
import { verdictOf, viewOf } from './referral-board.ts';
import { eventOfChange, webhookEvent } from './referral-events.ts';
import { toWire } from './referral-payload.ts';
import {
  caseOf,
  deleteReferral,
  editReferral,
  findReferral,
  listReferrals,
  type StoredReferral,
  saveReferral,
} from './referrals.ts';
import { findReportReferral } from './report-referrals.ts';

export type ProcessDeps = Pick<PartnerDeps, 'store' | 'clock' | 'settings' | 'jobs' | 'script'> & {
  courier?: WebhookClient | undefined;
  mail?: AlertChannels['mail'] | undefined;
};

/** Longer than any delivery takes; if its process died, another one begins after it. */
const LEASE_MS = 60_000;
/** The first wait after a failure; each further one doubles it, up to six hours. */
const RETRY_MS = 30_000;
const MOST_RETRY_MS = 6 * 3_600_000;

/** Processes due referrals: notifies, delivers, escalates, or deletes them with their case. */
export async function processReferrals(deps: ProcessDeps, signal?: AbortSignal): Promise<void> {
  await processReportReferrals(deps, signal);
  const round = { left: MOST_JOINED, signs: new Map() };
  for (const listed of await listReferrals(deps)) {
    if (signal?.aborted) return;
    const referral = await withReport(deps, listed);
    if (await letGo(deps, referral)) continue;
    const told = await notifyCitizens(deps, referral);
    const escalated = await mailPartner(deps, await escalate(deps, told));
    const joined = await joinMatter({ ...deps, round }, escalated);
    await deliver(deps, await noticeVerdict(deps, joined), signal);
  }
}

/** The referral as it is once its report has been looked for: withdrawn where that is gone. */
async function withReport(deps: ProcessDeps, referral: StoredReferral): Promise<StoredReferral> {
  const { reference } = referral;
  if (!('report' in referral) || (await findReportReferral(deps, reference))) return referral;
  await withdraw(deps, referral, 'erased');
  return (await findReferral(deps, reference)) ?? referral;
}

/** Erases a referral once the words of its case are due, before its month is counted only what partners have written. */
async function letGo({ store, clock, settings }: ProcessDeps, referral: StoredReferral) {
  const before = clock.now() - settings.tipDays * 86_400_000;
  const endedAt = await endOf({ store, clock }, referral);
  if (endedAt >= before) return false;
  if ((referral.steps[0]?.at ?? 0) >= (await countedUntil({ store, clock }))) {
    const steps = referral.steps.map(({ note: _, ...step }) => step);
    const { notes, ...rest } = referral;
    const hasNotes = notes || referral.steps.some(({ note }) => note !== undefined);
    if (hasNotes) await saveReferral({ store }, { ...rest, steps });
    return true;
  }
  return deleteReferral({ store }, referral);
}

async function endOf(
  { store, clock }: Pick<ProcessDeps, 'store' | 'clock'>,
  referral: StoredReferral,
): Promise<number> {
  if ('report' in referral) {
    const isWithdrawn = statusOf(referral) === 'ditarik';
    return isWithdrawn ? (referral.steps.at(-1)?.at ?? 0) : Number.POSITIVE_INFINITY;
  }
  const found = await caseOf({ store }, referral);
  if (found?.hold && found.hold.until > clock.now()) return Number.POSITIVE_INFINITY;
  return found ? (found.decidedAt ?? Number.POSITIVE_INFINITY) : 0;
}

/** Notices that the verdict of a case is new for its partner, or another one than they have. */
async function noticeVerdict(deps: ProcessDeps, referral: StoredReferral): Promise<StoredReferral> {
  const found = await caseOf(deps, referral);
  const verdict = found && (await verdictOf(deps, found))?.version;
  if (verdict === referral.verdict) return referral;
  const event = referral.verdict === undefined ? 'referral.updated' : 'correction';
  const news = await eventOfChange(deps, referral, { event, at: deps.clock.now() });
  const { verdict: _, ...rest } = referral;
  const fresh = { ...rest, ...news, ...(verdict && { verdict }) };
  return (await saveReferral(deps, fresh)) ?? referral;
}

/** Escalates a delay: first to the organisation's second contact, then by an alert. */
async function escalate(deps: ProcessDeps, referral: StoredReferral): Promise<StoredReferral> {
  const now = deps.clock.now();
  const due = escalationsDue(referral, now);
  const { reference, organisation: id, escalations } = referral;
  if (escalations >= due) return referral;
  const organisation = await findOrganisation(deps, id);
  const isFirst = escalations === 0 && organisation?.second !== undefined;
  const late = isFirst ? [webhookEvent(reference, 'referral.late', now)] : [];
  const changed = { ...referral, escalations: due, parcels: [...referral.parcels, ...late] };
  const doing = { by: 'posko', what: 'referral-late', of: reference } as const;
  const event = auditEventAt(now, { ...doing, details: { organisation: id, level: due } });
  return (await saveReferral(deps, changed, [event])) ?? referral;
}

async function deliver(
  deps: ProcessDeps,
  referral: StoredReferral,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { courier, clock } = deps;
  if (!courier) return;
  const now = clock.now();
  const next = referral.parcels.find((each) => isDue(each, now));
  if (!next) return;
  const organisation = await findOrganisation(deps, referral.organisation);
  const url = next.event === 'referral.late' ? organisation?.second : organisation?.webhook;
  if (!organisation?.isActive || url === undefined) return;
  const leased = { ...next, leasedUntil: now + LEASE_MS };
  const held = await saveReferral(deps, replaceParcel(referral, leased));
  if (!held) return;
  const body = await bodyOf(deps, held, next.event);
  const message = { organisation, url, id: next.id, body, at: now, signal };
  const brought = await courier(message);
  if (signal?.aborted) return;
  const after = { ...next, leasedUntil: 0, ...outcomeOf(next, brought, clock.now()) };
  await keepAfter(deps, held, after);
}

function isDue({ deliveredAt, failures, leasedUntil, dueAt }: WebhookEvent, now: number): boolean {
  return (
    deliveredAt === undefined && failures < MOST_FAILURES && leasedUntil <= now && dueAt <= now
  );
}

function outcomeOf(
  { failures }: WebhookEvent,
  brought: Awaited<ReturnType<WebhookClient>>,
  now: number,
): Partial<WebhookEvent> {
  if (brought.type === 'brought') return { deliveredAt: now };
  const wait = Math.min(MOST_RETRY_MS, RETRY_MS * 2 ** Math.min(20, failures));
  return { failures: failures + 1, error: brought.why.slice(0, 200), dueAt: now + wait };
}

/** A partner may have answered while the message was on its way: what they said is kept. */
async function keepAfter(deps: ProcessDeps, { reference }: StoredReferral, after: WebhookEvent) {
  await editReferral(deps, reference, (found) =>
    found ? { value: replaceParcel(found, after) } : 'gone',
  );
}

function replaceParcel<Found extends Referral>(referral: Found, fresh: WebhookEvent): Found {
  const parcels = referral.parcels.map((each) => (each.id === fresh.id ? fresh : each));
  return { ...referral, parcels };
}

/** What a partner's program reads: the referral as on the board, times in ISO form. */
async function bodyOf(deps: ProcessDeps, referral: StoredReferral, event: WebhookEvent['event']) {
  const entry = await viewOf(deps, referral);
  return JSON.stringify({ event, referral: toWire(entry) });
}

const MOST_LETTER_TRIES = 6;
/** Longer than sending takes; if its process has died, another one tries after it. */
const LETTER_LEASE_MS = 120_000;

/** Writes once to the partner's people that a referral is new, to those who asked for it, or late, to its deputy. */
async function mailPartner(deps: ProcessDeps, referral: StoredReferral) {
  const { letters, escalations } = referral;
  const [now, isLate] = [deps.clock.now(), escalations > 0];
  if (!deps.mail) return referral;
  const waits = statusOf(referral) === 'dikirim';
  const isNews = waits && letters?.isLate !== isLate;
  const known = waits && letters && letters.dueAt <= now ? letters : { to: [], tries: 0 };
  const { to, tries } = isNews ? { to: await readersOf(deps, referral), tries: 0 } : known;
  if (!isNews && to.length === 0) return referral;
  const round = { to, tries: tries + 1, isLate, dueAt: now + LETTER_LEASE_MS * 2 ** tries };
  const held = await saveReferral(deps, { ...referral, letters: round });
  if (!held || to.length === 0) return held ?? referral;
  const missed: string[] = [];
  for (const name of to) await writeTo(deps, held, name).catch(() => missed.push(name));
  const left = { ...round, to: round.tries < MOST_LETTER_TRIES ? missed : [] };
  const { reference } = held;
  await editReferral(deps, reference, (found) =>
    found ? { value: { ...found, letters: left } } : 'nothing',
  );
  return (await findReferral(deps, reference)) ?? held;
}

async function readersOf(
  deps: ProcessDeps,
  { organisation, urgency, escalations }: StoredReferral,
) {
  const { members = [], deputy = '' } = (await findOrganisation(deps, organisation)) ?? {};
  const { email } = readLiaison(deputy);
  if (escalations > 0) return email ? [email] : [];
  const wanted = urgency && urgency !== 'usual' ? ['all', 'urgent'] : ['all'];
  const accounts = (await deps.store.reviewers.list()).filter(
    (each) => members.includes(each.id) && each.role === 'partner' && isUsable(each),
  );
  const people = await readPeople(deps);
  return accounts
    .map(({ name }) => name)
    .filter((name) => wanted.includes(people.get(name)?.tellOf ?? 'none'));
}

/** Says that a referral is there and where, and nothing of what it says; `name` may be an address. */
async function writeTo(
  { store, settings, mail }: ProcessDeps,
  referral: StoredReferral,
  name: string,
) {
  const { reference, urgency = 'usual', escalations } = referral;
  const { email, language } = await readPerson({ store }, name);
  const to = name.includes('@') ? name : email;
  const say = texts[language];
  const news = escalations > 0 ? 'late' : urgency === 'usual' ? 'new' : 'urgent';
  const what = markOf(reference) + say[news];
  const page = `${settings.site.address ?? ''}/review/board/${reference}`;
  const text = `${what}: ${reference}.\n\n${say.open} ${page}\n`;
  if (to) await mail?.({ to, subject: `[${settings.post}] ${what}: ${reference}`, text });
}
