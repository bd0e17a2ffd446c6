/** Article of an organisation that an operator trusts, which judges no claim. */
export interface NewsItem {
  title: string;
  url: string;
  org: string;
  /** ISO date. */
  publishedAt: string;
}

/** Reads the articles of a feed, newest first; rejects with what the operator can do about it. */
export type ReadNews = (feed: string, signal?: AbortSignal) => Promise<NewsItem[]>;
