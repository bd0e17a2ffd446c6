import { keepRecent } from '../domain/text/keep-recent.ts';
import { type FetchOptions, guardedFetch } from '../http/guarded-fetch.ts';
import type { LinkedPage, LinkReader } from '../ports/link-reader.ts';
import { plainText, rawElements } from './plain-text.ts';
import { readClaimReviews, readJsonLd } from './read-document.ts';

/** Maximum of cached pages, so that a frequent link is fetched once. */
const KEPT = 500;
const KEPT_MS = 3_600_000;
const MOST_TEXT = 2000;
const TIMEOUT_MS = 5000;

/** Creates a reader of linked pages: https, public addresses, small, quick, once an hour. */
export function createLinkReader(now: () => number, options: FetchOptions = {}): LinkReader {
  const pages = new Map<string, { at: number; page: Promise<LinkedPage | undefined> }>();
  return {
    read(link) {
      const known = pages.get(link);
      if (known && known.at > now() - KEPT_MS) return known.page;
      const page = readPage(link, options);
      return keepRecent(pages, [link, { at: now(), page }], KEPT).page;
    },
  };
}

async function readPage(link: string, options: FetchOptions): Promise<LinkedPage | undefined> {
  const address = /^https?:/i.test(link) ? link : `https://${link}`;
  try {
    const fetched = await guardedFetch(address, { timeoutMs: TIMEOUT_MS, ...options });
    if (fetched.type !== 'fetched') return undefined;
    return { address: fetched.url, text: describePage(fetched.text) ?? '' };
  } catch {
    return undefined; // a stranger's link: a failed fetch is no problem of ours
  }
}

/** Returns what a page claims: the claim of its fact-check, else its title and description. */
export function describePage(page: string): string | undefined {
  const reviews = readClaimReviews(readJsonLd(page), { url: undefined, org: undefined });
  const claims = reviews.flatMap(({ claim }) => claim ?? []);
  const [title] = rawElements(page, 'title');
  const said = claims.length > 0 ? claims : [plainText(title?.text ?? ''), ...descriptionsOf(page)];
  const text = [...new Set(said)].filter((part) => part !== '').join('\n');
  return text === '' ? undefined : text.slice(0, MOST_TEXT);
}

const DESCRIPTION =
  /<meta\b[^>]{0,300}?(?:name|property)\s*=\s*["']?(?:og:)?description\b[^>]{0,2500}>/gi;
const CONTENT = /\bcontent\s*=\s*(?:"([^"]*)"|'([^']*)')/i;

function descriptionsOf(page: string): string[] {
  return [...page.slice(0, 100_000).matchAll(DESCRIPTION)].slice(0, 3).map(([tag]) => {
    const [, double, single] = CONTENT.exec(tag) ?? [];
    return plainText(double ?? single ?? '');
  });
}
