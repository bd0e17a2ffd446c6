import { expect, onTestFinished, test } from 'vitest';
import { cellsOf } from '../../../src/domain/disclosure/aggregation-chain.ts';
import { startOfDay } from '../../../src/domain/time/jakarta-day.ts';
import { spanOf } from '../../../src/domain/time/month.ts';
import { VirtualClock } from '../../../src/jobs/local/virtual-clock.ts';
import { ALL } from '../../../src/ports/audience.ts';
import { saveAlert } from '../../../src/services/duty/alerts.ts';
import {
  drawUpRecord,
  listRecords,
  publishRecord,
  readRecord,
  reviseRecord,
} from '../../../src/services/transparency/monthly-reports.ts';
import { createSeal } from '../../../src/store/seal.ts';
import { openSqlite } from '../../../src/store/sqlite/open-sqlite.ts';
import {
  aCase,
  aCaseCommit,
  aCitizen,
  aFactCheck,
  aMasterKey,
  aPost,
  aTip,
  aTurn,
} from '../../support/builders.ts';
import { fillMonth } from '../../support/busy-month.ts';

const OCTOBER = startOfDay('2026-10-01');
const NOVEMBER = startOfDay('2026-11-01');
const DAY = 86_400_000;
const month = '2026-10';

async function open(now = NOVEMBER + DAY / 2, tipDays = 40) {
  const store = openSqlite(':memory:', createSeal(aMasterKey()));
  await fillMonth(store, { start: OCTOBER });
  const post = await aPost(store, { clock: new VirtualClock(now), settings: { tipDays } });
  onTestFinished(async () => {
    expect(post.errors).toEqual([]);
    await post.close();
    await store.close();
  });
  return { ...post, store };
}

/** The numbers of a table by what they are of. */
async function shown(post: Awaited<ReturnType<typeof open>>, name: string) {
  const kept = await drawUpRecord(post.deps, month);
  const table = kept?.record.tables.find((each) => each.name === name);
  if (!table) throw new Error(`there is no table ${name}`);
  return new Map(
    cellsOf(table.axes).map((of, at) => [Object.values(of).join(' '), table.counts[at]]),
  );
}

test('a month is counted by who asked, what was searched, told and sent', async () => {
  const post = await open();
  const asks = await shown(post, 'asks');
  expect(asks.get('')).toBe(200);
  expect(asks.get('open')).toBe(50);
  expect(asks.get('health')).toBe(50);
  expect((await shown(post, 'messages')).get('')).toBe(600);
  expect((await shown(post, 'messages')).get('text')).toBe(400);
  expect((await shown(post, 'searches')).get('answer')).toBe(50);
  expect((await shown(post, 'searches')).get('several')).toBe(50);
  expect((await shown(post, 'told')).get('')).toBe(150);
  const kept = await readRecord(post, month);
  expect(kept?.record.totals).toMatchObject({ people: 200, answers: 200, erasures: null });
  expect(kept?.record).toMatchObject({ countedOn: '2026-11-01', corrections: 0 });
  expect(kept?.record.factChecks).toHaveLength(9);
});

test('whoever asks the same again and again counts once, and those who are forgotten count as one person', async () => {
  const post = await open();
  const { store } = post;
  const found = aCase({ claim: 'Air galon dicampur sabun', openedAt: OCTOBER + DAY });
  const citizen = await aCitizen(store, undefined, OCTOBER + DAY);
  const tips = Array.from({ length: 30 }, (_, at) => ({
    ...aTip({ case: found.id, at: OCTOBER + DAY + at }),
    ...(at < 15 && { citizen }),
  }));
  await store.cases.commit(aCaseCommit({ newCases: [found], tips }));
  expect((await shown(post, 'asks')).get('')).toBe(200 + 1 + 15);
  expect((await readRecord(post, month))?.record.totals.people).toBe(200 + 2);
});

test('no small number is kept, not even before the month is published', async () => {
  const post = await open();
  await drawUpRecord(post.deps, month);
  const document = JSON.stringify((await post.store.documents.get('record', month))?.value);
  const people = await post.store.ledger.toldBefore('posko-busy-0', 99, ALL);
  expect(people.length).toBeGreaterThan(10);
  expect(people.filter((citizen) => document.includes(citizen))).toEqual([]);
  const kept = await readRecord(post, month);
  const numbers = kept?.record.tables.flatMap(({ counts }) => counts) ?? [];
  expect(numbers.filter((count) => count !== null && count < 10)).toEqual([]);
  expect(numbers.filter((count) => count === null).length).toBeGreaterThan(100);
});

test('a month lists the verdicts of the post itself, and none of another organisation', async () => {
  const post = await open();
  const dated = { publishedAt: '2026-10-05' };
  const of = (id: string, org: string) => aFactCheck({ ...dated, id, org });
  const { settings } = post.deps;
  await post.store.factChecks.save([of('ours', settings.post), of('theirs', 'Mafindo')]);
  const listed = (await drawUpRecord(post.deps, month))?.record.factChecks.map(({ id }) => id);
  expect(listed).toContain('ours');
  expect(listed).not.toContain('theirs');
});

test('a month tells of the alarms that there were, and of none that was rehearsed', async () => {
  const post = await open();
  const raised = { since: OCTOBER, raisedAt: OCTOBER, endedAt: OCTOBER + DAY };
  const alarm = { kind: 'urgent', value: 2, revision: 0, ...raised } as const;
  for (const of of ['K7Q2', 'LATIHAN-K7Q3'])
    await saveAlert(post.deps, { ...alarm, of, id: of, called: [], messages: [] });
  expect((await drawUpRecord(post.deps, month))?.record.alarms).toEqual({ urgent: 1 });
});

