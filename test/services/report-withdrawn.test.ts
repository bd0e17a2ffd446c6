import { expect, test } from 'vitest';
import { reachedPartners } from '../../src/services/actions/referral-status.ts';
import { processReferrals } from '../../src/services/partners/process-referrals.ts';
import {
  processReportReferral,
  withdraw,
} from '../../src/services/partners/process-report-referrals.ts';
import { saveReferral } from '../../src/services/partners/referrals.ts';
import { deleteReportReferral } from '../../src/services/partners/report-referrals.ts';
import { openReportAtDesk } from '../support/report-at-desk.ts';
import { aTurnWith } from '../support/report-stage.ts';
import { MORNING } from '../support/stage.ts';

const DAY = 86_400_000;
const NOW = MORNING + 60_000;

/** A report that the partner has, received and said something about, with all that is kept of it. */
async function openAtPartner() {
  const desk = await openReportAtDesk();
  const { act, atDesk, atPartner, deps, time, reference } = desk;
  await act({ type: 'pass' });
  time.now = NOW;
  const passed = (await atPartner()) ?? never();
  const parcel = { dueAt: MORNING, leasedUntil: 0, failures: 0 };
  await saveReferral(deps, {
    ...passed,
    steps: [...passed.steps, { status: 'diterima', at: MORNING, by: 'eka', note: 'Kami baca' }],
    told: 2,
    notes: [{ at: MORNING, by: 'eka', from: 'partner', text: 'Saksi Rustam' }],
    matter: 'OTHER',
    custody: [
      ...[{ at: MORNING, by: 'eka', from: 'partner', what: 'downloaded' }].map((each) => ({
        ...each,
        ...{ sha256: 'a'.repeat(64), copy: 'b'.repeat(64) },
      })),
    ],
    parcels: [
      { ...parcel, id: 'brought', event: 'report.created', deliveredAt: MORNING },
      { ...parcel, id: 'waiting', event: 'referral.updated' },
    ],
  } as typeof passed);
  const work = async () => processReportReferral(deps, (await atDesk()) ?? never());
  const reason = async () => (await atPartner())?.steps.at(-1)?.reason;
  return { ...desk, work, reason, reference };
}

test('of a report that is gone the partner hears, and nothing that was said about it is kept', async () => {
  const { work, atDesk, atPartner, setProfile, audited, reference } = await openAtPartner();
  await setProfile({ reports: [] });
  await work();
  expect(await atDesk()).toBeUndefined();
  const left = await atPartner();
  expect(left).toMatchObject({
    steps: [
      { status: 'dikirim', at: MORNING, by: 'rina' },
      { status: 'diterima', at: MORNING, by: 'eka' },
      { status: 'ditarik', at: NOW, by: 'posko', reason: 'expired' },
    ],
    told: 3,
    changedAt: NOW,
    custody: [{ at: MORNING, by: 'eka', from: 'partner', what: 'downloaded' }],
  });
  expect(left?.parcels).toEqual([
    expect.objectContaining({ id: 'brought' }),
    {
      ...{ id: `${reference}.referral.withdrawn`, event: 'referral.withdrawn', dueAt: NOW },
      ...{ leasedUntil: 0, failures: 0 },
    },
  ]);
  expect(left).not.toHaveProperty('notes');
  expect(left).not.toHaveProperty('matter');
  expect(JSON.stringify(left)).not.toMatch(/Kami baca|Rustam|aaa|bbb/);
  expect((await audited()).at(-1)).toEqual({
    ...{ what: 'referral-withdrawn', by: 'posko', of: reference },
    details: { organisation: 'bawaslu' },
  });
});

test('the partner learns whether consent was taken back, time is over or its citizen is erased', async () => {
  const { work, reason, setProfile, report } = await openAtPartner();
  await setProfile({ reports: [{ ...report, handOver: undefined }] });
  await work();
  expect(await reason()).toBe('consent');
  const gone = await openAtPartner();
  const { citizen: _, ...rest } = (await gone.atDesk()) ?? never();
  await processReportReferral(gone.deps, rest);
  expect(await gone.reason()).toBe('erased');
});

test('a partner without a program is told on its board alone, and once', async () => {
  const { work, atDesk, atPartner, deps, setProfile, change, audited } = await openAtPartner();
  await change(() => ({ webhook: undefined, feed: { digest: 'd', seenUntil: 0 } }));
  await setProfile({ reports: [] });
  expect(await atDesk()).toBeDefined();
  await work();
  const left = (await atPartner()) ?? never();
  expect(left.parcels.map(({ id }) => id)).toEqual(['brought']);
  const before = await audited();
  await withdraw(deps, left, 'erased');
  expect(await atPartner()).toEqual(left);
  expect(await audited()).toEqual(before);
});

test('a referral whose report nobody knows any more is withdrawn, and gone with its time', async () => {
  const { atDesk, atPartner, deps, time, reason } = await openAtPartner();
  await deleteReportReferral(deps, (await atDesk()) ?? never());
  await processReferrals(deps);
  expect(await reason()).toBe('erased');
  time.now = NOW + deps.settings.tipDays * DAY;
  await processReferrals(deps);
  expect(await reason()).toBe('erased');
  time.now += 400 * DAY;
  await processReferrals(deps);
  expect(await atPartner()).toBeUndefined();
});

test('a report that never was passed on goes without a word to the partner', async () => {
  const { atDesk, atPartner, deps, setProfile, audited } = await openReportAtDesk();
  await setProfile({ reports: [] });
  await processReportReferral(deps, (await atDesk()) ?? never());
  expect([await atDesk(), await atPartner()]).toEqual([undefined, undefined]);
  expect(await audited()).toEqual([]);
});

test('what its citizen restricts is read again by the partner, and again once they may use it', async () => {
  const { work, atDesk, atPartner, setProfile, report } = await openAtPartner();
  const events = async () => (await atPartner())?.parcels.map(({ id, event }) => [id, event]);
  const changed = async () => (await atPartner())?.changedAt;
  await work();
  expect(await changed()).toBe(MORNING);
  await setProfile({ reports: [report], isRestricted: true });
  await work();
  expect((await atDesk())?.isRestricted).toBe(true);
  expect(await changed()).toBe(NOW);
  expect(await events()).toEqual([
    ['brought', 'report.created'],
    ['waiting', 'referral.updated'],
  ]);
  const revision = (await atPartner())?.revision;
  await work();
  expect((await atPartner())?.revision).toBe(revision);
  await setProfile({ reports: [report] });
  await work();
  expect((await atDesk())?.isRestricted).toBe(false);
  expect((await atPartner())?.revision).toBe((revision ?? 0) + 1);
});

test('a report for a partner that is not registered any more waits', async () => {
  const { atDesk, atPartner, deps } = await openReportAtDesk(
    {
      organisation: 'polri',
      steps: [{ type: 'passed', at: MORNING, by: 'rina', answerMs: DAY }],
    },
    { handOver: { organisation: 'polri', agreedAt: MORNING, version: 'V', replies: [] } },
  );
  await processReportReferral(deps, (await atDesk()) ?? never());
  expect(await atDesk()).toBeDefined();
  expect(await atPartner()).toBeUndefined();
});

function never(): never {
  throw new Error('it was there before');
}

test('of the partners whom reports have reached everybody hears their own alone', async () => {
  const { deps, act, citizen } = await openReportAtDesk();
  await act({ type: 'pass' });
  const reached = (who: string) => reachedPartners(deps, { ...aTurnWith(), citizen: who });
  expect(await reached(citizen)).toContain('Bawaslu');
  expect(await reached('somebody-else')).toBe('');
});
