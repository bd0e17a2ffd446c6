import { z } from 'zod';
import { parseJson } from '../domain/text/parse-json.ts';
import { DocumentRefused } from './document-refused.ts';
import type { Item } from './to-fact-check-row.ts';

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
export function isGoogle(value: unknown): boolean {
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
