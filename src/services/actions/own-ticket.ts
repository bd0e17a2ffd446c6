import type { Tipline } from '../../app/context.ts';
import type { Case } from '../../domain/cases/case.ts';
import { ticketOf } from '../../domain/cases/ticket.ts';

/** More tips than a citizen has. */
const MOST = 5000;

/** The ticket under which a citizen knows a case; undefined for who has asked nothing in it. */
export async function ownTicket(
  { store }: Pick<Tipline, 'store'>,
  citizen: string,
  found: Case,
): Promise<string | undefined> {
  const tips = await store.cases.tipsBy(citizen, MOST); // the latest first
  const first = tips.findLast((tip) => tip.case === found.id);
  return first && ticketOf(first, found);
}
