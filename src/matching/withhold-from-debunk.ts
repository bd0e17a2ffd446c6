import type { Fused, Ranking } from './fuse.ts';
import { THRESHOLDS } from './judge.ts';
import type { Library } from './library.ts';
import type { MatchResult } from './match.ts';
import { addsWords } from './says-other.ts';

/**
 * A picture that itself says that a claim is false is not the claim: its verdict would be taken for one about the picture.
 * It is a debunk of what was found if that is called false in the store too; a stamp on anything else proves nothing.
 */
export function withholdFromDebunk(
  library: Library,
  found: MatchResult,
  { rankings, best }: { rankings: readonly Ranking[]; best: Fused | undefined },
): MatchResult {
  if (!best || found.tier === 'none') return found;
  const isSame = found.tier === 'answer' || isSeen(library, rankings, best);
  const isDebunked = isSame && FALSE.has(library.verdictOf(best.id) ?? '');
  return { ...found, tier: 'confirm', ...(isDebunked && { debunked: true }) };
}

const FALSE = new Set(['salah', 'penipuan', 'menyesatkan']);

/** Whether the picture under the stamp is that of the document, and what it says is of that or cannot be read. */
function isSeen(library: Library, rankings: readonly Ranking[], best: Fused): boolean {
  if (!best.hits.some(({ type, grip }) => type === 'picture' && grip !== 'perhaps')) return false;
  const near = best.pieces.filter(({ assessment }) => assessment.topic >= THRESHOLDS.confirm);
  const details = near.flatMap(({ assessment }) => assessment.comparison.conflicts);
  if (details.some(({ type, grave, unsure }) => grave && !unsure && type !== 'negation'))
    return false;
  const seen = rankings.filter(({ source }) => source === 'picture');
  return near.length > 0 || !seen.some(({ words }) => addsWords(library, best.id, words));
}
