import { expect, test } from 'vitest';
import { createTopicFinder } from '../../src/matching/topic-finder.ts';

const finder = createTopicFinder(
  [
    {
      id: 'where',
      questions: ['di mana TPS saya', 'cara cek lokasi TPS', 'TPS saya di sebelah mana'],
    },
    {
      id: 'bring',
      questions: [
        'apa yang harus dibawa ke TPS',
        'bawa apa saat mencoblos',
        'perlu bawa KTP tidak',
      ],
    },
    {
      id: 'moved',
      questions: [
        'saya pindah rumah, bisa memilih di mana',
        'cara pindah memilih',
        'urus pindah TPS',
      ],
    },
  ],
  ['siapa yang menang', 'berapa gaji petugas TPS', 'kapan hasilnya diumumkan'],
);

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
