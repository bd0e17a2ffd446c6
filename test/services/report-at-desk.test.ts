import { expect, test } from 'vitest';
import { MAX_HIDDEN } from '../../src/domain/partners/black-out.ts';
import { MAX_DESK_WORDS } from '../../src/domain/partners/report-referral.ts';
import type { Report } from '../../src/domain/reports/report.ts';
import { processReferrals } from '../../src/services/partners/process-referrals.ts';
import { processReportReferrals } from '../../src/services/partners/process-report-referrals.ts';
import { saveReferral } from '../../src/services/partners/referrals.ts';
import { saveReportReferral } from '../../src/services/partners/report-referrals.ts';
import {
  actOnReport,
  countWaiting,
  listReports,
  viewReportReferral,
} from '../../src/services/partners/review-report.ts';
import { addRule } from '../../src/services/partners/routing.ts';
import { openReportAtDesk } from '../support/report-at-desk.ts';
import { MORNING } from '../support/stage.ts';

const HOUR = 3_600_000;
const PASS = { type: 'pass' } as const;

test('a report that is passed on reaches the partner once, and its citizen and the auditor know', async () => {
  const { act, atDesk, atPartner, notices, audited, woken, citizen, reference } =
    await openReportAtDesk();
  expect(await act(PASS)).toEqual({ type: 'done', reference });
  expect(await atPartner()).toEqual({
    ...{ report: 'LABC', reference, organisation: 'bawaslu', threat: 'ujaran_kebencian' },
    ...{ answerMs: 24 * HOUR, told: 1, escalations: 0, heard: [], revision: 2 },
    changedAt: MORNING,
    steps: [{ status: 'dikirim', at: MORNING, by: 'rina' }],
    parcels: [
      {
        ...{ id: `${reference}.report.created`, event: 'report.created', dueAt: MORNING },
        ...{ leasedUntil: 0, failures: 0 },
      },
    ],
  });
  expect(await atDesk()).toMatchObject({
    steps: [{ type: 'passed', at: MORNING, by: 'rina', answerMs: 24 * HOUR }],
    told: 1,
  });
  const about = { report: 'LABC', organisation: 'Bawaslu', status: 'dikirim' };
  expect(await notices()).toEqual([{ type: 'notice', news: 'referral', ...about }]);
  expect(woken).toEqual([{ type: 'turn', citizen, isPromised: true }]);
  const details = { organisation: 'bawaslu', threat: 'ujaran_kebencian' };
  expect(await audited()).toEqual([{ what: 'referred', by: 'rina', of: reference, details }]);
  for (const again of [PASS, { type: 'unhide' }, { type: 'decline', reason: 'Maaf' }] as const) {
    expect(await act(again)).toEqual({ type: 'decided' });
  }
});

test.each([
  ['usual', 12 * HOUR],
  ['hour', 4 * HOUR],
  ['life', HOUR],
] as const)(
  'the partner of a report that is %s has the time of its rule, or less',
  async (urgency, ms) => {
    const { deps, act, atPartner } = await openReportAtDesk({ urgency });
    const settings = { ...deps.settings, urgentMs: { hour: 4 * HOUR, life: HOUR } };
    Object.assign(deps, { settings });
    const rule = { threats: ['ujaran_kebencian'], regions: [], nearElection: false };
    await addRule(deps, { ...rule, organisation: 'bawaslu', answerHours: 12 }, 'ayu');
    await act(PASS);
    expect((await atPartner())?.answerMs).toBe(ms);
  },
);

test('a citizen is asked three things at most, with nothing that a reviewer copied by mistake', async () => {
  const { act, atDesk, notices, audited, reference } = await openReportAtDesk();
  const bad = { type: 'words' };
  for (const question of ['', '  ', 'x'.repeat(MAX_DESK_WORDS + 1)]) {
    expect(await act({ type: 'ask', question })).toEqual(bad);
  }
  expect(await act({ type: 'decline', reason: ' ' })).toEqual(bad);
  expect(
    await act({ type: 'ask', question: ' Nomor 081234567890 di https://jahat.example/a? ' }),
  ).toMatchObject({ type: 'done' });
  const [notice] = await notices();
  expect(notice).toMatchObject({ news: 'report-question', report: 'LABC', step: 0 });
  expect(notice).toMatchObject({ organisation: 'Bawaslu', partner: 'bawaslu' });
  expect(JSON.stringify(notice)).not.toMatch(/081234567890|https:/);
  await act({ type: 'ask', question: 'x'.repeat(MAX_DESK_WORDS) });
  await act({ type: 'ask', question: 'Siapa?' });
  expect(await act({ type: 'ask', question: 'Kapan?' })).toEqual({ type: 'enough' });
  expect((await atDesk())?.steps.map(({ type }) => type)).toEqual(['asked', 'asked', 'asked']);
  const asked = { what: 'report-asked', by: 'rina', of: reference };
  const details = { organisation: 'bawaslu' };
  expect(await audited()).toEqual([asked, asked, asked].map((each) => ({ ...each, details })));
  expect((await act(PASS)).type).toBe('done');
});

