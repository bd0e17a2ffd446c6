import { expect, test } from 'vitest';
import { createMatcher } from '../../../src/matching/matcher.ts';
import { SURE } from '../../../src/matching/sounds/find-fit.ts';
import { SoundIndex } from '../../../src/matching/sounds/sound-index.ts';
import { seededNumbers } from '../../support/generate.ts';

const SECONDS_PER_ITEM = 0.1238;

/** Items of a made-up sound; as in real ones, neighbours differ in a few bits. */
function aPrint(seed: number, length = 300): Uint32Array {
  const random = seededNumbers(seed);
  let item = Math.floor(random() * 2 ** 32);
  return Uint32Array.from({ length }, () => {
    for (let turned = 0; turned < 7; turned++) item ^= 1 << Math.floor(random() * 32);
    return item;
  });
}

/** The same after an edit that turns some of the bits. */
function edited(print: Uint32Array, share = 0.05): Uint32Array {
  const random = seededNumbers(1);
  return print.map((item) => {
    let turned = item;
    for (let bit = 0; bit < 32; bit++) if (random() < share) turned ^= 1 << bit;
    return turned;
  });
}

function anIndex(clips = 50): SoundIndex {
  const index = new SoundIndex();
  for (let clip = 0; clip < clips; clip++) index.put(`clip ${clip}`, aPrint(clip));
  return index;
}

function joined(...parts: Uint32Array[]): Uint32Array {
  return Uint32Array.from(parts.flatMap((part) => [...part]));
}

test('an edited sound is found', () => {
  const [best, ...others] = anIndex().find(edited(aPrint(7)), 10);
  expect(best).toMatchObject({ id: 'clip 7', line: { start: 0 } });
  expect(best?.score).toBeGreaterThan(0.8);
  expect(best?.span[0]).toBe(0);
  expect(best?.span[1]).toBeCloseTo(300 * SECONDS_PER_ITEM + 2.5, 0);
  for (const { score } of others) expect(score).toBeLessThan(SURE);
});

test('an excerpt tells where in the clip it begins', () => {
  const [best] = anIndex().find(edited(aPrint(7).subarray(100, 160)), 1);
  expect(best?.id).toBe('clip 7');
  expect(best?.score).toBeGreaterThan(SURE);
  expect(best?.line.start).toBeCloseTo(100 * SECONDS_PER_ITEM, 0);
  expect(best).toMatchObject({ from: 0, to: 60, cover: { asked: 1 } });
  expect(best?.cover.stored).toBeCloseTo(60 / 300);
});

test('something else before and after does not hide a sound', () => {
  const asked = joined(aPrint(1001, 40), edited(aPrint(7)).subarray(50, 200), aPrint(1002, 400));
  const [best] = anIndex().find(asked, 1);
  expect(best?.id).toBe('clip 7');
  expect(best?.score).toBeGreaterThan(SURE);
  expect(best?.line.start).toBeCloseTo(10 * SECONDS_PER_ITEM, 0);
  expect(best?.span[0]).toBeCloseTo(40 * SECONDS_PER_ITEM, -0.5);
  expect(best?.span[1]).toBeCloseTo(190 * SECONDS_PER_ITEM + 2.5, -0.5);
});

test('a sound that was made faster is found', () => {
  const faster = edited(aPrint(7)).filter((_, at) => at % 17 !== 16);
  const [best] = anIndex().find(faster, 1);
  expect(best?.id).toBe('clip 7');
  expect(best?.score).toBeGreaterThan(SURE);
  expect(best?.line.pace).toBe(1.06);
  expect(best?.cover.stored).toBeCloseTo(((best?.cover.asked ?? 0) * faster.length * 1.06) / 300);
});

test('a sound that is not there is not answered', () => {
  const index = anIndex(200);
  for (let seed = 5000; seed < 5100; seed++) {
    expect(index.find(aPrint(seed), 1)[0]?.score ?? 0).toBeLessThan(SURE);
  }
});

test('less than four seconds in common are never sure', () => {
  const asked = joined(aPrint(1001, 60), aPrint(7).subarray(100, 112), aPrint(1002, 60));
  for (const { score } of anIndex().find(asked, 10)) expect(score).toBeLessThan(SURE);
  expect(anIndex().find(aPrint(7).subarray(100, 112), 1)[0]?.score).toBeLessThan(SURE);
});

test('silence is not the same sound as other silence', () => {
  const silence = new Uint32Array(200).fill(627_964_279);
  const index = anIndex();
  for (let clip = 0; clip < 20; clip++) {
    index.put(`quiet ${clip}`, joined(aPrint(100 + clip, 80), silence, aPrint(200 + clip, 80)));
  }
  expect(index.find(silence, 5)).toEqual([]);
  const asked = joined(aPrint(3001, 80), silence, aPrint(3002, 80));
  for (const { score } of index.find(asked, 5)) expect(score).toBeLessThan(SURE);
  const [best] = index.find(joined(silence, edited(aPrint(105, 80))), 5);
  expect(best?.id).toBe('quiet 5');
});

test('a clip that was removed or replaced is no longer found', () => {
  const index = anIndex();
  index.remove('clip 7');
  index.remove('clip 7');
  index.put('clip 8', aPrint(500));
  expect(index.size).toBe(49);
  expect(index.find(aPrint(7), 1)).toEqual([]);
  expect(index.find(aPrint(8), 1)).toEqual([]);
  expect(index.find(aPrint(500), 1)[0]?.id).toBe('clip 8');
});

test('an index that has lost most of its clips finds the rest', () => {
  const index = anIndex(1200);
  for (let clip = 0; clip < 1150; clip++) index.remove(`clip ${clip}`);
  index.put('clip 3', aPrint(3));
  expect(index.size).toBe(51);
  for (const clip of [3, 1150, 1199]) {
    expect(index.find(aPrint(clip), 1)[0]?.id).toBe(`clip ${clip}`);
  }
  expect(index.find(aPrint(4), 1)).toEqual([]);
});

test('nothing is found for nothing, and one item is found by nobody', () => {
  const index = anIndex();
  index.put('empty', new Uint32Array());
  expect(index.find(new Uint32Array(), 5)).toEqual([]);
  expect(index.find(aPrint(7).subarray(0, 1), 5)).toEqual([]);
  expect(new SoundIndex().find(aPrint(1), 5)).toEqual([]);
});

test('a saved index answers as before, with what was removed left out', () => {
  const index = anIndex();
  index.remove('clip 1');
  index.put('anak 🎵', aPrint(600));
  const opened = SoundIndex.open(index.save());
  expect(opened.size).toBe(index.size);
  for (const seed of [1, 7, 600, 5000]) {
    expect(opened.find(edited(aPrint(seed)), 5)).toEqual(index.find(edited(aPrint(seed)), 5));
  }
  opened.put('later', aPrint(601));
  expect(opened.find(aPrint(601), 1)[0]?.id).toBe('later');
});

test('a snapshot that is damaged or of something else is refused', () => {
  const saved = anIndex(3).save();
  saved[100] = (saved[100] ?? 0) ^ 1;
  expect(() => SoundIndex.open(saved)).toThrow('check sum');
  expect(() => SoundIndex.open(new Uint8Array(7))).toThrow('no snapshot');
  expect(() => SoundIndex.open(createMatcher([]).snapshot())).toThrow(
    'no snapshot of an index of sounds',
  );
});
