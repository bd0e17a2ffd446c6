import { expect, test } from 'vitest';
import type { MatchDocument } from '../../src/matching/match.ts';
import { MatchIndex } from '../../src/matching/match-index.ts';
import {
  RETELLING_FEATURES,
  RetellingMeter,
  sharedWords,
} from '../../src/matching/measure-retelling.ts';
import { readQuery } from '../../src/matching/read-query.ts';
import { readThesaurus } from '../../src/matching/thesaurus.ts';
import { FACT_CHECKS } from './fact-checks.ts';

const OWN: MatchDocument = {
  id: 'own',
  title: 'Menteri Luhut menaikkan harga kedelai 30 persen',
  narratives: ['Pedagang tempe mogok karena kedelai mahal sekali, lapak kosong melompong'],
  summary: 'Perahu nelayan karam.',
};
const thesaurus = readThesaurus('harga|1\n[a]|banderol\nmahal|1\n[ant]|murah\nmogok|1\n[a]|absen');
const library = new MatchIndex({ dictionaries: { thesaurus } });
for (const each of [...FACT_CHECKS, OWN]) library.put(each);

type Measures = Record<(typeof RETELLING_FEATURES)[number], number>;

/** What is measured of a message against the fact-check, by name. */
function measure(text: string): Measures {
  const row = new RetellingMeter(library, readQuery(library, { text })).measure(FACT_CHECKS.length);
  expect(row).toHaveLength(RETELLING_FEATURES.length);
  return Object.fromEntries(RETELLING_FEATURES.map((name, at) => [name, row[at]])) as Measures;
}

const COPY = 'Luhut menaikkan harga kedelai 30 persen';
const copy = measure(COPY);

test('of a copy nothing is lacking, and all of it is in one field, in its order', () => {
  const { message, heaviest, lacking, names, numbers, unknown, capitals } = copy;
  expect([message, heaviest, lacking, names, numbers, unknown, capitals]).toEqual([
    1, 0, 0, 0, 0, 0, 0,
  ]);
  expect([copy.synonyms, copy.antonyms, copy.claimNames, copy.claimNumbers]).toEqual([0, 0, 0, 0]);
  expect([copy.focus, copy.pairs, copy.claim === copy.claimExact]).toEqual([1, 1, true]);
  expect([copy.claim > 0.8, copy.claim < 1, copy.narrative > 0]).toEqual([true, true, true]);
});

/** How a measure of one message stands to that of the copy. */
const signs = (text: string) => {
  const other = measure(text);
  const signOf = (name: keyof Measures) =>
    Number(other[name] > copy[name]) - Number(other[name] < copy[name]);
  const of = (sign: number) => RETELLING_FEATURES.filter((name) => signOf(name) === sign);
  return { more: of(1).join(' '), less: of(-1).join(' ') };
};

test.each([
  [
    'without its number',
    'Luhut menaikkan harga kedelai',
    'claimNumbers',
    'shared claim claimExact length',
  ],
  [
    'with another number',
    COPY.replace('30', '50'),
    'heaviest lacking numbers unknown claimNumbers',
    'message shared claim claimExact pairs',
  ],
  [
    'with another name',
    COPY.replace('Luhut', 'Jokowi'),
    'heaviest lacking names unknown capitals claimHeaviest claimNames',
    'message shared claim claimExact pairs',
  ],
  [
    'with a strange word',
    COPY.replace('menaikkan', 'menggoreng'),
    'heaviest lacking unknown claimHeaviest',
    'message shared claim claimExact pairs',
  ],
  [
    'with a word that means the same',
    COPY.replace('harga', 'banderol'),
    'synonyms',
    'message shared claim claimExact pairs',
  ],
  ['asking whether it is so', `benarkah ${COPY}`, '', ''],
  ['misspelt', COPY.replace('kedelai', 'kedelei'), '', 'shared'],
])('a message %s differs in what it should: %s', (_, text, more, less) => {
  expect(signs(text)).toEqual({ more, less });
});

test('the opposite of a word is lacking, and known as the opposite', () => {
  const opposite = measure('Pedagang tempe mogok karena kedelai murah');
  expect(opposite.antonyms).toBeGreaterThan(0.5);
  expect([opposite.antonyms, opposite.synonyms]).toEqual([opposite.heaviest, 0]);
  expect(measure('Pedagang tempe mogok karena kedelai mahal').antonyms).toBe(0);
});

