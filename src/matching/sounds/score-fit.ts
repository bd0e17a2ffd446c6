import type { Fit } from './find-fit.ts';

/** Two sounds are the same from this score on. */
export const SURE = 0.5;

/**
 * Scores how surely two sounds are the same, 0 to 1. Half needs more evidence than different sounds
 * had in 500 queries at 3000 clips (125; six seconds of the same sound had 199).
 */
export function scoreFit({ stretch }: Fit): number {
  const score = stretch.evidence / (stretch.evidence + HALF);
  return stretch.bitError > MOST_WRONG ? Math.min(score, UNSURE) : score;
}

/** Evidence for half the score; it takes 17 items without a wrong bit, 4.6 seconds of sound. */
const HALF = 160;
/** Share of wrong bits above which even a long stretch is unsure. */
const MOST_WRONG = 0.2;
const UNSURE = 0.45;
