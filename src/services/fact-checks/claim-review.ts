import { factsOf } from '../../domain/fact-checks/verdicts.ts';
import { shorten } from '../../domain/text/shorten.ts';
import { jakartaDay } from '../../domain/time/jakarta-day.ts';
import words from './media-review.json' with { type: 'json' };
import type { PublicView } from './public-view.ts';

/** What Google shows of a claim; the whole claim stands in `itemReviewed`. */
const MAX_CLAIM = 150;

/** A fact-check as schema.org's ClaimReview, which search engines and other fact-checkers read; `page` is where the review can be read, `home` whose it is. */
export function claimReview(
  view: PublicView,
  { page, home }: { page: string; home?: string | undefined },
) {
  const { name, rating } = factsOf(view.verdict);
  const changed = jakartaDay(view.changedAt);
  const scale = rating === undefined ? {} : { ratingValue: rating, bestRating: 5, worstRating: 1 };
  const citation = view.citations.map(({ url, title }) => {
    return { '@type': 'CreativeWork', url, ...(title && { name: title }) };
  });
  return {
    '@context': 'https://schema.org',
    '@type': 'ClaimReview',
    url: page,
    claimReviewed: shorten(view.claim, MAX_CLAIM),
    datePublished: view.publishedAt ?? changed,
    dateModified: changed,
    inLanguage: view.language,
    name: view.title,
    author: {
      '@type': 'Organization',
      name: view.org,
      ...(home === undefined ? {} : { url: home }),
    },
    ...(citation.length > 0 && { citation }),
    itemReviewed: { '@type': 'Claim', text: view.claim },
    reviewRating: { '@type': 'Rating', alternateName: name, ...scale },
  };
}

/** What a fact-check says of each kind of file that it is about, as MediaReview; nothing where schema.org has no word for it. */
export function mediaReviews(
  { type, media, why, claim }: PublicView,
  review: ReturnType<typeof claimReview>,
) {
  const category = type && categories[type];
  if (category === undefined) return [];
  const { claimReviewed: _, itemReviewed: __, reviewRating: ___, ...about } = review;
  return media.map((kind) => ({
    ...about,
    '@type': 'MediaReview' as const,
    mediaAuthenticityCategory: category,
    originalMediaContextDescription: why,
    itemReviewed: { '@type': words.object[kind], name: claim },
  }));
}

const categories: Readonly<Record<string, string>> = words.category;
