import { MOST_USUAL, straighten, usualError } from './compare-voices.ts';
import type { Line } from './find-fit.ts';
import { VOICE_STEP } from './read-voice.ts';
import type { SoundHit } from './sound-index.ts';
import { SoundShelf } from './sound-shelf.ts';
import { itemsAtPitch, PITCHES, type VoicePitches } from './voice-pitches.ts';

/** Voices by id; finds those that were recorded faster or slower, higher or lower. */
export class VoiceIndex extends SoundShelf {
  constructor() {
    super(KEY_BIT);
  }

  /** Returns the voices that a voice repeats at some speed and pitch, the best first. */
  find(pitches: VoicePitches, most: number): SoundHit[] {
    const candidates = PITCHES.flatMap((pitch) => {
      return this.candidatesAt(pitch, itemsAtPitch(pitches, pitch));
    });
    const likeliest = candidates.sort((one, other) => other.votes - one.votes);
    const hits = new Map<string, SoundHit>();
    for (const candidate of likeliest.slice(0, MOST_TRIED)) {
      const hit = this.verify(candidate);
      const known = hits.get(hit.id);
      if (hit.score >= 1 - MOST_USUAL && hit.score > (known?.score ?? 0)) hits.set(hit.id, hit);
    }
    return [...hits.values()].sort((one, other) => other.score - one.score).slice(0, most);
  }

  private candidatesAt(pitch: number, items: Uint32Array): Candidate[] {
    const { asked, places } = this.postings.meetNearly(items, MOST_PLACES);
    const bySlot = new Map<number, { asked: number[]; stored: number[] }>();
    for (const [at, place] of places.entries()) {
      const slot = this.postings.slotAt(place);
      const pairs = bySlot.get(slot) ?? { asked: [], stored: [] };
      bySlot.set(slot, pairs);
      pairs.asked.push((asked[at] ?? 0) * VOICE_STEP.query);
      pairs.stored.push((place - this.postings.startOf(slot)) * VOICE_STEP.store);
    }
    return [...bySlot]
      .filter(([slot, pairs]) => this.ids[slot] && pairs.asked.length >= FEWEST_VOTES)
      .map(([slot, pairs]) => ({ slot, pitch, items, ...findPace(pairs) }))
      .filter(({ votes }) => votes >= FEWEST_VOTES);
  }

  private verify({ slot, pitch, items, line: roughly }: Candidate): SoundHit {
    const stored = this.postings.fingerprintAt(slot);
    const line = straighten(items, stored, roughly);
    const { pace, start } = line;
    const begin = Math.max(0, -start / pace / VOICE_STEP.query);
    const end = (stored.length * VOICE_STEP.store - start) / pace / VOICE_STEP.query;
    const [from, to] = [Math.round(begin), Math.round(Math.min(items.length, end))];
    const span = [from * VOICE_STEP.query, Math.max(from, to) * VOICE_STEP.query] as const;
    return {
      id: this.ids[slot] ?? '',
      score: 1 - usualError(items, stored, line),
      span,
      cover: {
        asked: (to - from) / items.length,
        stored: ((span[1] - span[0]) * pace) / (stored.length * VOICE_STEP.store),
      },
      from,
      to,
      line,
      pitch,
    };
  }
}

/** Stored voice with keys of the query, at a pitch and along a line. */
interface Candidate {
  slot: number;
  pitch: number;
  items: Uint32Array;
  line: Line;
  votes: number;
}

/** Low tones are the strongest of a voice. */
const KEY_BIT = 0;
/** Limits the time of each pitch with common keys. */
const MOST_PLACES = 20_000;
/** Fewer keys agree on a line by chance. */
const FEWEST_VOTES = 5;
const MOST_TRIED = 12;

/** Finds the line that most places of the same keys agree on, from two thirds of the speed to 1.6 times it. */
function findPace({ asked, stored }: Record<'asked' | 'stored', readonly number[]>) {
  let best = { line: { pace: 1, start: 0 }, votes: 0 };
  for (const pace of PACES) {
    const counts = new Map<number, number>();
    for (const [pair, at] of asked.entries()) {
      const bin = Math.floor(((stored[pair] ?? 0) - at * pace) / BIN);
      counts.set(bin, (counts.get(bin) ?? 0) + 1);
    }
    for (const [bin, count] of counts) {
      const votes = (counts.get(bin - 1) ?? 0) + count + (counts.get(bin + 1) ?? 0);
      if (votes > best.votes) best = { line: { pace, start: (bin + 0.5) * BIN }, votes };
    }
  }
  return best;
}

const PACES = Array.from({ length: 60 }, (_, at) => 0.67 * 1.015 ** at);
/** Seconds; starts in neighbouring bins agree. */
const BIN = 0.2;
