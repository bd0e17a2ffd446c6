import { z } from 'zod';
import { parseJson } from '../domain/text/parse-json.ts';
import { plainText, rawElements } from './plain-text.ts';
import type { Item } from './to-fact-check-row.ts';

const MAX_DEPTH = 12;

/** Reads a name in any form: alone, in an object, or as the first of several. */
const first = (value: unknown) => (Array.isArray(value) ? value[0] : value);
const text = z.preprocess(first, z.string().trim().min(1).optional().catch(undefined));
const named = z.preprocess(
  first,
  z
    .union([z.string(), z.object({ name: text })])
    .optional()
    .catch(undefined),
);
const reviewSchema = z.object({
  url: text,
  claimReviewed: text,
  name: text,
  headline: text,
  description: text,
  datePublished: text,
  inLanguage: text,
  author: named,
  publisher: named,
  reviewRating: z.preprocess(first, z.object({ alternateName: text }).optional().catch(undefined)),
});

/** Where a review was found; the source of fields that it lacks. */
export interface Place {
  url: string | undefined;
  org: string | undefined;
}

/** Finds every ClaimReview in a JSON-LD document, at any depth. */
export function readClaimReviews(document: unknown, place: Place): Item[] {
  return [...findReviews(document, 0)].map((review) => toItem(review, place));
}

/** Returns the JSON-LD documents within a page. */
export function readJsonLd(page: string): unknown[] {
  const documents: unknown[] = [];
  for (const { tag, text: json } of rawElements(page, 'script')) {
    if (!/type\s*=\s*["']?application\/ld\+json/i.test(tag)) continue;
    const document = parseJson(z.unknown(), json);
    if (document !== undefined) documents.push(document); // a page may have a broken one next to good ones
  }
  return documents;
}

function* findReviews(value: unknown, depth: number): Generator<object> {
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return;
  if ('@type' in value && [value['@type']].flat().includes('ClaimReview')) yield value;
  for (const inner of Object.values(value)) yield* findReviews(inner, depth + 1);
}

function toItem(review: object, place: Place): Item {
  const read = reviewSchema.parse(review);
  const org =
    nameOf(read.author) ??
    nameOf(read.publisher) ??
    place.org ??
    URL.parse(place.url ?? '')?.hostname;
  const claim = read.claimReviewed === undefined ? undefined : plainText(read.claimReviewed);
  return {
    url: read.url === undefined ? place.url : URL.parse(read.url, place.url)?.href,
    title: plainText(read.name ?? read.headline ?? claim ?? ''),
    claim,
    label: read.reviewRating?.alternateName ?? '',
    summary: read.description === undefined ? undefined : plainText(read.description),
    publishedAt: read.datePublished,
    org: org ?? '',
    language: read.inLanguage,
  };
}

function nameOf(author: z.infer<typeof named>): string | undefined {
  return typeof author === 'string' ? author : author?.name;
}