test('a report is declined with a reason that its citizen reads, and its files are for nobody', async () => {
  const { act, atDesk, atPartner, notices, audited, reference } = await openReportAtDesk({
    files: ['a'.repeat(64)],
  });
  await act({ type: 'decline', reason: 'Ini bukan wewenang mereka.' }, 'budi');
  expect(await atDesk()).toMatchObject({ files: [], steps: [{ type: 'declined', by: 'budi' }] });
  expect(await atPartner()).toBeUndefined();
  const [notice] = await notices();
  expect(notice).toMatchObject({ news: 'report-declined', reason: 'Ini bukan wewenang mereka.' });
  const details = { organisation: 'bawaslu' };
  expect(await audited()).toEqual([
    { what: 'report-declined', by: 'budi', of: reference, details },
  ]);
  expect(await act(PASS)).toEqual({ type: 'decided' });
});

test('nothing is done with a report that is restricted, erased or unknown, nor where nobody reads', async () => {
  const { act, setProfile, report, change, deps, atPartner } = await openReportAtDesk();
  const of = { reference: 'NONE-BAWASLU', by: 'rina', act: PASS };
  expect(await actOnReport(deps, of)).toEqual({ type: 'unknown' });
  await change(() => ({ isActive: false }));
  expect(await act(PASS)).toEqual({ type: 'deaf', why: 'inactive' });
  await setProfile({ reports: [report], isRestricted: true });
  expect(await act(PASS)).toEqual({ type: 'restricted' });
  await setProfile({ reports: [{ ...report, id: 'LOTHER' }] });
  expect(await act(PASS)).toEqual({ type: 'unknown' });
  await setProfile({ reports: [{ ...report, handOver: undefined }] });
  expect(await act(PASS)).toEqual({ type: 'unknown' });
  expect(await atPartner()).toBeUndefined();
});

test('words are blacked out wherever they stand, in what the partner has already as well', async () => {
  const account = 'Rustam menghina. Kata Rustam itu lelucon.';
  const { act, atDesk, atPartner, audited, deps, reference } = await openReportAtDesk(
    {},
    { account },
  );
  const seen = async () => (await viewReportReferral(deps, reference))?.view.account;
  const hide = (...words: string[]) => act({ type: 'hide', words });
  expect(await hide('Budi')).toEqual({ type: 'not-there' });
  expect(await hide(' ')).toEqual({ type: 'words' });
  expect(await hide('menghina', 'x'.repeat(MAX_HIDDEN + 1))).toEqual({ type: 'words' });
  expect((await hide('x'.repeat(MAX_HIDDEN))).type).toBe('not-there');
  expect((await hide(' Rustam ', ' ', 'lelucon')).type).toBe('done');
  expect(await seen()).toBe('[dihitamkan] menghina. Kata [dihitamkan] itu [dihitamkan].');
  expect((await act({ type: 'unhide' })).type).toBe('done');
  expect(await seen()).toBe(account);
  await hide('Rustam');
  await act(PASS);
  const before = await atPartner();
  await saveReferral(deps, {
    ...(before ?? never()),
    parcels: (before?.parcels ?? []).map((each) => ({ ...each, deliveredAt: MORNING })),
  });
  await hide('menghina');
  expect((await atDesk())?.masks).toHaveLength(3);
  expect((await atPartner())?.parcels.map(({ event }) => event)).toEqual([
    'report.created',
    'referral.updated',
  ]);
  const hidden = (await audited()).filter(({ what }) => what === 'report-hidden');
  expect(hidden.map(({ details }) => details)).toEqual(
    [3, 0, 2, 3].map((places) => ({ organisation: 'bawaslu', places })),
  );
});

test('how urgent a report is can be said at any time, and who said so is on record', async () => {
  const { act, atDesk, audited, reference } = await openReportAtDesk();
  await act({ type: 'urgency', urgency: 'life' });
  await act(PASS);
  await act({ type: 'urgency', urgency: 'hour' }, 'budi');
  expect((await atDesk())?.urgency).toBe('hour');
  const said = (await audited()).filter(({ what }) => what === 'urgency-said');
  expect(said).toEqual([
    {
      what: 'urgency-said',
      by: 'rina',
      of: reference,
      details: { before: 'usual', urgency: 'life' },
    },
    {
      what: 'urgency-said',
      by: 'budi',
      of: reference,
      details: { before: 'life', urgency: 'hour' },
    },
  ]);
});

