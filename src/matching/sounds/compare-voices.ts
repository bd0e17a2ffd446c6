import { countBits } from '../count-bits.ts';
import type { Line } from './find-fit.ts';
import { FINER, VOICE_STEP } from './read-voice.ts';

/** Whether two recordings say the same (the line in seconds): no half-second differs much more than others, as a replaced word does. */
export function saysTheSame(asked: Uint32Array, stored: Uint32Array, line: Line): boolean {
  const errors = errorsAlong(asked, stored, straighten(asked, stored, line));
  if (errors.length < FEWEST) return false;
  const [usual, worst] = [middleOf(errors), Math.max(...errors)];
  return usual <= MOST_USUAL && worst <= Math.max(MOST_WORST, usual + MOST_ABOVE);
}

/** Returns the usual share of differing bits along a line; all of them if too little is audible. */
export function usualError(asked: Uint32Array, stored: Uint32Array, line: Line): number {
  const errors = errorsAlong(asked, stored, line);
  return errors.length < FEWEST ? 1 : middleOf(errors);
}

function middleOf(errors: readonly number[]): number {
  return errors.toSorted((a, b) => a - b)[Math.floor(errors.length / 2)] ?? 1;
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
export const MOST_USUAL = 0.3;
const MOST_WORST = 0.28;
const MOST_ABOVE = 0.16;

/** Half a second in which both are audible: its share of differing bits, and where it fits best. */
interface Step {
  error: number;
  /** Seconds from the beginning of each. */
  asked: number;
  stored: number;
}

function errorsAlong(asked: Uint32Array, stored: Uint32Array, line: Line): number[] {
  return stepsAlong(asked, stored, line).map(({ error }) => error);
}

function stepsAlong(asked: Uint32Array, stored: Uint32Array, line: Line): Step[] {
  const steps: Step[] = [];
  for (let from = 0; from + LENGTH <= stored.length; from += STRIDE) {
    const near = (from * VOICE_STEP.store - line.start) / line.pace / VOICE_STEP.query;
    const first = Math.round(near);
    if (first < ASIDE || first + FINER * LENGTH + ASIDE > asked.length) continue;
    const step = bestStep(asked, stored, { from, first, pace: line.pace });
    if (step !== undefined) steps.push(step);
  }
  return steps;
}

/** Where a stored step and the query's begin, in items. */
interface Place {
  from: number;
  first: number;
  pace: number;
}

function bestStep(asked: Uint32Array, stored: Uint32Array, { from, first, pace }: Place) {
  let best: Step | undefined;
  for (let aside = -ASIDE; aside <= ASIDE; aside++) {
    let [wrong, heard] = [0, 0];
    for (let at = 0; at < LENGTH; at++) {
      const one = asked[first + aside + Math.round((at * FINER) / pace)] ?? 0;
      const other = stored[from + at] ?? 0;
      if (one === 0 || other === 0) continue;
      wrong += countBits((one ^ other) >>> 0);
      heard += 1;
    }
    const error = heard >= HEARD ? wrong / (32 * heard) : 1;
    if (error >= (best?.error ?? 1)) continue;
    const start = (first + aside) * VOICE_STEP.query;
    best = { error, asked: start, stored: from * VOICE_STEP.store };
  }
  return best;
}

/** Finds the best line near one: the pace of a candidate is only accurate to two hundredths. */
export function straighten(asked: Uint32Array, stored: Uint32Array, line: Line): Line {
  if (line.pace === 1) return line;
  return ROUNDS.reduce((near) => fitLine(stepsAlong(asked, stored, near)) ?? near, line);
}

const ROUNDS = [1, 2, 3, 4];

/** Fits a line by least squares to the steps that are the same. */
function fitLine(steps: readonly Step[]): Line | undefined {
  const same = steps.filter(({ error }) => error <= MOST_USUAL);
  if (same.length < FEWEST) return undefined;
  const mean = (of: (step: Step) => number) =>
    same.reduce((sum, step) => sum + of(step), 0) / same.length;
  const [x, y] = [mean(({ asked }) => asked), mean(({ stored }) => stored)];
  const spread = mean(({ asked }) => (asked - x) ** 2);
  const pace = mean(({ asked, stored }) => (asked - x) * (stored - y)) / spread;
  return { pace, start: y - pace * x };
}
