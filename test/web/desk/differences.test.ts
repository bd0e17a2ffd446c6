import { expect, test } from 'vitest';
import type { Difference } from '../../../src/matching/match.ts';
import { deskWords } from '../../../src/ui-text/ui-text.ts';
import { differencesInWords, differencesOf } from '../../../src/web/desk/case/case-near.ts';

const words = deskWords.id;
const differ = (message: string, factCheck: string): Difference => ({
  type: 'number',
  message: [message],
  factCheck: [factCheck],
});

test.for<{ what: string; differences: Difference[]; shown: string[] }>([
  { what: 'numbers', differences: [differ('9', '5')], shown: ['9', '5'] },
  { what: 'the same word elsewhere', differences: [differ('9', '9')], shown: ['9', '9'] },
  { what: 'its case elsewhere', differences: [differ('Rebo', 'rebo')], shown: ['Rebo', 'rebo'] },
  {
    what: 'a number, and the same word elsewhere',
    differences: [differ('9', '9'), differ('3', '5')],
    shown: ['3', '5'],
  },
])('where $what differ, nobody reads that nothing does', ({ differences, shown }) => {
  const near = { score: 1, differences };
  const page = String(differencesOf(near, words, words.case.inOther));
  expect([...page.matchAll(/<mark>([^<]*)<\/mark>/g)].map(([, mark]) => mark)).toEqual(shown);
  expect(page).not.toContain(words.case.same);
  expect(page).not.toContain(words.case.noneFound);
  expect(differencesInWords(differences, words)).toContain(shown.join(' ↔ '));
});

test('where nothing differs, that is said', () => {
  const near = { score: 1, differences: [] };
  expect(String(differencesOf(near, words, words.case.inOther))).toContain(words.case.same);
});
