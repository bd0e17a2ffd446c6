import { type Delivery, MAX_TRIES, type Receipt } from '../ports/channel.ts';

const ORDER: readonly string[] = ['sent', 'delivered', 'read'];

/** Whether a state tells more than the known one; what was delivered can no longer fail. */
export function comesAfter(state: Delivery, known: Delivery | undefined): boolean {
  if (known === undefined) return true;
  if (known === 'failed') return false;
  if (state === 'failed') return known === 'sent';
  return ORDER.indexOf(state) > ORDER.indexOf(known);
}

/** Whether a column holds a state of delivery. */
export function isDelivery(value: unknown): value is Delivery {
  return value === 'failed' || (typeof value === 'string' && ORDER.includes(value));
}

/** What a store knows of a reply whose failure is told; references as keys. */
export interface Handed {
  state: string;
  attempts: number;
  reference: string | undefined;
  /** The reference of the attempt that has failed before. */
  failed: string | undefined;
  hasWords: boolean;
  /** When the citizen last wrote. */
  lastAt: number;
}

/** Receipts come more than once, and late: only the attempt that is under way or was the last can fail. */
export function canFail({ state, reference, failed }: Handed, key: string | undefined): boolean {
  if (state === 'waiting' || state === 'held') return false;
  if (key === undefined) return true;
  return key !== failed && (reference === undefined || reference === key);
}

/** What becomes of a reply that has failed; undefined where it is given up. */
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
  // Once more, so that the channel tells the citizen that news waits; then it waits for them.
  return { state: attempts > 1 && lastAt <= at ? 'held' : 'waiting', nextAt: at, attempts };
}

const FIRST_PAUSE_MS = 60_000;
