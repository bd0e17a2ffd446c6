import { pageOf } from '../domain/fact-checks/page-of.ts';
import { type FetchOptions, guardedFetch } from '../http/guarded-fetch.ts';
import type { NewsItem, ReadNews } from '../ports/news.ts';
import { readFeed } from './read-feed.ts';
import { dayOf } from './to-fact-check-row.ts';

const MOST_ITEMS = 500;

/** Creates a reader of feeds (RSS, Atom) whose articles lead to pages of their own and are dated. */
export function createNewsReader(options: Pick<FetchOptions, 'allowsLoopback'> = {}): ReadNews {
  return async (feed, signal) => {
    const fetched = await guardedFetch(feed, { ...options, signal });
    if (fetched.type === 'unchanged') throw new Error(`${feed} sent no feed`);
    return readFeed(fetched.text, undefined)
      .flatMap(({ title, url, org, publishedAt }): NewsItem[] => {
        const [page, day] = [pageOf(url), dayOf(publishedAt)];
        return page && day && title ? [{ title, url: page, org, publishedAt: day }] : [];
      })
      .slice(0, MOST_ITEMS);
  };
}
