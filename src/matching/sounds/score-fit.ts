import type { Fit } from './find-fit.ts';

/** From this score on two sounds are the same. */
export const SURE = 0.5;

/**
 * How surely two sounds are the same, from 0 to 1. Half is given for so much evidence as no two different
 * sounds had among 500 queries at 3000 clips (125 at most; six seconds of the same sound had 199 at least).
 */
export function scoreFit({ stretch }: Fit): number {
  const score = stretch.evidence / (stretch.evidence + HALF);
  return stretch.bitError > MOST_WRONG ? Math.min(score, UNSURE) : score;
}

/** Wrong bits fewer than allowed; it takes 17 items without a wrong one, 4.6 seconds of sound. */
const HALF = 160;
/** The share of wrong bits from which on even a long stretch is not sure. */
const MOST_WRONG = 0.2;
const UNSURE = 0.45;