test('a word that means the same counts in part, in the message and in the claim', () => {
  const [same, other] = ['banderol', 'gamelan'].map((word) => measure(COPY.replace('harga', word)));
  const share = (name: 'message' | 'claim') =>
    ((same?.[name] ?? 0) - (other?.[name] ?? 0)) / (copy[name] - (other?.[name] ?? 0));
  for (const name of ['message', 'claim'] as const) {
    expect(share(name)).toBeGreaterThan(0.4);
    expect(share(name)).toBeLessThan(0.8);
  }
  expect(same?.claimExact).toBeCloseTo(other?.claimExact ?? 0);
  expect([same?.lacking, same?.heaviest, same?.unknown]).toEqual([0, 0, 0]);
});

test('what only the summary says, and what is not said, is not found', () => {
  for (const text of ['perahu nelayan karam', 'gamelan kuno berbunyi']) {
    const { message, shared, claim, narrative, pairs, focus } = measure(text);
    expect([message, shared, claim, narrative, pairs, focus]).toEqual([0, 0, 0, 0, 0, 0]);
    expect(measure(text).lacking).toBeGreaterThan(0.5);
  }
  const { claimNames, claimNumbers, length, message } = measure('');
  expect([claimNames, claimNumbers, length, message]).toEqual([1, 1, 0, 0]);
});

test('a narrative is told by its own words, and the claim is then what is lacking', () => {
  const told = measure('pedagang tempe mogok kedelai mahal');
  expect([told.message, told.focus, told.claimNames, told.claimNumbers]).toEqual([1, 1, 1, 1]);
  expect(told.narrative).toBeGreaterThan(copy.narrative);
  expect(told.claim).toBeLessThan(0.4);
  const both = measure('Luhut menaikkan harga, pedagang tempe mogok');
  expect([both.message, both.focus < 0.7]).toEqual([1, true]);
});

test('neighbours count if they are near each other there, in either order', () => {
  expect(measure('kedelai harga').pairs).toBe(1);
  expect(measure('Luhut melompong').pairs).toBe(0);
  expect(measure('pedagang melompong').pairs).toBe(0);
  expect(measure('menteri kedelai').pairs).toBeGreaterThan(0.9);
  expect(measure('Luhut persen').pairs).toBe(0);
  expect(measure('gamelan harga kedelai').pairs).toBeGreaterThan(0.2);
  const half = measure('harga kedelai melompong').pairs;
  expect([half > 0.2, half < 0.8]).toEqual([true, true]);
});

test('of the title and the claim the one that is told counts', () => {
  const both = new MatchIndex({ dictionaries: { thesaurus } });
  const claim = 'Perahu nelayan karam di teluk kemarin malam';
  both.put({ id: 'own', title: COPY, claim, narratives: [] });
  const at = RETELLING_FEATURES.indexOf('claim');
  for (const text of [COPY, claim]) {
    const measured = new RetellingMeter(both, readQuery(both, { text })).measure(0);
    expect(measured[at]).toBeGreaterThan(0.9);
  }
});

test('without a dictionary no word means the same as another', () => {
  const plain = new MatchIndex({ dictionaries: {} });
  plain.put(OWN);
  const at = RETELLING_FEATURES.indexOf('synonyms');
  const text = COPY.replace('harga', 'banderol');
  expect(new RetellingMeter(plain, readQuery(plain, { text })).measure(0)[at]).toBe(0);
});

test('the words that a match shares are shown as written, the most telling first, five at most', () => {
  const shared = (text: string) => sharedWords(library, 'own', readQuery(library, { text }));
  expect(shared('Benarkah HARGA kedelainya naik, perahu karam?')).toEqual(
    expect.arrayContaining(['HARGA', 'kedelainya']),
  );
  expect(shared('perahu nelayan karam')).toEqual([]);
  expect(shared('kedelai kedelai, tempe')).toHaveLength(2);
  const all = shared('30 persen kedelai Luhut pedagang tempe mogok lapak kosong');
  expect(all).toHaveLength(5);
  expect(all).not.toContain('30');
  expect(sharedWords(library, 'strange', readQuery(library, { text: COPY }))).toEqual([]);
});
