import { expect, test } from 'vitest';
import { readVoice } from '../../../src/matching/sounds/read-voice.ts';
import { VoiceIndex } from '../../../src/matching/sounds/voice-index.ts';
import { type Asked, askedFor, aVoice, signs } from './voices.ts';

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

const SIGNED = new VoiceIndex();
for (const seed of [1, 2, 3]) SIGNED.put(`v${seed}`, signs(seed));

test.each<[what: string, asked: Asked, pitch: number]>([
  ['as it was', {}, 0],
  ['faster', { pace: 1.25 }, 0],
  ['slower', { pace: 0.8 }, 0],
  ['higher', { higher: 2 }, 8],
  ['lower', { higher: -2 }, -8],
  ['much higher and faster', { higher: 4, pace: 1.2 }, 16],
])('signs of a voice are met where it is %s', (_, asked, pitch) => {
  const [best, ...others] = SIGNED.find(askedFor(signs(2), asked), 5);
  expect(others).toEqual([]);
  expect([best?.id, best?.pitch]).toEqual(['v2', pitch]);
  expect(best?.score).toBeGreaterThan(0.9);
  expect(best?.line.pace).toBeCloseTo(asked.pace ?? 1, 1);
  expect(Math.abs(best?.line.start ?? 1)).toBeLessThan(0.15);
  expect(best?.cover.asked).toBeCloseTo(1, 1);
  expect(best?.cover.stored).toBeCloseTo(1, 1);
});

test('a part of a voice is met with how much of both it is, the best first', () => {
  const half = askedFor(signs(2), { from: 0, to: 60 }).subarray(0, 5 * 120);
  const [best] = SIGNED.find(half, 5);
  expect([best?.id, best?.from, best?.to]).toEqual(['v2', 0, 120]);
  expect(best?.cover.asked).toBeCloseTo(1, 1);
  expect(best?.cover.stored).toBeCloseTo(0.5, 1);
  expect(best?.span[0]).toBeCloseTo(0, 1);
  expect(best?.span[1]).toBeCloseTo(60 * 0.064, 1);
});

test('what has next to nothing of a voice does not meet it', () => {
  expect(SIGNED.find(askedFor(signs(2), { to: 2 }), 5)).toEqual([]);
  expect(SIGNED.find(askedFor(signs(9), {}), 5)).toEqual([]);
  expect(new VoiceIndex().find(askedFor(signs(2), {}), 5)).toEqual([]);
});

test('of two recordings of a voice as many are told as are wanted', () => {
  const index = new VoiceIndex();
  const worse = signs(4).map((item) => (item ^ 0x700000) >>> 0);
  index.put('worse', worse);
  index.put('same', signs(4));
  const ids = (most: number) => index.find(askedFor(signs(4), {}), most).map(({ id }) => id);
  expect(ids(5)).toEqual(['same', 'worse']);
  expect(ids(1)).toEqual(['same']);
  index.remove('same');
  expect(ids(5)).toEqual(['worse']);
});

test('of many voices that begin alike the one that goes on alike is found alone', () => {
  const index = new VoiceIndex();
  index.put('same', signs(4));
  for (let seed = 100; seed < 114; seed++) {
    index.put(`begins ${seed}`, Uint32Array.of(...signs(4).slice(0, 12), ...signs(seed).slice(12)));
  }
  expect(index.find(askedFor(signs(4), {}), 5).map(({ id }) => id)).toEqual(['same']);
  const beginning = askedFor(signs(4), { to: 12 });
  expect(index.find(beginning, 20)).toEqual([]);
});
