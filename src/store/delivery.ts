import type { Delivery } from '../tipline/channel.ts';

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
