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
