import { z } from 'zod';
import { filled } from '../text/filled.ts';

export const webAddress = z.url({ protocol: /^https?$/ }).max(2000);

/** Why no copy of a cited page was saved. */
const copyProblems = ['closed', 'unreachable', 'refused', 'large'] as const;

/** A source that a verdict rests on, as a reviewer names it. */
export const citedSchema = z.object({
  url: webAddress,
  title: z.string().trim().max(300).optional(),
  quote: z.string().trim().max(1000).optional(),
  /** Day on which it was read. */
  seenOn: z.iso.date().optional(),
});
export type Cited = z.infer<typeof citedSchema>;

/** The same as kept, with what was saved of its page: a copy by its hash, or why there is none. */
export const citationSchema = citedSchema.extend({
  copy: z
    .object({
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
      mime: z.string().max(100),
      size: z.number().int(),
      at: z.number(),
    })
    .optional(),
  noCopy: z.object({ why: z.enum(copyProblems), at: z.number() }).optional(),
  /** Where the Wayback Machine has the page. */
  wayback: webAddress.optional(),
});
export type Citation = z.infer<typeof citationSchema>;

/** More than this belongs into an article. */
export const MOST_CITATIONS = 10;

/** All sources of a verdict, the one that citizens get first. */
export function citedBy<Source extends { url: string }>({
  url,
  citations = [],
}: {
  url?: string | undefined;
  citations?: readonly Source[] | undefined;
}): (Source | { url: string })[] {
  const isKnown = !url || citations.some((each) => each.url === url);
  return isKnown ? [...citations] : [{ url }, ...citations];
}

/** Sources as written, without the fields that were left empty. */
export function withoutEmpty<Written extends { url: string }>(written: readonly Written[]) {
  return written.map(({ url, ...rest }) => ({ url, ...filled(rest) }));
}

/** Sources as named now, with what was saved of those that stay. */
export function withCopies(cited: readonly Cited[], known: readonly Citation[] = []): Citation[] {
  const copies = new Map(
    known.map(({ url, copy, noCopy, wayback }) => [url, filled({ copy, noCopy, wayback })]),
  );
  return cited.map((each) => ({ ...each, ...copies.get(each.url) }));
}
