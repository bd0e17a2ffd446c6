import { expect, test } from 'vitest';
import { saysTheSame } from '../../../src/matching/sounds/compare-voices.ts';
import { readVoice } from '../../../src/matching/sounds/read-voice.ts';
import {
  createPitches,
  FINE_TONES,
  fineOf,
  itemsAtPitch,
  PITCHES,
  placeOf,
  writeSigns,
} from '../../../src/matching/sounds/voice-pitches.ts';
import { seededNumbers } from '../../support/generate.ts';
import { aVoice } from './voices.ts';

/** Some four seconds of a voice. */
const readSome = (seed: number) => readVoice(aVoice(seed, {}, 16));

test('a voice is read twice as finely where it is asked for, and both say the same', () => {
  const { query, store } = readSome(5);
  expect(store.items).toHaveLength(Math.ceil(query.items.length / 2));
  expect([...itemsAtPitch(query.pitches, 0)]).toEqual([...query.items]);
  expect(saysTheSame(query.items, store.items, { pace: 1, start: 0 })).toBe(true);
  expect([query.speaks, store.speaks]).toEqual([true, true]);
});

test('another voice says something else', () => {
  const { store } = readSome(6);
  expect(saysTheSame(readSome(5).query.items, store.items, { pace: 1, start: 0 })).toBe(false);
});

test('silence has no sign and is no speech, and less than a moment has nothing', () => {
  const { query, store } = readVoice(new Int16Array(16_000));
  expect(Math.max(...query.items, ...store.items)).toBe(0);
  expect([query.speaks, store.speaks]).toEqual([false, false]);
  for (const length of [0, 1, 2047])
    expect(readVoice(new Int16Array(length)).query.items).toHaveLength(0);
  expect(readVoice(new Int16Array(2048)).query.items).toHaveLength(1);
  expect(readVoice(new Int16Array(2048 + 511)).query.items).toHaveLength(1);
  expect(readVoice(new Int16Array(2048 + 512)).query.items).toHaveLength(2);
});

test('a tone that swells and fades is no speech', () => {
  const tone = Int16Array.from({ length: 5 * 16_000 }, (_, at) => {
    const loudness = 1 + Math.sin((2 * Math.PI * 2 * at) / 16_000);
    return 5000 * loudness * Math.sin((2 * Math.PI * 700 * at) / 16_000);
  });
  expect(readVoice(tone).query.speaks).toBe(false);
});

test('pauses are silent in what is stored', () => {
  const { query, store } = readSome(5);
  const shares = [query, store].map(
    ({ items }) => items.filter((item) => item === 0).length / items.length,
  );
  expect(Math.max(...shares)).toBeLessThan(0.7);
  expect(Math.min(...shares)).toBeGreaterThan(0);
});

test('a moment has a sign where a tone gained on the one a step above it, at each pitch', () => {
  const random = seededNumbers(12);
  const tones = () => Float64Array.from({ length: FINE_TONES }, random);
  const [now, before] = [tones(), tones()];
  const pitches = createPitches(3);
  writeSigns(pitches, 1, { now, before });
  const gain = (of: Float64Array, fine: number) => (of[fine] ?? 0) - (of[fine + 4] ?? 0);
  for (const pitch of PITCHES) {
    const bits = Array.from({ length: 32 }, (_, tone) => {
      const fine = fineOf(tone) + pitch;
      return gain(now, fine) > gain(before, fine) ? 2 ** tone : 0;
    });
    const item = bits.reduce((sum, bit) => sum + bit, 0);
    expect([...itemsAtPitch(pitches, pitch)], `${pitch}`).toEqual([0, item, 0]);
  }
});

test('a voice without any gain at a pitch is heard all the same', () => {
  const pitches = createPitches(1);
  const before = new Float64Array(FINE_TONES);
  const now = before.map((_, fine) => (fine === fineOf(0) ? 1 : 0));
  writeSigns(pitches, 0, { now, before });
  const items = PITCHES.map((pitch) => itemsAtPitch(pitches, pitch)[0]);
  expect([items[16], items[17]]).toEqual([1, 1]);
});

test('fine tones are quarters of a step, from four steps below an item to four above it', () => {
  expect([PITCHES[0], PITCHES.length, PITCHES.at(-1)]).toEqual([-16, 33, 16]);
  expect([0, 1, 32].map((tone) => placeOf(fineOf(tone)))).toEqual([0, 1, 32]);
  expect(placeOf(fineOf(3) + 2)).toBe(3.5);
});

/** The frequency in the middle of a tone, which a frame holds a whole number of times. */
const frequencyOf = (tone: number) =>
  Math.round((300 * 10 ** ((tone + 0.5) / 33)) / 7.8125) * 7.8125;
const sine = (frequency: number, at: number) => Math.sin((2 * Math.PI * frequency * at) / 16_000);

/** All tones at once, and from the second second on one of them much louder. */
function swelling(tone: number): Int16Array {
  return Int16Array.from({ length: 32_000 }, (_, at) => {
    let sum = at > 16_000 ? 2500 * sine(frequencyOf(tone), at) : 0;
    for (let each = -1; each < 34; each++)
      sum += 150 * sine(frequencyOf(each), at + 37 * each ** 2);
    return sum;
  });
}

test.for([0, 1, 4, 10, 16, 22, 27, 31])(
  'where tone %i swells it has gained, and the one below has lost',
  (tone) => {
    const { query, store } = readVoice(swelling(tone));
    for (const item of [query.items[29] ?? 0, store.items[15] ?? 0]) {
      expect((item >>> tone) & 1).toBe(1);
      if (tone > 0) expect((item >>> (tone - 1)) & 1).toBe(0);
    }
  },
);

test.each([
  ['a hum that is lower', 100],
  ['a whistle that is higher', 3600],
])('speech under %s than a telephone carries is speech', (_, frequency) => {
  const voice = aVoice(5, {}, 12).map((value, at) => value / 2 + 12_000 * sine(frequency, at));
  const { query, store } = readVoice(voice);
  expect([query.speaks, store.speaks]).toEqual([true, true]);
});

test('pauses are silent over the noise of a street', () => {
  const random = seededNumbers(1);
  const voice = aVoice(5, {}, 12).map((value) => value / 2 + 1500 * (random() - 0.5));
  const { items } = readVoice(voice).query;
  expect(items.filter((item) => item === 0).length / items.length).toBeGreaterThan(0.3);
});
