import { z } from 'zod';
import { parseJson } from '../domain/text/parse-json.ts';
import { FetchRefused } from '../http/guarded-address.ts';
import { type FetchOptions, guardedFetch } from '../http/guarded-fetch.ts';
import type { FetchPage } from '../ports/fetch-page.ts';

/** Creates what fetches cited pages: https, public addresses, 5 MB, ten seconds; `wayback` is where it asks for copies elsewhere. */
export function createPageFetcher({
  wayback,
  ...options
}: FetchOptions & { wayback?: string | undefined } = {}): FetchPage {
  const fetchPage: FetchPage = async (address, signal) => {
    try {
      const fetched = await guardedFetch(address, { ...options, signal });
      return fetched.type === 'fetched' ? fetched : { problem: 'refused' };
    } catch (error) {
      if (error instanceof FetchRefused) return { problem: error.why };
      throw error;
    }
  };
  if (wayback === undefined) return fetchPage;
  return async (address, signal) => {
    const page = await fetchPage(address, signal);
    const found = await fetchPage(`${wayback}?${new URLSearchParams({ url: address })}`, signal);
    const answer = 'bytes' in found ? Buffer.from(found.bytes).toString() : '';
    return { ...page, wayback: parseJson(answerSchema, answer)?.archived_snapshots.closest?.url };
  };
}

/** What the Wayback Machine answers (archive.org/help/wayback_api.php). */
const copySchema = z
  .string()
  .regex(/^https?:\/\/web\.archive\.org\/web\/\S{1,2000}$/)
  .transform((url) => url.replace(/^http:/, 'https:'));
const answerSchema = z.object({
  archived_snapshots: z.object({ closest: z.object({ url: copySchema }).optional() }),
});
