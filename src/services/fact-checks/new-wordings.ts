import { createHash } from 'node:crypto';
import type { Case, Tip } from '../../domain/cases/case.ts';
import { MOST_WORDINGS } from '../../domain/fact-checks/fact-check.ts';
import { findLinks } from '../../domain/text/links.ts';
import { type Fit, fitBothWays } from '../../matching/fits-both-ways.ts';
import { normalise, saysSomething } from '../../matching/normalise.ts';
import { wordingsOf } from './claim-of.ts';

/** A wording of citizens by which a fact-check is not found yet. */
export interface NewWording extends Fit {
  /** Names it among the others of its case, for as long as its words are the same. */
  key: string;
  text: string;
  senders: number;
  /** Whether it is what the case was opened with, which the reviewer has read. */
  isFirst: boolean;
  /** Whether the fact-check is found by it once the case is settled, by a reviewer's word or else by the rule. */
  isTaken: boolean;
}

interface Ground {
  /** What was judged: headline and claim, and the wordings by which it is found already. */
  claims: readonly string[];
  /** Whether this case itself was judged, not resolved by an earlier claim. */
  isOwn?: boolean;
  /** Whether the case needs a second person: nothing is taken unasked then. */
  isForTwo: boolean;
}

/** How many citizens have to send a wording before it counts by itself. */
const INDEPENDENT = 2;

/** Wordings that a case brings: what was judged, or fits both ways and came first or often; a reviewer's word goes first. */
export function newWordings(
  found: Pick<Case, 'claim' | 'wordings'>,
  tips: readonly Tip[],
  { claims, isOwn = false, isForTwo }: Ground,
): NewWording[] {
  const first = normalise(found.claim);
  const known = new Set(claims.map(normalise));
  if (isOwn) known.delete(first);
  const groups = [...groupTips(found, tips)].filter(([words]) => !known.has(words));
  return groups.slice(0, MOST_WORDINGS).map(([words, { text, citizens }]) => {
    const isFirst = words === first;
    const judged = isFirst && isOwn ? claims.filter((claim) => normalise(claim) !== first) : claims;
    const fit = judged.length === 0 ? WHOLE : fitWording(text, judged);
    const isUsual = !isForTwo && fit.fits && (isFirst || citizens.size >= INDEPENDENT);
    const key = createHash('sha256').update(words).digest('hex').slice(0, 12);
    const said = sayingOf(found, key);
    const isTaken = said ?? (isUsual || (isFirst && isOwn));
    return { key, text, senders: citizens.size, isFirst, ...fit, isTaken };
  });
}

const WHOLE: Fit = { fits: true, adds: [] };

/** How a wording stands to what was judged, its links included: a page is answered by its address. */
export function fitWording(text: string, claims: readonly string[]): Fit {
  const { fits, adds } = fitBothWays(text, claims);
  const known = new Set(claims.flatMap(findLinks));
  const links = findLinks(text).filter((link) => !known.has(link));
  return { fits: fits && links.length === 0, adds: [...new Set([...adds, ...links])] };
}

/** Every wording once, in the order of the tips, with who has sent it; questions about what came along say nothing. */
function groupTips({ claim }: Pick<Case, 'claim'>, tips: readonly Tip[]) {
  const groups = new Map<string, { text: string; citizens: Set<string> }>();
  for (const tip of tips) {
    for (const text of wordingsOf(tip)) {
      if (text !== claim && !saysSomething(text)) continue;
      const words = normalise(text);
      const group = groups.get(words) ?? { text, citizens: new Set() };
      if (tip.citizen !== undefined) group.citizens.add(tip.citizen);
      groups.set(words, group);
    }
  }
  return groups;
}

function sayingOf({ wordings }: Pick<Case, 'wordings'>, key: string): boolean | undefined {
  if (wordings?.taken.includes(key)) return true;
  return wordings?.left.includes(key) ? false : undefined;
}
