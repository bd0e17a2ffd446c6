import { expect, test } from 'vitest';
import { historyInWords } from '../../src/ui-text/describe-history.ts';
import { english } from '../../src/ui-text/en.ts';
import { indonesian } from '../../src/ui-text/id.ts';

test('what was done is told in both languages, and what is unknown as it is', () => {
  const told = [
    { what: 'published', of: 'salah' },
    { what: 'snoozed', of: '2026-11-25T00:00:00.000Z' },
    { what: 'urgency-said', of: 'life' },
    { what: 'sent-back', of: 'Budi', words: 'no source' },
    { what: 'constructor', of: 'K7Q2' },
  ].map((happening) => historyInWords(happening, english, () => 'noon'));
  expect(told).toEqual([
    `published the verdict ${english.verdict.salah}`,
    'snoozed the case until noon',
    'said that its urgency is: life',
    'sent the proposal back to Budi: no source',
    'constructor K7Q2',
  ]);
  const noted = historyInWords({ what: 'noted', words: 'tunggu' }, indonesian, () => '');
  expect(noted).toBe('mencatat: tunggu');
});