test('a month that is not over has no record, and one that is empty tells nothing', async () => {
  const post = await open(NOVEMBER - 1);
  expect(await drawUpRecord(post.deps, month)).toBeUndefined();
  const before = await drawUpRecord(post.deps, '2026-08');
  expect(before?.record.tables.flatMap(({ counts }) => counts).every((each) => each === null)).toBe(
    true,
  );
});

test('a month is counted once: whoever comes or goes afterwards changes nothing', async () => {
  const post = await open();
  const first = await drawUpRecord(post.deps, month);
  const late = await aCitizen(post.store);
  const tallies = { 'kind.text': 500 };
  await post.store.turns.commitTurn(aTurn({ citizen: late, tallies, now: OCTOBER + DAY }));
  expect(await drawUpRecord(post.deps, month)).toEqual(first);
  await publishRecord(post.deps, { month, by: 'Sari' });
  await reviseRecord(post.deps, { month, by: 'Sari', note: 'Judul keliru.' });
  expect((await readRecord(post, month))?.record).toEqual(first?.record);
});

test('the running post counts the last month before its tips are erased, and publishes nothing', async () => {
  const post = await open(NOVEMBER - DAY);
  await post.wait(2 * DAY);
  const [kept] = await listRecords(post);
  expect(kept?.record.month).toBe(month);
  expect(kept?.published).toBeUndefined();
  expect((await post.store.audit.list(10)).map(({ what }) => what)).toEqual([]);
});

test('what belongs to one month belongs to no other', async () => {
  const post = await open(startOfDay('2026-12-01'));
  const found = aCase();
  const at = [OCTOBER - 1, OCTOBER, NOVEMBER - 1, NOVEMBER, NOVEMBER + DAY];
  const tips = at.map((time) => aTip({ case: found.id, at: time }));
  const { store } = post;
  await store.cases.commit(aCaseCommit({ newCases: [found], tips }));
  const spans = ['2026-09', month, '2026-11'].map((each) => store.figures.tipsIn(spanOf(each)));
  const [before, , after] = await Promise.all(spans);
  const asked = (await Promise.all(spans)).flat().filter((tip) => tip.case === found.id);
  expect([before?.length, after?.length, asked.length]).toEqual([1, 2, 5]);
});

test('messages of the first day of the next month stand in no number of this one', async () => {
  const post = await open(startOfDay('2026-12-01'));
  const citizen = await aCitizen(post.store);
  for (const [revision, now] of [NOVEMBER - 1, NOVEMBER].entries()) {
    const tallies = { 'kind.text': 40 };
    await post.store.turns.commitTurn(aTurn({ citizen, revision, now, tallies }));
  }
  expect((await shown(post, 'messages')).get('')).toBe(640);
});

test('what was erased before it was counted is told to be so', async () => {
  const store = openSqlite(':memory:', createSeal(aMasterKey()));
  await fillMonth(store, { start: OCTOBER });
  const none = { letter: 0, media: 0, address: 0, farewell: 0, tally: 0 };
  await store.retention.erase({ ...none, tip: OCTOBER + 10 * DAY });
  const options = { clock: new VirtualClock(NOVEMBER + DAY), settings: { tipDays: 10 } };
  const post = { ...(await aPost(store, options)), store };
  onTestFinished(() => post.close().then(() => store.close()));
  const asks = await shown(post, 'asks');
  expect(asks.get('')).toBe(200);
  expect(asks.get('health') ?? 0).toBeLessThan(50);
});

test('an editor publishes a month once, and revises it by dated notes; both stand in the audit log', async () => {
  const post = await open();
  const by = 'Sari';
  expect(await reviseRecord(post.deps, { month, by, note: 'x' })).toBe('unknown');
  expect(await publishRecord(post.deps, { month: '2026-11', by })).toBe('unknown');
  await drawUpRecord(post.deps, month);
  expect(await reviseRecord(post.deps, { month, by, note: 'x' })).toBe('not-published');
  expect(await publishRecord(post.deps, { month, by })).toBe('done');
  expect(await publishRecord(post.deps, { month, by })).toBe('already');
  expect(await reviseRecord(post.deps, { month, by, note: ' ' })).toBe('bad-note');
  expect(await reviseRecord(post.deps, { month, by, note: 'Angka alarm keliru.' })).toBe('done');
  const kept = await readRecord(post, month);
  expect(kept).toMatchObject({ published: { by, licence: 'CC-BY-4.0' } });
  expect(kept?.revisions).toMatchObject([{ by, note: 'Angka alarm keliru.' }]);
  const events = (await post.store.audit.list(10)).map(({ what, of }) => `${what} ${of}`);
  expect(events).toEqual([`record-revised ${month}`, `record-published ${month}`]);
});

test('what a month is counted from is not erased before it is counted', async () => {
  const store = openSqlite(':memory:', createSeal(aMasterKey()));
  await fillMonth(store, { start: OCTOBER });
  const clock = new VirtualClock(NOVEMBER - DAY);
  const post = await aPost(store, { clock, settings: { tipDays: 25 }, sweepMs: 3_600_000 });
  onTestFinished(async () => {
    await post.close();
    await store.close();
  });
  store.figures.tipsIn = () => Promise.reject(new Error('planted'));
  await post.wait(10 * DAY);
  expect(String(post.errors[0])).toContain('the month 2026-10 cannot be counted');
  const decided = await store.cases.decidedSince(OCTOBER);
  expect(decided.filter(({ claim }) => claim !== '').length).toBeGreaterThan(0);
});
