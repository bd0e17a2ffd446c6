import type { Match, MatchResult } from './match.ts';

/** Returns the matches that a citizen is shown: the best one, a few to choose from, or none. */
export function offeredOf({
  tier,
  matches,
  offered = MOST_OFFERED,
}: MatchResult): readonly Match[] {
  if (tier === 'none') return [];
  return matches.slice(0, tier === 'several' ? offered : 1);
}

/** More than these few are not compared but skimmed. */
export const MOST_OFFERED = 3;
