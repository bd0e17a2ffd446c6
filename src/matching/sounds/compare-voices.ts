import { countBits } from './count-bits.ts';
import type { Line } from './find-stretch.ts';
import { FINER, VOICE_STEP } from './read-voice.ts';

/**
 * Whether two recordings say the same, in half-second steps, where both continue (the line counts
 * in seconds): no step differs much more than the others. A replaced word does.
 */
export function saysTheSame(asked: Uint32Array, stored: Uint32Array, line: Line): boolean {
  const errors = errorsAlong(asked, stored, straighten(asked, stored, line));
  if (errors.length < FEWEST) return false;
  const sorted = errors.toSorted((a, b) => a - b);
  const usual = sorted[Math.floor(sorted.length / 2)] ?? 1;
  const worst = sorted.at(-1) ?? 1;
  return usual <= MOST_USUAL && worst <= Math.max(MOST_WORST, usual + MOST_ABOVE);
}

/** Items of the stored sound per step: half a second; and how many of them must be audible. */
const LENGTH = 8;
const HEARD = 5;
const STRIDE = 2;
/** Allowed offset from the line, in query items: a fifth of a second. */
const ASIDE = 6;
/** Fewer steps give no evidence. */
const FEWEST = 12;
/** Shares of differing bits. Chosen on espeak's voices m1 to m7 and f1 to f4; see docs/media.md. */
const MOST_USUAL = 0.3;
const MOST_WORST = 0.28;
const MOST_ABOVE = 0.16;

/** Returns the share of differing bits for each half second in which both are audible. */
function errorsAlong(asked: Uint32Array, stored: Uint32Array, line: Line, stride = STRIDE) {
  const errors: number[] = [];
  for (let from = 0; from + LENGTH <= stored.length; from += stride) {
    const near = (from * VOICE_STEP.store - line.start) / line.pace / VOICE_STEP.query;
    const first = Math.round(near);
    if (first < ASIDE || first + FINER * LENGTH + ASIDE > asked.length) continue;
    const error = leastError({ asked, stored, from, first, pace: line.pace });
    if (error !== undefined) errors.push(error);
  }
  return errors;
}

interface Place {
  asked: Uint32Array;
  stored: Uint32Array;
  from: number;
  first: number;
  pace: number;
}

function leastError({ asked, stored, from, first, pace }: Place): number | undefined {
  let least: number | undefined;
  for (let aside = -ASIDE; aside <= ASIDE; aside++) {
    let [wrong, heard] = [0, 0];
    for (let at = 0; at < LENGTH; at++) {
      const one = asked[first + aside + Math.round((at * FINER) / pace)] ?? 0;
      const other = stored[from + at] ?? 0;
      if (one === 0 || other === 0) continue;
      wrong += countBits((one ^ other) >>> 0);
      heard += 1;
    }
    if (heard >= HEARD) least = Math.min(least ?? 1, wrong / (32 * heard));
  }
  return least;
}

/** Finds the best pace: Chromaprint's is only accurate to two hundredths. */
function straighten(asked: Uint32Array, stored: Uint32Array, line: Line): Line {
  if (line.pace === 1) return line;
  const tried = PACES.flatMap((pace) =>
    STARTS.map((start) => ({ pace: line.pace + pace, start: line.start + start })),
  );
  const rated = tried.map((each) => {
    const errors = errorsAlong(asked, stored, each, SELDOM);
    return { each, error: errors.reduce((sum, error) => sum + error, 0) / errors.length };
  });
  return rated.reduce((best, one) => (one.error < best.error ? one : best)).each;
}

const PACES = [-0.015, -0.01, -0.005, 0, 0.005, 0.01, 0.015];
const STARTS = [-0.4, -0.2, 0, 0.2, 0.4];
const SELDOM = 24;
