import { expect, test } from 'vitest';
import { electionPeriodsAt } from '../../src/domain/voters/election.ts';

/** The votes of 2024, in the time of Jakarta. */
const PEMILU = { name: 'Pemilu 2024', at: Date.parse('2024-02-14T00:00+07:00') };
const PILKADA = { name: 'Pilkada Bali', at: Date.parse('2024-11-27T00:00+07:00'), region: 'Bali' };

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
  expect(electionPeriodsAt([PEMILU, PILKADA], Date.parse(iso), [])).toEqual(periods);
});

test('an election elsewhere is none', () => {
  const quiet = Date.parse('2024-11-25T12:00+07:00');
  expect(electionPeriodsAt([PILKADA], quiet, ['Bali'])).toEqual(['near', 'quiet']);
  expect(electionPeriodsAt([PILKADA], quiet, ['Aceh'])).toEqual([]);
});
