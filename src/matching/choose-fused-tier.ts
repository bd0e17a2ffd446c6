import { chooseTier } from './choose-tier.ts';
import type { Fused, Ranking } from './fuse.ts';
import { THRESHOLDS } from './judge.ts';
import type { FileHit, MatchResult, Tier } from './match.ts';
import type { MatchIndex } from './match-index.ts';
import { addsWords, deniesOther, saysOther } from './says-other.ts';

interface Fusion {
  rankings: readonly Ranking[];
  /** Best document, and the following ones. */
  fused: readonly Fused[];
  /** Whether the message makes a claim of its own, which the find would have to cover too. */
  saysMore: boolean;
}

/** Decides the tier of a message with files: a file that is certainly the same answers unless the message is about something else. */
export function chooseFusedTier(library: MatchIndex, { rankings, fused, saysMore }: Fusion): Tier {
  const [best, ...others] = fused;
  if (!best) return 'none';
  if (!isFound(best) && leavesSeveral(library, rankings)) return 'several';
  const topic = Math.max(0, ...best.pieces.map(({ assessment }) => assessment.topic));
  if (topic < THRESHOLDS.confirm && !isFound(best)) return 'none';
  if (best.score < THRESHOLDS.answer || isContradicted(best)) return 'confirm';
  const verdict = library.verdictOf(best.id);
  const rivals = others.filter((other) => isRival(best, other));
  if (rivals.some(({ id }) => library.verdictOf(id) !== verdict)) return 'confirm';
  const seen = rankings.filter(({ source }) => source === 'picture');
  const denies = isFound(best) && seen.some(({ words }) => deniesOther(library, best.id, words));
  if (denies) return 'confirm';
  if (rankings.some((ranking) => isAnswered(library, ranking, best.id))) return 'answer';
  // A part of a file: a word of a recording, a text on a picture.
  const isChanged = best.hits.some(({ doubt }) => doubt === 'changed');
  if (isChanged || seen.some(({ words }) => saysOther(library, best.id, words))) return 'confirm';
  const isInWords = topic >= THRESHOLDS.confirm;
  if (isInWords && best.hits.some(isAgreed)) return 'answer';
  const isSure = best.hits.some((hit) => hit.grip === 'sure' && isAgreed(hit));
  return isSure && !saysMore ? 'answer' : 'confirm';
}

/** Whether a piece of the words alone leaves several documents to choose from, and none settles on one. */
function leavesSeveral(library: MatchIndex, rankings: readonly Ranking[]): boolean {
  const tiers = rankings.map(({ ranked }) => chooseTier(library, ranked));
  return tiers.includes('several') && tiers.every((tier) => tier === 'several' || tier === 'none');
}

function isFound({ hits }: Fused): boolean {
  return hits.some(({ grip }) => grip !== 'perhaps');
}

/** Whether a file supports a document without a doubt. */
function isAgreed({ grip, doubt }: FileHit): boolean {
  return grip !== 'perhaps' && doubt === undefined;
}

/** Whether one piece of the words alone would be answered with a document. */
function isAnswered(library: MatchIndex, { ranked }: Ranking, id: string): boolean {
  return ranked[0]?.id === id && chooseTier(library, ranked) === 'answer';
}

/** Whether any piece is about it, but with another number, name, place or denial. */
function isContradicted({ pieces }: Fused): boolean {
  return pieces.some(
    ({ assessment }) =>
      assessment.topic >= THRESHOLDS.confirm &&
      assessment.comparison.conflicts.some(({ grave }) => grave),
  );
}

/** Whether a file found another document too, with at least as many words. */
function isRival(best: Fused, other: Fused): boolean {
  return isFound(best) && isFound(other) && other.score > best.score - CLOSE;
}

const CLOSE = 0.02;

/** Withholds a verdict from a picture that calls a claim false, as a stamp may be on anything, unless the store says the same. */
export function withholdFromDebunk(
  library: MatchIndex,
  found: MatchResult,
  { rankings, best }: { rankings: readonly Ranking[]; best: Fused | undefined },
): MatchResult {
  if (!best || found.tier === 'none') return found;
  const isSame = found.tier === 'answer' || isSeenSame(library, rankings, best);
  const isDebunked = isSame && library.callsFalse(best.id);
  if (found.tier === 'several' && !isDebunked) return found;
  return { tier: 'confirm', matches: found.matches, ...(isDebunked && { debunked: true }) };
}

/** Whether the picture under the stamp is the document's, and its words agree or are illegible. */
function isSeenSame(library: MatchIndex, rankings: readonly Ranking[], best: Fused): boolean {
  if (!best.hits.some(({ type, grip }) => type === 'picture' && grip !== 'perhaps')) return false;
  const near = best.pieces.filter(({ assessment }) => assessment.topic >= THRESHOLDS.confirm);
  const details = near.flatMap(({ assessment }) => assessment.comparison.conflicts);
  if (details.some(({ type, grave, unsure }) => grave && !unsure && type !== 'negation'))
    return false;
  const seen = rankings.filter(({ source }) => source === 'picture');
  return near.length > 0 || !seen.some(({ words }) => addsWords(library, best.id, words));
}