test('what waits for the desk is counted and stands first, the urgent before all', async () => {
  const { deps, report, setProfile, citizen } = await openReportAtDesk({ reference: 'A-BAWASLU' });
  const asked = { type: 'asked', at: MORNING, by: 'rina', question: 'Siapa?' } as const;
  const declined = { type: 'declined', at: MORNING, by: 'rina', reason: 'Maaf' } as const;
  const handOver = report.handOver ?? never();
  const replied: Report = {
    ...{ ...report, id: 'LREPLIED' },
    handOver: { ...handOver, replies: [{ question: 0, at: MORNING, text: 'Dia' }] },
  };
  await setProfile({ reports: [report, replied] });
  const none = {
    revision: 0,
    citizen,
    organisation: 'bawaslu',
    threat: 'ujaran_kebencian',
  } as const;
  const add = (reference: string, changes: object) =>
    saveReportReferral(deps, {
      ...{ ...none, reference, report: 'LABC', proposedAt: MORNING, steps: [], told: 0 },
      ...changes,
    });
  await add('B-BAWASLU', { steps: [declined], urgency: 'life' });
  await add('C-BAWASLU', { steps: [asked] });
  await add('D-BAWASLU', { report: 'LREPLIED', steps: [asked], urgency: 'life' });
  await add('E-BAWASLU', { report: 'LGONE' });
  await add('F-BAWASLU', { organisation: 'polri' });
  const lines = await listReports(deps);
  expect(lines.map(({ reference, state }) => [reference, state])).toEqual([
    ['D-BAWASLU', 'waiting'],
    ['A-BAWASLU', 'waiting'],
    ['C-BAWASLU', 'asked'],
    ['B-BAWASLU', 'declined'],
  ]);
  expect(lines[1]).toMatchObject({ name: 'Bawaslu', urgency: 'usual', isRestricted: false });
  expect(JSON.stringify(lines)).not.toMatch(/orator|Siapa|Maaf/);
  expect(await countWaiting(deps)).toBe(2);
  await setProfile({ reports: [report, replied], isRestricted: true });
  expect(await countWaiting(deps)).toBe(0);
});

test('of reports that wait alike the one that waits longest is first, and each is found as people write it', async () => {
  const { deps, atDesk } = await openReportAtDesk({ reference: 'B-BAWASLU' });
  const own = await atDesk();
  if (!own) throw new Error('it is at the desk');
  for (const [reference, later] of Object.entries({ A: 2, C: -1, D: 1 })) {
    const proposedAt = own.proposedAt + later;
    const under = { revision: 0, reference: `${reference}-BAWASLU`, proposedAt };
    await saveReportReferral(deps, { ...own, ...under });
  }
  const first = (await listReports(deps)).map(({ reference }) => reference[0]);
  expect(first).toEqual(['C', 'B', 'D', 'A']);
  expect(await viewReportReferral(deps, ' c-bawaslu\n')).toBeDefined();
});

test('the desk sees why a report could not be passed on, as long as it waits', async () => {
  const { deps, act, change, reference } = await openReportAtDesk();
  const deaf = async () => (await viewReportReferral(deps, reference))?.deaf;
  expect(await deaf()).toBeUndefined();
  await change(() => ({ webhook: undefined }));
  expect(await deaf()).toBe('nobody');
  await act({ type: 'decline', reason: 'Tidak ada yang membaca' });
  expect(await deaf()).toBeUndefined();
  expect(await viewReportReferral(deps, 'NONE')).toBeUndefined();
});

test('what another reviewer says at the same moment is said as well', async () => {
  const { act, atDesk, store } = await openReportAtDesk();
  const both = await Promise.all([
    act({ type: 'ask', question: 'Siapa?' }),
    act({ type: 'ask', question: 'Kapan?' }, 'budi'),
  ]);
  expect(both.map(({ type }) => type)).toEqual(['done', 'done']);
  expect((await atDesk())?.steps).toHaveLength(2);
  expect(await store.documents.list('hand-over')).toHaveLength(1);
});

test('what was said just before a process died is heard once, whoever says it again', async () => {
  const { act, atDesk, atPartner, deps, notices, woken, audited } = await openReportAtDesk();
  await act({ type: 'ask', question: 'Siapa?' });
  await act(PASS);
  const told = await notices();
  expect(told.map(({ news }) => news)).toEqual(['report-question', 'referral']);
  const [before, events] = [woken.length, await audited()];
  await saveReportReferral(deps, { ...((await atDesk()) ?? never()), told: 0 });
  await saveReferral(deps, { ...((await atPartner()) ?? never()), told: 0 });
  await processReferrals(deps);
  expect(await notices()).toEqual(told);
  expect(woken).toHaveLength(before);
  expect(await audited()).toEqual(events);
  expect([(await atDesk())?.told, (await atPartner())?.told]).toEqual([2, 1]);
});

test('a round that is to stop begins nothing', async () => {
  const { deps, atDesk } = await openReportAtDesk({ report: 'LGONE' });
  await processReportReferrals(deps, AbortSignal.abort());
  expect(await atDesk()).toBeDefined();
  await processReportReferrals(deps);
  expect(await atDesk()).toBeUndefined();
});

function never(): never {
  throw new Error('it was there before');
}
