import { expect, test } from 'vitest';
import { z } from 'zod';
import { type Verdict, verdicts } from '../../../src/domain/fact-checks/verdicts.ts';
import { aFactCheck } from '../../support/builders.ts';
import { BASE, openPages } from './open-pages.ts';

/** What schema.org and Google ask of a ClaimReview: names and types, nothing unknown. */
const ratingSchema = z
  .strictObject({
    '@type': z.literal('Rating'),
    alternateName: z.string().min(1),
    ratingValue: z.number().int().optional(),
    bestRating: z.number().int().optional(),
    worstRating: z.number().int().optional(),
  })
  .refine(
    ({ ratingValue: value, bestRating: best, worstRating: worst }) =>
      value === undefined
        ? best === undefined && worst === undefined
        : best !== undefined && worst !== undefined && worst <= value && value <= best,
    'a value stands between the worst and the best, or there is none',
  );
const claimReviewSchema = z.strictObject({
  '@context': z.literal('https://schema.org'),
  '@type': z.literal('ClaimReview'),
  url: z.url(),
  claimReviewed: z.string().min(1).max(150),
  datePublished: z.iso.date(),
  dateModified: z.iso.date(),
  inLanguage: z.string().min(2),
  name: z.string().min(1),
  author: z.strictObject({
    '@type': z.literal('Organization'),
    name: z.string().min(1),
    url: z.url(),
  }),
  itemReviewed: z.strictObject({ '@type': z.literal('Claim'), text: z.string().min(1) }),
  reviewRating: ratingSchema,
});

async function markOf(changes: Parameters<typeof aFactCheck>[0]) {
  const { ask, read } = await openPages([aFactCheck({ id: 'a', ...changes })]);
  const location = (await ask('/cek/x--a')).headers.get('location') ?? '';
  const page = await read(location);
  const [, json] = /<script type="application\/ld\+json">([^<]*)<\/script>/.exec(page) ?? [];
  return { location, page, mark: json === undefined ? undefined : JSON.parse(json) };
}

const VALUES: Record<Verdict, number | undefined> = {
  salah: 1,
  penipuan: 1,
  menyesatkan: 2,
  sebagian_benar: 3,
  belum_terbukti: undefined,
  satire: undefined,
  benar: 5,
  klarifikasi: undefined,
};

test.each(verdicts)('a page with the verdict %s is marked as schema.org asks', async (verdict) => {
  const { location, mark } = await markOf({
    verdict,
    publishedAt: '2026-11-02',
    claim: 'Bank tutup',
  });
  expect(claimReviewSchema.parse(mark)).toMatchObject({
    url: `${BASE}${location}`,
    claimReviewed: 'Bank tutup',
    datePublished: '2026-11-02',
    author: { name: 'Posko', url: BASE },
  });
  expect(mark.reviewRating.ratingValue).toBe(VALUES[verdict]);
  expect(mark.reviewRating.alternateName.toLowerCase()).toBe(verdict.replace('_', ' '));
});

test('without a date the day of the last change stands for it', async () => {
  expect(claimReviewSchema.parse((await markOf({})).mark).datePublished).toBe('2026-11-24');
});

test('a long claim is shortened for the result list and whole in the claim itself', async () => {
  const claim = 'Bank tutup sebulan penuh. '.repeat(20).trim();
  const { mark } = await markOf({ claim });
  expect(claimReviewSchema.parse(mark).itemReviewed.text).toBe(claim);
});

test('words of a fact-check cannot break out of the mark', async () => {
  const claim = '</script><script>alert(1)</script>';
  const { page, mark } = await markOf({ claim });
  expect(mark.itemReviewed.text).toBe(claim);
  expect(page).not.toContain('<script>');
});

test("another organisation's fact-check is linked, not marked as ours", async () => {
  const { page, mark } = await markOf({ org: 'MAFINDO', url: 'https://turnbackhoax.id/x' });
  expect(mark).toBeUndefined();
  expect(page).toContain('Baca selengkapnya di <a href="https://turnbackhoax.id/x"');
});

const file = (kind: 'picture' | 'film', sign: string) => ({ kind, sha256: sign.repeat(64) });
const marksOn = (page: string) =>
  [...page.matchAll(/ld\+json">([^<]*)</g)].map(([, json = '']) => JSON.parse(json));

test('what was done to a picture and a film is marked beside the claim, without a trace of the files', async () => {
  const files = [file('picture', 'a'), file('picture', 'b'), file('film', 'c')];
  const { location, page } = await markOf({
    type: 'konteks_salah',
    files,
    claim: 'Banjir hari ini',
  });
  const [claim, ...media] = marksOn(page);
  expect(claim['@type']).toBe('ClaimReview');
  expect(media).toHaveLength(2);
  expect(media[0]).toMatchObject({
    '@type': 'MediaReview',
    url: `${BASE}${location}`,
    author: { name: 'Posko' },
    mediaAuthenticityCategory: 'DecontextualizedContent',
    originalMediaContextDescription: 'Semua bank buka seperti biasa menurut otoritasnya.',
    itemReviewed: { '@type': 'ImageObject', name: 'Banjir hari ini' },
  });
  expect(media[1].itemReviewed['@type']).toBe('VideoObject');
  expect(page).not.toMatch(/aaaa|cccc/);
});

test.each([
  { type: 'palsu', files: [file('picture', 'a')] },
  { type: 'dimanipulasi', files: [] },
] as const)('where nothing can be said of the files, nothing is: %o', async ({ type, files }) => {
  const { page } = await markOf({ type, files: [...files] });
  expect(marksOn(page).map((mark) => mark['@type'])).toEqual(['ClaimReview']);
});
