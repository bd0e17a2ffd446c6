import { expect, test } from 'vitest';
import { createTopicFinder } from '../../src/matching/topic-finder.ts';

const TOPICS = [
  {
    id: 'where',
    questions: ['di mana TPS saya', 'cara cek lokasi TPS', 'TPS saya di sebelah mana'],
  },
  {
    id: 'bring',
    questions: ['apa yang harus dibawa ke TPS', 'bawa apa saat mencoblos', 'perlu bawa KTP tidak'],
  },
  {
    id: 'moved',
    questions: [
      'saya pindah rumah, bisa memilih di mana',
      'cara pindah memilih',
      'urus pindah TPS',
    ],
  },
];
const finder = createTopicFinder(TOPICS, [
  'siapa yang menang',
  'berapa gaji petugas TPS',
  'kapan hasilnya diumumkan',
]);

test.each([
  ['lokasi TPS saya di mana ya kak', 'where'],
  ['mau nyoblos harus bawa apa', 'bring'],
  ['kalau pindah rumah bagaimana memilihnya', 'moved'],
])('“%s” is asked about %s', (text, id) => {
  const [best, next] = finder.find(text);
  expect(best?.id).toBe(id);
  expect(best?.score).toBeGreaterThan(2 * (next?.score ?? 1));
});

test('what is asked elsewhere, or of which nothing is known, is hardly a topic', () => {
  for (const text of ['berapa gaji petugas', 'kapan hasil diumumkan']) {
    expect(finder.find(text)[0]?.score).toBeLessThan(0.3);
  }
  expect(finder.find('harga cabai rawit merah')).toEqual([]);
  expect(finder.find('')).toEqual([]);
});

test('a question of which less is known is less sure', () => {
  const [sure] = finder.find('di mana TPS saya');
  const [unsure] = finder.find('di mana TPS saya kelurahan Sukamaju kecamatan Contohan');
  expect(unsure?.score).toBeLessThan(sure?.score ?? 0);
});

/** How sure the best topic of a question is, and how sure it is of any topic. */
function sureness(text: string, { find } = finder) {
  const scores = find(text).map(({ score }) => score);
  return { best: scores[0] ?? 0, all: scores.reduce((total, score) => total + score, 0) };
}

test('an unknown word makes a question of a frequent word less sure than one of a rare word', () => {
  const left = (text: string) => sureness(`${text} Sukamaju`).best / sureness(text).best;
  expect(left('lokasi')).toBeCloseTo(Math.SQRT1_2);
  expect(left('TPS')).toBeLessThan(0.6);
});

test('known words in a new order are as sure as ever', () => {
  const open = createTopicFinder(TOPICS, []);
  for (const text of ['lokasi', 'rumah lokasi', 'KTP lokasi rumah'])
    expect(sureness(text, open).all).toBeGreaterThan(0.9);
});

test.each([
  ['politeness', 'kak, lokasi TPS dong', 'lokasi TPS'],
  ['another word for it', 'cek alamat', 'cek lokasi'],
  ['another form of another word for it', 'cek tempatnya', 'cek lokasi'],
])('a question means the same with %s: %s', (_, text, plain) => {
  expect(finder.find(text)).toEqual(finder.find(plain));
});

test('words of one root are told apart by their affixes', () => {
  const { find } = createTopicFinder(
    [
      { id: 'voter', questions: ['siapa pemilih'] },
      { id: 'election', questions: ['siapa pemilihan'] },
    ],
    [],
  );
  expect(['pemilih', 'pemilihan'].map((word) => find(word)[0]?.id)).toEqual(['voter', 'election']);
});

test('the roll of voters is known by its short name alone', () => {
  const roll = createTopicFinder([{ id: 'roll', questions: ['cek DPT'] }], []);
  expect(['DPT', 'DPTb', 'xDPT', 'dapat'].map(roll.outline)).toEqual(['dpt', '_', '_', '_']);
});

test('scores are the best first, between nothing and certain', () => {
  const scores = finder.find('bawa KTP ke TPS di mana').map(({ score }) => score);
  expect(scores).toHaveLength(3);
  expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  for (const score of scores) expect(score > 0 && score < 1).toBe(true);
});

test('an outline has words of the known questions only, and no name or number', () => {
  expect(finder.outline('TPS Budi Santoso 081234567890 di mana')).toBe('tps-_-di-mana');
  expect(finder.outline('Sukamaju')).toBe('_');
  const long = 'bawa apa saat mencoblos di mana TPS saya pindah rumah cara cek lokasi';
  expect(finder.outline(long).split('-')).toHaveLength(8);
});
