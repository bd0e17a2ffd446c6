import { expect, test } from 'vitest';
import { checkMessage } from '../../src/http/sign-webhook.ts';
import { renewFeedToken } from '../../src/services/partners/partner-secrets.ts';
import { viewReferral } from '../../src/services/partners/referral-board.ts';
import { findReferral } from '../../src/services/partners/referrals.ts';
import { findReportReferral } from '../../src/services/partners/report-referrals.ts';
import { actOnReport, viewReportReferral } from '../../src/services/partners/review-report.ts';
import { addRule } from '../../src/services/partners/routing.ts';
import { prepareReport } from '../support/prepare-report.ts';
import { type Got, HOUR, openPartnerWorld } from './partner-world.ts';

/** What no partner may learn of a report: who reports, who is reported, and where. */
const PRIVATE = /0812|"citi"/;

/** A citizen whose report may go to Bawaslu, and everything that happens to it. */
async function openReportWorld(options: { sweepMs?: number } = {}) {
  const world = await openPartnerWorld(options);
  const rule = { threats: ['ujaran_kebencian' as const], regions: [], nearElection: false };
  await addRule(world.deps, { ...rule, organisation: 'bawaslu', answerHours: 6 }, 'ayu');
  const id = await prepareReport(world, 'citi');
  await world.write('citi', 'ya');
  const reference = `${id}-BAWASLU`;
  const act = async (act: Parameters<typeof actOnReport>[1]['act']) => {
    const done = await actOnReport(world.deps, { reference, by: 'rina', act });
    await world.settle();
    return done.type;
  };
  const toldCiti = () => world.heard.filter(({ to }) => to === 'citi').map(({ text }) => text);
  return { ...world, id, reference, act, toldCiti };
}

async function isSigned(
  world: { keyOf(id: string): Promise<Uint8Array>; clock: { now(): number } },
  got: Got,
) {
  const { headers, body } = got;
  const id = headers['webhook-id'] ?? '';
  const timestamp = headers['webhook-timestamp'] ?? '';
  const signature = headers['webhook-signature'] ?? '';
  const key = await world.keyOf('bawaslu');
  return checkMessage(key, { id, timestamp, body }, { signature, now: world.clock.now() });
}

test('a report reaches a partner signed and without its citizen, and how far they are comes back', async () => {
  const world = await openReportWorld();
  const { got, reference, id, say, act, toldCiti } = world;
  expect(got).toEqual([]);
  expect(await act({ type: 'pass' })).toBe('done');
  expect(got).toHaveLength(1);
  const [first] = got;
  if (!first) return;
  expect(await isSigned(world, first)).toBe('sound');
  expect(await isSigned(world, { ...first, body: `${first.body} ` })).toBe('unsigned');
  expect(JSON.parse(first.body)).toMatchObject({
    event: 'report.created',
    referral: {
      reference,
      threat: 'ujaran_kebencian',
      status: 'dikirim',
      regions: ['Maluku'],
      links: ['hxxps://video[.]example/abc'],
      report: { happenedOn: '2026-11-20', evidence: [{ kind: 'text' }], replies: [] },
    },
  });
  expect(first.body).toContain('[nomor telepon]');
  expect(first.body).not.toMatch(PRIVATE);
  expect(await say({ reference, status: 'diterima' }, { id: 'msg-00000009' })).toEqual([
    200,
    { reference, status: 'diterima' },
  ]);
  expect(await say({ reference, status: 'diterima' }, { id: 'msg-00000009' })).toEqual([
    409,
    { error: 'replayed' },
  ]);
  await say({ reference, status: 'diproses', note: 'Kami tinjau. Hubungi 0811-2222-3333' });
  const news = toldCiti().filter((text) => text.startsWith('Kabar'));
  expect(news.map((text) => text.match(/neruskan|menerima|sedang/)?.[0])).toEqual([
    'neruskan',
    'menerima',
    'sedang',
  ]);
  expect(news.every((text) => text.includes(id))).toBe(true);
  expect(news.join()).not.toContain('0811');
  await world.write('citi', 'laporan saya');
  expect(toldCiti().at(-1)).toContain(`nomor ${reference}; sedang mereka proses`);
  const events = (await world.store.audit.list(20)).map(({ what, of }) => `${what} ${of}`);
  expect(events.filter((each) => each === `referral-answered ${reference}`)).toHaveLength(2);
  expect(events.filter((each) => each === `referred ${reference}`)).toHaveLength(1);
  expect(world.errors).toEqual([]);
});

test('the partner answers by the clock of the rule, or its second contact hears of it', async () => {
  const { act, got, wait, reference } = await openReportWorld();
  await act({ type: 'pass' });
  await wait(7 * HOUR);
  expect(got.map(({ path }) => path)).toEqual(['/in', '/second']);
  expect(JSON.parse(got[1]?.body ?? '')).toMatchObject({
    event: 'referral.late',
    referral: { reference },
  });
});

