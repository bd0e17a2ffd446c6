import { expect, test } from 'vitest';
import { checkMessage } from '../../src/http/sign-webhook.ts';
import { close } from '../../src/services/cases/decide-case.ts';
import { findCauses } from '../../src/services/duty/find-incidents.ts';
import { addOrganisation } from '../../src/services/organisations/organisations.ts';
import { renewFeedToken } from '../../src/services/partners/partner-secrets.ts';
import { findReferral } from '../../src/services/partners/referrals.ts';
import { listDeliveries } from '../../src/services/partners/webhook-deliveries.ts';
import { HOUR, openPartnerWorld } from './partner-world.ts';

test('a case goes to a partner signed, and how far they are comes back to whoever asked, in order', async () => {
  const world = await openPartnerWorld();
  const { got, reference, say } = world;
  expect((await world.refer()).type).toBe('done');
  await world.settle();
  expect(got).toHaveLength(1);
  const [{ path, headers, body } = { path: '', headers: {}, body: '' }] = got;
  const id = headers['webhook-id'] ?? '';
  const timestamp = headers['webhook-timestamp'] ?? '';
  const signature = headers['webhook-signature'] ?? '';
  const signed = { signature, now: world.clock.now() };
  expect(path).toBe('/in');
  const key = await world.keyOf('bawaslu');
  expect(checkMessage(key, { id, timestamp, body }, signed)).toBe('sound');
  expect(checkMessage(key, { id, timestamp, body: `${body} ` }, signed)).toBe('unsigned');
  const sent = JSON.parse(body);
  expect(sent).toMatchObject({
    event: 'referral.created',
    referral: { reference, threat: 'penipuan', status: 'dikirim', reports: 1 },
  });
  expect(body).not.toMatch(/0812|"ani"|https:\/\/daftar/);
  expect(sent.referral.links).toEqual(['hxxps://daftar-tps[.]example/x']);
  expect(sent.referral.claim).toContain('[nomor telepon]');

  expect(await say({ reference, status: 'diterima' })).toEqual([
    200,
    { reference, status: 'diterima' },
  ]);
  await say({ reference, status: 'diproses' });
  await say({ reference, status: 'selesai', note: 'Sudah *ditindak*. Hubungi 0811-2222-3333' });
  const told = world.toldOf('Bawaslu');
  expect(told.map((text) => text.match(/neruskan|menerima|sedang|sudah selesai/g)?.[0])).toEqual([
    'neruskan',
    'menerima',
    'sedang',
    'sudah selesai',
  ]);
  expect(told.at(-1)).toContain('[nomor telepon]');
  expect(told.join()).not.toContain('0811');
  expect(world.errors).toEqual([]);
  await world.wait(HOUR);
  expect(got).toHaveLength(1);
  const events = (await world.store.audit.list(20)).map(({ what, of }) => `${what} ${of}`);
  expect(events.filter((each) => each === `referral-answered ${reference}`)).toHaveLength(3);
  expect(events).toContain(`referred ${reference}`);
});

test('what is not signed by the partner, or was signed long ago, is refused', async () => {
  const { reference, say, refer, clock, toldOf, keyOf } = await openPartnerWorld();
  await refer();
  const body = { reference, status: 'diterima' };
  const refused = [401, { error: 'unsigned' }];
  expect(await say(body, { key: await keyOf('komdigi') })).toEqual(refused);
  expect(await say(body, { key: new Uint8Array(32) })).toEqual(refused);
  expect(await say(body, { to: 'komdigi' })).toEqual(refused);
  expect(await say(body, { id: 'x' })).toEqual(refused);
  for (const at of [clock.now() - 301_000, clock.now() + 302_000]) {
    expect(await say(body, { at })).toEqual([401, { error: 'out-of-time' }]);
  }
  expect(toldOf('menerima')).toEqual([]);
});

test('a partner who takes part no more reads, hears and answers nothing', async () => {
  const { deps, secrets, url, got, ...world } = await openPartnerWorld();
  await world.refer();
  const token = await renewFeedToken({ ...deps, secrets }, { id: 'bawaslu', by: 'ayu' });
  const headers = { authorization: `Bearer ${token}` };
  const feeds = ['json', 'csv'].map((kind) => `${url}/partner/bawaslu/feed.${kind}`);
  const read = () =>
    Promise.all(feeds.map(async (feed) => (await fetch(feed, { headers })).status));
  expect(await read()).toEqual([200, 200]);
  await world.change(() => ({ isActive: false }));
  expect(await read()).toEqual([403, 403]);
  const answer = { reference: world.reference, status: 'diterima' };
  expect(await world.say(answer)).toEqual([403, { error: 'disabled' }]);
  await world.wait(30 * HOUR);
  expect(got).toEqual([]);
  expect((await listDeliveries(deps)).map(({ state }) => state)).toEqual(['held', 'held']);
  await world.change(() => ({ isActive: true }));
  expect(await read()).toEqual([200, 200]);
  expect((await world.say(answer))[0]).toBe(200);
});

test('a message that comes again is refused, and told once', async () => {
  const { reference, say, refer, toldOf } = await openPartnerWorld();
  await refer();
  const body = { reference, status: 'diterima' };
  expect((await say(body, { id: 'msg-00000001' }))[0]).toBe(200);
  const again = await say(body, { id: 'msg-00000001' });
  expect(again).toEqual([409, { error: 'replayed' }]);
  expect(toldOf('menerima')).toHaveLength(1);
});

