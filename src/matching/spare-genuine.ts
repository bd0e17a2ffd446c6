import { officialHost } from './links/look-alike.ts';
import type { MatchResult } from './match.ts';
import type { MatchIndex } from './match-index.ts';
import { readWords } from './read-words.ts';
import { isPitch } from './rotating-parts.ts';

/**
 * Lowers the tier where a message leads to an institution's own site and the scam it resembles does
 * not: it may be the genuine offer that the scam copies.
 */
export function spareGenuine(library: MatchIndex, found: MatchResult, text: string): MatchResult {
  const [best] = found.matches;
  if (!best || found.tier === 'none' || !library.callsFalse(best.id)) return found;
  const hosts = officialHosts(text);
  const scam = hosts.length > 0 ? library.claimText(best.id) : '';
  const isCited = officialHosts(scam).some((host) => hosts.includes(host));
  if (scam === '' || isCited || !isPitch(readWords(scam))) return found;
  const { offered: _, ...rest } = found;
  return { ...rest, tier: found.tier === 'answer' ? 'confirm' : 'none' };
}

/** Returns the hosts of institutions in a text, also of links that were made unusable. */
function officialHosts(text: string): string[] {
  return text
    .replaceAll('[.]', '.')
    .split(/\s/)
    .filter((word) => word.includes('.'))
    .slice(0, MOST_LINKS)
    .map((word) => officialHost(word.slice(0, LONGEST_LINK)))
    .filter((host) => host !== undefined);
}

const MOST_LINKS = 100;
const LONGEST_LINK = 200;
