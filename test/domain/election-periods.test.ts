import { expect, test } from 'vitest';
import {
  type Election,
  electionPeriods,
  electionsIn,
  isComing,
  turnsOf,
} from '../../src/domain/voters/election.ts';

/** The votes of 2024, in the time of Jakarta. */
const PEMILU = { name: 'Pemilu 2024', at: Date.parse('2024-02-14T00:00+07:00') };
const PILKADA = { name: 'Pilkada Bali', at: Date.parse('2024-11-27T00:00+07:00'), region: 'Bali' };

function periodsAt(elections: readonly Election[], now: number, regions: readonly string[]) {
  return electionPeriods.filter(
    (each) => electionsIn(each, elections, { now, regions }).length > 0,
  );
}

test.each<[string, string[]]>([
  ['2023-11-27T23:59+07:00', []],
  ['2023-11-28T00:00+07:00', ['campaign']],
  ['2024-02-10T23:59+07:00', ['near', 'campaign']],
  ['2024-02-11T00:00+07:00', ['near', 'quiet']],
  ['2024-02-13T23:59+07:00', ['near', 'quiet']],
  ['2024-02-14T00:00+07:00', ['near', 'voting']],
  ['2024-02-14T23:59+07:00', ['near', 'voting']],
  ['2024-02-15T00:00+07:00', []],
  ['2024-09-24T23:59+07:00', []],
  ['2024-09-25T00:00+07:00', ['campaign']],
  ['2024-11-24T00:00+07:00', ['near', 'quiet']],
])('at %s the periods are %j', (iso, periods) => {
  expect(periodsAt([PEMILU, PILKADA], Date.parse(iso), [])).toEqual(periods);
});

test('an election elsewhere is none', () => {
  const quiet = Date.parse('2024-11-25T12:00+07:00');
  expect(periodsAt([PILKADA], quiet, ['Bali'])).toEqual(['near', 'quiet']);
  expect(periodsAt([PILKADA], quiet, ['Aceh'])).toEqual([]);
});

test('the first election comes first, and the season of one is longer than the time around it', () => {
  const now = Date.parse('2024-01-20T00:00+07:00');
  const names = (period: 'near' | 'tense' | 'season') =>
    electionsIn(period, [PILKADA, PEMILU], { now }).map(({ name }) => name);
  expect([names('near'), names('tense'), names('season')]).toEqual([
    [],
    ['Pemilu 2024'],
    ['Pemilu 2024'],
  ]);
  const june = { now: Date.parse('2024-06-01T00:00+07:00'), regions: [undefined] };
  expect(electionsIn('season', [PILKADA, PEMILU], june)).toEqual([PILKADA]);
});

test('an election is near from two weeks before until the day is over', () => {
  const [begins = 0, ends = 0] = turnsOf(PEMILU);
  const isNear = (now: number) => electionsIn('near', [PEMILU], { now }).length > 0;
  expect([begins - 1, begins, ends - 1, ends].map(isNear)).toEqual([false, true, true, false]);
  expect(ends - PEMILU.at).toBe(86_400_000);
});

test('the vote is still to come on its day, and the next one comes first', () => {
  expect(isComing(PEMILU, PEMILU.at - 1)).toBe(true);
  expect(isComing(PEMILU, PEMILU.at + 86_400_000 - 1)).toBe(true);
  expect(isComing(PEMILU, PEMILU.at + 86_400_000)).toBe(false);
  const later = { name: 'Pemilu ulang', at: PEMILU.at + 86_400_000 };
  const now = PEMILU.at - 86_400_000;
  expect(electionsIn('near', [later, PEMILU], { now })).toEqual([PEMILU, later]);
});
