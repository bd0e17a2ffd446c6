import { expect, test } from 'vitest';
import { readVoice } from '../../../src/matching/sounds/read-voice.ts';
import { VoiceIndex } from '../../../src/matching/sounds/voice-index.ts';
import { aVoice } from './voices.ts';

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
