import { type Delivery, MAX_TRIES, type Receipt } from '../ports/channel.ts';

const ORDER: readonly string[] = ['sent', 'delivered', 'read'];

/** Whether a state is newer than the known one; delivered replies can no longer fail. */
export function comesAfter(state: Delivery, known: Delivery | undefined): boolean {
  if (known === undefined) return true;
  if (known === 'failed') return false;
  if (state === 'failed') return known === 'sent';
  return ORDER.indexOf(state) > ORDER.indexOf(known);
}

/** Whether a column holds a delivery state. */
export function isDelivery(value: unknown): value is Delivery {
  return value === 'failed' || (typeof value === 'string' && ORDER.includes(value));
}

/** Stored data of a reply whose failure is reported; references as keys. */
export interface Handed {
  state: string;
  attempts: number;
  reference: string | undefined;
  /** Reference of the earlier failed attempt. */
  failed: string | undefined;
  hasWords: boolean;
  /** When the citizen last wrote. */
  lastAt: number;
}

/** Receipts repeat and come late: only the current or the last attempt can fail. */
export function canFail({ state, reference, failed }: Handed, key: string | undefined): boolean {
  if (state === 'waiting' || state === 'held') return false;
  if (key === undefined) return true;
  return key !== failed && (reference === undefined || reference === key);
}

/** Returns the next state of a failed reply; undefined if it is given up. */
export function afterFailure(
  { attempts, hasWords, lastAt }: Handed,
  { at, again }: Pick<Receipt, 'at' | 'again'>,
): { state: 'waiting' | 'held'; nextAt: number; attempts: number } | undefined {
  if (again === undefined || !hasWords) return undefined;
  if (again !== 'when-heard' && again.isTried === false) {
    return { state: 'waiting', nextAt: again.at, attempts: Math.max(0, attempts - 1) };
  }
  if (attempts >= MAX_TRIES) return undefined;
  if (again !== 'when-heard') {
    const pause = FIRST_PAUSE_MS * (2 ** Math.max(0, attempts - 1) - 1);
    return { state: 'waiting', nextAt: again.at + pause, attempts };
  }
  // One more attempt, so that the channel announces the news; then it waits for the citizen.
  return { state: attempts > 1 && lastAt <= at ? 'held' : 'waiting', nextAt: at, attempts };
}

const FIRST_PAUSE_MS = 60_000;
