import type { Case, Tip } from './case.ts';

/** Letters and digits that nobody confuses when they are read aloud or copied. */
const ALPHABET = 'ACDEFGHJKMNPQRTUVWXY2346789';

/** Makes a ticket from random bytes; at least one character is a digit, so it is no word. */
export function toTicket(bytes: Uint8Array, length = 4): string {
  const signs = [...bytes.subarray(0, length)].map((byte) => ALPHABET[byte % ALPHABET.length]);
  if (!signs.some((sign) => sign !== undefined && sign >= '2' && sign <= '9')) {
    signs[1] = String(2 + ((bytes[length] ?? 0) % 8)).replace('5', '6');
  }
  return signs.join('');
}

/** Returns the ticket a citizen got for a tip: their own, or for old tips that of the case. */
export function ticketOf(tip: Pick<Tip, 'ticket'>, found: Pick<Case, 'ticket'>): string {
  return tip.ticket ?? found.ticket;
}

/** Reads a ticket as a citizen may have typed it; undefined if it cannot be one. */
export function readTicket(text: string): string | undefined {
  const typed = text.toUpperCase().replace(/[^A-Z0-9]/g, '');
  const [, exercise, ticket] = /^(LATIHAN)?([A-Z0-9]{4,6})$/.exec(typed) ?? [];
  return exercise ? `${exercise}-${ticket}` : ticket;
}
