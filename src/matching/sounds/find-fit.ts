import { countBits } from '../count-bits.ts';

/** Items of a query, and positions of the same keys in a clip; both from the start of the sound. */
export interface ClipMeetings {
  asked: number[];
  stored: number[];
}

/** Alignment of a query with a clip, and its quality. */
export interface Fit {
  line: Line;
  stretch: Stretch;
  /** Number of keys on the line. */
  votes: number;
}

/** Aligns a query with a clip: at the same pace, or else somewhat slower or faster. */
export function findFit(asked: Uint32Array, stored: Uint32Array, meetings: ClipMeetings): Fit {
  const measure = ({ line, votes }: Vote): Fit => {
    return { line, votes, stretch: findStretch(asked, stored, line) };
  };
  const same = mostEvident(votesAt(1, meetings).flatMap(nearby).map(measure));
  const whole = Math.min(asked.length, stored.length);
  if (isPlain(same) && same.stretch.length >= MOST * whole) return same;
  const others = PACES.flatMap((pace) => votesAt(pace, meetings).slice(0, 1));
  const best = others.sort((one, two) => two.votes - one.votes).slice(0, TRIED);
  return mostEvident([same, ...best.flatMap(nearby).map(measure)]);
}

/** Faster or slower sounds are seldom forwarded. */
const PACES = [0.88, 0.9, 0.92, 0.94, 0.96, 0.98, 1.02, 1.04, 1.06, 1.08, 1.1, 1.12];
const TRIED = 3;
/** A certain fit: about four seconds with a bit in five wrong. */
const PLAIN = { length: 32, bitError: 0.2 };

/** Below this share of the shorter sound, another pace may fit better. */
const MOST = 0.7;

function isPlain({ stretch: { length, bitError } }: Fit): boolean {
  return length >= PLAIN.length && bitError <= PLAIN.bitError;
}

interface Vote {
  line: Line;
  votes: number;
}

/** Returns the starts with most agreement at one pace, give or take an item; the best first. */
function votesAt(pace: number, { asked, stored }: ClipMeetings): Vote[] {
  const counts = new Map<number, number>();
  for (const [at, item] of asked.entries()) {
    const start = Math.round((stored[at] ?? 0) - item * pace);
    counts.set(start, (counts.get(start) ?? 0) + 1);
  }
  const count = (start: number) => counts.get(start) ?? 0;
  return [...counts.keys()]
    .map((start) => ({
      line: { pace, start },
      votes: count(start - 1) + count(start) + count(start + 1),
    }))
    .sort((one, other) => other.votes - one.votes)
    .slice(0, TRIED);
}

function nearby({ line, votes }: Vote): Vote[] {
  return [0, -1, 1].map((by) => ({ line: { ...line, start: line.start + by }, votes }));
}

function mostEvident(fits: readonly Fit[]): Fit {
  return fits.reduce((best, fit) => (fit.stretch.evidence > best.stretch.evidence ? fit : best));
}

/** Alignment: item `q` of the query is item `q × pace + start` of the clip. */
export interface Line {
  pace: number;
  start: number;
}

/** Stretch of a query that sounds like the clip, in items. */
export interface Stretch {
  from: number;
  length: number;
  bitError: number;
  /** Evidence for the same sound: differing bits below what chance would give. */
  evidence: number;
}

/** Finds the stretch along a line with most evidence, the largest sum of the allowed wrong bits minus those of each item. */
export function findStretch(asked: Uint32Array, stored: Uint32Array, line: Line): Stretch {
  const { from: first, end } = overlapOf(asked.length, stored.length, line);
  const best = { from: first, length: 0, bitError: 1, evidence: 0 };
  let [from, sum, errors] = [first, 0, 0];
  for (let at = first; at < end; at++) {
    const wrong = countBits(
      (asked[at] ?? 0) ^ (stored[Math.round(at * line.pace + line.start)] ?? 0),
    );
    if (sum <= 0) [from, sum, errors] = [at, 0, 0];
    sum += WRONG_ALLOWED - wrong;
    errors += wrong;
    if (sum <= best.evidence) continue;
    best.evidence = sum;
    best.from = from;
    best.length = at + 1 - from;
    best.bitError = errors / (32 * best.length);
  }
  return best;
}

/** Of 32 bits: 30 %, between the same sound, edited (below 25 %), and another (40 % and more). */
const WRONG_ALLOWED = 9.6;

/** Returns the items of the query that overlap the clip. */
function overlapOf(asked: number, stored: number, { pace, start }: Line) {
  const from = Math.max(0, Math.ceil((-0.5 - start) / pace));
  const end = Math.min(asked, Math.ceil((stored - 0.5 - start) / pace));
  return { from, end };
}

/** Two sounds are the same from this score on. */
export const SURE = 0.5;

/** Scores how surely two sounds are the same, 0 to 1: half lies above different sounds (125 in 500 queries; six seconds give 199). */
export function scoreFit({ stretch }: Fit): number {
  const score = stretch.evidence / (stretch.evidence + HALF);
  return stretch.bitError > MOST_WRONG ? Math.min(score, UNSURE) : score;
}

/** Evidence for half the score; it takes 17 items without a wrong bit, 4.6 seconds of sound. */
const HALF = 160;
/** Share of wrong bits above which even a long stretch is unsure. */
const MOST_WRONG = 0.2;
const UNSURE = 0.45;
