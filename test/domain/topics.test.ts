import { expect, test } from 'vitest';
import { isAbout, topicsIn, topicsOf } from '../../src/domain/cases/topics.ts';

const triage = (threat: 'penipuan' | 'ujaran_kebencian' | 'biasa') => ({
  triage: { threat, certainty: 0.9, signs: [], words: [] },
});

test.each([
  ['Kertas suara sudah dicoblos sebelum pemilu', ['election']],
  ['PEMILU2029 dan K.P.U. curang', ['election']],
  ['Vaksin membuat mandul', ['health']],
  ['Gempa besok malam', ['disaster']],
  ['Rapat RT diundur', []],
])('“%s” is about %j, by its words', (text, topics) => {
  expect(topicsIn([text])).toEqual(topics);
});

test('words, threats, worries and what was found before each add their topics, in a fixed order', () => {
  const claim = 'Gempa besok malam';
  expect(topicsOf({ claim }, [])).toEqual(['disaster']);
  expect(topicsOf({ claim, topics: ['money'] }, [])).toEqual(['money', 'disaster']);
  expect(topicsOf({ claim, threat: 'pelanggaran_pemilu' }, [])).toEqual(['election', 'disaster']);
  expect(topicsOf({ claim }, [triage('penipuan')])).toEqual(['money', 'disaster']);
  expect(topicsOf({ claim }, [triage('ujaran_kebencian')])).toEqual(['sara', 'disaster']);
  expect(topicsOf({ claim, threat: 'biasa' }, [triage('biasa')])).toEqual(['disaster']);
  expect(topicsOf({ claim }, [{ worry: 'health' }])).toEqual(['health', 'disaster']);
  expect(topicsOf({ claim }, [{ worry: 'safety' }])).toEqual(['disaster']);
});

test('the words of every tip and of its files count, not only those of the claim', () => {
  const read = [{ source: 'picture' as const, text: 'Vaksin membuat mandul' }];
  const tips = [{ text: 'Rapat RT' }, { text: 'Kertas suara sudah dicoblos', read }];
  expect(topicsOf({ claim: 'Rapat RT diundur' }, tips)).toEqual(['election', 'health']);
  expect(isAbout('Kertas suara sudah dicoblos', 'election')).toBe(true);
  expect(isAbout('Kertas suara sudah dicoblos', 'health')).toBe(false);
});

test('of many texts the first two hundred that differ are read', () => {
  const calm = Array.from({ length: 199 }, (_, at) => `Rapat RT nomor ${at}`);
  expect(topicsIn([...calm, ...calm, 'Gempa besok'])).toEqual(['disaster']);
  expect(topicsIn([...calm, 'Rapat RW', 'Gempa besok'])).toEqual([]);
});
