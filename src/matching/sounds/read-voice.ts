import { type Loudness, type Moment, speaks } from './speaks.ts';
import { FRAME, RATE, spectrumAt } from './spectrum.ts';
import {
  createPitches,
  FINE_TONES,
  fineOf,
  itemsAtPitch,
  placeOf,
  type VoicePitches,
  writeSigns,
} from './voice-pitches.ts';

/** Fingerprint of a sound at word level, and whether it is speech. */
export interface VoicePrint {
  /** One per step, 0 for silence; see VOICE_STEP. */
  items: Uint32Array;
  pitches: VoicePitches;
  speaks: boolean;
}

/** Seconds between items. A query has twice as many, because it begins anywhere. */
export const VOICE_STEP = { store: 0.064, query: 0.032 } as const;

/** Compares how neighbouring tones change, as 32 bits (Haitsma and Kalker, 2002): shows a changed word. Takes 16,000 samples a second. */
export function readVoice(pcm: Int16Array): Record<'query' | 'store', VoicePrint> {
  const moments = listen(halve(pcm), VOICE_STEP.query * RATE);
  const seldom = moments.filter((_, at) => at % FINER === 0);
  return { query: toPrint(moments, 'query'), store: toPrint(seldom, 'store') };
}

function toPrint(moments: readonly HeardMoment[], side: 'query' | 'store'): VoicePrint {
  const back = side === 'query' ? FINER : 1;
  const loud = loudnessOf(moments.map(({ loudness }) => loudness));
  const quiet = Math.max(loud.high - DEEPEST[side], loud.low + LOW[side] * (loud.high - loud.low));
  const pitches = createPitches(moments.length);
  for (const [at, { loudness, tones: now }] of moments.entries()) {
    const before = moments[at - back]?.tones;
    if (before && loudness >= quiet) writeSigns(pitches, at, { now, before });
  }
  const items = itemsAtPitch(pitches, 0);
  return { items, pitches, speaks: speaks({ moments, items, step: VOICE_STEP[side], loud }) };
}

/** Query items per stored item. */
export const FINER = VOICE_STEP.store / VOICE_STEP.query;

/** Decibels below the loudest moments, or share above the quietest, that count as silence. */
const DEEPEST = { store: 14, query: 30 };
const LOW = { store: 0.5, query: 0.25 };
/** Decibels; lower is silence in any case. */
const AUDIBLE = 30;
const TONES = 33;
/** A telephone carries no other tones. */
const [LOWEST, HIGHEST] = [300, 3000];
/** Fine tones to a tone step. */
const STEP = fineOf(1) - fineOf(0);
/** Lowest frequency of each fine tone, and of those above the last one. */
const EDGES = Array.from({ length: FINE_TONES + STEP }, (_, fine) =>
  Math.round((LOWEST * (HIGHEST / LOWEST) ** (placeOf(fine) / TONES) * FRAME) / RATE),
);
const [FIRST = 0, END = 0] = [EDGES[fineOf(0)], EDGES[fineOf(TONES)]];
/** Keeps the logarithm of silence finite. */
const LEAST = 1e-3;

/** Halves 16,000 samples a second: a telephone carries no higher tones. */
function halve(pcm: Int16Array): Int16Array {
  return Int16Array.from({ length: pcm.length >> 1 }, (_, at) => {
    return ((pcm[2 * at] ?? 0) + (pcm[2 * at + 1] ?? 0)) / 2;
  });
}

/** Contents of a frame with its fine tones, as logarithms. */
interface HeardMoment extends Moment {
  tones: Float64Array;
}

function listen(pcm: Int16Array, step: number): HeardMoment[] {
  const count = Math.max(0, Math.floor((pcm.length - FRAME) / step) + 1);
  const below = new Float64Array(FRAME / 2 + 1);
  return Array.from({ length: count }, (_, at) => {
    let peak = FIRST;
    for (const [here, strength] of spectrumAt(pcm, at * step).entries()) {
      below[here + 1] = (below[here] ?? 0) + strength;
      if (here >= FIRST && here < END && strength > strengthOf(below, peak, peak + 1)) peak = here;
    }
    const tones = Float64Array.from({ length: FINE_TONES }, (_, fine) => {
      const [from = 0, to = 0] = [EDGES[fine], EDGES[fine + STEP]];
      return Math.log(strengthOf(below, from, Math.max(from + 1, to)) + LEAST);
    });
    return { loudness: 10 * Math.log10(strengthOf(below, FIRST, END) + LEAST), tones, peak };
  });
}

/** Returns the strength of the frequencies in a range, of the sums below each. */
function strengthOf(below: Float64Array, from: number, to: number): number {
  const last = below.length - 1;
  return Math.max(0, (below[Math.min(to, last)] ?? 0) - (below[Math.min(from, last)] ?? 0));
}

function loudnessOf(loudness: readonly number[]): Loudness {
  const sorted = loudness.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(share * sorted.length)] ?? 0;
  const high = at(0.95);
  return { low: Math.max(at(0.05), high - AUDIBLE), high };
}
