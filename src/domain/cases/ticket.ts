import type { Case, Tip } from './case.ts';

/** Letters and digits that are not taken for one another when read aloud or copied. */
const ALPHABET = 'ACDEFGHJKMNPQRTUVWXY2346789';

/** A ticket of `length` signs from random bytes; at least one is a digit, so it is no word. */
export function toTicket(bytes: Uint8Array, length = 4): string {
  const signs = [...bytes.subarray(0, length)].map((byte) => ALPHABET[byte % ALPHABET.length]);
  if (!signs.some((sign) => sign !== undefined && sign >= '2' && sign <= '9')) {
    signs[1] = String(2 + ((bytes[length] ?? 0) % 8)).replace('5', '6');
  }
  return signs.join('');
}

/** What a citizen was told for a tip: a ticket of their own, or where it is an old one that of its case. */
export function ticketOf(tip: Pick<Tip, 'ticket'>, found: Pick<Case, 'ticket'>): string {
  return tip.ticket ?? found.ticket;
}

/** A ticket as a citizen may have typed it; undefined if it cannot be one. */
export function readTicket(text: string): string | undefined {
  const typed = text.toUpperCase().replace(/[^A-Z0-9]/g, '');
  return /^[A-Z0-9]{4,6}$/.test(typed) ? typed : undefined;
}
