import { expect, test } from 'vitest';
import { historyEventNames, parseHistoryEvent } from '../../src/domain/cases/history.ts';

test.each([
  ['claimed', { what: 'claimed' }],
  ['taken back', { what: 'taken-back' }],
  ['published: salah', { what: 'published', of: 'salah' }],
  ['published: salah, proposed by Budi', { what: 'published', of: 'salah' }],
  ['note: split from: kata Budi', { what: 'noted', words: 'split from: kata Budi' }],
  [
    'sent back to Budi S.: kenapa: itu?',
    { what: 'sent-back', of: 'Budi S.', words: 'kenapa: itu?' },
  ],
  ['tip split off into K7Q2', { what: 'split-off', of: 'K7Q2' }],
  ['tags: air, galon', { what: 'tagged', of: 'air, galon' }],
  ['replaced {"version":1}', { what: 'replaced', of: '{"version":1}' }],
  ['something of a newer version', { what: 'something of a newer version' }],
])('the sentence of an old version, %s, is read as what it tells', (what, happening) => {
  expect(parseHistoryEvent({ what })).toEqual(happening);
});

test.each(historyEventNames)('%s is read as it was written', (what) => {
  const happening = { what, of: 'x', words: 'note: y' };
  expect(parseHistoryEvent(happening)).toEqual(happening);
});
