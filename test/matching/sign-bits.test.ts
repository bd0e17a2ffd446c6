import { expect, test } from 'vitest';
import { SignBits } from '../../src/matching/sign-bits.ts';
import { squareOf } from '../../src/matching/vector-shelf.ts';
import { seededNumbers } from '../support/generate.ts';

/** More numbers than fit into three words of bits. */
const DIMENSIONS = 100;
const MANY = 400;
const random = seededNumbers(11);
/** All vectors of a model point roughly one way. */
const drift = Array.from({ length: DIMENSIONS }, () => 20 + 40 * random());
const within = (part: number) => Math.max(-127, Math.min(127, part));
const moved = (vector: readonly number[] | Int8Array, by: number) =>
  Int8Array.from(vector, (part) => within(part + by * (random() - 0.5)));
/** Of each topic there are five. */
const TOPICS = Array.from({ length: MANY / 5 }, () => moved(drift, 90));
const VECTORS = Array.from({ length: MANY }, (_, slot) => moved(TOPICS[slot % 80] ?? drift, 40));
const EMPTY = new Set([0, 7, 150, 399]);

/** The vectors in a row, of which some slots are empty, and their squares. */
function shelf(vectors: readonly Int8Array[]) {
  const kept = vectors.map((vector, slot) => (EMPTY.has(slot) ? vector.map(() => 0) : vector));
  return {
    bytes: Int8Array.from(kept.flatMap((vector) => [...vector])),
    squares: Uint32Array.from(kept, squareOf),
  };
}

function cosine(a: Int8Array, b: Int8Array): number {
  const product = a.reduce((sum, part, at) => sum + part * (b[at] ?? 0), 0);
  return product / Math.sqrt(squareOf(a) * squareOf(b));
}

/** The slots of so many vectors that are nearest to a message. */
function nearest(vectors: readonly Int8Array[], message: Int8Array, most: number): number[] {
  return [...vectors.keys()]
    .filter((slot) => !EMPTY.has(slot))
    .map((slot) => ({ slot, near: cosine(vectors[slot] ?? message, message) }))
    .sort((a, b) => b.near - a.near)
    .slice(0, most)
    .map(({ slot }) => slot);
}

/** Which of the five nearest vectors are among those listed for a message, and how many are listed. */
function listed(signs: SignBits, vectors: readonly Int8Array[], message: Int8Array) {
  const { bytes, squares } = shelf(vectors);
  const found = signs.nearest(bytes, message, { squares, most: 15 });
  const missed = nearest(vectors, message, 5).filter((slot) => !found.includes(slot));
  return { missed, count: found.length, empty: found.filter((slot) => EMPTY.has(slot)) };
}

const ASKED = [1, 42, 71, 18].map((topic) => moved(TOPICS[topic] ?? drift, 30));

function built(count: number): SignBits {
  const signs = new SignBits(DIMENSIONS);
  const { bytes, squares } = shelf(VECTORS.slice(0, count));
  signs.rebuild(bytes, squares);
  return signs;
}

test.each([...ASKED.entries()])('the nearest are among the few that are listed: %i', (_, asked) => {
  const { missed, count, empty } = listed(built(MANY), VECTORS, asked);
  expect([missed, empty]).toEqual([[], []]);
  expect(count).toBeGreaterThanOrEqual(15);
  expect(count).toBeLessThan(25);
});

test('a vector that is set later is listed like those before', () => {
  const signs = built(MANY - 100);
  for (const [at, vector] of VECTORS.slice(MANY - 100).entries())
    signs.set(MANY - 100 + at, vector);
  for (const asked of ASKED) {
    const { missed, count } = listed(signs, VECTORS, asked);
    expect(missed).toEqual([]);
    expect(count).toBeLessThan(25);
  }
});

test('once there are more than twice as many, all signs are made anew', () => {
  const signs = built(100);
  for (const asked of ASKED) expect(listed(signs, VECTORS, asked).missed).toEqual([]);
});

test('how long a vector is does not matter', () => {
  const short = VECTORS.map((vector, slot) => (slot % 2 ? vector.map((part) => part / 2) : vector));
  const { bytes, squares } = shelf(short);
  const signs = new SignBits(DIMENSIONS);
  signs.rebuild(bytes, squares);
  for (const asked of ASKED) expect(listed(signs, short, asked).missed).toEqual([]);
});

test('where there are fewer than are wanted, all are listed', () => {
  const few = VECTORS.slice(0, 10);
  expect(listed(built(10), few, ASKED[0] ?? moved(drift, 90)).count).toBe(8);
});

/** Lists about so many of some vectors for a message. */
function listFrom(vectors: readonly Int8Array[], message: Int8Array, most: number): number[] {
  const bytes = Int8Array.from(vectors.flatMap((vector) => [...vector]));
  const squares = Uint32Array.from(vectors, squareOf);
  const signs = new SignBits(message.length);
  signs.rebuild(bytes, squares);
  return signs.nearest(bytes, message, { squares, most });
}

/** Those of some vectors that are not all that is listed where one like them is wanted. */
function lost(vectors: readonly Int8Array[], asked = vectors): Int8Array[] {
  return asked.filter((vector) => {
    const found = listFrom(vectors, vector, 1).map((slot) => vectors[slot]);
    return found.length !== 1 || found[0] !== vector;
  });
}

test('copies of a message are listed alone where no more are wanted', () => {
  const copy = Int8Array.from(drift, (part) => 80 - part);
  expect(listFrom([copy, ...TOPICS, copy, copy], copy, 3)).toEqual([0, 81, 82]);
});

test('a library of which most was removed is searched like any other', () => {
  const few = VECTORS.map((vector, slot) => (slot % 5 === 1 ? vector : vector.map(() => 0)));
  const [asked = moved(drift, 90)] = ASKED;
  expect(listFrom(few, asked, 1).map((slot) => slot % 80)).toEqual([1]);
});

/** Of two rounds of three words of bits, the place of the first number of each word. */
const WORDS = [0, 32, 64, 96, 128, 160];

test.for(WORDS)('vectors of which only the numbers from %i on differ are told apart', (from) => {
  const drawn = seededNumbers(12);
  const differs = (at: number) => at >= from && at < from + 32;
  const vectors = Array.from({ length: 30 }, () =>
    Int8Array.from({ length: 192 }, (_, at) => (differs(at) && drawn() < 0.5 ? -40 : 40)),
  );
  expect(lost(vectors)).toEqual([]);
});

test('a message of what all have in common finds those that say little else', () => {
  const common = Int8Array.from(drift);
  const drawn = seededNumbers(13);
  const vectors = Array.from({ length: 100 }, (_, slot) =>
    common.map((part) => within(part + (20 + slot) * (drawn() - 0.5))),
  );
  const found = listFrom(vectors, common, 10);
  expect([0, 1, 2, 3, 4].filter((slot) => !found.includes(slot))).toEqual([]);
});

test('of vectors that go the same way, those that go farther than a message are not nearer', () => {
  const drawn = seededNumbers(14);
  const ways = Array.from({ length: 40 }, () => drift.map(() => drawn() - 0.5));
  const along = (far: number) =>
    ways.map((way) => Int8Array.from(drift, (part, at) => within(part + far * (way[at] ?? 0))));
  const near = along(30);
  expect(lost([...near, ...along(60), ...along(90)], near)).toEqual([]);
});
