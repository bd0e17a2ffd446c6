import { findClips } from './find-clips.ts';
import { type Fit, findFit } from './find-fit.ts';
import type { Line } from './find-stretch.ts';
import { scoreFit } from './score-fit.ts';
import { SoundPostings } from './sound-postings.ts';
import { readSounds, writeSounds } from './sound-snapshot.ts';

/** Clip that shares a stretch with a sound. */
export interface SoundHit {
  id: string;
  /** From 0 to 1; the same sound from SURE on. */
  score: number;
  /** Share of differing bits in the common stretch. */
  bitError: number;
  /** Where the sound begins in the clip; negative if before it. */
  offsetSeconds: number;
  /** Length of the common stretch. */
  overlapSeconds: number;
  /** Shares of the sound and of the clip in common; and the sound's first and last item of it. */
  cover: { asked: number; stored: number };
  from: number;
  to: number;
  /** Alignment of the sound with the clip, in seconds. */
  line: Line;
}

/** Chromaprint fingerprints by id; finds those that share a stretch with another. */
export class SoundIndex {
  private postings = new SoundPostings();
  /** By slot; a removed clip has no id. */
  private ids: (string | undefined)[] = [];
  private readonly slots = new Map<string, number>();

  /** Opens what `save` wrote; throws SnapshotRefused if it cannot be used. */
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

  /** Adds a clip; replaces one with the same id. */
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

  /** Returns the clips most like a sound, the best first; uses its first ten minutes. */
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

  /** Closes the gaps of removed clips. */
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
/** Not worth compacting below this number of clips. */
const FEW = 1000;
/** Chromaprint makes one item from 1365 samples at 11025 a second. */
const SECONDS_PER_ITEM = 1365 / 11_025;
/** An item also depends on the sound of this time before it. */
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
