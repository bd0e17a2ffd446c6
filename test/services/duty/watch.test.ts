import { expect, onTestFinished, test } from 'vitest';
import texts from '../../../src/app/matching-texts.json' with { type: 'json' };
import { startOfDay } from '../../../src/domain/time/jakarta-day.ts';
import { savePerson } from '../../../src/services/accounts/people.ts';
import { claim } from '../../../src/services/cases/decide-case.ts';
import { alertWords } from '../../../src/services/duty/alert-text.ts';
import {
  acknowledge,
  deleteOldAlerts,
  listAlerts,
  setRule,
  unreached,
} from '../../../src/services/duty/alerts.ts';
import { findCauses } from '../../../src/services/duty/find-incidents.ts';
import { addShift } from '../../../src/services/duty/roster.ts';
import { actOnReport, listReports } from '../../../src/services/partners/review-report.ts';
import { countMonths } from '../../../src/services/transparency/monthly-reports.ts';
import { addPartner } from '../../support/add-partner.ts';
import { openInMemory } from '../../support/both-stores.ts';
import { aPost } from '../../support/builders.ts';
import { prepareReport } from '../../support/prepare-report.ts';
import { around, aWatchedPost, MINUTE, putOnDuty } from './watched-post.ts';

const DAY = 24 * 60 * MINUTE;

test('of several processes one raises an alarm, tells it once, and ends it', async () => {
  const post = await aWatchedPost();
  await putOnDuty(post);
  post.health.hasJobs = false;
  await post.pass(5);
  expect(post.news()).toEqual(['raised queue']);
  expect(post.letters).toMatchObject([
    { to: 'rina@posko.example', subject: '[Posko] Antrean kerja terganggu' },
  ]);
  post.health.hasJobs = true;
  await post.pass(2);
  expect(post.news()).toEqual(['raised queue', 'ended queue']);
  expect(await listAlerts(post.deps)).toMatchObject([{ kind: 'queue', called: ['Rina'] }]);
});

test('a model that does not answer and a backup of long ago raise alarms, until they are there', async () => {
  const post = await aWatchedPost();
  post.encoder.state = 'down';
  post.health.lastBackup = (post.deps.clock.now() - 40 * 60 * MINUTE) / 1000;
  await post.pass(9);
  expect(post.news()).toEqual([]);
  await post.pass(55);
  expect(post.news()).toEqual(['raised encoder', 'raised backup']);
  expect(post.told.at(-1)?.alarm.value).toBeGreaterThanOrEqual(40);
  post.encoder.state = 'ok';
  post.health.lastBackup = post.deps.clock.now() / 1000;
  await post.pass(2);
  expect(post.news().slice(2).toSorted()).toEqual(['ended backup', 'ended encoder']);
});

test.each([
  'the thread that matches failed: ERR_WORKER_OUT_OF_MEMORY',
  'the thread that matches ended with 1',
  'matching took longer than 5 s',
  texts.here,
  'the index is being opened',
])('%s: an alarm within a minute, with the reason and the next step', async (reason) => {
  const post = await aWatchedPost();
  const before = post.clock.now();
  Object.assign(post.matching, { state: 'down', reason });
  await post.pass(0.5);
  expect(post.news()).toEqual(['raised matching']);
  expect(post.clock.now() - before).toBeLessThan(60_000);
  const [found] = await listAlerts(post.deps);
  for (const language of ['id', 'en'] as const) {
    const [what, next] = found ? alertWords[language].what(found).split(reason) : [];
    expect(what?.length).toBeGreaterThan(20);
    expect(next).toMatch(/\/readyz\. .*memor/);
    expect(next).not.toContain('POSKO_MATCHING=here'); // where one message would hold up all others
  }
  Object.assign(post.matching, { state: 'ok', reason: undefined });
  await post.pass(1);
  expect(post.news()).toEqual(['raised matching', 'ended matching']);
});

test('a backup that was not copied elsewhere raises an alarm at once, until it is', async () => {
  const post = await aWatchedPost();
  post.health.isCopyMissing = true;
  await post.pass(1);
  expect(post.news()).toEqual(['raised copy']);
  post.health.isCopyMissing = false;
  await post.pass(1);
  expect(post.news()).toEqual(['raised copy', 'ended copy']);
});

