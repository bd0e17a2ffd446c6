import type { Case } from '../../../domain/cases/case.ts';
import type { KnownVisit } from '../desk.ts';
import { partOf } from '../read-form.ts';

/** Whom an address speaks of: the citizen behind a tip of a case, for nobody has a name here. */
export async function findTipCitizen({
  desk,
  request,
}: KnownVisit): Promise<{ case: Case; citizen: string } | undefined> {
  const { cases } = desk.deps.store;
  const found = await cases.byTicket(partOf(request, 'ticket'));
  const tips = found ? await cases.tipsOf(found.id) : [];
  const citizen = tips.find(({ id }) => id === partOf(request, 'tip'))?.citizen;
  return found && citizen !== undefined ? { case: found, citizen } : undefined;
}
