import { DocumentRefused } from './document-refused.ts';
import { HAS_DOCTYPE } from './parse-xml.ts';
import { readClaimReviews, readJsonLd } from './read-claim-reviews.ts';
import { readFeed } from './read-feed.ts';
import { isGoogle, readGoogle } from './read-google.ts';
import { isWordpress, readWordpress } from './read-wordpress.ts';
import type { Item } from './to-fact-check-row.ts';

/** Document with its origin, and its default organisation. */
export interface Document {
  text: string;
  url?: string | undefined;
  org?: string | undefined;
}

/** Reads a document's fact-checks: ClaimReview, a feed, WordPress or Google, by content. */
export function readDocument(document: Document): Item[] {
  const start = document.text.replace(/^\uFEFF/, '').trimStart();
  const items = start.startsWith('<') ? readMarkup(document, start) : readJson(document, start);
  if (items.length === 0) throw new DocumentRefused(NOTHING);
  return items;
}

const NOTHING =
  'it holds no fact-checks: neither ClaimReview, nor a feed, nor posts of WordPress, nor an answer of Google Fact Check Tools';

function readMarkup({ text, url, org }: Document, start: string): Item[] {
  const root = rootOf(start.slice(0, 9000));
  if (root === 'doctype') throw new DocumentRefused(HAS_DOCTYPE);
  if (root === 'rss' || root === 'feed' || root === 'rdf') return readFeed(text, org);
  if (start.startsWith('<?xml') && root !== 'html') {
    throw new DocumentRefused('it is XML, but no feed');
  }
  return readClaimReviews(readJsonLd(text), { url, org });
}

const PREAMBLE = [
  ['<?', '?>'],
  ['<!--', '-->'],
] as const;

/** Returns the name of the first element, or `doctype` for a document type other than HTML. */
function rootOf(head: string): string | undefined {
  let rest = head.trimStart();
  for (const [opening, ending] of [...PREAMBLE, ...PREAMBLE]) {
    while (rest.startsWith(opening)) {
      const end = rest.indexOf(ending);
      if (end < 0) return undefined;
      rest = rest.slice(end + ending.length).trimStart();
    }
  }
  if (/^<!doctype\s+html\b/i.test(rest)) return 'html';
  if (/^<!doctype/i.test(rest)) return 'doctype';
  return /^<(?:\w+:)?(\w+)/.exec(rest)?.[1]?.toLowerCase();
}

function readJson({ url, org }: Document, start: string): Item[] {
  let value: unknown;
  try {
    value = JSON.parse(start);
  } catch {
    throw new DocumentRefused('it is neither JSON nor a page nor a feed');
  }
  if (isWordpress(value))
    return readWordpress(value, org ?? URL.parse(url ?? '')?.hostname ?? 'WordPress');
  if (isGoogle(value)) return readGoogle(start, org).items;
  return readClaimReviews(value, { url, org });
}
