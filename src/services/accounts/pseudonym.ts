import { createHash } from 'node:crypto';
import { toTicket } from '../../domain/cases/case.ts';

/** What a citizen is called at the desk: always the same, and no way back to who it is. */
export function aliasOf(citizen: string): string {
  const digest = createHash('sha256').update(`posko alias\0${citizen}`).digest();
  return `Warga-${toTicket(digest, 4)}`;
}
