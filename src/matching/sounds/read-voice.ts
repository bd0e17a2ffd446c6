import { type Loudness, type Moment, speaks } from './speaks.ts';
import { FRAME, RATE, spectrumAt } from './spectrum.ts';

/** Fingerprint of a sound at word level, and whether it is speech. */
export interface VoicePrint {
  /** One per step, 0 for silence; see VOICE_STEP. */
  items: Uint32Array;
  speaks: boolean;
}

/** Seconds between items. A query has twice as many, because it begins anywhere. */
export const VOICE_STEP = { store: 0.064, query: 0.032 } as const;

/**
 * Compares how neighbouring tones change between moments, as 32 bits (Haitsma and Kalker, 2002).
 * This reveals one changed word, which Chromaprint hides. Takes 16,000 samples a second.
 */
export function readVoice(pcm: Int16Array): Record<'query' | 'store', VoicePrint> {
  const moments = listen(halve(pcm), VOICE_STEP.query * RATE);
  const seldom = moments.filter((_, at) => at % FINER === 0);
  return { query: toPrint(moments, 'query'), store: toPrint(seldom, 'store') };
}

function toPrint(moments: readonly Moment[], side: 'query' | 'store'): VoicePrint {
  const back = side === 'query' ? FINER : 1;
  const loud = loudnessOf(moments.map(({ loudness }) => loudness));
  const quiet = Math.max(loud.high - DEEPEST[side], loud.low + LOW[side] * (loud.high - loud.low));
  const items = new Uint32Array(moments.length);
  for (const [at, moment] of moments.entries()) {
    const before = moments[at - back];
    if (before && moment.loudness >= quiet) items[at] = signsOf(moment.tones, before.tones);
  }
  return { items, speaks: speaks({ moments, items, step: VOICE_STEP[side], loud }) };
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
const EDGES = Array.from({ length: TONES + 1 }, (_, tone) =>
  Math.round((LOWEST * (HIGHEST / LOWEST) ** (tone / TONES) * FRAME) / RATE),
);
/** Keeps the logarithm of silence finite. */
const LEAST = 1e-3;

/** Halves 16,000 samples a second: a telephone carries no higher tones. */
function halve(pcm: Int16Array): Int16Array {
  return Int16Array.from({ length: pcm.length >> 1 }, (_, at) => {
    return ((pcm[2 * at] ?? 0) + (pcm[2 * at + 1] ?? 0)) / 2;
  });
}

function listen(pcm: Int16Array, step: number): Moment[] {
  const count = Math.max(0, Math.floor((pcm.length - FRAME) / step) + 1);
  return Array.from({ length: count }, (_, at) => {
    const strengths = spectrumAt(pcm, at * step);
    const tones = new Float64Array(TONES);
    let [sum, peak] = [0, EDGES[0] ?? 0];
    for (let tone = 0; tone < TONES; tone++) {
      const from = EDGES[tone] ?? 0;
      let strength = 0;
      for (let here = from; here < Math.max(from + 1, EDGES[tone + 1] ?? 0); here++) {
        strength += strengths[here] ?? 0;
        if ((strengths[here] ?? 0) > (strengths[peak] ?? 0)) peak = here;
      }
      tones[tone] = Math.log(strength + LEAST);
      sum += strength;
    }
    return { loudness: 10 * Math.log10(sum + LEAST), tones, peak };
  });
}

function loudnessOf(loudness: readonly number[]): Loudness {
  const sorted = loudness.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(share * sorted.length)] ?? 0;
  const high = at(0.95);
  return { low: Math.max(at(0.05), high - AUDIBLE), high };
}

function signsOf(now: Float64Array, before: Float64Array): number {
  let signs = 0;
  for (let tone = 0; tone < TONES - 1; tone++) {
    const gain = (now[tone] ?? 0) - (now[tone + 1] ?? 0);
    if (gain > (before[tone] ?? 0) - (before[tone + 1] ?? 0)) signs |= 1 << tone;
  }
  return signs >>> 0 || 1;
}
