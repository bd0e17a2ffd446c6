import { expect, test } from 'vitest';
import { changeOrganisation } from '../../src/services/organisations/organisations.ts';
import { eventOfChange, webhookEvent } from '../../src/services/partners/referral-events.ts';
import { openCaseAtPartner } from '../support/case-at-partner.ts';
import { MORNING } from '../support/stage.ts';

const WAITING = webhookEvent('R', 'referral.updated', MORNING);

test.for([
  ['waits', WAITING, 0],
  ['is on its way', { ...WAITING, leasedUntil: MORNING + 1 }, 1],
  ['was given up', { ...WAITING, failures: 99 }, 1],
  ['has arrived', { ...WAITING, deliveredAt: MORNING - 1 }, 1],
] as const)(
  'of a change whose partner’s last message %s, so many more are sent: %3$i',
  async ([, parcel, more]) => {
    const { deps, refer, atPartner } = await openCaseAtPartner();
    const partner = { id: 'bawaslu', by: 'ayu', what: undefined };
    await changeOrganisation(deps, partner, () => ({ webhook: 'https://bawaslu.example/masuk' }));
    await refer();
    const referral = { ...(await atPartner()), parcels: [parcel] };
    const change = { event: 'referral.updated', at: MORNING } as const;
    const { parcels, changedAt } = await eventOfChange(deps, referral, change);
    expect([parcels.length - 1, changedAt]).toEqual([more, MORNING]);
  },
);
