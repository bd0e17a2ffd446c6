import { expect, test } from 'vitest';
import { claimOf, wordingsOf } from '../../src/services/fact-checks/claim-of.ts';

const SAID = 'Semua bank tutup sebulan mulai besok';
const SHORT = 'Kantor pos ikut tutup';
const read = (...texts: string[]) => texts.map((text) => ({ source: 'picture' as const, text }));

test.for([
  ['who says something of their own claims that', { text: SAID, read: read(SHORT) }, SAID],
  [
    'a bare question claims what most of its file says',
    { text: 'Benar?', read: read(SHORT, SAID, 'Bank') },
    SAID,
  ],
  ['a file that says nothing claims nothing', { text: 'Benar?', read: read('ok') }, 'Benar?'],
  ['without a file the question is all there is', { text: 'Benar?' }, 'Benar?'],
] as const)('%s', ([, tip, claim]) => {
  expect(claimOf(tip as Parameters<typeof claimOf>[0])).toBe(claim);
});

test('a tip brings all its wordings, its claim first and none of them twice', () => {
  const tip = { text: 'Benar?', read: read(SHORT, SAID, SHORT) };
  expect(wordingsOf(tip)).toEqual([SAID, 'Benar?', SHORT]);
});