test('what a citizen erases is withdrawn from the partner, by webhook and in the feed', async () => {
  const world = await openReportWorld({ sweepMs: HOUR });
  const { act, got, wait, write, reference, say, store, deps, secrets, url } = world;
  await act({ type: 'pass' });
  await say({ reference, status: 'diterima', note: 'Kami baca soal panggung itu.' });
  const id = 'bawaslu';
  const token = await renewFeedToken({ ...deps, secrets }, { id, by: 'ayu' });
  const feed = async () => {
    const headers = { authorization: `Bearer ${token}` };
    const response = await fetch(`${url}/partner/bawaslu/feed.json`, { headers });
    return (await response.json()) as { referrals: { steps: object[] }[] }; // as docs/partners.md says
  };
  expect(JSON.stringify(await feed())).toContain('menghina sebuah suku');
  await write('citi', 'hapus data saya');
  await write('citi', 'ya');
  // The receipt names whom it had reached.
  expect(world.toldCiti().at(-1)).toMatch(/Tanda terima.*sampai ke \*Bawaslu\*.*menghapusnya/s);
  await wait(HOUR);
  const last = got.at(-1);
  expect(
    last &&
      (await isSigned(
        { ...world, clock: { now: () => Number(last.headers['webhook-timestamp']) * 1000 } },
        last,
      )),
  ).toBe('sound');
  expect(JSON.parse(last?.body ?? '')).toMatchObject({
    event: 'referral.withdrawn',
    referral: { reference, status: 'ditarik', claim: '', links: [], regions: [] },
  });
  const withdrawn = await feed();
  expect(withdrawn).toMatchObject({ referrals: [{ reference, status: 'ditarik', claim: '' }] });
  expect(JSON.stringify(withdrawn)).not.toMatch(/panggung|suku/);
  expect((await say({ reference, status: 'selesai' }))[0]).toBe(409);
  expect(await store.documents.list('hand-over')).toEqual([]);
  expect(withdrawn.referrals.at(-1)?.steps.at(-1)).toMatchObject({ reason: 'erased' });
  const door = 'handling';
  expect((await say({ reference, note: 'Mengapa?' }, { door }))[0]).toBe(409);
  expect((await say({ reference, deleted: true }, { door }))[0]).toBe(200);
  expect(await viewReferral(deps, reference)).toMatchObject({ deletedAt: expect.any(Number) });
  expect(got.filter(({ body }) => body.includes('referral.withdrawn'))).toHaveLength(1);
  const events = (await store.audit.list(20)).map(({ what, of }) => `${what} ${of}`);
  expect(events.filter((each) => each === `referral-withdrawn ${reference}`)).toHaveLength(1);
  await wait(31 * 24 * HOUR);
  expect(await findReferral(deps, reference)).toBeUndefined();
});

test('the end of the report on its own timer withdraws it as well', async () => {
  const { act, got, wait, deps, reference } = await openReportWorld({ sweepMs: HOUR });
  await act({ type: 'pass' });
  await wait(HOUR);
  await wait(40 * 24 * HOUR);
  await wait(HOUR);
  expect(JSON.parse(got.at(-1)?.body ?? '')).toMatchObject({
    event: 'referral.withdrawn',
    referral: { steps: expect.arrayContaining([expect.objectContaining({ reason: 'expired' })]) },
  });
  expect(await findReportReferral(deps, reference)).toBeUndefined();
});

test('a consent that is taken back withdraws the referral, and says so to both sides', async () => {
  const { act, got, wait, write, toldCiti, say, reference } = await openReportWorld();
  await act({ type: 'pass' });
  // Nothing has been withdrawn that could be deleted.
  expect((await say({ reference, deleted: true }, { door: 'handling' }))[0]).toBe(409);
  await write('citi', 'tarik izin');
  expect(toldCiti().at(-1)).toMatch(/Izin Anda sudah ditarik.*sampai ke \*Bawaslu\*/s);
  await wait(HOUR);
  const { event, referral } = JSON.parse(got.at(-1)?.body ?? '');
  expect(event).toBe('referral.withdrawn');
  expect(referral.steps.at(-1)).toMatchObject({ status: 'ditarik', reason: 'consent' });
});

test('what was never passed on leaves no trace, and reaches nobody', async () => {
  const { act, got, wait, write, store, deps, reference } = await openReportWorld();
  await write('citi', 'hapus data saya');
  await write('citi', 'ya');
  expect(await act({ type: 'pass' })).toBe('unknown');
  await wait(HOUR);
  expect(got).toEqual([]);
  expect(await store.documents.list('hand-over')).toEqual([]);
  expect(await findReferral(deps, reference)).toBeUndefined();
});

test('a partner sees what the citizen answered, and the desk what the partner will see', async () => {
  const { act, got, write, deps, reference } = await openReportWorld();
  expect(await act({ type: 'ask', question: 'Acara apa? Hubungi 0813-1111-2222' })).toBe('done');
  await write('citi', 'Pentas rakyat, kata 0812-3456-7890');
  const seen = await viewReportReferral(deps, reference);
  expect(seen).toMatchObject({
    state: 'waiting',
    view: { replies: ['Pentas rakyat, kata [nomor telepon]'] },
  });
  expect(JSON.stringify(seen?.steps)).not.toContain('0813');
  await act({ type: 'pass' });
  expect(JSON.parse(got[0]?.body ?? '').referral.report.replies).toEqual([
    'Pentas rakyat, kata [nomor telepon]',
  ]);
  expect(await act({ type: 'decline', reason: 'Terlambat.' })).toBe('decided');
});

test('of two at the desk who decide at once, one comes late, and the citizen hears once', async () => {
  const { act, got, toldCiti } = await openReportWorld();
  const done = await Promise.all([
    act({ type: 'pass' }),
    act({ type: 'decline', reason: 'Sudah ditangani.' }),
  ]);
  expect(done.toSorted()).toEqual(['decided', 'done']);
  const news = toldCiti().filter((text) => text.startsWith('Kabar'));
  expect(news).toHaveLength(1);
  expect(got.length).toBe(done[0] === 'done' ? 1 : 0);
});
