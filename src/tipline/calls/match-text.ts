import type { MatchResult } from '../../matching/match.ts';
import type { Tipline } from '../tipline.ts';
import type { Turn } from '../turn.ts';

/** Looks for the fact-checks that settle a citizen's text, and has it counted. */
export async function matchText(
  { index, observe }: Tipline,
  turn: Turn,
  text: string,
): Promise<MatchResult> {
  const found = await index.match(text);
  observe({ type: 'matched', tier: found.tier });
  turn.tiers.push(found.tier);
  return found;
}