test('what nobody acknowledges goes down the list, until somebody does', async () => {
  const post = await aWatchedPost();
  await putOnDuty(post);
  post.health.hasJobs = false;
  await post.pass(20);
  const to = () => post.letters.map((letter) => letter.to.split('@')[0]);
  expect(to()).toEqual(['rina', 'budi']);
  expect(await acknowledge(post.deps, 'queue', 'Budi')).toBe('acknowledged');
  expect(await acknowledge(post.deps, 'queue', 'Rina')).toBe('already');
  await post.pass(40);
  expect(to()).toEqual(['rina', 'budi']);
  expect(post.news()).toEqual(['raised queue', 'escalated queue', 'acknowledged queue']);
  const whats = (await post.store.audit.list(20)).map(({ by, what }) => `${by} ${what}`);
  expect(whats).toContain('Budi alarm-acknowledged');
});

test('a case that spreads raises an alarm of its own', async () => {
  const post = await aWatchedPost();
  const text = 'Air galon di Pasar Rebo dicampur sabun cuci oleh pedagang nakal';
  for (const citizen of ['a', 'b', 'c', 'd', 'e']) await post.report(citizen, text);
  await post.pass(1);
  const [found] = await post.store.cases.list('open', 10);
  expect(post.news()).toEqual([`raised burst ${found?.ticket}`]);
});

test('late cases, a threshold and a rule that is off are seen as the rules say', async () => {
  const post = await aWatchedPost();
  await post.report('a', 'Air galon di Pasar Rebo dicampur sabun cuci oleh pedagang nakal');
  await post.wait(25 * 60 * MINUTE);
  await post.pass(1);
  expect(await listAlerts(post.deps)).toEqual([]);
  const rule = { isOn: true, threshold: 1, minutes: 0, isGrave: false };
  await setRule(post.deps, { kind: 'backlog', rule, by: 'Edi' });
  await post.pass(1);
  expect(post.news()).toEqual(['raised backlog']);
  await setRule(post.deps, { kind: 'backlog', rule: { ...rule, isOn: false }, by: 'Edi' });
  await post.pass(1);
  expect(post.news()).toEqual(['raised backlog', 'ended backlog']);
});

test('a roster with a gap is an alarm, and no roster is none', async () => {
  const post = await aWatchedPost();
  await post.pass(7);
  expect(post.news()).toEqual([]);
  await addShift(post.deps, { ...around, days: [0], minutes: 15, reviewer: 'Rina' }, 'Edi');
  await post.wait(60 * MINUTE);
  await post.pass(7);
  expect(post.news()).toEqual(['raised unattended']);
});

test('where no process works any more, one that only serves says so', async () => {
  const post = await aWatchedPost();
  await post.pass(1);
  const serving = post.aProcess(false);
  for (let minute = 0; minute < 4; minute += 1) {
    await post.wait(MINUTE);
    await serving.look();
  }
  expect(post.news()).toContain('raised worker');
});

test('a webhook that is away is told again, later each time, and given up in the end', async () => {
  const post = await aWatchedPost({ webhookFails: true });
  post.health.hasJobs = false;
  await post.pass(5);
  expect(post.told).toEqual([]);
  post.health.webhookFails = false;
  await post.pass(10);
  expect(post.news()).toEqual(['raised queue']);
  const [alarm] = await listAlerts(post.deps);
  expect(alarm?.messages).toMatchObject([{ way: 'webhook', state: 'sent' }]);
  expect(post.errors.length).toBeGreaterThan(0);
});

test('an alarm that is over is forgotten after the days that a tip is kept', async () => {
  const post = await aWatchedPost();
  post.health.hasJobs = false;
  await post.pass(3);
  post.health.hasJobs = true;
  await post.pass(1);
  await post.wait(29 * 24 * 60 * MINUTE);
  await deleteOldAlerts(post.deps);
  expect(await listAlerts(post.deps)).toHaveLength(1);
  await post.wait(2 * 24 * 60 * MINUTE);
  await deleteOldAlerts(post.deps);
  expect(await listAlerts(post.deps)).toEqual([]);
});

test('where the store is away, each process tells the webhook once, under one id', async () => {
  const post = await aWatchedPost();
  const { documents } = post.store;
  const process = post.aProcess();
  post.store.documents = { ...documents, list: () => Promise.reject(new Error('no store')) };
  for (let minute = 0; minute < 3; minute += 1) {
    await expect(process.look()).rejects.toThrow('no store');
    await post.clock.advance(MINUTE, async () => {});
  }
  expect(post.news()).toEqual(['raised store']);
  post.store.documents = documents;
  await process.look();
  expect(post.news()).toEqual(['raised store', 'ended store']);
});

