import { expect, test } from 'vitest';
import { MOST_FAILURES, type WebhookEvent } from '../../src/domain/partners/referral.ts';
import { handleReferral } from '../../src/services/partners/handle-referral.ts';
import { answerReferral } from '../../src/services/partners/refer-case.ts';
import { listBoard, viewReferral } from '../../src/services/partners/referral-board.ts';
import { aCase, aCaseCommit } from '../support/builders.ts';
import { openCaseAtPartner } from '../support/case-at-partner.ts';
import { MORNING } from '../support/stage.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

test('a case is passed on once, its citizens are told, and who did so is on record', async () => {
  const { refer, atPartner, store, found, audited, reference } = await openCaseAtPartner();
  expect((await refer({ urgency: 'hour' })).type).toBe('done');
  expect(await atPartner()).toMatchObject({
    ...{ case: found.id, ticket: found.ticket, organisation: 'bawaslu', threat: 'penipuan' },
    ...{ urgency: 'hour', answerMs: HOUR, told: 1, escalations: 0, heard: [], changedAt: MORNING },
    steps: [{ status: 'dikirim', at: MORNING, by: 'rina' }],
    parcels: [{ id: `${reference}.referral.created`, event: 'referral.created' }],
  });
  expect(await refer()).toMatchObject({ type: 'already', referral: { reference } });
  expect(await store.ledger.openAnnouncements(MORNING, 9)).toMatchObject([
    {
      ...{ id: `referral:${reference}:0`, news: 'referral', case: found.id },
      ...{ organisation: 'Bawaslu', status: 'dikirim' },
    },
  ]);
  const history = (await store.cases.history(found.id)).map(({ what, by, of }) => [what, by, of]);
  expect(history).toEqual([['referred', 'rina', `${reference}: dikirim`]]);
  expect(await audited()).toEqual([
    {
      ...{ what: 'referred', by: 'rina', of: reference },
      details: { organisation: 'bawaslu', threat: 'penipuan' },
    },
  ]);
});

test('nothing is passed on that is unknown or merged, nor to a partner that does not read', async () => {
  const { refer, deps, store, change, isThere } = await openCaseAtPartner();
  expect(await refer({ ticket: 'X' })).toEqual({ type: 'unknown', what: 'case' });
  expect(await refer({ organisation: 'polri' })).toEqual({ type: 'unknown', what: 'organisation' });
  const merged = aCase({ status: 'merged', mergedInto: 'other' });
  await store.cases.commit(aCaseCommit({ newCases: [merged] }));
  expect(await refer({ ticket: merged.ticket })).toEqual({ type: 'unknown', what: 'case' });
  await change(() => ({ webhook: undefined }));
  expect(await refer()).toEqual({ type: 'deaf', why: 'nobody' });
  await change(() => ({ isActive: false }));
  expect(await refer()).toEqual({ type: 'unknown', what: 'organisation' });
  expect(await isThere()).toBe(false);
  expect(await deps.store.ledger.openAnnouncements(MORNING, 9)).toEqual([]);
});

test('what a partner has finished is passed on again under another reference', async () => {
  const { refer, answer, reference } = await openCaseAtPartner();
  await refer();
  await answer('selesai');
  expect(await refer()).toMatchObject({ referral: { reference: `${reference}-2` } });
  expect(await refer()).toMatchObject({ type: 'already' });
  await answer('ditolak', { reference: `${reference.toLowerCase()}-2 ` });
  expect(await refer()).toMatchObject({ referral: { reference: `${reference}-3` } });
});

test('a partner says each thing once, of its own referrals, and goes forward', async () => {
  const { refer, answer, atPartner, time } = await openCaseAtPartner();
  expect(await answer('diterima')).toEqual({ type: 'unknown' });
  await refer();
  expect(await answer('diterima', { organisation: 'polri' })).toEqual({ type: 'unknown' });
  expect((await answer('diproses', { id: 'm1' })).type).toBe('done');
  expect(await answer('selesai', { id: 'm1' })).toEqual({ type: 'replayed' });
  expect(await answer('diterima', { id: 'm2' })).toEqual({ type: 'refused', status: 'diproses' });
  time.now += DAY - 1;
  expect(await answer('selesai', { id: 'm1' })).toEqual({ type: 'replayed' });
  time.now += 1;
  expect((await answer('selesai', { id: 'm1' })).type).toBe('done');
  expect((await atPartner()).heard).toEqual([{ id: 'm1', at: MORNING + DAY }]);
  expect(await answer('selesai')).toEqual({ type: 'refused', status: 'selesai' });
});

