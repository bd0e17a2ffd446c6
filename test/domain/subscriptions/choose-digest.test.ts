import { expect, test } from 'vitest';
import {
  chooseDigest,
  type DigestWish,
  fits,
} from '../../../src/domain/subscriptions/choose-digest.ts';
import { aFactCheck } from '../../support/builders.ts';

const TODAY = '2026-11-24';
const wish: DigestWish = { interest: 'all', since: '2026-11-20', today: TODAY, told: new Set() };

function candidate(id: string, asked: number, changes = {}) {
  return { asked, factCheck: aFactCheck({ id, publishedAt: TODAY, ...changes }) };
}

const idsOf = (chosen: ReturnType<typeof candidate>[]) =>
  chosen.map(({ factCheck }) => factCheck.id);

test('those asked most come first, at most five', () => {
  const many = [3, 9, 1, 7, 5, 8, 2].map((asked) => candidate(`f${asked}`, asked));
  expect(idsOf(chooseDigest(many, wish))).toEqual(['f9', 'f8', 'f7', 'f5', 'f3']);
});

test('what is old, over, known or a sample is left out', () => {
  const chosen = chooseDigest(
    [
      candidate('old', 9, { publishedAt: '2026-11-19' }),
      candidate('undated', 9, { publishedAt: undefined }),
      candidate('over', 9, { expiresAt: '2026-11-23' }),
      candidate('known', 9),
      candidate('sample', 9, { sample: true }),
      candidate('new', 0),
    ],
    { ...wish, told: new Set(['known']) },
  );
  expect(idsOf(chosen)).toEqual(['new']);
});

test('a topic takes what is about it, and money takes every scam', () => {
  const vaccine = aFactCheck({ title: 'Vaksin mengandung cip' });
  const scam = aFactCheck({ title: 'Undangan pernikahan berupa APK', verdict: 'penipuan' });
  expect(fits(vaccine, 'health')).toBe(true);
  expect(fits(vaccine, 'election')).toBe(false);
  expect(fits(scam, 'money')).toBe(true);
  expect(fits(scam, 'health')).toBe(false);
});

test('a province takes what names it or its towns, also beside another one', () => {
  const both = aFactCheck({ title: 'Bandara di Makassar dan Surabaya tutup' });
  expect(fits(both, 'Sulawesi Selatan')).toBe(true);
  expect(fits(both, 'Jawa Timur')).toBe(true);
  expect(fits(both, 'Bali')).toBe(false);
});

test('the first and the last day count, and what is dated ahead waits', () => {
  const days = [
    candidate('since', 1, { publishedAt: '2026-11-20' }),
    candidate('until', 2, { expiresAt: TODAY }),
    candidate('ahead', 3, { publishedAt: '2026-11-25' }),
  ];
  expect(idsOf(chooseDigest(days, wish))).toEqual(['until', 'since']);
});

test('the claim and the summary say what it is about as the title does', () => {
  const title = 'Cek dulu sebelum percaya';
  expect(fits(aFactCheck({ title, claim: 'Vaksin mengandung cip' }), 'health')).toBe(true);
  expect(fits(aFactCheck({ title, summary: 'Vaksin itu aman.' }), 'health')).toBe(true);
  expect(fits(aFactCheck({ title }), 'health')).toBe(false);
});
