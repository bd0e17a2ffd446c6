import fc from 'fast-check';
import { expect, test } from 'vitest';
import relatedWords from '../../src/matching/related-words.json' with { type: 'json' };
import { stem } from '../../src/matching/stem.ts';
import { addOwnWords, OWN_WORDS, readThesaurus } from '../../src/matching/thesaurus.ts';

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
  expect(THESAURUS.synonymsOf('banjir')).toContain('luap');
  expect(THESAURUS.synonymsOf('luap')).toContain('banjir');
  expect(THESAURUS.synonymsOf('salur')).toContain('bagi');
  expect(THESAURUS.synonymsOf('bagi')).toEqual(['salur', 'edar']);
});

test('two words of one list are not synonyms of each other, and no word is its own', () => {
  expect(THESAURUS.synonymsOf('salur')).not.toContain('edar');
  expect(THESAURUS.synonymsOf('banjir')).not.toContain('banjir');
});

test('opposites are known in both directions, and are no synonyms', () => {
  expect(THESAURUS.antonymsOf('kemarau')).toContain('banjir');
  expect(THESAURUS.antonymsOf('banjir')).toContain('kemarau');
  expect(THESAURUS.synonymsOf('banjir')).not.toContain('kemarau');
});

test('what is listed as both the same and the opposite is neither', () => {
  expect(THESAURUS.synonymsOf('naik')).not.toContain('turun');
  expect(THESAURUS.antonymsOf('naik')).not.toContain('turun');
  expect(THESAURUS.synonymsOf('naik')).toContain('tingkat');
});

test('phrases and parts of words are left out, also as headwords', () => {
  expect(THESAURUS.synonymsOf('banjir')).toEqual(['bah', 'luap']);
  expect(THESAURUS.synonymsOf('naik')).not.toContain('umrah');
});

test('unknown words have no synonyms', () => {
  expect(THESAURUS.synonymsOf('vaksin')).not.toContain('banjir');
  expect(THESAURUS.synonymsOf('vaksin')).not.toContain('hoaks');
  expect(THESAURUS.synonymsOf('vaksin')).toEqual([]);
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
          expect(read.synonymsOf(a).includes(b)).toBe(isSame && !isOpposite);
          expect(read.antonymsOf(a).includes(b)).toBe(isOpposite && !isSame);
        }
    }),
  );
});

test('what Posko knows of words is there without an installed thesaurus, and beside one', () => {
  for (const thesaurus of [OWN_WORDS.thesaurus, addOwnWords('ISO-8859-1\nletus|1\n[n]|semburan')]) {
    expect(thesaurus?.synonymsOf(stem('meletus'))).toContain(stem('erupsi'));
    expect(thesaurus?.antonymsOf(stem('dinaikkan'))).toContain(stem('turun'));
    expect(thesaurus?.antonymsOf(stem('gratis'))).toContain(stem('membayar'));
  }
  const both = addOwnWords('ISO-8859-1\nletus|1\n[n]|semburan');
  expect(both.synonymsOf(stem('meletus'))).toContain(stem('semburan'));
});

test('a file without words is refused', () => {
  expect(() => addOwnWords('ISO-8859-1\nletus|1\n')).toThrow('no words were found');
  expect(() => addOwnWords('')).toThrow('no words were found');
});

test('no group of our own says nothing, and none contradicts another', () => {
  const rootsOf = (group: string) => new Set(group.split(' ').map(stem));
  const pairs = (groups: readonly string[]) =>
    groups.flatMap((group) => {
      const roots = [...rootsOf(group)];
      return roots.flatMap((a) => roots.filter((b) => a < b).map((b) => `${a} ${b}`));
    });
  const { same, opposite } = relatedWords;
  expect([...same, ...opposite].filter((group) => rootsOf(group).size < 2)).toEqual([]);
  const together = new Set(pairs(same));
  expect(pairs(opposite).filter((pair) => together.has(pair))).toEqual([]);
});
