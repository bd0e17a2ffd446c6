import { countBits } from '../count-bits.ts';

/** Contents of a frame: loudness in decibels, and the strongest frequency. */
export interface Moment {
  loudness: number;
  peak: number;
}

/** Loudness of quiet and loud moments, without one in twenty at each end. */
export interface Loudness {
  low: number;
  high: number;
}

/** Measurements that separate speech from music. */
interface Heard {
  moments: readonly Moment[];
  items: Uint32Array;
  /** Seconds between moments. */
  step: number;
  loud: Loudness;
}

/** Whether a sound is speech: it often falls nearly silent, its strongest tone seldom holds, and nothing repeats as beats do. */
export function speaks(heard: Heard): boolean {
  return (
    heard.loud.high - heard.loud.low >= LEAST_RANGE &&
    dipsOf(heard) >= LEAST_DIPS &&
    steadinessOf(heard) <= MOST_STEADY &&
    !comesAgain(heard)
  );
}

/** In decibels; speech had 23 and more, behind loud music and in noise 10. */
const LEAST_RANGE = 8;
/** Per second; speech had 2 to 4, tunes none. */
const LEAST_DIPS = 1;
/** Of the loud moments; speech had up to .17, notes .33 to .53. */
const MOST_STEADY = 0.25;

function dipsOf({ moments, step, loud }: Heard): number {
  const middle = (loud.low + loud.high) / 2;
  let dips = 0;
  for (const [at, { loudness }] of moments.entries()) {
    const before = moments[at - 1];
    if (before && before.loudness >= middle && loudness < middle) dips += 1;
  }
  return dips / Math.max(1, moments.length * step);
}

/** Returns the share of loud moments whose strongest tone has held for an eighth of a second. */
function steadinessOf({ moments, step, loud }: Heard): number {
  const back = Math.max(1, Math.round(HELD / step));
  const isLoud = ({ loudness }: Moment) => loudness >= loud.low + 0.5 * (loud.high - loud.low);
  let [steady, all] = [0, 0];
  for (let at = back; at < moments.length; at++) {
    const now = moments[at];
    if (!now || !isLoud(now)) continue;
    all += 1;
    const since = moments.slice(at - back, at);
    if (since.every((then) => isLoud(then) && Math.abs(then.peak - now.peak) <= 1)) steady += 1;
  }
  return all === 0 ? 1 : steady / all;
}

const HELD = 0.128;

/** Whether most of it repeats at a constant interval: the beat, the bar or the verse of music. */
function comesAgain({ items, step }: Heard): boolean {
  for (let gap = Math.round(SHORTEST / step); gap * step <= LONGEST; gap++) {
    let [wrong, both] = [0, 0];
    for (let at = gap; at < items.length; at++) {
      const [now = 0, then = 0] = [items[at], items[at - gap]];
      if (now === 0 || then === 0) continue;
      wrong += countBits((now ^ then) >>> 0);
      both += 1;
    }
    if (both >= ENOUGH && wrong / (32 * both) < SAME) return true;
  }
  return false;
}

/** Seconds; the longest is a bar or two. */
const SHORTEST = 0.3;
const LONGEST = 8;
/** Of what is compared; fewer agree by chance. */
const ENOUGH = 60;
/** Share of differing bits; two moments of speech differ in .45. */
const SAME = 0.25;
