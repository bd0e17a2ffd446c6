import { expect, onTestFinished, test } from 'vitest';
import { openMemoryStore } from '../../../src/app/open-store.ts';
import { partsOf } from '../../../src/domain/stats/counter.ts';
import { jakartaDay } from '../../../src/domain/time/jakarta-day.ts';
import { lastMonth, readMonth, spanOf, weekOf, weeks } from '../../../src/domain/time/month.ts';
import { wishes } from '../../../src/services/stats/monthly-counters.ts';
import { countMonth } from '../../../src/services/transparency/count-month.ts';
import { aCase, aCaseCommit, aMasterKey, aPost } from '../../support/builders.ts';
import { loadScript } from '../../support/stage.ts';

const HOUR = 3_600_000;

test('a month begins and ends at midnight in Jakarta, over the year and in leap years', () => {
  for (const [month, first, last] of [
    ['2026-10', '2026-10-01', '2026-10-31'],
    ['2026-12', '2026-12-01', '2026-12-31'],
    ['2028-02', '2028-02-01', '2028-02-29'],
  ] as const) {
    const { since, until } = spanOf(month);
    expect([jakartaDay(since), jakartaDay(since - 1) < first]).toEqual([first, true]);
    expect([jakartaDay(until - 1), jakartaDay(until) > last]).toEqual([last, true]);
  }
});

test('the month that was over last is the one before, at every moment of the new one', () => {
  const { since, until } = spanOf('2027-01');
  expect([lastMonth(since), lastMonth(until - 1), lastMonth(until)]).toEqual([
    '2026-12',
    '2026-12',
    '2027-01',
  ]);
});

test('every day lies in one part of its month', () => {
  const days = Array.from({ length: 31 }, (_, at) => String(at + 1).padStart(2, '0'));
  const parts = Map.groupBy(days, (day) => weekOf(`2026-10-${day}`));
  expect([...parts.keys()]).toEqual(weeks);
  expect([...parts.values()].map((each) => each.length)).toEqual([7, 7, 7, 7, 3]);
});

test.for([
  [9, 5, null],
  [10, 0, { p50: 2, p90: 2 }],
] as const)(
  'of %i decisions in a month, and %i in the next, the times that are published are %j',
  async ([within, later, decisionHours]) => {
    const store = await openMemoryStore([], aMasterKey());
    const post = await aPost(store);
    onTestFinished(() => post.close().then(() => store.close()));
    const { until } = spanOf('2026-10');
    const newCases = Array.from({ length: within + later }, (_, at) => {
      const decidedAt = at < within ? until - 1 : until;
      return aCase({ status: 'closed', openedAt: decidedAt - 2 * HOUR, decidedAt });
    });
    await store.cases.commit(aCaseCommit({ newCases }));
    expect(await countMonth(post.deps, '2026-10')).toMatchObject({ decisionHours });
  },
);

test('what is no month is not read as one', () => {
  for (const text of [
    '',
    '2026',
    '2026-1',
    '2026-13',
    '2026-00',
    '1999-01',
    '2026-10-01',
    ' 2026-10',
  ]) {
    expect(readMonth(text)).toBeUndefined();
  }
  expect(readMonth('2026-10')).toBe('2026-10');
});

test('the wishes that are counted are states of the flows', () => {
  const { flows } = loadScript();
  for (const name of Object.values(wishes)) {
    const [, flow = '', state = ''] = partsOf(name);
    expect([name, flows.get(flow)?.states.has(state)]).toEqual([name, true]);
  }
});
