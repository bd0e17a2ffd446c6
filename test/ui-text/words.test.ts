import { expect, test } from 'vitest';
import type { Case } from '../../src/domain/cases/case.ts';
import { caseActions } from '../../src/services/cases/case-actions.ts';
import { terminalWords } from '../../src/terminal/text.ts';
import { newsOf } from '../../src/ui-text/describe-result.ts';
import { deskWords } from '../../src/ui-text/desk-words.ts';
import { withSentences } from '../../src/ui-text/with-sentences.ts';
import { voiceFor } from '../../src/web/shared/monthly-report/text.ts';

/** Where every text stands, and whether it takes values. */
function placesIn(words: unknown, path = ''): string[] {
  if (typeof words !== 'object' || words === null) return [`${path}: ${typeof words}`];
  const entries = Object.entries(words);
  return entries.flatMap(([key, value]) => placesIn(value, `${path}/${key}`)).toSorted();
}

test.each([
  ['the desk', deskWords.id, deskWords.en],
  ['the terminal', terminalWords('id'), terminalWords('en')],
  ['the monthly report', voiceFor('id').say, voiceFor('en').say],
])('%s says the same things in both languages', (_, indonesian, english) => {
  const places = placesIn(indonesian);
  expect(places.length).toBeGreaterThan(50);
  expect(placesIn(english)).toEqual(places);
  expect(places).not.toContainEqual(expect.stringMatching(/undefined$/));
});

test('a sentence goes beside the words of its group', () => {
  const words = { title: 'Queue', case: { open: 'open', kinds: ['a'] } };
  const all = withSentences(words, { case: { held: (name: string) => `held by ${name}` } });
  expect(all).toMatchObject(words);
  expect(all.case.held('Budi')).toBe('held by Budi');
  expect(words.case).toEqual({ open: 'open', kinds: ['a'] });
});

test.each(caseActions.map(({ name }) => name))('there are words for %s once it is done', (name) => {
  for (const status of ['open', 'published'] as const) {
    const found: Partial<Case> = { status };
    expect(deskWords.id.done).toHaveProperty(newsOf(name, found as Case));
  }
});