test('a status never goes back, and nothing follows the end', async () => {
  const { reference, say, refer } = await openPartnerWorld();
  await refer();
  await say({ reference, status: 'diproses' });
  expect(await say({ reference, status: 'diterima' })).toEqual([
    409,
    { error: 'refused', status: 'diproses' },
  ]);
  await say({ reference, status: 'ditolak' });
  expect((await say({ reference, status: 'selesai' }))[0]).toBe(409);
  expect((await say({ reference: 'NONE-BAWASLU', status: 'selesai' }))[0]).toBe(404);
  expect((await say('nonsense'))[0]).toBe(400);
  expect((await say({ reference, status: 'dikirim' }))[0]).toBe(400);
});

test('a partner cannot speak of what was passed on to another', async () => {
  const world = await openPartnerWorld();
  await world.refer();
  await addOrganisation(world.deps, { id: 'kpu', name: 'KPU', kind: 'commission' }, 'ayu');
  const body = { reference: world.reference, status: 'selesai' };
  const said = await world.say(body, { to: 'kpu', key: await world.keyOf('kpu') });
  expect(said).toEqual([404, { error: 'unknown' }]);
});

test('a partner who is away is tried again later, and each try has the same id', async () => {
  const { got, refer, settle, theirs, wait, deps, reference } = await openPartnerWorld();
  theirs.status = 503;
  await refer();
  await settle();
  const [first] = (await findReferral(deps, reference))?.parcels ?? [];
  expect(first).toMatchObject({ failures: 1, error: expect.stringMatching(/answers 503$/) });
  theirs.status = 204;
  await wait(10 * 60_000);
  expect(got).toHaveLength(2);
  expect(new Set(got.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  await wait(HOUR);
  expect(got).toHaveLength(2);
});

test('what nobody acknowledges goes to the second contact, and then to whoever is on duty', async () => {
  const { got, refer, wait, errors, reference, store, deps } = await openPartnerWorld();
  const alarm = { kind: 'partner', of: reference, detail: 'bawaslu', value: 1 };
  await refer();
  await wait(24 * HOUR);
  expect(got.map(({ path }) => path)).toEqual(['/in']);
  await wait(HOUR);
  expect(got.map(({ path }) => path)).toEqual(['/in', '/second']);
  expect(JSON.parse(got[1]?.body ?? '')).toMatchObject({ event: 'referral.late' });
  expect(await findCauses(deps, [])).not.toContainEqual(alarm);
  await wait(24 * HOUR);
  expect(await findCauses(deps, [])).toContainEqual(alarm);
  expect(errors).toEqual([]);
  const late = (await store.audit.list(20)).filter(({ what }) => what === 'referral-late');
  expect(late.map(({ details }) => details.level)).toEqual([2, 1]);
  expect(got).toHaveLength(2);
});

test('what was acknowledged in time is never late', async () => {
  const { got, refer, say, wait, errors, reference } = await openPartnerWorld();
  await refer();
  await say({ reference, status: 'diterima' });
  await wait(72 * HOUR);
  expect([got.length, errors]).toEqual([1, []]);
});

test('the feed opens with its token alone, and the first look at each referral is noted', async () => {
  const world = await openPartnerWorld();
  const { deps, secrets, url, reference, store } = world;
  await world.refer();
  const old = await renewFeedToken({ ...deps, secrets }, { id: 'bawaslu', by: 'ayu' });
  const token = await renewFeedToken({ ...deps, secrets }, { id: 'bawaslu', by: 'ayu' });
  const read = (kind: string, bearer = token, id = 'bawaslu') =>
    fetch(`${url}/partner/${id}/feed.${kind}`, { headers: { authorization: `Bearer ${bearer}` } });
  expect((await read('json', old)).status).toBe(401);
  expect((await read('json', 'x'.repeat(43))).status).toBe(401);
  expect((await read('json', token, 'komdigi')).status).toBe(401);
  expect(await (await read('json')).json()).toMatchObject({ referrals: [{ reference }] });
  const csv = await (await read('csv')).text();
  expect(csv.split('\r\n')[1]).toMatch(new RegExp(`^"${reference}","penipuan","dikirim"`));
  const looks = (await store.audit.list(20)).filter(({ what }) => what === 'feed-read');
  expect(looks.map(({ details }) => details.references)).toEqual([reference]);
  expect(JSON.stringify(await store.documents.list('organisation'))).not.toContain(token);
});

test('a referral goes when the words of its case do and its month is counted, its notes at once', async () => {
  const world = await openPartnerWorld({ sweepMs: HOUR, settings: { tipDays: 1 } });
  const { refer, wait, deps, reference, store, ticket } = world;
  await refer();
  await world.say({ reference, status: 'diterima', note: 'Sudah kami baca.' });
  await close(deps, { ticket, reviewer: 'rina' }, 'unverifiable');
  await wait(HOUR);
  expect(JSON.stringify(await findReferral(deps, reference))).toContain('kami baca');
  const found = await store.cases.byTicket(ticket);
  expect(found?.status).toBe('closed');
  await wait(24 * HOUR);
  const stripped = await findReferral(deps, reference);
  expect(stripped).toBeDefined();
  expect(JSON.stringify(stripped)).not.toContain('kami baca');
  await wait(8 * 24 * HOUR);
  expect(await findReferral(deps, reference)).toBeUndefined();
});