test('a program that says a hundred things in a day is heard again on the next', async () => {
  const { refer, answer, set, time, atPartner } = await openCaseAtPartner();
  await refer();
  const heard = Array.from({ length: 100 }, (_, n) => ({ id: `m${n}`, at: MORNING }));
  await set({ heard });
  expect(await answer('diterima', { id: 'new' })).toEqual({ type: 'too-many' });
  expect((await answer('diterima', { recordedBy: 'post' })).type).toBe('done');
  await set({ heard: heard.slice(1) });
  expect((await answer('diproses', { id: 'new' })).type).toBe('done');
  time.now += DAY;
  expect((await answer('selesai', { id: 'late' })).type).toBe('done');
  expect((await atPartner()).heard).toHaveLength(1);
});

test('what a program said itself it is not brought again; what the desk recorded, it is', async () => {
  const { refer, answer, atPartner, set } = await openCaseAtPartner();
  await refer();
  const delivered = async () => {
    const { parcels } = await atPartner();
    await set({ parcels: parcels.map((each) => ({ ...each, deliveredAt: MORNING })) });
  };
  await delivered();
  await answer('diterima', { id: 'm1' });
  expect((await atPartner()).parcels).toHaveLength(1);
  await answer('diproses', { recordedBy: 'post', by: 'rina' });
  expect((await atPartner()).parcels.map(({ event }) => event)).toEqual([
    'referral.created',
    'referral.updated',
  ]);
  await answer('selesai', { recordedBy: 'post', by: 'rina' });
  expect((await atPartner()).parcels).toHaveLength(2);
});

test.each<[what: string, changes: Partial<WebhookEvent>, count: number]>([
  ['waits', {}, 1],
  ['waits again', { leasedUntil: MORNING, failures: MOST_FAILURES - 1 }, 1],
  ['is on its way', { leasedUntil: MORNING + 1 }, 2],
  ['was given up', { failures: MOST_FAILURES }, 2],
  ['was brought', { deliveredAt: MORNING }, 2],
])(
  'beside a message that %s, the messages are %i once the desk recorded something',
  async (_, changes, count) => {
    const { refer, answer, atPartner, set } = await openCaseAtPartner();
    await refer();
    await set({ parcels: (await atPartner()).parcels.map((each) => ({ ...each, ...changes })) });
    await answer('diterima', { recordedBy: 'post', by: 'rina' });
    expect((await atPartner()).parcels).toHaveLength(count);
  },
);

test('what the desk records of a partner without a program, or that is gone, is brought to nobody', async () => {
  const { refer, answer, atPartner, set, change } = await openCaseAtPartner();
  await refer();
  await set({ parcels: [] });
  await change(() => ({ webhook: undefined }));
  await answer('diterima', { recordedBy: 'post', by: 'rina' });
  await set({ organisation: 'gone' });
  const said = { recordedBy: 'post', by: 'rina', organisation: undefined } as const;
  expect((await answer('diproses', said)).type).toBe('done');
  expect((await atPartner()).parcels).toEqual([]);
});

test('a note that citizens read is one line, masked, and no longer than allowed', async () => {
  const { refer, answer, atPartner, store } = await openCaseAtPartner();
  await refer();
  await answer('diterima', {
    note: ' Kami\n hubungi  0812-3456-7890 lewat https://jahat.example/a ',
  });
  const note = (await atPartner()).steps[1]?.note ?? '';
  expect(note).toMatch(/^Kami hubungi \S/);
  expect(note).not.toMatch(/0812|https:|\n/);
  await answer('diproses', { note: 'a '.repeat(300) });
  expect((await atPartner()).steps[2]?.note).toHaveLength(280);
  await answer('selesai', { note: '  ' });
  expect((await atPartner()).steps[3]).not.toHaveProperty('note');
  const told = await store.ledger.openAnnouncements(MORNING, 9);
  expect(told.map(({ reason }) => reason)).toEqual([
    undefined,
    note,
    expect.any(String),
    undefined,
  ]);
});

