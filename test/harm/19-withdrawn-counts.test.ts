import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { diagnoseRecord } from '../../src/app/diagnostics/diagnose-store.ts';
import { caseSchema } from '../../src/domain/cases/case.ts';
import { countChain } from '../../src/domain/disclosure/aggregation-chain.ts';
import { alertKinds } from '../../src/domain/duty/alert.ts';
import { messageKinds } from '../../src/domain/messages/message.ts';
import { referableThreats, referralStatuses } from '../../src/domain/partners/referral.ts';
import { provinceNames } from '../../src/domain/text/province.ts';
import { startOfDay } from '../../src/domain/time/jakarta-day.ts';
import { weekOf } from '../../src/domain/time/month.ts';
import { VirtualClock } from '../../src/jobs/local/virtual-clock.ts';
import { close } from '../../src/services/cases/decide-case.ts';
import { listAlerts } from '../../src/services/duty/alerts.ts';
import { checkAlerts } from '../../src/services/duty/check-alerts.ts';
import { referCase } from '../../src/services/partners/refer-case.ts';
import { findReferral, listReferrals } from '../../src/services/partners/referrals.ts';
import { actOnReport } from '../../src/services/partners/review-report.ts';
import {
  axesOf,
  ERASED,
  endOfStatus,
  kindOfMessage,
  outcomeOfStatus,
} from '../../src/services/transparency/count-tables.ts';
import { tableNames } from '../../src/services/transparency/monthly-report.ts';
import { listRecords } from '../../src/services/transparency/monthly-reports.ts';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { nameValue, voiceFor } from '../../src/web/shared/monthly-report/text.ts';
import { addPartner } from '../support/add-partner.ts';
import { aCase, aCaseCommit, aMasterKey, aPost, aTip } from '../support/builders.ts';
import { fillMonth } from '../support/busy-month.ts';
import { prepareReport } from '../support/prepare-report.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const OCTOBER = startOfDay('2026-10-01');
const NOVEMBER = startOfDay('2026-11-01');
const WORDS = 'Air galon isi ulang di Pasar Rebo dicampur sabun cuci oleh pedagang';

/** A post whose counting of tips fails as long as `broken.isOn`. */
async function open(now: number, tipDays = 5) {
  const store = openSqlite(':memory:', createSeal(aMasterKey()));
  const broken = { isOn: false };
  const tipsIn = store.figures.tipsIn.bind(store.figures);
  store.figures.tipsIn = async (span) => {
    if (broken.isOn) throw new Error('the figures cannot be read');
    return tipsIn(span);
  };
  const settings = { tipDays, addressDays: 10 };
  const options = { clock: new VirtualClock(now), settings, sweepMs: HOUR };
  const post = await aPost(store, options);
  onTestFinished(async () => {
    await post.close();
    await store.close();
  });
  return { ...post, store, broken };
}

test('a report that its citizen takes back is counted with its month', async () => {
  const post = await open(OCTOBER + 2 * DAY, 40);
  await addPartner(post.store);
  const id = await prepareReport(post, 'citi');
  await post.write('citi', 'ya');
  const reference = `${id}-BAWASLU`;
  const passed = await actOnReport(post.deps, { reference, by: 'rina', act: { type: 'pass' } });
  expect(passed.type).toBe('done');
  await post.write('citi', 'hapus data saya');
  await post.write('citi', 'ya');
  await post.wait(HOUR);
  expect((await findReferral(post, reference))?.steps.at(-1)?.status).toBe('ditarik');
  await post.wait(31 * DAY);
  expect(post.errors).toEqual([]);
  const [kept] = await listRecords(post);
  expect(kept?.record.month).toBe('2026-10');
  const ends = kept?.record.tables.find(({ name }) => name === 'referrals')?.axes[1]?.values;
  expect(ends).toContain('ditarik');
});

test('every state that the post knows has a place in the record, and a name in both languages', () => {
  for (const status of referralStatuses) {
    for (const threat of referableThreats) {
      const entry = { of: { threat, end: endOfStatus[status] } };
      expect(countChain(axesOf.referrals, [entry])[0]?.count).toBe(1);
    }
  }
  for (const kind of messageKinds) {
    const entry = { of: { week: weekOf('2026-10-01'), kind: kindOfMessage[kind] } };
    expect(countChain(axesOf.messages, [entry])[0]?.count).toBe(1);
  }
  for (const status of caseSchema.shape.status.options) {
    const of = { threat: 'none', week: weekOf('2026-10-31'), province: 'unnamed', topic: 'other' };
    const entry = { of: { ...of, outcome: outcomeOfStatus[status] } };
    expect(countChain(axesOf.asks, [entry])[0]?.count).toBe(1);
  }
  for (const language of ['id', 'en']) {
    const voice = voiceFor(language);
    const raw = ['waiting', 'answered', 'ditarik', 'erased', 'unnamed', 'none', 'unknown'];
    const values = [...Object.values(endOfStatus), ...Object.values(outcomeOfStatus), ERASED];
    const named = values.map((value) => nameValue(voice, 'end', value));
    expect(named.filter((name) => raw.includes(name) && language === 'id')).toEqual([]);
    expect(named.every((name) => name !== 'ditarik')).toBe(true);
    for (const kind of alertKinds) expect(voice.say.alarm[kind]).toBeTruthy();
  }
});

