import type { MatchResult } from '../../matching/match.ts';
import type { Asked } from '../asked.ts';
import type { Tipline } from '../tipline.ts';
import type { Turn } from '../turn.ts';

/** Looks for the fact-checks that settle what a citizen sent, and has it counted. */
export async function findMatches(
  { index, observe }: Tipline,
  turn: Turn,
  asked: Asked,
): Promise<MatchResult> {
  const found = await index.match(asked);
  observe({ type: 'matched', tier: found.tier });
  turn.tiers.push(found.tier);
  return found;
}
