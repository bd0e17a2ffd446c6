import { expect, test } from 'vitest';
import type { ReferralStep } from '../../src/domain/partners/referral.ts';
import type { WebhookMessage } from '../../src/ports/webhook-client.ts';
import { notifyCitizens, notifyReporter } from '../../src/services/partners/notify-citizens.ts';
import { pingPartner } from '../../src/services/partners/ping-partner.ts';
import { saveReferral } from '../../src/services/partners/referrals.ts';
import { openCaseAtPartner } from '../support/case-at-partner.ts';
import { openPartners, openReportAtDesk } from '../support/report-at-desk.ts';
import { MORNING } from '../support/stage.ts';

const step = (status: ReferralStep['status'], more: Partial<ReferralStep> = {}): ReferralStep => ({
  ...{ status, at: MORNING, by: 'eka', recordedBy: 'partner', ...more },
});

/** A case at the partner whose citizens have heard that it was sent, and what they are to hear since. */
async function openTold() {
  const world = await openCaseAtPartner();
  await world.refer();
  const { store, deps, found, reference } = world;
  const heard = async () =>
    (await store.ledger.openAnnouncements(MORNING, 99))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
      .slice(1);
  const noted = async () =>
    (await store.cases.history(found.id)).slice(1).map(({ what, by, of }) => [what, by, of]);
  const tell = async () => notifyCitizens(deps, await world.atPartner());
  return { ...world, tell, heard, noted, id: (n: number) => `referral:${reference}:${n}` };
}

test('citizens hear of each step in its order, with the partner’s words and whose they are', async () => {
  const { set, atPartner, tell, heard, noted, id, reference, found } = await openTold();
  const { steps } = await atPartner();
  const said = [
    step('diterima', { recordedBy: 'post', by: 'rina' }),
    step('diterima', { note: 'Kami baca' }),
    step('diproses', { corrects: true }),
    step('diproses', { how: 'more', note: 'Masih kami periksa' }),
  ];
  await set({ steps: [...steps, ...said] });
  expect(await tell()).toMatchObject({ told: 5 });
  const about = { news: 'referral', case: found.id, organisation: 'Bawaslu' };
  expect(await heard()).toEqual([
    { ...about, id: id(1), status: 'diterima', wording: 'recorded' },
    { ...about, id: id(2), status: 'diterima', reason: 'Kami baca' },
    { ...about, id: id(3), status: 'diproses', wording: 'corrected' },
    { ...about, id: id(4), status: 'diproses', wording: 'more', reason: 'Masih kami periksa' },
  ]);
  const line = (by: string, status: string) => [
    ...['referral-answered', by, `${reference}: ${status}`],
  ];
  expect(await noted()).toEqual([
    ...[line('rina', 'diterima'), line('eka', 'diterima')],
    ...[line('eka', 'diproses'), line('eka', 'diproses')],
  ]);
});

test('a process that died midway tells again, and nothing of it is on record twice', async () => {
  const { set, atPartner, tell, heard, noted, audited, reference } = await openTold();
  const { steps } = await atPartner();
  await set({ steps: [...steps, step('diterima')] });
  const before = await audited();
  await tell();
  await set({ told: 1 });
  await tell();
  await tell();
  expect(await heard()).toHaveLength(1);
  expect(await noted()).toHaveLength(1);
  expect((await audited()).slice(before.length)).toEqual([
    {
      ...{ what: 'referral-answered', by: 'eka', of: reference },
      details: { organisation: 'bawaslu', status: 'diterima', recordedBy: 'partner' },
    },
  ]);
  await set({ steps: [...steps, step('diterima'), step('diproses'), step('diterima')] });
  await tell();
  expect(await noted()).toHaveLength(3);
  await set({ told: 1 });
  await tell();
  expect(await noted()).toHaveLength(3);
});

