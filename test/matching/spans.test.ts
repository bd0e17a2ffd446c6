import { expect, test } from 'vitest';
import { createMatcher } from '../../src/matching/matcher.ts';

const CLAIM = 'Semua bank dan ATM akan tutup sebulan karena keadaan darurat';
const matcher = createMatcher([{ id: 'bank', title: CLAIM, narratives: [] }]);

test.each(['satu bulan', '1 bulan', 'sebulan'])('%s is a month', (span) => {
  const { tier, matches } = matcher.match({ text: CLAIM.replace('sebulan', span) });
  expect([tier, matches[0]?.differences]).toEqual(['answer', []]);
});

test.each(['tiga bulan', '2 bulan', 'seminggu', 'setahun'])('%s is none', (span) => {
  const { tier, matches } = matcher.match({ text: CLAIM.replace('sebulan', `selama ${span}`) });
  expect(tier).toBe('confirm');
  expect(matches[0]?.differences).not.toEqual([]);
});
