import type { ClipMeetings } from './find-fit.ts';
import type { Meetings, SoundPostings } from './sound-postings.ts';

/** Clip with keys of the query at the same distances. */
export interface Candidate extends ClipMeetings {
  slot: number;
  /** Most keys that agree on one distance. */
  agreeing: number;
}

/** Returns the clips with most keys in agreement, the best first, without removed ones. */
export function findClips(
  fingerprint: Uint32Array,
  postings: SoundPostings,
  isThere: (slot: number) => boolean,
): Candidate[] {
  const meetings = postings.meet(fingerprint, MOST_PLACES);
  const counts = countDistances(meetings);
  const clips = new Map<number, Candidate>();
  for (const [at, place] of meetings.places.entries()) {
    const asked = meetings.asked[at] ?? 0;
    const bin = binOf(asked, place);
    const agreeing = (counts[bin] ?? 0) + (counts[(bin + 1) % BINS] ?? 0);
    if (agreeing < FEWEST_AGREEING) continue;
    const slot = postings.slotAt(place);
    const clip = clips.get(slot) ?? { slot, asked: [], stored: [], agreeing: 0 };
    clip.asked.push(asked);
    clip.stored.push(place - postings.startOf(slot));
    clip.agreeing = Math.max(clip.agreeing, agreeing);
    clips.set(slot, clip);
  }
  const found = [...clips.values()].filter(({ slot }) => isThere(slot));
  return found.sort((one, other) => other.agreeing - one.agreeing).slice(0, MOST_CLIPS);
}

/** Limits the time of a query with common keys. */
const MOST_PLACES = 60_000;
/** Fewer than these agree by chance. */
const FEWEST_AGREEING = 3;
/** Number of clips to align with the query. */
const MOST_CLIPS = 24;
const BINS = 1 << 18;

/** Counts the keys per distance; far distances share a bin, which only costs extra checks. */
function countDistances({ asked, places }: Meetings): Uint8Array {
  const counts = new Uint8Array(BINS);
  for (const [at, place] of places.entries()) {
    const bin = binOf(asked[at], place);
    counts[bin] = Math.min(100, (counts[bin] ?? 0) + 1);
  }
  return counts;
}

/** Two neighbouring distances share a bin, for sounds at another pace. */
function binOf(asked = 0, place = 0): number {
  return ((place - asked) >> 1) & (BINS - 1);
}