test('what the desk heard is the partner’s word once they confirm it, and can be corrected', async () => {
  const { refer, answer, atPartner, store, found, audited } = await openCaseAtPartner();
  await refer();
  await answer('diproses', { recordedBy: 'post', by: 'rina' });
  await answer('diproses');
  const { steps } = await atPartner();
  expect(steps).toHaveLength(2);
  expect(steps[1]).toMatchObject({ by: 'rina', confirmed: { by: 'eka', at: MORNING } });
  expect((await audited()).at(-1)).toMatchObject({
    what: 'referral-answered',
    by: 'eka',
    details: { status: 'diproses', recordedBy: 'partner', organisation: 'bawaslu' },
  });
  await answer('selesai', { recordedBy: 'post', by: 'rina' });
  await answer('diterima');
  expect(await answer('diterima', { note: '' })).toMatchObject({ type: 'refused' });
  expect((await atPartner()).steps.at(-1)).toMatchObject({ status: 'selesai', by: 'rina' });
  await answer('ditolak', { note: 'Bukan wewenang kami' });
  expect((await atPartner()).steps.at(-1)).toMatchObject({
    ...{ status: 'ditolak', corrects: true, note: 'Bukan wewenang kami' },
  });
  await answer('diproses', { note: 'Kami buka lagi' });
  await answer('diproses', { note: 'Sudah kami panggil' });
  expect((await atPartner()).steps.slice(-2).map(({ how }) => how)).toEqual(['reopened', 'more']);
  const said = (await store.ledger.openAnnouncements(MORNING, 9)).map(({ wording }) => wording);
  expect(said).toEqual([undefined, 'recorded', 'recorded', 'corrected', 'reopened', 'more']);
  const history = (await store.cases.history(found.id)).map(({ by, of }) => `${by} ${of}`);
  expect(history).toHaveLength(6);
});

test('a partner sees its own referrals alone, and no name of anybody at the desk', async () => {
  const { refer, deps, answer, reference, set } = await openCaseAtPartner();
  await refer();
  await answer('diterima', { recordedBy: 'post', by: 'rina' });
  await answer('diproses');
  const notes = (['post', 'partner'] as const).map((from) => ({
    ...{ at: MORNING, by: from === 'post' ? 'rina' : 'eka', from, text: 'x' },
  }));
  await set({ notes });
  const seen = await viewReferral(deps, reference, 'bawaslu');
  expect(JSON.stringify(seen)).not.toContain('rina');
  expect(seen?.steps.map(({ by }) => by)).toEqual([undefined, undefined, 'eka']);
  expect(seen?.notes.map(({ by }) => by)).toEqual([undefined, 'eka']);
  expect(JSON.stringify(await viewReferral(deps, reference))).toContain('rina');
  expect(await viewReferral(deps, reference, 'polri')).toBeUndefined();
  expect(await viewReferral(deps, 'NONE')).toBeUndefined();
  expect(await listBoard(deps, 'polri')).toEqual([]);
});

test('two who pass on or answer at the same moment do not undo each other', async () => {
  const { refer, deps, reference, atPartner } = await openCaseAtPartner();
  const both = await Promise.all([refer(), refer({ by: 'budi' })]);
  expect(both.map(({ type }) => type).toSorted()).toEqual(['already', 'done']);
  expect((await listBoard(deps)).map((each) => each.reference)).toEqual([reference]);
  const said = { reference, organisation: 'bawaslu', by: 'eka', recordedBy: 'partner' } as const;
  await Promise.all([
    answerReferral(deps, { ...said, status: 'diterima', id: 'm1' }),
    handleReferral(deps, { ...said, assignee: 'Eka', id: 'm2' }),
  ]);
  expect(await atPartner()).toMatchObject({ assignee: 'Eka', steps: [{}, { status: 'diterima' }] });
  expect((await atPartner()).heard.map(({ id }) => id).toSorted()).toEqual(['m1', 'm2']);
});