test('a step of a case that is gone, or of a partner that is gone, stops nothing', async () => {
  const { set, atPartner, tell, heard, store } = await openTold();
  const { steps } = await atPartner();
  await set({ steps: [...steps, step('diterima')], organisation: 'gone' });
  await tell();
  expect(await heard()).toMatchObject([{ organisation: 'gone' }]);
  await set({ steps: [...steps, step('diterima'), step('diproses')], case: 'gone' } as object);
  expect(await tell()).toMatchObject({ told: 3 });
  expect(await heard()).toHaveLength(1);
  expect(await store.cases.get('gone')).toBeUndefined();
});

test('the citizen of a report hears of its step once, and who wakes for it is they alone', async () => {
  const { deps, notices, woken, citizen, reference, report } = await openReportAtDesk();
  const referral = await saveReferral(deps, {
    ...{ reference, revision: 0, report: report.id, organisation: 'bawaslu', told: 0 },
    ...{ threat: 'ujaran_kebencian', answerMs: 1, escalations: 0, parcels: [], heard: [] },
    steps: [step('dikirim', { by: 'rina' }), step('diterima', { note: 'Kami baca' })],
  });
  if (!referral) throw new Error('it is not kept');
  expect(await notifyCitizens(deps, referral)).toMatchObject({ told: 2 });
  const about = { type: 'notice', news: 'referral', report: report.id, organisation: 'Bawaslu' };
  const all = [
    { ...about, status: 'dikirim' },
    { ...about, status: 'diterima', reason: 'Kami baca' },
  ];
  expect(await notices()).toEqual(all);
  expect(woken).toEqual([1, 2].map(() => ({ type: 'turn', citizen, isPromised: true })));
  const [first] = referral.steps;
  if (first) await notifyReporter(deps, referral, first);
  expect(await notices()).toEqual(all);
  expect(woken).toHaveLength(2);
});

test('nobody is told of the report of an erased citizen', async () => {
  const { deps, woken, reference } = await openReportAtDesk({ citizen: undefined });
  const referral = { reference, organisation: 'bawaslu', told: 0 };
  await notifyReporter(deps, referral as Parameters<typeof notifyReporter>[1], step('diterima'));
  const gone = { ...referral, reference: 'LXYZ-BAWASLU' } as Parameters<typeof notifyReporter>[1];
  await notifyReporter(deps, gone, step('diterima'));
  expect(woken).toEqual([]);
});

test('a test message goes to the partner’s own address, says nothing, and is on record with its end', async () => {
  const { deps, time, audited, change } = await openPartners();
  const sent: WebhookMessage[] = [];
  const ping = (end: 'brought' | 'failed', id = 'bawaslu') =>
    pingPartner(
      deps,
      async (message) => {
        sent.push(message);
        time.now += 40;
        return end === 'failed' ? { type: end, why: 'away' } : { type: end, status: 202 };
      },
      { id, by: 'ayu' },
    );
  const url = 'https://bawaslu.example/in';
  expect(await ping('brought')).toEqual({ type: 'answered', url, status: 202, ms: 40 });
  expect(await ping('failed')).toEqual({ type: 'failed', url, why: 'away' });
  expect(await ping('brought', 'polri')).toEqual({ type: 'unknown' });
  expect(sent[0]).toMatchObject({ url, at: MORNING, organisation: { id: 'bawaslu' } });
  const sentAt = new Date(MORNING).toISOString();
  expect(JSON.parse(sent[0]?.body ?? '')).toEqual({
    ...{ event: 'ping', organisation: 'bawaslu', sentAt },
  });
  const ids = sent.map(({ id }) => id);
  expect(new Set(ids).size).toBe(2);
  for (const id of ids) expect(id).toMatch(/^ping-[0-9a-f]{16}$/);
  const pings = ['ping-answered', 'ping-failed'].map((end) => ({
    ...{ what: 'partner-changed', by: 'ayu', of: 'bawaslu', details: { change: end } },
  }));
  expect(await audited()).toEqual(pings);
  await change(() => ({ webhook: undefined }));
  expect(await ping('brought')).toEqual({ type: 'no-address' });
  expect(sent).toHaveLength(2);
});
