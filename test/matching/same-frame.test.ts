import { expect, test } from 'vitest';
import { createMatcher } from '../../src/matching/matcher.ts';
import claims from '../bench/lifelike/claims.json' with { type: 'json' };

/** What people write before what they pass on. */
const BEFORE = [
  '',
  'Pak Slamet Sudah pada lihat ini? ',
  'Halo semua tetangga, kemarin di grup arisan ibu Ratna dan pak Darto ramai begini: ',
  'Assalamualaikum bapak-bapak mohon izin share kiriman keponakan saya di Malang ',
  'Tolong dicek dong min, suami saya percaya banget: ',
];

const all = Object.values(claims).flat();
const matcher = createMatcher(
  all.map(({ said, told }, at) => ({ id: `${at}`, title: told, narratives: [said] })),
  { retells: true },
);
const tierOf = (text: string) => matcher.match({ text, isWhole: true }).tier;

test.each(BEFORE)(
  'other things said in the frame of a known text are not answered: "%s"',
  (before) => {
    const answered = all.filter(({ other }) => tierOf(before + other) === 'answer');
    expect(answered.map(({ other }) => other)).toEqual([]);
  },
);

test.each(BEFORE)('a known text is found behind what is written before it: "%s"', (before) => {
  const missed = all.filter(({ said }) => !['answer', 'confirm'].includes(tierOf(before + said)));
  expect(missed.map(({ said }) => said)).toEqual([]);
});
