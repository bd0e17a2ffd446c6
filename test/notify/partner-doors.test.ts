import { describe, expect, test } from 'vitest';
import { addOrganisation } from '../../src/services/organisations/organisations.ts';
import { renewFeedToken } from '../../src/services/partners/partner-secrets.ts';
import { processReferrals } from '../../src/services/partners/process-referrals.ts';
import type { StoredReferral } from '../../src/services/partners/referrals.ts';
import {
  findReferral,
  listReferrals,
  saveReferral,
} from '../../src/services/partners/referrals.ts';
import { listDeliveries, retryDeliveries } from '../../src/services/partners/webhook-deliveries.ts';
import { bothStores } from '../support/both-stores.ts';
import { HOUR, openPartnerWorld } from './partner-world.ts';

const SECOND = 1000;

describe.each(await bothStores())('on %s', (_, open) => {
  async function openFeed() {
    const world = await openPartnerWorld({ open });
    const { deps, secrets, url } = world;
    await world.refer();
    const renew = (id: string) => renewFeedToken({ ...deps, secrets }, { id, by: 'ayu' });
    const read = (token: string | undefined, id = 'bawaslu', kind = 'json') =>
      fetch(`${url}/partner/${id}/feed.${kind}`, { headers: { authorization: `Bearer ${token}` } });
    const looks = async () =>
      (await world.store.audit.list(99)).filter(({ what }) => what === 'feed-read');
    return { ...world, renew, read, looks };
  }

  /** Copies a referral under other references, each sent some time after it. */
  async function copyReferral(
    { deps, reference }: Pick<Awaited<ReturnType<typeof openFeed>>, 'deps' | 'reference'>,
    copies: number,
    changes: Partial<StoredReferral> = {},
  ): Promise<void> {
    const found = await findReferral(deps, reference);
    if (!found) throw new Error('there is no referral');
    for (let n = 1; n <= copies; n += 1) {
      const steps = found.steps.map((step) => ({ ...step, at: step.at + n }));
      const copy = { ...found, ...changes, steps, reference: `${reference}-${n}`, revision: 0 };
      await saveReferral(deps, copy as StoredReferral);
    }
  }

  test('each referral is written down when it is first read, in lines of 25 references', async () => {
    const { deps, renew, read, looks, reference } = await openFeed();
    const token = await renew('bawaslu');
    await copyReferral({ deps, reference }, 29);
    expect((await read(token)).headers.get('cache-control')).toBe('private, no-store');
    const lines = (await looks()).map(({ details }) => String(details.references).split(' '));
    expect(lines.map(({ length }) => length).toSorted()).toEqual([25, 5]);
    expect(new Set(lines.flat()).size).toBe(30);
    await read(token, 'bawaslu', 'csv');
    expect(await looks()).toHaveLength(2);
  });

  test('a partner reads nothing while it cannot be written down what went out', async () => {
    const { store, renew, read, looks } = await openFeed();
    const token = await renew('bawaslu');
    const { append } = store.audit;
    store.audit.append = () => Promise.reject(new Error('the log is full'));
    const refused = await read(token);
    expect(refused.status).toBe(500);
    store.audit.append = append.bind(store.audit);
    expect((await read(token)).status).toBe(200);
    expect(await looks()).toHaveLength(1);
  });

  test('a partner reads what was passed on to them, and nothing of another', async () => {
    const { deps, renew, read, reference } = await openFeed();
    await addOrganisation(deps, { id: 'komdigi', name: 'Komdigi', kind: 'ministry' }, 'ayu');
    await copyReferral({ deps, reference }, 1, { organisation: 'komdigi' });
    const [own, other] = [await renew('bawaslu'), await renew('komdigi')];
    const of = async (token: string | undefined, id: string) => {
      const body = (await (await read(token, id)).json()) as { referrals: { reference: string }[] };
      return body.referrals.map((each) => each.reference);
    };
    expect(await of(own, 'bawaslu')).toEqual([reference]);
    expect(await of(other, 'komdigi')).toEqual([`${reference}-1`]);
    expect((await read(own, 'komdigi')).status).toBe(401);
  });

  test('a partner who takes part no more is shut out, whatever token or signature they have', async () => {
    const { change, renew, read, say, reference } = await openFeed();
    const token = await renew('bawaslu');
    await change(() => ({ isActive: false }));
    expect((await read(token)).status).toBe(403);
    expect(await say({ reference, status: 'diterima' })).toEqual([403, { error: 'disabled' }]);
    await change(() => ({ isActive: true }));
    expect((await read(token)).status).toBe(200);
  });

  test('what a partner sends is read up to 16 kB, with a note of up to 2,000 letters', async () => {
    const { say, reference, url } = await openFeed();
    const of = (length: number) => ({ reference, status: 'diterima', note: 'x'.repeat(length) });
    expect((await say(of(2001)))[0]).toBe(400);
    expect((await say({ ...of(1), status: 'dikirim' }))[0]).toBe(400);
    expect((await say('no JSON'))[0]).toBe(400);
    expect((await say(of(2000)))[0]).toBe(200);
    const large = await fetch(`${url}/partner/bawaslu/status`, {
      method: 'POST',
      body: 'x'.repeat(16 * 1024 + 1),
    });
    expect(large.status).toBe(413);
  });

  test('a hundred messages a day about one referral are heard, and no more', async () => {
    const { deps, say, reference, clock } = await openFeed();
    const found = await findReferral(deps, reference);
    if (!found) throw new Error('there is no referral');
    const heard = Array.from({ length: 100 }, (_, n) => ({ id: `m-${n}-00001`, at: clock.now() }));
    await saveReferral(deps, { ...found, heard });
    const status = { reference, status: 'diterima' };
    expect(await say(status)).toEqual([429, { error: 'too-many' }]);
    expect(await say(status, { id: 'm-0-00001' })).toEqual([409, { error: 'replayed' }]);
    await clock.advance(24 * HOUR, async () => {});
    expect((await say(status))[0]).toBe(200);
  });

  /** A referral whose webhook always fails, without the sweep that would try it by itself. */
  async function openFailing() {
    const world = await openPartnerWorld({ sweepMs: 1e12, open });
    world.theirs.status = 500;
    const brought: string[] = [];
    let answer: { type: 'brought' } | { type: 'failed'; why: string } = {
      type: 'failed',
      why: 'no',
    };
    const courier = async ({ id }: { id: string }) => {
      brought.push(id);
      return answer;
    };
    const deps = { ...world.deps, courier } as unknown as Parameters<typeof processReferrals>[0];
    await world.refer();
    await world.settle();
    const parcel = async () => (await findReferral(deps, world.reference))?.parcels[0];
    const work = () => processReferrals(deps);
    const succeed = () => {
      answer = { type: 'brought' };
    };
    return { ...world, deps, brought, work, parcel, succeed };
  }

  test('a failure is tried again after half a minute, then after twice as long, up to six hours', async () => {
    const { deps, work, parcel, clock, reference } = await openFailing();
    const found = await findReferral(deps, reference);
    if (found) {
      const parcels = found.parcels.map((each) => ({ ...each, failures: 0, dueAt: clock.now() }));
      await saveReferral(deps, { ...found, parcels });
    }
    const waits: number[] = [];
    for (let n = 0; n < 12; n += 1) {
      await work();
      const wait = ((await parcel())?.dueAt ?? 0) - clock.now();
      waits.push(wait / SECOND);
      await clock.advance(wait, async () => {});
    }
    expect(waits).toEqual([
      ...[30, 60, 120, 240, 480, 960, 1920, 3840, 7680, 15_360],
      ...[21_600, 21_600],
    ]);
  });

  test('what another process delivers at this moment is left to it, for a minute', async () => {
    const { deps, brought, work, clock, reference } = await openFailing();
    const found = await findReferral(deps, reference);
    if (!found) throw new Error('there is no referral');
    const now = clock.now();
    const parcels = found.parcels.map((each) => ({
      ...each,
      failures: 0,
      dueAt: now,
      leasedUntil: now + 60 * SECOND,
    }));
    await saveReferral(deps, { ...found, parcels });
    const before = brought.length;
    await work();
    expect(brought).toHaveLength(before);
    await clock.advance(60 * SECOND, async () => {});
    await work();
    expect(brought).toHaveLength(before + 1);
  });

  test('what was given up is not tried by itself, and what was delivered not again', async () => {
    const { deps, brought, work, succeed, clock, reference } = await openFailing();
    const found = await findReferral(deps, reference);
    if (!found) throw new Error('there is no referral');
    const parcels = found.parcels.map((each) => ({ ...each, failures: 25, dueAt: 0 }));
    await saveReferral(deps, { ...found, parcels });
    const before = brought.length;
    await work();
    expect(brought).toHaveLength(before);
    await clock.advance(HOUR, async () => {});
    expect(await retryDeliveries(deps, { organisation: 'bawaslu', by: 'ayu' })).toBe(1);
    expect(await listDeliveries(deps)).toMatchObject([{ state: 'waiting', at: clock.now() }]);
    succeed();
    await work();
    await work();
    expect(brought).toHaveLength(before + 1);
    expect(await listDeliveries(deps)).toMatchObject([{ state: 'delivered', failures: 0 }]);
    expect(await retryDeliveries(deps, { organisation: 'bawaslu', by: 'ayu' })).toBe(0);
    expect(await listReferrals(deps, 'komdigi')).toEqual([]);
  });
});