test('whatever is counted with values of the axes adds up, in every table', () => {
  const entries = fc.constantFrom(...tableNames).chain((name) => {
    const of = axesOf[name].map((axis) => [axis.name, fc.constantFrom(...axis.values)] as const);
    return fc.tuple(fc.constant(name), fc.array(fc.record(Object.fromEntries(of))));
  });
  fc.assert(
    fc.property(entries, ([name, all]) => {
      const cells = countChain(
        axesOf[name],
        all.map((of) => ({ of })),
      );
      expect(cells[0]?.count).toBe(all.length);
    }),
  );
});

test('a province that the list no longer has does not stop the counting', async () => {
  const post = await open(NOVEMBER - DAY, 40);
  const found = aCase();
  const tips = [aTip({ case: found.id, at: OCTOBER + DAY, region: 'Provinsi Lama' })];
  await post.store.cases.commit(aCaseCommit({ newCases: [found], tips }));
  await fillMonth(post.store, { start: OCTOBER, people: 20 });
  expect(provinceNames).not.toContain('Provinsi Lama');
  await post.wait(2 * DAY);
  expect(post.errors).toEqual([]);
  expect(await listRecords(post)).toHaveLength(1);
});

test('what could not be counted is not erased, somebody is called, and the rest goes on', async () => {
  const post = await open(NOVEMBER - 3 * DAY);
  const { store, deps, broken } = post;
  await post.report('w1', WORDS);
  const [found] = await store.cases.list('open', 1);
  await close(deps, { ticket: found?.ticket ?? '', reviewer: 'rina' }, 'unverifiable');
  broken.isOn = true;
  const words = async () => (await store.cases.tipsOf(found?.id ?? '')).map(({ text }) => text);
  const look = () => checkAlerts({ ...deps, ways: {}, escalateMs: HOUR });
  await post.wait(3 * DAY + HOUR);
  await look();
  await post.wait(3 * HOUR);
  await look();
  const [alarm] = (await listAlerts(deps)).filter(({ kind }) => kind === 'record');
  expect(alarm).toMatchObject({ of: '2026-10' });
  const [line] = await diagnoseRecord(store, post.clock.now());
  expect(line).toMatchObject({ state: 'broken' });
  expect(line?.detail).toContain('2026-10 is not counted');

  await post.wait(30 * DAY);
  expect(await words()).toEqual([WORDS]);
  expect(await listRecords(post)).toEqual([]);
  expect(String(post.errors[0])).toContain('2026-10');

  broken.isOn = false;
  await post.wait(2 * HOUR);
  const kept = await listRecords(post);
  expect(kept.map(({ record }) => record.month)).toContain('2026-10');
  expect(await words()).toEqual(['']);
  await look();
  const after = (await listAlerts(deps)).filter(({ kind }) => kind === 'record');
  expect(after.every(({ endedAt }) => endedAt !== undefined)).toBe(true);
  expect((await diagnoseRecord(store, post.clock.now()))[0]?.state).toBe('ok');
});

test('those who asked to be erased are erased in time, whatever cannot be counted', async () => {
  const post = await open(NOVEMBER - DAY);
  post.broken.isOn = true;
  await post.report('w1', WORDS);
  await post.write('w1', 'hapus data saya');
  await post.write('w1', 'ya');
  await post.wait(5 * DAY);
  expect(post.errors.length).toBeGreaterThan(0);
  expect(await post.store.figures.toldIn({ since: 0, until: NOVEMBER * 2 })).toEqual([]);
  const [found] = await post.store.cases.list(undefined, 5);
  const tips = found ? await post.store.cases.tipsOf(found.id) : [];
  expect(tips.filter(({ citizen }) => citizen !== undefined)).toEqual([]);
});

test('what was passed on and what was wrong stay until their month is counted', async () => {
  const post = await open(OCTOBER + 2 * DAY, 3);
  const { store, deps } = post;
  await addPartner(store);
  await post.report('w1', WORDS);
  const [found] = await store.cases.list('open', 1);
  const ticket = found?.ticket ?? '';
  const threat = 'penipuan';
  await referCase(deps, { ticket, organisation: 'bawaslu', threat, answerMs: HOUR, by: 'rina' });
  await close(deps, { ticket, reviewer: 'rina' }, 'unverifiable');
  const alarm = { kind: 'burst', of: ticket, value: 9, since: OCTOBER + 2 * DAY } as const;
  const times = { raisedAt: OCTOBER + 2 * DAY, endedAt: OCTOBER + 2 * DAY + HOUR };
  const value = { ...alarm, ...times, called: [], messages: [] };
  await store.documents.put('alarm', { id: `burst:${ticket}`, revision: 0, value });
  await post.wait(20 * DAY);
  expect(await listReferrals(post)).toHaveLength(1);
  expect(await listAlerts(deps)).toHaveLength(1);
  await post.wait(12 * DAY);
  const [kept] = await listRecords(post);
  expect(kept?.record.alarms).toMatchObject({ burst: 1 });
  expect(await listReferrals(post)).toEqual([]);
  expect(await listAlerts(deps)).toEqual([]);
});

test('all months that nobody counted are counted when the post is back, and none in which nobody wrote', async () => {
  const store = openSqlite(':memory:', createSeal(aMasterKey()));
  await fillMonth(store, { start: startOfDay('2026-08-01'), people: 40 });
  const post = await aPost(store, { clock: new VirtualClock(NOVEMBER + DAY), sweepMs: HOUR });
  onTestFinished(async () => {
    await post.close();
    await store.close();
  });
  await post.write('w1', 'menu');
  await post.wait(31 * DAY);
  expect(post.errors).toEqual([]);
  const months = (await listRecords({ store })).map(({ record }) => record.month);
  expect(months).toEqual(['2026-11', '2026-08']);
});
