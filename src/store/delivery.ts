import { type Delivery, MAX_TRIES, type Outcome, type Receipt } from '../ports/channel.ts';
import type { ReplyRecord } from './backup/backup-row.ts';

/** Where a stored reply stands; references as keys. */
export type SendState = Omit<ReplyRecord, 'id' | 'createdAt' | 'content'> & {
  /** Sealed words, as long as they may have to be sent. */
  content?: Uint8Array | undefined;
};

/** Changed fields of a stored reply; those that are undefined are removed. */
export type SendChange = Partial<SendState>;

/** Whether a reply still has to be sent, or may have to be. */
export function isOpen({ state }: Pick<SendState, 'state'>): boolean {
  return state !== 'sent' && state !== 'failed';
}

/** Starts an attempt; undefined if another process has started one. */
export function begin(reply: SendState, claim: number): SendChange | undefined {
  if (reply.claim !== claim || !isOpen(reply)) return undefined;
  return { state: 'sending', attempts: reply.attempts + 1, claim: claim + 1 };
}

/** Ends an attempt, once, and only while no later one has started. */
export function end(
  { state, attempts, ...reply }: SendState,
  { claim, lastAt, keyOf }: { claim: number; lastAt: number; keyOf(reference: string): string },
  outcome: Outcome,
): SendChange | undefined {
  if (reply.claim !== claim || (state !== 'sending' && state !== 'unsure')) return undefined;
  switch (outcome.type) {
    case 'sent':
      return { ...OVER, state: 'sent', sentAt: outcome.at };
    case 'accepted': {
      const { at, reference } = outcome;
      const key = reference === undefined ? undefined : keyOf(reference);
      return { nextAt: undefined, reference: key, state: 'sent', sentAt: at };
    }
    case 'again': {
      const spent = outcome.isTried ? 0 : 1;
      return { state: 'waiting', nextAt: outcome.at, attempts: Math.max(0, attempts - spent) };
    }
    case 'unsure': {
      const spent = outcome.isTried === false ? 1 : 0;
      return { state: 'unsure', nextAt: outcome.until, attempts: Math.max(0, attempts - spent) };
    }
    case 'held':
      return { state: lastAt > outcome.heardAt ? 'waiting' : 'held', nextAt: 0 };
    case 'failed':
      return { ...OVER, state: 'failed' };
  }
}

const OVER: SendChange = { nextAt: undefined, content: undefined };

/** What a receipt is judged by: its reference as a key, and when the citizen last wrote. */
interface Known {
  key: string | undefined;
  lastAt: number;
}

/** Applies a receipt; undefined if it changes nothing. */
export function note(reply: SendState, receipt: Receipt, known: Known): SendChange | undefined {
  const { state, at } = receipt;
  if (!comesAfter(state, deliveryOf(reply))) return undefined;
  if (state === 'failed')
    return canFail(reply, known.key) ? fail(reply, receipt, known) : undefined;
  const { reference = known.key, sentAt = at, content } = reply;
  // An accepted reply may still fail and be sent again, so its words stay.
  const words = state === 'sent' ? content : undefined;
  return { ...OVER, content: words, state: 'sent', delivery: state, sentAt, reference };
}

/** Returns how far a reply is known to have come. */
export function deliveryOf({ delivery }: Pick<SendState, 'delivery'>): Delivery | undefined {
  return STATES.find((state) => state === delivery);
}

const ORDER = ['sent', 'delivered', 'read'] as const;
const STATES: readonly Delivery[] = ['failed', ...ORDER];

/** Whether a state is newer than the known one; delivered replies can no longer fail. */
function comesAfter(state: Delivery, known: Delivery | undefined): boolean {
  if (known === undefined) return true;
  if (known === 'failed') return false;
  if (state === 'failed') return known === 'sent';
  return ORDER.indexOf(state) > ORDER.indexOf(known);
}

/** Receipts repeat and come late: only the current or the last attempt can fail. */
function canFail({ state, reference, failed }: SendState, key: string | undefined): boolean {
  if (state === 'waiting' || state === 'held') return false;
  if (key === undefined) return true;
  return key !== failed && (reference === undefined || reference === key);
}

/** Sends a failed reply again, or gives it up. */
function fail(reply: SendState, receipt: Receipt, { key, lastAt }: Known): SendChange {
  const next = afterFailure(reply, receipt, lastAt);
  if (!next) return { ...OVER, state: 'failed', delivery: 'failed' };
  return { ...next, delivery: undefined, reference: undefined, failed: key };
}

function afterFailure(
  { attempts, content }: SendState,
  { at, again }: Pick<Receipt, 'at' | 'again'>,
  lastAt: number,
): SendChange | undefined {
  if (again === undefined || !content) return undefined;
  if (again !== 'when-heard' && again.isTried === false) {
    return { state: 'waiting', nextAt: again.at, attempts: Math.max(0, attempts - 1) };
  }
  if (attempts >= MAX_TRIES) return undefined;
  if (again !== 'when-heard') {
    const pause = FIRST_PAUSE_MS * (2 ** Math.max(0, attempts - 1) - 1);
    return { state: 'waiting', nextAt: again.at + pause };
  }
  // One more attempt, so that the channel announces the news; then it waits for the citizen.
  return { state: attempts > 1 && lastAt <= at ? 'held' : 'waiting', nextAt: at };
}

const FIRST_PAUSE_MS = 60_000;
