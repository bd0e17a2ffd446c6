import { z } from 'zod';
import { parseJson } from '../domain/text/parse-json.ts';
import { DocumentRefused } from './document-refused.ts';
import { HAS_DOCTYPE } from './parse-xml.ts';
import { plainText, rawElements } from './plain-text.ts';
import { readFeed } from './read-feed.ts';
import type { Item } from './to-fact-check-row.ts';

/** Document with its origin, and its default organisation. */
export interface Document {
  text: string;
  url?: string | undefined;
  org?: string | undefined;
}

/** Reads a document's fact-checks: ClaimReview, a feed, WordPress or Google, by content. */
export function readDocument(document: Document): Item[] {
  const start = document.text.replace(/^\uFEFF/, '').trimStart();
  const items = start.startsWith('<') ? readMarkup(document, start) : readJson(document, start);
  if (items.length === 0) throw new DocumentRefused(NOTHING);
  return items;
}

const NOTHING =
  'it holds no fact-checks: neither ClaimReview, nor a feed, nor posts of WordPress, nor an answer of Google Fact Check Tools';

function readMarkup({ text, url, org }: Document, start: string): Item[] {
  const root = rootOf(start.slice(0, 9000));
  if (root === 'doctype') throw new DocumentRefused(HAS_DOCTYPE);
  if (root === 'rss' || root === 'feed' || root === 'rdf') return readFeed(text, org);
  if (start.startsWith('<?xml') && root !== 'html') {
    throw new DocumentRefused('it is XML, but no feed');
  }
  return readClaimReviews(readJsonLd(text), { url, org });
}

const PREAMBLE = [
  ['<?', '?>'],
  ['<!--', '-->'],
] as const;

/** Returns the name of the first element, or `doctype` for a document type other than HTML. */
function rootOf(head: string): string | undefined {
  let rest = head.trimStart();
  for (const [opening, ending] of [...PREAMBLE, ...PREAMBLE]) {
    while (rest.startsWith(opening)) {
      const end = rest.indexOf(ending);
      if (end < 0) return undefined;
      rest = rest.slice(end + ending.length).trimStart();
    }
  }
  if (/^<!doctype\s+html\b/i.test(rest)) return 'html';
  if (/^<!doctype/i.test(rest)) return 'doctype';
  return /^<(?:\w+:)?(\w+)/.exec(rest)?.[1]?.toLowerCase();
}

function readJson({ url, org }: Document, start: string): Item[] {
  const value = parseJson(z.unknown(), start);
  if (value === undefined) throw new DocumentRefused('it is neither JSON nor a page nor a feed');
  if (isWordpress(value))
    return readWordpress(value, org ?? URL.parse(url ?? '')?.hostname ?? 'WordPress');
  if (isGoogle(value)) return readGoogle(start, org).items;
  return readClaimReviews(value, { url, org });
}

const rendered = z.object({ rendered: z.string() });
const postSchema = z.object({
  link: z.string(),
  date: z.string().optional(),
  title: rendered,
  excerpt: rendered.optional(),
  content: rendered.optional(),
  _embedded: z
    .object({ 'wp:term': z.array(z.array(z.object({ name: z.string() }).partial())) })
    .partial()
    .optional()
    .catch(undefined),
});

/** Whether it is a response of WordPress at `/wp-json/wp/v2/posts`. */
export function isWordpress(value: unknown): value is unknown[] {
  return Array.isArray(value) && value.length > 0 && postSchema.safeParse(value[0]).success;
}

/** Reads the posts of a WordPress page; an unreadable one gets no address, and so is refused. */
export function readWordpress(posts: readonly unknown[], org: string): Item[] {
  return posts.map((post) => {
    const read = postSchema.safeParse(post);
    if (!read.success) return { url: undefined, title: 'a post without title or link', org };
    const { link, date, title, excerpt, content, _embedded } = read.data;
    const terms = _embedded?.['wp:term']?.flat() ?? [];
    return {
      url: link,
      title: plainText(title.rendered),
      categories: terms.flatMap(({ name }) => (name === undefined ? [] : plainText(name))),
      summary: plainText(excerpt?.rendered ?? '').replace(/(?<!\s)\s*\[…\]$/, '…'),
      explanation: plainText(content?.rendered ?? ''),
      publishedAt: date,
      org,
    };
  });
}

const answerSchema = z.object({
  claims: z
    .array(
      z.object({
        text: z.string().default(''),
        claimReview: z
          .array(
            z.object({
              url: z.string().optional(),
              title: z.string().optional(),
              textualRating: z.string().default(''),
              reviewDate: z.string().optional(),
              languageCode: z.string().optional(),
              publisher: z.object({ name: z.string(), site: z.string() }).partial().default({}),
            }),
          )
          .default([]),
      }),
    )
    .default([]),
  nextPageToken: z.string().optional(),
});

/** Whether it is a response of Google Fact Check Tools. */
function isGoogle(value: unknown): boolean {
  return answerSchema.safeParse(value).success && Object.hasOwn(Object(value), 'claims');
}

/** Reads a response of Google Fact Check Tools with its next page token; throws if it is none. */
export function readGoogle(text: string, org?: string) {
  const { claims, nextPageToken } = parse(text);
  const items = claims.flatMap(({ text, claimReview }) =>
    claimReview.map(
      ({ url, title, textualRating, reviewDate, languageCode, publisher }): Item => ({
        url,
        title: title || text,
        claim: text || undefined,
        label: textualRating,
        publishedAt: reviewDate,
        org: publisher.name || publisher.site || org || '',
        language: languageCode,
      }),
    ),
  );
  return { items, next: nextPageToken || undefined };
}

function parse(text: string): z.infer<typeof answerSchema> {
  const answer = parseJson(answerSchema, text);
  if (!answer) throw new DocumentRefused('it is no answer of Google Fact Check Tools');
  return answer;
}

/** Builds the query for reviews in Indonesian: by words, or `site:` for one publisher. */
export function googleAddress(base: string, query: string, pageToken?: string): string {
  const [, site] = /^site:(\S+)$/.exec(query) ?? [];
  const url = new URL('/v1alpha1/claims:search', base);
  url.searchParams.set('languageCode', 'id');
  url.searchParams.set('pageSize', '100');
  url.searchParams.set(site === undefined ? 'query' : 'reviewPublisherSiteFilter', site ?? query);
  if (pageToken !== undefined) url.searchParams.set('pageToken', pageToken);
  return url.href;
}

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
interface Place {
  url: string | undefined;
  org: string | undefined;
}

/** Finds every ClaimReview in a JSON-LD document, at any depth. */
export function readClaimReviews(document: unknown, place: Place): Item[] {
  return [...findReviews(document, 0)].map((review) => toItem(review, place));
}

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
