import { auditEventAt } from '../../domain/accounts/audit-event.ts';
import type { Announcement } from '../../domain/messages/announcement.ts';
import { needsTwo } from '../fact-checks/needs-second-review.ts';
import type { SubscriptionDeps } from './find-digest.ts';
import { type Ready, readyToWarn, type Unready } from './warning-candidates.ts';
import { changeOfWarning, readWarningOf, type StoredWarning, saveWarning } from './warnings.ts';

/** An editor and the decided case whose claim is spreading. */
export interface WarningAction {
  ticket: string;
  by: string;
}

/** Why a warning was not sent, proposed or undone. */
export type WarningRefusal =
  | Unready
  | 'nobody-chosen'
  | 'already'
  | 'own-proposal'
  | 'no-proposal'
  | 'too-late';

export type Warned =
  | { type: 'sent' | 'proposed' | 'taken-back'; warning: StoredWarning }
  | { type: 'refused'; why: WarningRefusal };

type Warning = Pick<SubscriptionDeps, 'store' | 'clock' | 'settings'>;
type Act = (deps: Warning, action: WarningAction) => Promise<Warned>;

/** Warns the subscribers of some interests, or proposes it where the topic needs a second person. */
export async function warnSubscribers(
  deps: Warning,
  { ticket: named, by }: WarningAction,
  interests: readonly string[],
): Promise<Warned> {
  const ready = await readyToWarn(deps, named);
  if (typeof ready === 'string') return refuse(ready);
  const { ticket } = ready.case;
  const chosen = ready.interests.filter((interest) => interests.includes(interest));
  if (chosen.length === 0) return refuse('nobody-chosen');
  const { factCheck } = ready;
  const known = await readWarningOf(deps, factCheck.id);
  if (known && !known.takenBack) return refuse('already');
  const proposed = { by, at: deps.clock.now() };
  const warned = { ticket, factCheck: factCheck.id, interests: chosen, proposed };
  const draft: StoredWarning = { ...warned, revision: known?.revision ?? 0 };
  const about = { case: ready.case, said: [factCheck] };
  if (!(await needsTwo(deps, about))) return send(deps, ready, { draft, by });
  const details = detailsOf(draft);
  const event = auditEventAt(proposed.at, { by, what: 'warning-proposed', of: ticket, details });
  const warning = await saveWarning(deps, draft, [event]);
  return warning ? { type: 'proposed', warning } : refuse('already');
}

/** Approves and sends a warning that another reviewer proposed. */
export const approveWarning: Act = async (deps, { ticket, by }) => {
  const ready = await readyToWarn(deps, ticket);
  if (typeof ready === 'string') return refuse(ready);
  const draft = await readWarningOf(deps, ready.factCheck.id);
  if (!draft || draft.sent || draft.takenBack) return refuse('no-proposal');
  if (draft.proposed.by === by) return refuse('own-proposal');
  return send(deps, ready, { draft, by });
};

/** Takes a warning back before anybody hears of it. */
export const takeBackWarning: Act = async (deps, { ticket, by }) => {
  const { store, clock } = deps;
  const found = await store.cases.byTicket(ticket);
  const warning = await readWarningOf(deps, found?.factCheck ?? '');
  const at = clock.now();
  if (!warning || warning.takenBack) return refuse('no-proposal');
  if (warning.sent && warning.sent.until <= at) return refuse('too-late');
  const what = 'warning-taken-back';
  const events = [auditEventAt(at, { by, what, of: found?.ticket ?? ticket })];
  const withdrawn = warning.sent ? [announcementId(warning.factCheck)] : [];
  const history = warning.sent ? [{ case: found?.id ?? '', at, by, what: 'taken-back' }] : [];
  const taken = { ...warning, takenBack: { by, at } };
  const documents = [changeOfWarning(taken)];
  const done = await store.cases.commit({ cases: [], withdrawn, documents, history, events });
  if (done === 'stale') return refuse('too-late');
  return { type: 'taken-back', warning: { ...taken, revision: taken.revision + 1 } };
};

/** One announcement for a claim for ever: its notice reaches each citizen once. */
function announcementId(factCheck: string): string {
  return `warning:${factCheck}`;
}

async function send(
  deps: Warning,
  { case: found, factCheck }: Ready,
  { draft, by }: { draft: StoredWarning; by: string },
): Promise<Warned> {
  const { store, clock, settings } = deps;
  const at = clock.now();
  const until = at + settings.undoMs;
  const { takenBack: _, ...kept } = draft;
  const sent: StoredWarning = { ...kept, sent: { by, at, until } };
  const announcement: Announcement = {
    id: announcementId(factCheck.id),
    news: 'warning',
    factCheck: factCheck.id,
    case: found.id,
    interests: draft.interests,
    ...(settings.undoMs > 0 ? { notBefore: until } : {}),
  };
  const details = detailsOf(draft);
  const done = await store.cases.commit({
    cases: [],
    announcements: [announcement],
    documents: [changeOfWarning(sent)],
    history: [{ case: found.id, at, by, what: 'warned', of: draft.interests.join(', ') }],
    events: [auditEventAt(at, { by, what: 'warning-sent', of: found.ticket, details })],
  });
  if (done === 'stale') return refuse('already');
  return { type: 'sent', warning: { ...sent, revision: sent.revision + 1 } };
}

function detailsOf({ factCheck, interests, proposed }: StoredWarning) {
  return { factCheck, to: interests.join(', ').slice(0, 300), proposed: proposed.by };
}

function refuse(why: WarningRefusal): Warned {
  return { type: 'refused', why };
}
