import { findClips } from './find-clips.ts';
import { type Fit, findFit } from './find-fit.ts';
import type { Line } from './find-stretch.ts';
import { scoreFit } from './score-fit.ts';
import { SoundPostings } from './sound-postings.ts';
import { readSounds, writeSounds } from './sound-snapshot.ts';

/** A clip that has a stretch in common with a sound. */
export interface SoundHit {
  id: string;
  /** From 0 to 1; from SURE on it is the same sound. */
  score: number;
  /** The share of bits that differ where both sound alike. */
  bitError: number;
  /** Where in the clip the beginning of the sound falls; negative if before the clip. */
  offsetSeconds: number;
  /** How long both sound alike. */
  overlapSeconds: number;
  /** The share of the sound, and of the clip, that sounds alike; and the items of the sound from which and to which. */
  cover: { asked: number; stored: number };
  from: number;
  to: number;
  /** How the sound lies on the clip, in seconds. */
  line: Line;
}

/** Chromaprint fingerprints by id; finds those that have a stretch in common with another. */
export class SoundIndex {
  private postings = new SoundPostings();
  /** By slot; a clip that was removed has no id any more. */
  private ids: (string | undefined)[] = [];
  private readonly slots = new Map<string, number>();

  /** Opens what `save` wrote; throws SnapshotRefused where it cannot be used. */
  static open(bytes: Uint8Array): SoundIndex {
    const { ids, items, starts } = readSounds(bytes);
    const index = new SoundIndex();
    index.postings = new SoundPostings(items, starts);
    for (const id of ids) index.enter(id, index.ids.length);
    return index;
  }

  save(): Uint8Array {
    this.tidy();
    return writeSounds({ ids: [...this.slots.keys()], ...this.postings.contents });
  }

  get size(): number {
    return this.slots.size;
  }

  /** Adds a clip, in place of the one that has the id. */
  put(id: string, fingerprint: Uint32Array): void {
    this.remove(id);
    this.enter(id, this.postings.add(fingerprint));
  }

  remove(id: string): void {
    const slot = this.slots.get(id);
    if (slot === undefined) return;
    this.slots.delete(id);
    this.ids[slot] = undefined;
    if (this.ids.length > FEW && this.size < this.ids.length / 2) this.tidy();
  }

  /** The clips most like a sound, the best first; of a long sound the first ten minutes count. */
  find(fingerprint: Uint32Array, most: number): SoundHit[] {
    const asked = fingerprint.subarray(0, LONGEST);
    const hits: SoundHit[] = [];
    for (const candidate of findClips(
      asked,
      this.postings,
      (slot) => this.ids[slot] !== undefined,
    )) {
      const stored = this.postings.fingerprintAt(candidate.slot);
      const lengths = { asked: asked.length, stored: stored.length };
      hits.push(toHit(this.ids[candidate.slot] ?? '', findFit(asked, stored, candidate), lengths));
    }
    return hits.sort((one, other) => other.score - one.score).slice(0, most);
  }

  private enter(id: string, slot: number): void {
    this.slots.set(id, slot);
    this.ids[slot] = id;
  }

  /** Closes the gaps that removed clips have left. */
  private tidy(): void {
    const gappy = this.postings;
    const clips = [...this.slots];
    this.postings = new SoundPostings();
    this.ids = [];
    for (const [id, slot] of clips) this.enter(id, this.postings.add(gappy.fingerprintAt(slot)));
  }
}

/** Items, ten minutes. */
const LONGEST = 4900;
/** Gaps among so few clips are not worth closing. */
const FEW = 1000;
/** Chromaprint makes an item of each 1365 samples at 11025 a second. */
const SECONDS_PER_ITEM = 1365 / 11_025;
/** An item comes of what is heard in this time and the item's own. */
const SECONDS_HEARD_BEFORE = 2.5;

function toHit(id: string, fit: Fit, lengths: { asked: number; stored: number }): SoundHit {
  const { line, stretch } = fit;
  const { from, length, bitError } = stretch;
  return {
    id,
    score: scoreFit(fit),
    bitError,
    offsetSeconds: line.start * SECONDS_PER_ITEM,
    overlapSeconds: length * SECONDS_PER_ITEM + SECONDS_HEARD_BEFORE,
    cover: {
      asked: length / lengths.asked,
      stored: Math.min(1, (length * line.pace) / lengths.stored),
    },
    from,
    to: from + length,
    line: { pace: line.pace, start: line.start * SECONDS_PER_ITEM },
  };
}
