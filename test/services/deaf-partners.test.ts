import { expect, onTestFinished, test } from 'vitest';
import type { Organisation } from '../../src/domain/partners/organisation.ts';
import {
  addOrganisation,
  findOrganisation,
} from '../../src/services/organisations/organisations.ts';
import { findDeafReason } from '../../src/services/partners/find-readers.ts';
import { type StoredReferral, saveReferral } from '../../src/services/partners/referrals.ts';
import { openInMemory } from '../support/both-stores.ts';
import { anId } from '../support/builders.ts';
import { aReviewer } from '../support/gate.ts';
import { MORNING } from '../support/stage.ts';

const DAY = 86_400_000;
type Parcel = StoredReferral['parcels'][number];

/** A partner with nothing but its name, and what is missing for somebody there to read what is passed on. */
async function openPartner() {
  const store = await openInMemory();
  onTestFinished(() => store.close());
  const clock = { now: () => MORNING, at: () => () => {} };
  await addOrganisation({ store, clock }, { id: 'kpu', name: 'KPU', kind: 'commission' }, 'ayu');
  const bare = await findOrganisation({ store }, 'kpu');
  if (!bare) throw new Error('there is no partner');
  const why = (changes: Partial<Organisation>) =>
    findDeafReason({ store, clock }, { ...bare, ...changes });
  const refer = async (sentAt: number, parcels: Partial<Parcel>[] = [], organisation = 'kpu') => {
    const none = {
      id: anId(),
      event: 'referral.created',
      failures: 0,
      leasedUntil: 0,
      dueAt: 0,
    } as const;
    const referral = {
      ...{ reference: anId().toUpperCase(), revision: 0, case: 'c', ticket: 'T', organisation },
      ...{ threat: 'penipuan', answerMs: DAY, told: 0, escalations: 0, heard: [] },
      steps: [{ status: 'dikirim', at: sentAt, by: 'rina' }],
      parcels: parcels.map((each) => ({ ...none, ...each })),
    } as StoredReferral;
    expect(await saveReferral({ store }, referral)).toBeDefined();
  };
  return { store, why, refer };
}

const webhook = 'https://kpu.example/in';
const feed = (seenUntil: number, madeAt = 0) => ({ digest: 'd', seenUntil, madeAt });

test('a partner without a way to read, or put out of use, is deaf', async () => {
  const { why } = await openPartner();
  expect(await why({})).toBe('nobody');
  expect(await why({ members: ['gone'] })).toBe('accounts');
  expect(await why({ webhook })).toBeUndefined();
  expect(await why({ webhook, isActive: false })).toBe('inactive');
});

test('an account reads that is a partner’s and can be used', async () => {
  const { store, why } = await openPartner();
  const accounts = [
    aReviewer({ role: 'partner' }),
    aReviewer({ role: 'partner', isDisabled: true }),
    aReviewer({ role: 'editor' }),
  ];
  for (const account of accounts) await store.reviewers.add(account);
  const reasons = [];
  for (const { id } of accounts) reasons.push(await why({ members: [id] }));
  expect(reasons).toEqual([undefined, 'accounts', 'accounts']);
});

test('a program is deaf whose messages have failed for days, and none that came after has arrived', async () => {
  const { why, refer } = await openPartner();
  await refer(MORNING, [{ failures: 13 }]);
  await refer(MORNING, [{ failures: 14 }], 'another');
  await refer(MORNING, [{ failures: 14, event: 'referral.late' }]);
  await refer(MORNING, [{ failures: 14, deliveredAt: MORNING - 1 }]);
  expect(await why({ webhook })).toBeUndefined();
  await refer(MORNING, [{ failures: 14 }]);
  expect(await why({ webhook })).toBe('webhook');
  expect(await why({ webhook, feed: feed(MORNING) })).toBeUndefined();
  await refer(MORNING, [{ deliveredAt: MORNING + 1 }]);
  expect(await why({ webhook })).toBeUndefined();
});

test('a feed is deaf that nobody has fetched for three days since something came into it', async () => {
  const { why, refer } = await openPartner();
  const sentAt = MORNING - 3 * DAY - 1;
  expect(await why({ feed: feed(0) })).toBeUndefined();
  await refer(MORNING - 3 * DAY);
  expect(await why({ feed: feed(0) })).toBeUndefined();
  await refer(sentAt);
  expect(await why({ feed: feed(0) })).toBe('feed');
  expect(await why({ feed: feed(sentAt - 1) })).toBe('feed');
  expect(await why({ feed: feed(sentAt) })).toBeUndefined();
  expect(await why({ feed: feed(0, MORNING - 3 * DAY + 1) })).toBeUndefined();
  expect(await why({ feed: feed(0, MORNING - 3 * DAY) })).toBe('feed');
  expect(await why({ feed: feed(0), webhook })).toBeUndefined();
});
