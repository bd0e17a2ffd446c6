import type { MatchResult } from '../../matching/match.ts';
import type { Tipline } from '../tipline.ts';

/** Looks for the fact-checks that settle a citizen's text, and has it counted. */
export async function matchText({ index, observe }: Tipline, text: string): Promise<MatchResult> {
  const found = await index.match(text);
  observe({ type: 'matched', tier: found.tier });
  return found;
}
