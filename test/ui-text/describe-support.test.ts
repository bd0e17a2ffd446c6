import { expect, test } from 'vitest';
import type { Box } from '../../src/matching/match.ts';
import { describeSupport } from '../../src/ui-text/describe-support.ts';
import { deskWords } from '../../src/ui-text/ui-text.ts';

const { support: words } = deskWords.id;

test('what sounds the same is told with its seconds', () => {
  const heard = { type: 'sound', grip: 'sure', alike: 0.97, span: [5.2, 76.9] } as const;
  expect(describeSupport(heard, words)).toBe('suara sama: 97% (0:05–1:17)');
});

test.each<[string, Box, string]>([
  ['a corner', [0, 0, 0.4, 0.3], ' (kiri atas)'],
  ['the middle', [0.2, 0.3, 0.8, 0.7], ' (tengah)'],
  ['the lower edge', [0, 0.75, 1, 1], ' (bawah)'],
  ['nearly all', [0.05, 0.1, 0.95, 0.9], ''],
])('where a picture is the same is told by its part: %s', (_, box, told) => {
  const seen = { type: 'picture', grip: 'likely', alike: 0.5, box } as const;
  expect(describeSupport(seen, words)).toBe(`gambar sangat mirip: 50%${told}`);
});
