import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Found, PictureIndex } from '../../../src/matching/pictures/picture-index.ts';
import { SnapshotRefused } from '../../../src/matching/snapshot.ts';
import { SoundIndex } from '../../../src/matching/sounds/sound-index.ts';
import { seededNumbers } from '../../support/generate.ts';
import { differences } from './rasters.ts';

/** Hashes around a few centres, so that all distances occur. */
const hash = fc
  .record({ centre: fc.nat(3), flips: fc.array(fc.nat(255), { maxLength: 130 }) })
  .map(({ centre, flips }) => {
    const random = seededNumbers(centre);
    const bytes = Uint8Array.from({ length: 32 }, () => random() * 256);
    for (const bit of flips) bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    return bytes;
  });
const hashes = fc
  .array(hash, { maxLength: 6 })
  .map((list) => Uint8Array.from(list.flatMap((one) => [...one])));
const change = fc.oneof(
  { weight: 3, arbitrary: fc.record({ id: fc.nat(40).map((id) => `g${id}é`), hashes }) },
  { weight: 1, arbitrary: fc.record({ id: fc.nat(40).map((id) => `g${id}é`) }) },
);
type Change = { id: string; hashes?: Uint8Array };

function split(joined: Uint8Array): Uint8Array[] {
  return Array.from({ length: joined.length / 32 }, (_, at) =>
    joined.subarray(32 * at, 32 * at + 32),
  );
}

/** What a look at every pair finds. */
function bruteFind(stored: Map<string, Uint8Array>, asked: Uint8Array, within: number): Found[] {
  return [...stored]
    .map(([id, of]) => ({
      id,
      distance: Math.min(
        256,
        ...split(of).flatMap((one) => split(asked).map((other) => differences(one, other))),
      ),
    }))
    .filter(({ distance }) => distance <= within)
    .sort((a, b) => a.distance - b.distance);
}

function apply(index: PictureIndex, stored: Map<string, Uint8Array>, { id, hashes }: Change): void {
  stored.delete(id);
  if (hashes) {
    stored.set(id, hashes);
    index.put(id, hashes);
  } else index.remove(id);
}

test('finds what a comparison with all finds, through changes and a snapshot', () => {
  fc.assert(
    fc.property(
      fc.array(change, { maxLength: 120 }),
      hashes,
      fc.constantFrom(0, 31, 60, 90, 128, 254),
      (changes, asked, within) => {
        const index = new PictureIndex();
        const stored = new Map<string, Uint8Array>();
        for (const one of changes) apply(index, stored, one);
        const expected = bruteFind(stored, asked, within);
        expect(index.find(asked, 1000, within)).toEqual(expected);
        expect(index.find(asked, 3, within)).toEqual(expected.slice(0, 3));
        expect(index.size).toBe(stored.size);
        const again = PictureIndex.open(index.save());
        expect(again.find(asked, 1000, within)).toEqual(expected);
        expect(index.find(asked, 1000, within)).toEqual(expected);
      },
    ),
    { numRuns: 60 },
  );
});

test('thousands of removals leave the rest where it can be found', () => {
  const random = seededNumbers(5);
  const index = new PictureIndex();
  const stored = new Map<string, Uint8Array>();
  const make = () => Uint8Array.from({ length: 32 * 3 }, () => random() * 256);
  for (let turn = 0; turn < 6000; turn++) {
    const id = `p${Math.floor(random() * 1000)}`;
    apply(index, stored, turn % 3 === 0 ? { id, hashes: make() } : { id });
  }
  expect(index.size).toBe(stored.size);
  for (const [id, of] of stored) {
    expect(index.find(of.subarray(32, 64), 1)).toEqual([{ id, distance: 0 }]);
  }
});

test('more than 64 hashes are asked for at once, and the older of two that are as near comes first', () => {
  const random = seededNumbers(6);
  const asked = Uint8Array.from({ length: 32 * 150 }, () => random() * 256);
  const index = new PictureIndex();
  index.put('older', asked.subarray(32 * 149));
  index.put('newer', asked.subarray(0, 32));
  expect(index.find(asked, 5)).toEqual([
    { id: 'older', distance: 0 },
    { id: 'newer', distance: 0 },
  ]);
});

test('opposite hashes differ in all 256 bits and are no match', () => {
  const index = new PictureIndex();
  index.put('dark', new Uint8Array(32));
  expect(index.find(new Uint8Array(32).fill(255), 5, 254)).toEqual([]);
  expect(index.find(new Uint8Array(32), 5)).toEqual([{ id: 'dark', distance: 0 }]);
});

/** The hash with so many of its bits turned. */
function turned(bytes: Uint8Array, bits: number): Uint8Array {
  return bytes.map((byte, at) => byte ^ (2 ** Math.max(0, Math.min(8, bits - 8 * at)) - 1));
}

test('the nearest comes first, by the nearest of its hashes to any that is asked for', () => {
  const random = seededNumbers(8);
  const [one, other, strange] = Array.from({ length: 3 }, () =>
    Uint8Array.from({ length: 32 }, () => random() * 256),
  ) as [Uint8Array, Uint8Array, Uint8Array];
  const index = new PictureIndex();
  index.put('limit', turned(one, 60));
  index.put('beyond', turned(one, 61));
  index.put('far', turned(other, 9));
  index.put('near', Uint8Array.of(...strange, ...turned(other, 200), ...turned(one, 2)));
  index.put('same', other);
  const asked = Uint8Array.of(...one, ...other);
  const found = [
    { id: 'same', distance: 0 },
    { id: 'near', distance: 2 },
    { id: 'far', distance: 9 },
    { id: 'limit', distance: 60 },
  ];
  for (const each of [index, PictureIndex.open(index.save())]) {
    expect(each.find(asked, 9)).toEqual(found);
    expect(each.find(asked, 9, 9)).toEqual(found.slice(0, 3));
    expect(each.find(asked, 2)).toEqual(found.slice(0, 2));
    expect(each.find(new Uint8Array(), 9)).toEqual([]);
  }
});

test('of pictures that are equally near the older comes first', () => {
  const index = new PictureIndex();
  const ids = () => index.find(new Uint8Array(32), 9).map(({ id }) => id);
  for (const id of ['c', 'a', 'd', 'b']) index.put(id, new Uint8Array(32));
  expect(ids()).toEqual(['c', 'a', 'd', 'b']);
  index.put('a', new Uint8Array(32));
  index.remove('d');
  expect(ids()).toEqual(['c', 'b', 'a']);
});

test('the snapshot of another index is refused', () => {
  expect(() => PictureIndex.open(new SoundIndex().save())).toThrow(
    'no snapshot of an index of pictures',
  );
});

test('half a hash is refused', () => {
  expect(() => new PictureIndex().put('a', new Uint8Array(40))).toThrow(RangeError);
});

test('a damaged snapshot is refused', () => {
  const index = new PictureIndex();
  index.put('a', new Uint8Array(96).fill(7));
  const saved = index.save();
  fc.assert(
    fc.property(fc.nat(saved.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const damaged = Uint8Array.from(saved);
      damaged[at] = (damaged[at] ?? 0) ^ change;
      expect(() => PictureIndex.open(damaged)).toThrow(SnapshotRefused);
    }),
    { numRuns: 400 },
  );
  for (const length of [0, 3, 15, 16, saved.length - 1]) {
    expect(() => PictureIndex.open(saved.subarray(0, length))).toThrow(SnapshotRefused);
  }
});
