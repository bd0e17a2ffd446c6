/** Signs of a voice at quarter tone steps, 160 bits a moment (zeros for silence), to be read as if recorded higher or lower. */
export type VoicePitches = Uint32Array;

/** A tone step is a 33rd of ten times the frequency, 1.2 semitones; pitches count in quarters of it. */
const QUARTERS = 4;
/** Tone steps above and below that a pitch may lie; they cover almost five semitones. */
const MARGIN = 4;
const BITS = 32;
/** Tone steps of one of the four rows, which stand one after another. */
const ROW = BITS + 2 * MARGIN;
const WORDS = (QUARTERS * ROW) / 32;

/** Number of fine tones to compare; the lowest lies `MARGIN` steps below the lowest of an item. */
export const FINE_TONES = QUARTERS * (ROW + 1);
/** Returns the place of a fine tone in tone steps of an item. */
export function placeOf(fine: number): number {
  return fine / QUARTERS - MARGIN;
}
/** Returns the fine tone that is a tone of an item. */
export function fineOf(tone: number): number {
  return (tone + MARGIN) * QUARTERS;
}

/** Pitches at which a voice is compared, in quarters of a tone step. */
export const PITCHES = Array.from(
  { length: 2 * MARGIN * QUARTERS + 1 },
  (_, at) => at - MARGIN * QUARTERS,
);

/** Writes the signs of a moment: where a fine tone has gained on the one a tone step above it. */
export function writeSigns(
  pitches: VoicePitches,
  at: number,
  { now, before }: { now: Float64Array; before: Float64Array },
): void {
  for (let fine = 0; fine < QUARTERS * ROW; fine++) {
    const above = fine + QUARTERS;
    const gain = (now[fine] ?? 0) - (now[above] ?? 0);
    if (gain <= (before[fine] ?? 0) - (before[above] ?? 0)) continue;
    const bit = (fine % QUARTERS) * ROW + Math.floor(fine / QUARTERS);
    const word = at * WORDS + (bit >> 5);
    pitches[word] = ((pitches[word] ?? 0) | (1 << (bit & 31))) >>> 0;
  }
}

/** Makes room for so many moments, all silent. */
export function createPitches(moments: number): VoicePitches {
  return new Uint32Array(moments * WORDS);
}

/** Reads the items of a voice as if it had been recorded lower by a pitch. */
export function itemsAtPitch(pitches: VoicePitches, pitch: number): Uint32Array {
  const shift = pitch + MARGIN * QUARTERS;
  const bit = (shift % QUARTERS) * ROW + Math.floor(shift / QUARTERS);
  const [word, by] = [bit >> 5, bit & 31];
  return Uint32Array.from({ length: Math.floor(pitches.length / WORDS) }, (_, at) => {
    const from = at * WORDS;
    if (isSilent(pitches, from)) return 0;
    const low = (pitches[from + word] ?? 0) >>> by;
    const high = by === 0 ? 0 : (pitches[from + word + 1] ?? 0) << (32 - by);
    return (low | high) >>> 0 || 1;
  });
}

function isSilent(pitches: VoicePitches, from: number): boolean {
  for (let word = 0; word < WORDS; word++) if (pitches[from + word] !== 0) return false;
  return true;
}
