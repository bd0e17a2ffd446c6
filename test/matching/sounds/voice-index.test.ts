import { expect, test } from 'vitest';
import { readVoice } from '../../../src/matching/sounds/read-voice.ts';
import { VoiceIndex } from '../../../src/matching/sounds/voice-index.ts';
import { seededNumbers } from '../../support/generate.ts';

const RATE = 16_000;

/** How much faster, and how many semitones higher. */
interface Change {
  tempo?: number;
  semitones?: number;
}

/** Forty syllables of partials that glide, with pauses between, as if somebody spoke. */
function aVoice(seed: number, { tempo = 1, semitones = 0 }: Change = {}): Int16Array {
  const random = seededNumbers(seed);
  const higher = 2 ** (semitones / 12);
  const samples: number[] = [];
  for (let syllable = 0; syllable < 40; syllable++) {
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

const KNOWN = Array.from({ length: 12 }, (_, seed) => readVoice(aVoice(seed)).store.items);

function anIndex(): VoiceIndex {
  const index = new VoiceIndex();
  for (const [seed, items] of KNOWN.entries()) index.put(`voice ${seed}`, items);
  return index;
}

test.each([
  { tempo: 0.8 },
  { tempo: 1.25 },
  { tempo: 1.5 },
  { semitones: -2 },
  { semitones: 2 },
  { tempo: 1.12, semitones: 1.96 },
])('a voice is found at %o', (change) => {
  const { pitches } = readVoice(aVoice(5, change)).query;
  const [best, ...others] = anIndex().find(pitches, 10);
  expect(others).toEqual([]);
  expect(best?.id).toBe('voice 5');
  expect(best?.line.pace).toBeCloseTo(change.tempo ?? 1, 1);
  expect(best?.cover.asked).toBeGreaterThan(0.9);
});

test('a voice that is not stored finds nothing at any speed or pitch', () => {
  const index = anIndex();
  for (let seed = 100; seed < 110; seed++) {
    const change = { tempo: 0.8 + 0.07 * (seed - 100), semitones: (seed % 5) - 2 };
    expect(index.find(readVoice(aVoice(seed, change)).query.pitches, 10)).toEqual([]);
  }
});

test('a removed voice is not found, and a saved index finds as before', () => {
  const index = anIndex();
  const { pitches } = readVoice(aVoice(5, { tempo: 1.25 })).query;
  const opened = VoiceIndex.open(index.save());
  expect(opened.find(pitches, 10)).toEqual(index.find(pitches, 10));
  opened.remove('voice 5');
  expect(opened.find(pitches, 10)).toEqual([]);
});
