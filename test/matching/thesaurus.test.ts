import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readThesaurus } from '../../src/matching/thesaurus.ts';

const THESAURUS = readThesaurus(
  [
    'ISO-8859-1',
    'banjir|2',
    '[n]|air bah|bah|luapan|banjir',
    '[ant]|kemarau',
    'membagikan|1',
    '[v]|menyalurkan|Mengedarkan|me-',
    'naik|2',
    '[v]|meningkat|turun',
    '[ant]|turun|merosot',
    'naik haji|1',
    '[v]|umrah',
  ].join('\r\n'),
);

test('words are synonyms in both directions, by their roots', () => {
  expect(THESAURUS.areSynonyms('banjir', 'luap')).toBe(true);
  expect(THESAURUS.areSynonyms('luap', 'banjir')).toBe(true);
  expect(THESAURUS.areSynonyms('salur', 'bagi')).toBe(true);
  expect(THESAURUS.synonymsOf('bagi')).toEqual(new Set(['salur', 'edar']));
});

test('two words of one list are not synonyms of each other, and no word is its own', () => {
  expect(THESAURUS.areSynonyms('salur', 'edar')).toBe(false);
  expect(THESAURUS.areSynonyms('banjir', 'banjir')).toBe(false);
});

test('opposites are known in both directions, and are no synonyms', () => {
  expect(THESAURUS.areAntonyms('kemarau', 'banjir')).toBe(true);
  expect(THESAURUS.areAntonyms('banjir', 'kemarau')).toBe(true);
  expect(THESAURUS.areSynonyms('banjir', 'kemarau')).toBe(false);
});

test('what is listed as both the same and the opposite is neither', () => {
  expect(THESAURUS.areSynonyms('naik', 'turun')).toBe(false);
  expect(THESAURUS.areAntonyms('naik', 'turun')).toBe(false);
  expect(THESAURUS.areSynonyms('naik', 'tingkat')).toBe(true);
});

test('phrases and parts of words are left out, also as headwords', () => {
  expect(THESAURUS.synonymsOf('banjir')).toEqual(new Set(['bah', 'luap']));
  expect(THESAURUS.areSynonyms('naik', 'umrah')).toBe(false);
});

test('unknown words have no synonyms', () => {
  expect(THESAURUS.areSynonyms('vaksin', 'banjir')).toBe(false);
  expect(THESAURUS.areSynonyms('vaksin', 'hoaks')).toBe(false);
  expect(THESAURUS.synonymsOf('vaksin').size).toBe(0);
});

test('every pair holds in both directions, whatever is listed', () => {
  const word = fc.constantFrom('air', 'api', 'batu', 'bumi', 'kayu', 'langit', 'pasir', 'salju');
  const line = fc.tuple(word, fc.constantFrom('[n]', '[ant]'), fc.array(word, { maxLength: 5 }));
  fc.assert(
    fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
      const listed = lines.map(([head, kind, words]) => `${head}|1\n${[kind, ...words].join('|')}`);
      const read = readThesaurus(listed.join('\n'));
      const pairs = (wanted: string) =>
        new Set(
          lines.flatMap(([head, kind, words]) =>
            kind === wanted
              ? words.flatMap((other) => (other === head ? [] : [`${head} ${other}`]))
              : [],
          ),
        );
      const either = (set: Set<string>, a: string, b: string) =>
        set.has(`${a} ${b}`) || set.has(`${b} ${a}`);
      const [same, opposite] = [pairs('[n]'), pairs('[ant]')];
      for (const a of ['air', 'api', 'batu', 'kayu'])
        for (const b of ['bumi', 'langit', 'api', 'air']) {
          const [isSame, isOpposite] = [either(same, a, b), either(opposite, a, b)];
          expect(read.areSynonyms(a, b)).toBe(isSame && !isOpposite);
          expect(read.synonymsOf(a).has(b)).toBe(isSame && !isOpposite);
          expect(read.areAntonyms(a, b)).toBe(isOpposite && !isSame);
        }
    }),
  );
});
