import { pageOf } from '../domain/fact-checks/page-of.ts';
import { type FetchOptions, guardedFetch } from '../http/guarded-fetch.ts';
import type { NewsItem, ReadNews } from '../ports/news.ts';
import { childrenOf, type Element, parseXml, textOf } from './parse-xml.ts';
import { plainText } from './plain-text.ts';
import { dayOf, type Item } from './to-fact-check-row.ts';

/** Reads the items of a feed (RSS 0.9 to 2.0, or Atom); throws if it is no feed. */
export function readFeed(source: string, org: string | undefined): Item[] {
  const root = parseXml(source);
  const channel = childrenOf(root, 'channel')[0] ?? root;
  const name = org ?? plainText(textOf(channel, 'title') ?? '');
  const entries =
    root.name === 'feed'
      ? childrenOf(root, 'entry')
      : [...childrenOf(channel, 'item'), ...(root === channel ? [] : childrenOf(root, 'item'))];
  return entries.map((entry) =>
    root.name === 'feed' ? fromAtom(entry, name) : fromRss(entry, name),
  );
}

function fromRss(item: Element, org: string): Item {
  const guid = childrenOf(item, 'guid')[0];
  const isLink =
    guid?.attributes.isPermaLink !== 'false' && /^https?:/.test(guid?.text.trim() ?? '');
  return {
    url: textOf(item, 'link') ?? (isLink ? guid?.text.trim() : undefined),
    title: plainText(textOf(item, 'title') ?? ''),
    categories: childrenOf(item, 'category').map(({ text }) => plainText(text)),
    summary: plainText(textOf(item, 'description') ?? ''),
    publishedAt: textOf(item, 'pubDate') ?? textOf(item, 'date'),
    org,
  };
}

function fromAtom(entry: Element, org: string): Item {
  const links = childrenOf(entry, 'link').map(({ attributes }) => attributes);
  const link = links.find(({ rel }) => rel === undefined || rel === 'alternate');
  return {
    url: link?.href,
    title: plainText(textOf(entry, 'title') ?? ''),
    categories: childrenOf(entry, 'category').flatMap(({ attributes }) => attributes.term ?? []),
    summary: plainText(textOf(entry, 'summary') ?? ''),
    publishedAt: textOf(entry, 'published') ?? textOf(entry, 'updated'),
    org,
  };
}

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