test('a life in danger calls somebody in their quiet hours, and no more once it is in hand', async () => {
  const post = await aWatchedPost();
  await putOnDuty(post);
  const quiet = { from: 0, until: 1439 };
  await savePerson(post.deps, 'Rina', { email: 'rina@posko.example', quiet });
  await post.report('a', 'Rumah pak lurah Sukamaju mau dibakar massa malam ini');
  await post.pass(5);
  const [found] = await post.store.cases.list('open', 10);
  const ticket = found?.ticket ?? '';
  const called = post.letters.map(({ to }) => to.split('@')[0]);
  expect(called).toEqual(['rina', 'budi', 'sari']); // all before the five minutes are over
  expect(post.letters[0]?.text).toContain('mungkin ada nyawa yang terancam');
  await claim(post.deps, { ticket, reviewer: 'Budi' });
  await post.pass(1);
  expect(post.news().at(-1)).toBe(`ended urgent ${ticket}`);
});

test('a report that waits at the desk raises an alarm when its last day is tomorrow', async () => {
  const post = await aWatchedPost();
  await addPartner(post.store);
  const id = await prepareReport(post, 'citi');
  await post.write('citi', 'ya');
  await post.pass(1);
  expect(post.news()).toEqual([]);
  await post.wait(25 * 60 * MINUTE);
  await post.pass(1);
  expect(post.news()).toEqual([`raised report ${id}-BAWASLU`]);
  const act = { type: 'decline', reason: 'Bukan wewenang Bawaslu.' } as const;
  await actOnReport(post.deps, { reference: `${id}-BAWASLU`, by: 'Rina', act });
  await post.pass(1);
  expect(post.news().at(-1)).toBe(`ended report ${id}-BAWASLU`);
});

test('who got no e-mail in six attempts is named for a week', async () => {
  const post = await aWatchedPost();
  await putOnDuty(post);
  post.health.mailFails = true;
  post.health.hasJobs = false;
  for (let hours = 0; hours < 8; hours += 1) {
    await post.pass(1);
    await post.wait(30 * MINUTE);
  }
  const missed = async () => unreached(await listAlerts(post.deps), post.clock.now());
  expect(await missed()).toEqual(['Rina']);
  await post.wait(8 * 24 * 60 * MINUTE);
  expect(await missed()).toEqual([]);
});

test('an alarm is kept beyond its time until its month is counted', async () => {
  const post = await aWatchedPost();
  await post.report('a', 'Petugas TPS di Bekasi minta transfer ke nomor yang tidak dikenal');
  post.health.hasJobs = false;
  await post.pass(3);
  post.health.hasJobs = true;
  await post.pass(1);
  const daysOn = (days: number) => {
    const now = () => post.clock.now() + days * DAY;
    const settings = { ...post.deps.settings, tipDays: 1 };
    return { ...post.deps, settings, clock: { ...post.deps.clock, now } };
  };
  for (const days of [3, 20]) await deleteOldAlerts(daysOn(days));
  expect(await listAlerts(post.deps)).toHaveLength(1);
  await countMonths(daysOn(20));
  await deleteOldAlerts(daysOn(20));
  expect(await listAlerts(post.deps)).toEqual([]);
});

test('a report is an alarm from the day before the time of the law is up, however much is left of ours', async () => {
  const store = await openInMemory();
  const post = await aPost(store, { settings: { serviceMs: 60 * DAY } });
  onTestFinished(async () => {
    await post.close();
    await store.close();
  });
  await addPartner(store);
  const told = ['Amplop dibagikan di pos ronda Kampung Contoh', 'hari ini, Jayapura'];
  const named = ['Tim calon Contoh', 'Sitti Contohwati, Jalan Contoh 77'];
  for (const text of ['lapor', 'pemilu', ...told, ...named, 'ya', 'ya']) {
    await post.write('citi', text);
  }
  const [report] = await listReports(post.deps);
  const lastDay = startOfDay(report?.deadline ?? '');
  const alarms = async (now: number) => {
    const later = { ...post.deps, clock: { now: () => now, at: () => () => {} } };
    return (await findCauses(later, [])).filter(({ kind }) => kind === 'report');
  };
  expect(await alarms(lastDay - DAY - MINUTE)).toEqual([]);
  const [alarm] = await alarms(lastDay - DAY);
  expect(alarm).toMatchObject({ of: report?.reference, detail: report?.deadline });
});
