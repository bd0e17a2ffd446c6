import type { Fused, Ranking } from './fuse.ts';
import { THRESHOLDS } from './judge.ts';
import type { MatchResult } from './match.ts';
import type { MatchIndex } from './match-index.ts';
import { addsWords } from './says-other.ts';

/**
 * Withholds a verdict from a picture that itself calls a claim false. It is a debunk if the store
 * also calls its claim false; a stamp on anything else proves nothing.
 */
export function withholdFromDebunk(
  library: MatchIndex,
  found: MatchResult,
  { rankings, best }: { rankings: readonly Ranking[]; best: Fused | undefined },
): MatchResult {
  if (!best || found.tier === 'none') return found;
  const isSame = found.tier === 'answer' || isSeen(library, rankings, best);
  const isDebunked = isSame && library.callsFalse(best.id);
  if (found.tier === 'several' && !isDebunked) return found;
  return { tier: 'confirm', matches: found.matches, ...(isDebunked && { debunked: true }) };
}

/** Whether the picture under the stamp is the document's, and its words agree or are illegible. */
function isSeen(library: MatchIndex, rankings: readonly Ranking[], best: Fused): boolean {
  if (!best.hits.some(({ type, grip }) => type === 'picture' && grip !== 'perhaps')) return false;
  const near = best.pieces.filter(({ assessment }) => assessment.topic >= THRESHOLDS.confirm);
  const details = near.flatMap(({ assessment }) => assessment.comparison.conflicts);
  if (details.some(({ type, grave, unsure }) => grave && !unsure && type !== 'negation'))
    return false;
  const seen = rankings.filter(({ source }) => source === 'picture');
  return near.length > 0 || !seen.some(({ words }) => addsWords(library, best.id, words));
}
