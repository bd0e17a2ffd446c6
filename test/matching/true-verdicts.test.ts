import { expect, test } from 'vitest';
import { loadSamples } from '../../src/app/samples/load-samples.ts';
import { truthOf } from '../../src/domain/fact-checks/verdicts.ts';
import { createMatcher } from '../../src/matching/matcher.ts';

const matcher = createMatcher(loadSamples(), { truthOf, retells: true });
const QUAKE = 'contoh-gempa-kuat-lari-ke-tempat-tinggi';

test.for<[text: string]>([
  ['Setelah gempa kuat di gedung tinggi, segera naik lift ke lantai paling atas'],
  ['Setelah gempa kuat di pantai, tunggu dulu peringatan baru lari ke tempat tinggi'],
  ['Bila merasakan gempa kuat di pantai, berenanglah ke tengah laut'],
])('what was checked as true lends its verdict to no worse advice: %s', ([text]) => {
  expect(matcher.match({ text }).tier).not.toBe('answer');
});

test.for<[text: string]>([
  ['Setelah gempa kuat di pantai, segera lari ke tempat tinggi'],
  ['gempa kuat di pantai harus ke tempat tinggi bener ga'],
  ['habis gempa gede di pantai langsung naik ke tempat tinggi jangan nunggu sirene'],
  ['kalau gempa di pantai lari ke bukit jangan nunggu sirine tsunami'],
])('what was checked as true is called so in other words: %s', ([text]) => {
  const { tier, matches } = matcher.match({ text });
  expect([tier, matches[0]?.id]).toEqual(['answer', QUAKE]);
});
