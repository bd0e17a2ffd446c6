import { expect, test } from 'vitest';
import { checkMessage } from '../../src/http/sign-webhook.ts';
import { createWebhookClient } from '../../src/notify/webhook-client.ts';
import { addOrganisation } from '../../src/services/organisations/organisations.ts';
import { pingPartner } from '../../src/services/partners/ping-partner.ts';
import { listDeliveries, retryDeliveries } from '../../src/services/partners/webhook-deliveries.ts';
import { HOUR, openPartnerWorld } from './partner-world.ts';

test('a ping is signed, means nothing, and tells what came back', async () => {
  const { deps, secrets, got, theirs, keyOf, clock, store } = await openPartnerWorld();
  const courier = createWebhookClient(secrets, { allowsLoopback: true });
  const ping = (id = 'bawaslu') => pingPartner(deps, courier, { id, by: 'ayu' });
  expect(await ping()).toMatchObject({ type: 'answered', status: 200 });
  const [{ headers, body } = { headers: {} as Record<string, string>, body: '' }] = got;
  const id = headers['webhook-id'] ?? '';
  const timestamp = headers['webhook-timestamp'] ?? '';
  const signed = { signature: headers['webhook-signature'] ?? '', now: clock.now() };
  expect(checkMessage(await keyOf('bawaslu'), { id, timestamp, body }, signed)).toBe('sound');
  expect(JSON.parse(body)).toMatchObject({ event: 'ping', organisation: 'bawaslu' });
  theirs.status = 503;
  expect(await ping()).toMatchObject({ type: 'failed', why: expect.stringContaining('503') });
  expect(await ping('komdigi')).toEqual({ type: 'unknown' });
  await addOrganisation(deps, { id: 'kpu', name: 'KPU', kind: 'commission' }, 'ayu');
  expect(await ping('kpu')).toEqual({ type: 'no-address' });
  const pings = (await store.audit.list(20)).map(({ details }) => details.change);
  expect(pings.filter((change) => String(change).startsWith('ping'))).toEqual([
    'ping-failed',
    'ping-answered',
  ]);
});

test('an address inside is refused, and the refusal says why', async () => {
  const { deps, secrets, got } = await openPartnerWorld();
  const pinged = await pingPartner(deps, createWebhookClient(secrets), {
    id: 'bawaslu',
    by: 'ayu',
  });
  expect(pinged).toMatchObject({ type: 'failed', why: expect.stringContaining('https') });
  expect(got).toEqual([]);
});

test('what fails is listed with why, goes again when somebody says so, and is then delivered', async () => {
  const world = await openPartnerWorld();
  const { deps, theirs, refer, settle, reference, got } = world;
  theirs.status = 500;
  await refer();
  await settle();
  const states = async () => (await listDeliveries(deps)).map(({ state }) => state);
  expect(await listDeliveries(deps, 'bawaslu')).toMatchObject([
    { reference, event: 'referral.created', state: 'failing', failures: 1 },
  ]);
  expect((await listDeliveries(deps))[0]?.error).toContain('answers 500');
  expect(await listDeliveries(deps, 'komdigi')).toEqual([]);
  theirs.status = 200;
  expect(await retryDeliveries(deps, { organisation: 'bawaslu', by: 'ayu' })).toBe(1);
  await settle();
  expect(await states()).toEqual(['delivered']);
  expect(new Set(got.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  expect(await retryDeliveries(deps, { organisation: 'bawaslu', by: 'ayu' })).toBe(0);
});

test('what has failed for four days is given up, until somebody has it go again', async () => {
  const { deps, theirs, refer, wait, got } = await openPartnerWorld({ sweepMs: HOUR / 10 });
  theirs.status = 500;
  await refer();
  await wait(6 * 24 * HOUR);
  const created = async () =>
    (await listDeliveries(deps)).find(({ event }) => event === 'referral.created')?.state;
  expect(await created()).toBe('given-up');
  theirs.status = 200;
  const before = got.length;
  await retryDeliveries(deps, { organisation: 'bawaslu', by: 'ayu' });
  await wait(2 * HOUR);
  expect(await created()).toBe('delivered');
  expect(got.length).toBeGreaterThan(before);
});
