import { readFile } from 'node:fs/promises';
import { type AddressRules, type FetchOptions, guardedFetch } from '../http/guarded-fetch.ts';
import type { SourceMemory, SourceOptions } from '../ports/fact-check-source.ts';
import { DocumentRefused } from './document-refused.ts';
import { googleAddress, readDocument, readGoogle } from './read-document.ts';
import type { Item } from './to-fact-check-row.ts';

export interface Asking extends Omit<SourceOptions, 'signal'> {
  googleKey?: string | undefined;
  googleBase?: string;
  fetch?: Pick<FetchOptions, keyof AddressRules | 'timeoutMs' | 'signal'>;
}

const GOOGLE = 'https://factchecktools.googleapis.com';

interface Read {
  items: Item[];
  etag?: string | undefined;
  lastModified?: string | undefined;
}

/** Reads a source; throws a refusal that explains itself to the user. */
export async function readSource(
  source: string,
  asking: Asking,
  known: Pick<SourceMemory, 'etag' | 'lastModified'>,
): Promise<Read | 'unchanged'> {
  if (source.startsWith('google:'))
    return { items: await askGoogle(source.slice(7).trim(), asking) };
  if (isElsewhere(source)) return askPages(source, asking, known);
  const text = await readFile(source, 'utf8').catch(() => {
    throw new DocumentRefused(
      `${source} cannot be read: there is no such file, or it may not be opened`,
    );
  });
  return { items: readDocument({ text, org: asking.org }) };
}

async function askPages(
  source: string,
  { org, pages = 1, fetch }: Asking,
  known: Pick<SourceMemory, 'etag' | 'lastModified'>,
): Promise<Read | 'unchanged'> {
  const headers = {
    ...(known.etag === undefined ? {} : { 'if-none-match': known.etag }),
    ...(known.lastModified === undefined ? {} : { 'if-modified-since': known.lastModified }),
  };
  const first = await guardedFetch(source, { ...fetch, headers: pages === 1 ? headers : {} });
  if (first.type === 'unchanged') return 'unchanged';
  const items = readDocument({ ...first, org });
  let next = nextOf(first);
  for (let page = 2; page <= pages && next !== undefined; page += 1) {
    const more = await guardedFetch(next, { ...fetch });
    if (more.type === 'unchanged') break;
    items.push(...readDocument({ ...more, org }));
    next = nextOf(more);
  }
  return { items, etag: first.etag, lastModified: first.lastModified };
}

/** Returns the next page that WordPress names, on the same host. */
function nextOf({ link, url }: { link: string | undefined; url: string }): string | undefined {
  const [, address] = /<([^<>]*)>\s*;\s*rel="?next"?/i.exec(link ?? '') ?? [];
  const next = address === undefined ? null : URL.parse(address, url);
  return next?.host === new URL(url).host ? next.href : undefined;
}

async function askGoogle(query: string, asking: Asking): Promise<Item[]> {
  const { googleKey, googleBase = GOOGLE, pages = 1, org, fetch } = asking;
  if (query === '')
    throw new DocumentRefused('google: needs words, or site:DOMAIN, such as google:site:tempo.co');
  if (googleKey === undefined)
    throw new DocumentRefused('set POSKO_GOOGLE_KEY to ask Google Fact Check Tools');
  const items: Item[] = [];
  let token: string | undefined;
  for (let page = 1; page <= pages; page += 1) {
    const headers = { 'x-goog-api-key': googleKey };
    const fetched = await guardedFetch(googleAddress(googleBase, query, token), {
      ...fetch,
      headers,
    });
    if (fetched.type === 'unchanged') break;
    const { items: found, next } = readGoogle(fetched.text, org);
    items.push(...found);
    token = next;
    if (token === undefined) break;
  }
  return items;
}

/** Whether a source on the command line is a document to detect, not rows of JSONL or CSV. */
export function isDocument(source: string): boolean {
  return (
    /^(?:https?:\/\/|google:)/i.test(source) ||
    /\.(?:json|jsonld|xml|rss|atom|html?)$/i.test(source)
  );
}

/** Whether a source is on the web, where many pages are not fact-checks. */
export function isElsewhere(source: string): boolean {
  return /^(?:https?:\/\/|google:)/i.test(source);
}
