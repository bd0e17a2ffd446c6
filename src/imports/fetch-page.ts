import { FetchRefused } from '../http/guarded-address.ts';
import { type FetchOptions, guardedFetch } from '../http/guarded-fetch.ts';
import type { FetchPage } from '../ports/fetch-page.ts';

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
