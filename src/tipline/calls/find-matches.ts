import type { MatchResult, ReadText } from '../../matching/match.ts';
import { findLinks } from '../../review/links.ts';
import type { Asked } from '../fact-checks/asked.ts';
import type { LinkReader } from '../files/link-reader.ts';
import type { Tipline } from '../tipline.ts';
import type { Turn } from '../turns/turn.ts';

/** Pages asked for on behalf of one message. */
const MOST_PAGES = 2;

/** Looks for the fact-checks that settle what a citizen sent, and has it counted. */
export async function findMatches(
  tipline: Tipline,
  turn: Turn,
  asked: Asked,
): Promise<MatchResult> {
  const found = await look(tipline, asked);
  tipline.observe({ type: 'matched', tier: found.tier });
  turn.tiers.push(found.tier);
  return found;
}

/** Where a message alone leads nowhere, what the pages say that it names. */
async function look({ index, links }: Tipline, asked: Asked): Promise<MatchResult> {
  const found = await index.match(asked);
  if (found.tier !== 'none' || !links) return found;
  const pages = await readPages(links, asked);
  if (pages.length === 0) return found;
  return index.match({ ...asked, read: [...(asked.read ?? []), ...pages] });
}

async function readPages(links: LinkReader, { text, read = [] }: Asked): Promise<ReadText[]> {
  const named = findLinks([text, ...read.map((piece) => piece.text)].join('\n'));
  const addresses = named.map((link) => (/^https?:/i.test(link) ? link : `https://${link}`));
  const pages = await Promise.all(addresses.slice(0, MOST_PAGES).map((link) => links.read(link)));
  return pages.flatMap((page) => (page ? [{ source: 'document' as const, text: page }] : []));
}
