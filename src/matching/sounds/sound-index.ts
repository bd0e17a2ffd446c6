import { type ClipMeetings, type Fit, findFit, type Line, scoreFit } from './find-fit.ts';
import type { Meetings, SoundPostings } from './sound-postings.ts';
import { SoundShelf } from './sound-shelf.ts';

/** Clip that shares a stretch with a sound. */
export interface SoundHit {
  id: string;
  /** From 0 to 1; the same sound from SURE on. */
  score: number;
  /** First and last second of the common stretch in the sound. */
  span: readonly [from: number, to: number];
  /** Shares of the sound and of the clip in common; and the sound's first and last item of it. */
  cover: { asked: number; stored: number };
  from: number;
  to: number;
  /** Alignment of the sound with the clip, in seconds. */
  line: Line;
  /** How much higher the sound is, if it was compared so; see PITCHES. */
  pitch?: number;
}

/** Chromaprint fingerprints by id; finds those that share a stretch with another. */
export class SoundIndex extends SoundShelf {
  constructor() {
    super(KEY_BIT);
  }

  /** Returns the clips most like a sound, the best first; uses its first ten minutes. */
  find(fingerprint: Uint32Array, most: number): SoundHit[] {
    const asked = fingerprint.subarray(0, LONGEST);
    const hits: SoundHit[] = [];
    for (const candidate of findClips(asked, this.postings, this.ids)) {
      const stored = this.postings.fingerprintAt(candidate.slot);
      const lengths = { asked: asked.length, stored: stored.length };
      hits.push(toHit(this.ids[candidate.slot] ?? '', findFit(asked, stored, candidate), lengths));
    }
    return hits.sort((one, other) => other.score - one.score).slice(0, most);
  }
}

/** Edits preserve the upper bits of an item. */
const KEY_BIT = 12;
/** Items, ten minutes. */
const LONGEST = 4900;
/** Chromaprint makes one item from 1365 samples at 11025 a second. */
const SECONDS_PER_ITEM = 1365 / 11_025;
/** An item also depends on the sound of this time before it. */
const SECONDS_HEARD_BEFORE = 2.5;

function toHit(id: string, fit: Fit, lengths: { asked: number; stored: number }): SoundHit {
  const { line, stretch } = fit;
  const { from, length } = stretch;
  return {
    id,
    score: scoreFit(fit),
    span: [from * SECONDS_PER_ITEM, (from + length) * SECONDS_PER_ITEM + SECONDS_HEARD_BEFORE],
    cover: {
      asked: length / lengths.asked,
      stored: Math.min(1, (length * line.pace) / lengths.stored),
    },
    from,
    to: from + length,
    line: { pace: line.pace, start: line.start * SECONDS_PER_ITEM },
  };
}

/** Clip with keys of the query at the same distances. */
interface Candidate extends ClipMeetings {
  slot: number;
  /** Most keys that agree on one distance. */
  agreeing: number;
}

/** Returns the clips with most keys in agreement, the best first, without removed ones. */
function findClips(
  fingerprint: Uint32Array,
  postings: SoundPostings,
  ids: readonly (string | undefined)[],
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
  const found = [...clips.values()].filter(({ slot }) => ids[slot] !== undefined);
  return found.sort((one, other) => other.agreeing - one.agreeing).slice(0, MOST_CLIPS);
}

/** Limits the time of a query with common keys. */
const MOST_PLACES = 60_000;

/** Fewer than these agree by chance. */
const FEWEST_AGREEING = 3;

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
