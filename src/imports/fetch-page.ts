import { z } from 'zod';
import { webAddress } from '../domain/fact-checks/citation.ts';
import { parseJson } from '../domain/text/parse-json.ts';
import { type FetchOptions, FetchRefused, guardedFetch } from '../http/guarded-fetch.ts';
import type { AskWayback, FetchPage } from '../ports/fetch-page.ts';

/** Creates what fetches cited pages: https, public addresses, 5 MB, ten seconds. */
export function createPageFetcher(options: FetchOptions = {}): FetchPage {
  return async (address, signal) => {
    try {
      const fetched = await guardedFetch(address, { ...options, signal });
      return fetched.type === 'fetched' ? fetched : { problem: 'refused' };
    } catch (error) {
      if (error instanceof FetchRefused) return { problem: error.why };
      throw error;
    }
  };
}

/** Creates what asks for copies at the address where the Wayback Machine answers. */
export function createWaybackClient(wayback: string, options?: FetchOptions): AskWayback {
  const fetchPage = createPageFetcher(options);
  return async (address, signal) => {
    const page = await fetchPage(`${wayback}?${new URLSearchParams({ url: address })}`, signal);
    const text = 'bytes' in page ? Buffer.from(page.bytes).toString() : '';
    const answer = parseJson(answerSchema, text);
    const url = answer?.archived_snapshots.closest?.url;
    return { outcome: !answer ? 'failed' : url ? 'found' : 'none', url };
  };
}

/** What the Wayback Machine answers (archive.org/help/wayback_api.php). */
const copySchema = z
  .string()
  .regex(/^https?:\/\/web\.archive\.org\/web\/\S+$/)
  .transform((url) => url.replace(/^http:/, 'https:'))
  .pipe(webAddress);
const answerSchema = z.object({
  archived_snapshots: z.object({ closest: z.object({ url: copySchema }).optional() }),
});
