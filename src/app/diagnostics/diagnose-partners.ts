import { isOver, statusOf } from '../../domain/partners/referral.ts';
import type { Store } from '../../ports/store.ts';
import { listOrganisations } from '../../services/organisations/organisations.ts';
import { readReaders } from '../../services/partners/find-readers.ts';
import { listReferrals } from '../../services/partners/referrals.ts';
import { deafness } from '../../ui-text/describe-deafness.ts';
import type { Diagnosis } from './diagnosis.ts';

/** Whether somebody can read what is passed on to each partner that takes part; each that nobody reads by name. */
export async function diagnosePartners(
  store: Pick<Store, 'papers' | 'reviewers'>,
  now: number,
): Promise<Diagnosis[]> {
  const deafReason = await readReaders({ store, clock: { now: () => now } });
  const open = (await listReferrals({ store })).filter((each) => !isOver(statusOf(each)));
  const active = (await listOrganisations({ store })).filter(({ isActive }) => isActive);
  return active.flatMap((organisation): Diagnosis[] => {
    const why = deafReason(organisation);
    if (why === undefined) return [];
    const waiting = open.filter((each) => each.organisation === organisation.id).length;
    const unread = waiting > 0 ? `; ${waiting} passed on to it are unread` : '';
    const detail = `nobody reads what is passed on to ${organisation.name}: ${deafness[why]}${unread}`;
    return [{ name: `partner ${organisation.id}`, state: 'warning', detail }];
  });
}
