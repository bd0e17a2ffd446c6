import { chooseTier } from './choose-tier.ts';
import type { Fused, Ranking } from './fuse.ts';
import { THRESHOLDS } from './judge.ts';
import type { Library } from './library.ts';
import type { FileHit, Tier } from './match.ts';
import { deniesOther, saysOther } from './says-other.ts';

/** What decides about a message that came with files. */
interface Fusion {
  rankings: readonly Ranking[];
  /** The best document, and those that follow it. */
  fused: readonly Fused[];
  /** Whether the message claims something of its own, that what was found would have to say too. */
  saysMore: boolean;
}

/**
 * Decides how far Posko may go when a message is more than typed words. Words answer as they do alone; a
 * file that is the same for sure answers where nothing that the message says speaks of something else.
 */
export function chooseFusedTier(library: Library, { rankings, fused, saysMore }: Fusion): Tier {
  const [best, ...others] = fused;
  if (!best) return 'none';
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
  if (isChanged(best) || seen.some(({ words }) => saysOther(library, best.id, words)))
    return 'confirm';
  const isInWords = topic >= THRESHOLDS.confirm;
  if (isInWords && best.hits.some(isAgreed)) return 'answer';
  const isSure = best.hits.some((hit) => hit.grip === 'sure' && isAgreed(hit));
  return isSure && !saysMore ? 'answer' : 'confirm';
}

function isFound({ hits }: Fused): boolean {
  return hits.some(({ grip }) => grip !== 'perhaps');
}

/** Whether a file speaks for a document, and nothing in it for another one. */
function isAgreed({ grip, doubt }: FileHit): boolean {
  return grip !== 'perhaps' && doubt === undefined;
}

/** Whether a part of a file is not what it was: a word of a recording, a text on a picture. */
function isChanged({ hits }: Fused): boolean {
  return hits.some(({ doubt }) => doubt === 'changed');
}

/** Whether one piece of the words would be answered with a document if it came alone. */
function isAnswered(library: Library, { ranked }: Ranking, id: string): boolean {
  return ranked[0]?.id === id && chooseTier(library, ranked) === 'answer';
}

/** Whether any piece of the words is about it, but with another number, name, place or denial. */
function isContradicted({ pieces }: Fused): boolean {
  return pieces.some(
    ({ assessment }) =>
      assessment.topic >= THRESHOLDS.confirm &&
      assessment.comparison.conflicts.some(({ grave }) => grave),
  );
}

/** Whether another document was found by a file as well as the best one, and not by fewer words. */
function isRival(best: Fused, other: Fused): boolean {
  return isFound(best) && isFound(other) && other.score > best.score - CLOSE;
}

const CLOSE = 0.02;
