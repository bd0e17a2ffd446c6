import type { ClipMeetings } from './find-fit.ts';
import type { Meetings, SoundPostings } from './sound-postings.ts';

/** A clip in which keys of the query stand at the distances that they have in the query. */
export interface Candidate extends ClipMeetings {
  slot: number;
  /** The most keys that agree on one distance. */
  agreeing: number;
}

/** The clips of which most keys agree with the query, the best first, without those that are gone. */
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

/** Bounds the time of a query whose keys are common ones. */
const MOST_PLACES = 60_000;
/** Fewer than these agree by chance. */
const FEWEST_AGREEING = 3;
/** How many clips are worth laying the query on. */
const MOST_CLIPS = 24;
const BINS = 1 << 18;

/** How many keys agree on each distance; far distances share a bin, which only costs a look too many. */
function countDistances({ asked, places }: Meetings): Uint8Array {
  const counts = new Uint8Array(BINS);
  for (const [at, place] of places.entries()) {
    const bin = binOf(asked[at], place);
    counts[bin] = Math.min(100, (counts[bin] ?? 0) + 1);
  }
  return counts;
}

/** Two neighbouring distances share a bin, for sounds that were made faster or slower. */
function binOf(asked = 0, place = 0): number {
  return ((place - asked) >> 1) & (BINS - 1);
}
