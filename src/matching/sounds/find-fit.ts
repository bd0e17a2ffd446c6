import { findStretch, type Line, type Stretch } from './find-stretch.ts';

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
