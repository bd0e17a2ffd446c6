import { createPitches } from '../../../src/matching/sounds/voice-pitches.ts';
import { seededNumbers } from '../../support/generate.ts';

const RATE = 16_000;

/** How much faster, and how many semitones higher. */
interface Change {
  tempo?: number;
  semitones?: number;
}

const SYLLABLES = 40;

/** Syllables of partials that glide, with pauses between, as if somebody spoke. */
export function aVoice(seed: number, change: Change = {}, count = SYLLABLES): Int16Array {
  const { tempo = 1, semitones = 0 } = change;
  const random = seededNumbers(seed);
  const higher = 2 ** (semitones / 12);
  const samples: number[] = [];
  for (let syllable = 0; syllable < count; syllable++) {
    const length = Math.round(((0.15 + random() * 0.2) * RATE) / tempo);
    const pause = Math.round(((0.02 + random() * 0.1) * RATE) / tempo);
    const partials = Array.from({ length: 10 }, () => ({
      from: (250 + random() * 2600) * higher,
      glide: (random() - 0.5) * 300 * higher,
      strength: random() ** 2,
    }));
    for (let at = 0; at < length; at++) {
      const [seconds, part] = [at / RATE, at / length];
      const tones = partials.map(({ from, glide, strength }) => {
        return strength * Math.sin(2 * Math.PI * (from + (glide * part) / 2) * seconds);
      });
      samples.push(1500 * Math.sin(Math.PI * part) * tones.reduce((sum, tone) => sum + tone, 0));
    }
    for (let at = 0; at < pause; at++) samples.push(0);
  }
  return Int16Array.from(samples);
}

/** Items of which no two are alike, as signs of a voice. */
export function signs(seed: number): Uint32Array {
  const random = seededNumbers(seed);
  return Uint32Array.from({ length: 120 }, () => Math.floor(random() * (2 ** 32 - 2)) + 1);
}

export interface Asked {
  pace?: number;
  /** Tone steps higher. */
  higher?: number;
  /** Stored items from and to which it is the voice; else it is another. */
  from?: number;
  to?: number;
}

/** A voice as it is asked for: twice as finely, with its tones in the place of a pitch. */
export function askedFor(
  items: Uint32Array,
  { pace = 1, higher = 0, from = 0, to = 120 }: Asked = {},
) {
  const other = signs(77);
  const pitches = createPitches(Math.floor(240 / pace));
  for (let at = 0; at < pitches.length / 5; at++) {
    const place = Math.round((at * pace) / 2);
    const item = (place >= from && place < to ? items : other)[place] ?? 0;
    const by = 4 + higher;
    pitches[5 * at] = (item << by) >>> 0;
    pitches[5 * at + 1] = item >>> (32 - by);
  }
  return pitches;
}
